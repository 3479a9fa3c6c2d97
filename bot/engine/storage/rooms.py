"""The worlds that are open in this process, one lock each."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from bot.database import Statement
from bot.engine.errors import GameError
from bot.engine.journal import JournalEntry
from bot.engine.storage.store import WorldStore
from bot.engine.world import World
from bot.values import JsonObject


class Room:
    """An open world. `world` is what the store holds; it is replaced, never changed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.lock = asyncio.Lock()
        self.is_stale = False


class Rooms:
    """Opens worlds once, keeps the recently used ones in memory, writes what happens to them."""

    def __init__(self, store: WorldStore, *, keep: int = 256) -> None:
        self._store = store
        self._keep = keep
        self._open: OrderedDict[str, Room] = OrderedDict()
        self._opening = asyncio.Lock()

    async def look(self, world_id: str) -> World:
        """The world as it now is; nobody has to wait for an action under way."""
        return (await self._room(world_id)).world

    @asynccontextmanager
    async def enter(self, world_id: str) -> AsyncGenerator[Room]:
        """The room of a world, held alone until the block ends."""
        while True:
            room = await self._room(world_id)
            async with room.lock:
                if room.is_stale:
                    continue
                yield room
                return

    async def add(self, world: World, meta: JsonObject | None = None) -> None:
        """Keep a new world and open it."""
        await self._store.create(world, meta=meta)
        await self._room(world.id)

    async def commit(
        self, room: Room, entry: JournalEntry, world: World, also: Sequence[Statement] = ()
    ) -> None:
        """Make one action durable, `also` with it, then let everyone see it.

        When it is not known whether the action was kept, the world is read anew at its next use.
        """
        writing = asyncio.ensure_future(self._store.append(entry, world, also))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            writing.add_done_callback(lambda done: done.cancelled() or done.exception())
            try:
                # Whoever comes next must read what is being written now.
                await asyncio.wait([writing])
            finally:
                self._forget(room)
            raise
        except GameError:
            self._forget(room)
            raise
        room.world = world

    async def close(self, world_id: str) -> None:
        """Let go of a world, after the action under way."""
        room = self._open.get(world_id)
        if room is None:
            return
        async with room.lock:
            if room.is_stale:
                return
            self._forget(room)
        await self._store.release(world_id)

    async def close_all(self) -> None:
        """Let go of every world."""
        for world_id in list(self._open):
            await self.close(world_id)

    def _forget(self, room: Room) -> None:
        room.is_stale = True
        if self._open.get(room.world.id) is room:
            del self._open[room.world.id]

    async def _room(self, world_id: str) -> Room:
        room = self._open.get(world_id)
        if room is not None and not self._store.holds(world_id):
            self._forget(room)  # its lease was lost: another process may have played on
            room = None
        if room is None:
            async with self._opening:
                room = self._open.get(world_id) or await self._load(world_id)
        if world_id in self._open:
            self._open.move_to_end(world_id)
        return room

    async def _load(self, world_id: str) -> Room:
        if not self._store.holds(world_id):  # so that it can be seen where nothing can be written
            await self._store.acquire(world_id)
        room = Room(await self._store.load(world_id))
        self._open[world_id] = room
        for idle_id, idle in list(self._open.items())[: -self._keep]:
            if not idle.lock.locked():
                self._forget(idle)
                await self._store.release(idle_id)
        return room
