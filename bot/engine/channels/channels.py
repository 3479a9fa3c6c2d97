"""Which channel holds which world: at most one each, under ids that are never used again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Update, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database
from bot.engine.channels.tables import channels
from bot.engine.errors import NotFound, WorldConflict
from bot.engine.storage.trouble import told


class Status(StrEnum):
    """How it stands with a channel's world."""

    EMPTY = "empty"
    MAKING = "making"
    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel that holds a world, or held one; `reference` is the request that bound it."""

    channel_id: str
    guild_id: str
    world_id: str | None
    status: Status
    reference: str | None = None


class Channels:
    """The channels in the database; every method raises `StoreFailed` where that is in trouble."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def find(self, channel_id: str) -> Channel | None:
        """The channel, if it has ever held a world."""
        found = await self._channels(channels.c.channel_id == channel_id)
        return found[0] if found else None

    async def world_of(self, channel_id: str) -> str:
        """The id of the channel's world; raises `NotFound` with what to do."""
        channel = await self.find(channel_id)
        if channel is None or channel.world_id is None:
            raise NotFound("This channel has no world yet: a moderator can make one.")
        return channel.world_id

    async def holding(self, world_id: str) -> Channel | None:
        """The channel that holds a world, if one does."""
        found = await self._channels(channels.c.world_id == world_id)
        return found[0] if found else None

    async def all(self, guild_id: str | None = None) -> list[Channel]:
        """Every channel that holds a world, of one guild or of all."""
        is_held = channels.c.world_id.is_not(None)
        mine = is_held if guild_id is None else is_held & (channels.c.guild_id == guild_id)
        return await self._channels(mine)

    async def new_world_id(self, guild_id: str, channel_id: str) -> str:
        """An id for the channel's next world, which no world had or will have."""

        async def count(connection: AsyncConnection) -> int:
            mine = channels.c.channel_id == channel_id
            made = (await connection.execute(select(channels.c.made).where(mine))).scalar()
            if made is None:
                row = {"channel_id": channel_id, "guild_id": guild_id, "made": 1}
                await connection.execute(channels.insert(), {**row, "status": Status.EMPTY.value})
                return 1
            await connection.execute(update(channels).where(mine).values(made=made + 1))
            return made + 1

        with told():
            return f"{channel_id}-{await self._db.change(count)}"

    async def bind(
        self,
        channel_id: str,
        world_id: str,
        status: Status = Status.ACTIVE,
        *,
        reference: str | None = None,
    ) -> None:
        """Let a channel that holds no world hold this one."""
        await self._rebind(channel_id, None, world_id, status, reference)

    async def unbind(self, channel_id: str, world_id: str) -> None:
        """Let go of a channel's world; the world itself stays."""
        await self._rebind(channel_id, world_id, None, Status.EMPTY, None)

    async def _rebind(
        self,
        channel_id: str,
        old: str | None,
        new: str | None,
        status: Status,
        reference: str | None,
    ) -> None:
        async def work(connection: AsyncConnection) -> None:
            await rebind(connection, channel_id, old, new, status=status, reference=reference)

        with told("That world belongs to another channel."):
            await self._db.change(work)

    async def _channels(self, found: Any) -> list[Channel]:
        columns = [column for column in channels.c if column.name != "made"]
        query = select(*columns).where(found).order_by(channels.c.channel_id)
        with told():
            async with self._db.reading() as connection:
                rows = (await connection.execute(query)).mappings()
                return [Channel(**{**row, "status": Status(row["status"])}) for row in rows]


async def rebind(
    connection: AsyncConnection,
    channel_id: str,
    old: str | None,
    new: str | None,
    *,
    status: Status,
    reference: str | None,
) -> None:
    """Let a channel hold the new world in the place of the old one, within a transaction.

    Raises `WorldConflict` where it does not hold the old one (any more).
    """
    same = channels.c.world_id.is_(None) if old is None else channels.c.world_id == old
    mine = (channels.c.channel_id == channel_id) & same
    values = {"world_id": new, "status": status.value, "reference": reference}
    done = await connection.execute(update(channels).where(mine).values(values))
    if done.rowcount != 1:
        raise WorldConflict("This channel's world was changed by somebody else at the same moment.")


def with_status(world_id: str, status: Status) -> Update:
    """The statement that notes how it stands with a world, where a channel holds it."""
    return update(channels).where(channels.c.world_id == world_id).values(status=status.value)
