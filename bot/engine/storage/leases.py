"""Which process has which world open, so that no two ever play the same one."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database, DatabaseError
from bot.engine.clock import Clock
from bot.engine.errors import NotFound, WorldConflict
from bot.engine.storage.tables import worlds

LEASE_SECONDS = 15.0
"""How long a lease is good without being renewed."""
RENEWAL_SECONDS = 5.0
"""How often a lease is renewed; two renewals may fail before it runs out."""

_log = logging.getLogger(__name__)


def holder_name() -> str:
    """A name for this process as the holder of leases: host, process id, something random."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class Leases:
    """The worlds this process has open. `holder` is a name as `holder_name` makes it."""

    def __init__(self, db: Database, holder: str, clock: Clock) -> None:
        self._db = db
        self._holder = holder
        self._clock = clock
        self._held: set[str] = set()

    @property
    def held(self) -> frozenset[str]:
        """The ids of the worlds this process holds."""
        return frozenset(self._held)

    def holds(self, world_id: str) -> bool:
        """Whether this process holds a world."""
        return world_id in self._held

    async def acquire(self, world_id: str) -> None:
        """Take the lease of a world, or renew it.

        Raises:
            NotFound: there is no such world.
            WorldConflict: a process that is alive has the world open.
        """
        await self._take(world_id)
        self._held.add(world_id)

    async def _take(self, world_id: str) -> None:
        now = self._clock.now()

        async def take(connection: AsyncConnection) -> None:
            columns = (worlds.c.lease_holder, worlds.c.lease_expires_at)
            found = select(*columns).where(worlds.c.id == world_id).with_for_update()
            row = (await connection.execute(found)).one_or_none()
            if row is None:
                raise NotFound("There is no such world any more.")
            if self._is_taken(row.lease_holder, row.lease_expires_at or 0.0, now):
                raise WorldConflict("This world is open in another process at the moment.")
            values = {"lease_holder": self._holder, "lease_expires_at": now + LEASE_SECONDS}
            await connection.execute(update(worlds).where(worlds.c.id == world_id).values(values))

        await self._db.change(take)

    def forget(self, world_id: str) -> None:
        """The world is gone, and its lease with it."""
        self._held.discard(world_id)

    async def release(self, world_id: str) -> None:
        """Give the lease back, if this process still has it; where it cannot, it runs out."""
        self._held.discard(world_id)
        mine = (worlds.c.id == world_id) & (worlds.c.lease_holder == self._holder)
        nobody = {"lease_holder": None, "lease_expires_at": None}
        try:
            await self._db.write((update(worlds).where(mine).values(nobody), ()))
        except DatabaseError as error:
            _log.warning("The lease of world %r is not given back: %s", world_id, error)

    async def keep(self) -> None:
        """Renew every lease again and again, until it is cancelled; a lost one is let go."""
        while True:
            await asyncio.sleep(RENEWAL_SECONDS)
            await self.renew()

    async def renew(self) -> None:
        """Renew every lease once."""
        for world_id in sorted(self._held):
            if world_id not in self._held:
                continue  # it was given back meanwhile
            try:
                # Not `acquire`: what is given back while this waits must not count as held again.
                await self._take(world_id)
            except (NotFound, WorldConflict) as error:
                self._held.discard(world_id)
                _log.warning("The lease of world %r is lost: %s", world_id, error)
            except DatabaseError as error:
                _log.warning("The lease of world %r is not renewed: %s", world_id, error)

    def _is_taken(self, holder: str | None, expires_at: float, now: float) -> bool:
        if holder is None or holder == self._holder or expires_at <= now:
            return False
        return not _has_ended(holder)


def _has_ended(holder: str) -> bool:
    """Whether another holder's process is known to have ended; False where one cannot know."""
    host, _, rest = holder.partition(":")
    process = rest.partition(":")[0]
    if host != socket.gethostname() or not process.isdecimal():
        return False
    if int(process) == os.getpid():
        return True  # a restarted container gives its first process the same id every time
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
