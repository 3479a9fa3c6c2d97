"""A furnished playground, and a small bot on it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playground_bot import Small

from playground.driver import DrivenChannel, DrivenGuild, DrivenMember, Playground


@dataclass
class Hall:
    """A playground and who is in it."""

    ground: Playground
    guild: DrivenGuild
    ada: DrivenMember
    ben: DrivenMember

    @property
    def channel(self) -> DrivenChannel:
        """The first channel."""
        return self.guild.first


def furnish(ground: Playground) -> Hall:
    """A guild with two channels, a moderator and a member."""
    guild = ground.add_guild("The Guildhall", ["adventure", "tavern"])
    ada = guild.add_member("Ada", "manage_guild")
    return Hall(ground, guild, ada, guild.add_member("Ben"))


@contextlib.asynccontextmanager
async def connected(ground: Playground) -> AsyncIterator[Small]:
    """The small bot in this process, connected and with its commands registered."""
    client = Small()
    running = asyncio.create_task(client.start(ground.token))
    try:
        await ground.ready("world", "panel", "admin")
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)
