"""`orb bot`: the game in Discord, and `orb invite`: the way in."""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import logging
import re
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import App, open_app, services_of
from bot.database import DatabaseError
from bot.engine.clock import SystemClock
from bot.engine.errors import GameError
from bot.executor.errors import ExecutorError
from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.complaints import BAD_INPUT, FAILED, STOPPED, complain
from bot.terminal.logs import log_to_stderr

if TYPE_CHECKING:
    from bot.cogs.client import OrbBot

MISSING = (
    "DISCORD_TOKEN is missing: put the bot's token there, in the environment or in .env. "
    "Without one, `orb` alone opens the playground."
)
UNKNOWN = "Discord does not accept DISCORD_TOKEN: copy the bot's token again."
LEAVING = 14.0
"""So many seconds there are to leave Discord in, farewells included."""
BIT = 1.0
"""So many seconds what was cut off has to end in."""
_SECRET = re.compile(r"(?<=/)(?:[\w-]{24,}\.[\w-]+\.[\w-]+|[\w-]{60,})")

log = logging.getLogger(__name__)


def run_bot(data: Path | None) -> int:
    """Play until stopped; the exit status: 0 stopped by a signal, 1 failed, 2 wrong input."""
    try:
        settings = read_settings()
        log_to_stderr(settings)
        if settings.discord_token is None:
            return complain(MISSING, BAD_INPUT)
        log_discord()
        return asyncio.run(_run(settings, data or settings.data))
    except SettingsError as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, ExecutorError, DatabaseError) as error:
        return complain(str(error), FAILED)
    except OSError as error:
        return complain(f"The bot could not go on: {error.strerror or error}.", FAILED)
    except KeyboardInterrupt:
        return complain("Stopped.", STOPPED)


def print_invitation(application: str | None) -> int:
    """Print the link that invites the bot; 2 where the application is not known."""
    try:
        token = read_settings().discord_token
    except SettingsError as error:
        return complain(str(error), BAD_INPUT)
    found = application or (application_of(token.get_secret_value()) if token else None)
    if found is None or not found.isdecimal():
        return complain(
            "The application's id is not known: give --application, or set DISCORD_TOKEN.",
            BAD_INPUT,
        )
    import discord

    from bot.cogs.client import PERMISSIONS

    scopes = ("bot", "applications.commands")
    sys.stdout.write(
        discord.utils.oauth_url(int(found), permissions=PERMISSIONS, scopes=scopes) + "\n"
    )
    return 0


def application_of(token: str) -> str | None:
    """The application's id, which is the first part of its token; None where it is not."""
    first = token.partition(".")[0]
    try:
        text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return text if text.isdecimal() else None


async def _run(settings: Settings, data: Path) -> int:
    async with open_app(settings, data, clock=SystemClock(), keeps=True) as app:
        return await connect(app, settings, data)


async def connect(
    app: App, settings: Settings, data: Path, *, begun: Callable[[OrbBot], None] = lambda bot: None
) -> int:
    """Play through Discord until a signal comes; the exit status.

    The front end's notes are in the folder `data`. `begun` is given the bot before it connects.
    """
    import aiohttp
    import discord

    from bot.cogs.client import OrbBot
    from bot.cogs.gallery import Gallery
    from bot.cogs.redirect import redirect
    from bot.engine.pictures import PictureCache, describe_chart, describe_scene, draw_chart
    from bot.engine.pictures.studio import Studio

    redirect(settings.discord_api, settings.discord_gateway)
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    try:
        async with Studio() as studio:
            gallery = Gallery(PictureCache().scene, describe_scene, studio=studio)
            maps = Gallery(draw_chart, describe_chart, studio=studio)
            bot = OrbBot(services_of(app), data, gallery=gallery, maps=maps)
            begun(bot)
            await _until_stopped(bot, token)
    except discord.LoginFailure:
        return complain(UNKNOWN, BAD_INPUT)
    except discord.PrivilegedIntentsRequired:
        return complain("Discord refuses the connection: an intent is not allowed.", FAILED)
    except (discord.HTTPException, discord.ConnectionClosed, discord.GatewayNotFound) as error:
        return complain(f"Discord refuses the connection: {error}", FAILED)
    except aiohttp.ClientError as error:
        return complain(f"Discord could not be reached ({type(error).__name__}).", FAILED)
    return 0


async def _until_stopped(bot: OrbBot, token: str) -> None:
    """Play until a signal comes or the connection ends; raises what connecting does."""
    stopped = asyncio.Event()
    _on_signal(stopped.set)
    playing = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((playing, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        is_cut_off = not playing.done()
        await _within(LEAVING, bot.close(), "Discord")
        playing.cancel()
        ended = asyncio.gather(playing, stopping, return_exceptions=True)
        await asyncio.wait([ended], timeout=BIT)
    if not is_cut_off:
        await playing


async def _within(seconds: float, ending: Coroutine[Any, Any, None], what: str) -> None:
    """Wait for an end, but not for ever."""
    task = asyncio.create_task(ending)
    await asyncio.wait([task], timeout=seconds)
    if not task.done():
        log.warning("Leaving %s takes too long: it is cut off.", what)
        task.cancel()
        await asyncio.wait([task], timeout=BIT)


def _on_signal(stop: Callable[[], None]) -> None:
    """Have the first signal stop what is going on; a second one ends the process at once."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)

    def first() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        stop()

    for number in numbers:
        with contextlib.suppress(NotImplementedError):  # not on every system
            loop.add_signal_handler(number, first)


class _Redacted(logging.Filter):
    """Takes the tokens of interactions and webhooks out of what discord.py logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass without its secrets, but not that this bot cannot speak."""
        if "voice will NOT" in record.getMessage():
            return False
        record.msg, record.args = _SECRET.sub("…", record.getMessage()), ()
        return True


def log_discord() -> None:
    """Show what discord.py complains about, in the form of this program's log."""
    ours, theirs = logging.getLogger("bot"), logging.getLogger("discord")
    theirs.setLevel(max(logging.WARNING, ours.level))
    for handler in ours.handlers:
        handler.addFilter(_Redacted())
        theirs.addHandler(handler)
