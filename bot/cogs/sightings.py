"""Keeps what each member has seen, some seconds later and once for many presses."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.engine.errors import GameError
from bot.engine.party import Parties

LATER = 10.0
"""After so many seconds it is kept."""

log = logging.getLogger(__name__)


class Sightings:
    """Up to which action each soul's player has seen what happened."""

    def __init__(self, parties: Parties, *, later: float = LATER) -> None:
        self._parties = parties
        self._later = later
        self._seen: dict[tuple[str, str], int] = {}
        self._keeping: asyncio.Task[None] | None = None
        self._is_over = asyncio.Event()
        self._one_by_one = asyncio.Lock()

    def note(self, world_id: str, soul_id: str, number: int) -> None:
        """A member has been shown the world as it was after an action. Returns at once."""
        key = (world_id, soul_id)
        self._seen[key] = max(number, self._seen.get(key, 0))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_later())

    async def keep(self) -> None:
        """Keep now what is not kept yet; when this returns nothing is being kept any more."""
        async with self._one_by_one:
            seen, self._seen = self._seen, {}
            for (world_id, soul_id), number in seen.items():
                try:
                    await self._parties.mark_seen(world_id, soul_id, number)
                except GameError as error:
                    log.info("It was not kept what %s has seen: %s", soul_id, error)

    async def close(self) -> None:
        """Keep everything and stop."""
        self._is_over.set()
        if self._keeping is not None:
            await asyncio.wait([self._keeping])
        await self.keep()

    async def _keep_later(self) -> None:
        while self._seen:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), self._later)
            await self.keep()
