"""The playground for people: a furnished guild, served until it is ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from playground.server.app import TOKEN, Options, Server
from playground.server.local import LocalDiscord
from playground.server.state import permissions

GUILD = "The Guildhall"
CHANNELS = (
    ("adventure", "A world lives here: /play"),
    ("tavern", "Talk, or make another world: /world create"),
)
PEOPLE = (("Ada", True), ("Ben", False), ("Cleo", False))


async def serve(
    port: int = 8765,
    data: Path | None = None,
    bot_token: str = TOKEN,
    *,
    bot_name: str = "Orb of Ingenuity",
    inspector_url: str | None = None,
    started: Callable[[Server], None] = lambda server: None,
) -> None:
    """Serve the page and the bot's Discord until cancelled.

    `started` is told once it listens: `page_url` is for people, `api_base` and `gateway_url` are
    for the bot. With `data`, a folder, everything goes on after a restart.

    Raises:
        OSError: The port is taken, or the folder cannot be written to.
        ValueError: What the folder keeps is of another version, or another playground has it.
    """
    server = Server(Options(port, data, bot_token, bot_name, inspector_url))
    furnish(server.local)
    try:
        await server.start()
        started(server)
        await asyncio.Event().wait()
    finally:
        await server.stop()


def furnish(local: LocalDiscord) -> None:
    """Make the guild, its channels and its people, if nothing is there yet."""
    if local.state.guilds:
        return
    home = local.add_guild(GUILD)
    moderators = local.add_role(home, "Moderator", permissions("manage_guild"))
    for name, topic in CHANNELS:
        local.add_channel(home, name, topic=topic)
    for name, moderates in PEOPLE:
        user = local.add_user(name)
        local.add_member(home, user, [moderators.id] if moderates else [])
