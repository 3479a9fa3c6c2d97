"""`orb playground`: the real bot on a small Discord of this machine's own, with a page to play on.

The one place that starts both the bot and the playground; they know each other by protocol only.
"""

from __future__ import annotations

import asyncio
import errno
import os
import sys
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.app import DEMO, App, open_app
from bot.database import DatabaseError, DatabaseUnusable
from bot.engine.channels.backups import Backups
from bot.engine.channels.channels import Channels, Status
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.clock import SystemClock
from bot.engine.demo import reason_of
from bot.engine.errors import GameError
from bot.engine.files.recipe import load_recipe
from bot.engine.moderating.moderator import Moderator
from bot.executor.errors import ExecutorError
from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.bot import connect, log_discord, run_bot
from bot.terminal.complaints import BAD_INPUT, FAILED, STOPPED, complain
from bot.terminal.consoles import never_failing_output
from bot.terminal.demo import TITLE
from bot.terminal.inspecting import Inspection
from bot.terminal.inspector import Inspector
from bot.terminal.logs import log_to_stderr
from bot.terminal.model_checkups import CONNECT
from bot.terminal.overhearing import Overheard
from playground.server.app import TOKEN, Server
from playground.server.locking import FolderTaken
from playground.serving import serve

if TYPE_CHECKING:
    from bot.cogs.client import OrbBot

FOLDER = "playground"
"""Where in the data folder the page's own things are; worlds are where they always are."""
CHANNEL = "adventure"
"""The channel that has a world from the beginning."""
MAKER = Moderator(id="playground", name="The playground")
PATIENCE = 30.0
"""How long the bot may take to connect, in seconds."""

HINTS = (
    "Be Ada, who moderates: press Play in #adventure, or type /play, then Join.",
    "Open the address in a second window as Ben: what one of you does, the other sees at once.",
    "Wake the three pedestals to be given the Orb of Ingenuity, and describe a tool to it.",
    "Press the eye at the top: there is the code of the tool, and what the model was asked.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaygroundOptions:
    """What the command line asked for; without `data` the settings' data folder is meant."""

    port: int = 8765
    data: Path | None = None
    browser: bool = True


def run_alone() -> int:
    """What `orb` without a command does: Discord where there is a token, else the playground."""
    try:
        has_token = read_settings().discord_token is not None
    except SettingsError as error:
        return complain(str(error), BAD_INPUT)
    return run_bot(None) if has_token else run_playground(PlaygroundOptions())


def run_playground(options: PlaygroundOptions) -> int:
    """Play until stopped; the exit status: 0 stopped by a signal, 1 failed, 2 wrong input."""
    try:
        settings = read_settings()
        log_to_stderr(settings)
        log_discord()
        folder = (options.data or settings.data).absolute()
        return asyncio.run(_run(options, settings, folder))
    except (SettingsError, DatabaseUnusable) as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, ExecutorError, DatabaseError) as error:
        return complain(reason_of(error), FAILED)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            port = options.port
            return complain(
                f"Port {port} is taken: give another one to `orb playground --port`.", BAD_INPUT
            )
        why = f"{error.filename}: {error.strerror}" if error.filename else error
        return complain(f"The playground could not go on: {why}.", FAILED)
    except KeyboardInterrupt:
        return complain("Stopped.", STOPPED)


async def _run(options: PlaygroundOptions, settings: Settings, folder: Path) -> int:
    async with AsyncExitStack() as stack:
        inspector = await stack.enter_async_context(Inspector())
        try:
            server = await stack.enter_async_context(
                _served(options.port, folder / FOLDER, inspector.url)
            )
        except FolderTaken:
            return complain(
                f"A playground is running on {folder} already: play at the address it printed, "
                "or give another folder to `orb playground --data`.",
                BAD_INPUT,
            )
        except ValueError as error:
            return complain(
                f"{error}. It is left as it is: give another folder to `orb playground --data`.",
                BAD_INPUT,
            )
        heard = Overheard()
        app = await stack.enter_async_context(
            open_app(settings, folder, clock=SystemClock(), keeps=True, overhear=heard.listen_to)
        )
        inspector.show(Inspection(app, heard))
        await _give_world(app, server)
        return await _play(app, server, _redirected(settings, server), folder, options)


async def _play(
    app: App, server: Server, settings: Settings, folder: Path, options: PlaygroundOptions
) -> int:
    begun: list[asyncio.Task[None]] = []

    async def greet(bot: OrbBot) -> None:
        await _greet(app, server, bot, folder)
        if options.browser and _has_browser():
            await asyncio.to_thread(webbrowser.open, server.page_url)

    def begin(bot: OrbBot) -> None:
        begun.append(asyncio.create_task(greet(bot)))

    try:
        return await connect(app, settings, folder / FOLDER, begun=begin)
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


@asynccontextmanager
async def _served(port: int, folder: Path, inspector_url: str) -> AsyncGenerator[Server]:
    """The server, listening while the block lasts; raises what `serve` does."""
    listening: asyncio.Future[Server] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(
        serve(port, folder, inspector_url=inspector_url, started=listening.set_result)
    )
    try:
        await asyncio.wait((serving, listening), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            await serving
        yield listening.result()
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def _redirected(settings: Settings, server: Server) -> Settings:
    """The settings of a bot that speaks to this server."""
    api = server.api_base.rpartition("/")[0]
    return settings.model_copy(
        update={
            "discord_token": SecretStr(TOKEN),
            "discord_api": api,
            "discord_gateway": server.gateway_url,
        }
    )


async def _give_world(app: App, server: Server) -> None:
    """Make the first channel's world, or go on making it; says why where that cannot be."""
    state = server.local.state
    place = next((one for one in state.channels.values() if one.name == CHANNEL), None)
    if place is None or place.guild_id is None:
        return
    worlds = ChannelWorlds(app.game, app.library, app.database)
    held = await Channels(app.database).find(place.id)
    if held is not None and held.status not in (Status.EMPTY, Status.MAKING):
        return
    if await Backups(app.database).of_channel(place.id):
        return  # somebody has ended it
    _say("The world is being made …")
    try:
        if held is not None and held.status is Status.MAKING:
            await worlds.finish(place.id, by=MAKER)
            return
        recipe = load_recipe(DEMO / "vault" / "recipe.json")
        await worlds.create(place.guild_id, place.id, recipe, name=TITLE, by=MAKER)
    except GameError as error:
        complain(f"{reason_of(error)} /world create tries again.", FAILED)


async def _greet(app: App, server: Server, bot: OrbBot, folder: Path) -> None:
    """Once the bot is there: bring the worlds to their channels, and say where to play."""
    local = server.local
    try:
        await local.feed.until(
            lambda: local.gateway.connections() and local.state.commands.get("global"),
            seconds=PATIENCE,
            what="the bot",
        )
    except TimeoutError as error:
        complain(f"{error}.", FAILED)
    await bot.wait_until_ready()
    for one in await Channels(app.database).all():
        if one.world_id is not None and one.channel_id in local.state.channels:
            bot.herald.tell(one.world_id, int(one.channel_id))
    lines = [f"  {number}. {hint}" for number, hint in enumerate(HINTS, start=1)]
    _say(f"\nPlay at {server.page_url}\n\n" + "\n".join(lines))
    writer = app.writer if app.themes else f"{app.writer}\n{CONNECT}"
    _say(f"\n{writer}\nCtrl-C ends it; everything is kept in {folder}.")


def _has_browser() -> bool:
    """Whether somebody sits at this machine who would see a window."""
    if not sys.stdout.isatty():
        return False
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(text: str) -> None:
    never_failing_output()
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
