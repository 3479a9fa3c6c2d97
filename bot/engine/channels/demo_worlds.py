"""Worlds for demos: each made for one, with a time of its own, and gone after it."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.database import DatabaseError
from bot.engine.clock import SteppedClock
from bot.engine.errors import GameError, WorldConflict
from bot.engine.files.recipe import Recipe
from bot.engine.game import Game
from bot.engine.storage.store import WorldStore
from bot.executor.budget import Limits
from bot.executor.executor import Executor

BORN_AT = 1_767_225_600.0
"""When a demo's time begins, in seconds since the epoch: always the same, so is what follows."""
MARK = "demo"
"""What is noted beside a world that is gone when its demo is."""

log = logging.getLogger(__name__)


class DemoWorlds:
    """Makes worlds for demos beside those that are played in."""

    def __init__(self, store: WorldStore, executor: Executor, limits: Limits) -> None:
        self._store = store
        self._executor = executor
        self._limits = limits
        self._under_way: set[str] = set()

    @asynccontextmanager
    async def open(
        self, world_id: str, name: str, recipe: Recipe
    ) -> AsyncGenerator[tuple[Game, SteppedClock]]:
        """A game with a clock of its own, in which there is this world until the block ends.

        The id is one that no other world has.
        """
        clock = SteppedClock(BORN_AT)
        game = Game(store=self._store, executor=self._executor, clock=clock, limits=self._limits)
        self._under_way.add(world_id)
        try:
            seed = int(recipe.hash[:12], 16)
            await game.create_world(world_id, name=name, seed=seed, meta={MARK: True})
            yield game, clock
        finally:
            await self._remove(world_id, game)
            self._under_way.discard(world_id)

    async def sweep(self) -> list[str]:
        """Remove the worlds of demos that were cut off; their ids."""
        swept: list[str] = []
        for summary in await self._store.worlds():
            if summary.meta.get(MARK) is not True or summary.id in self._under_way:
                continue
            try:
                await self._store.acquire(summary.id)
            except WorldConflict:
                continue  # it is played in another process
            game = Game(store=self._store, executor=self._executor, clock=SteppedClock(BORN_AT))
            await self._remove(summary.id, game)
            swept.append(summary.id)
        return swept

    async def _remove(self, world_id: str, game: Game) -> None:
        """Trouble is logged: what is left over is swept another time."""
        try:
            await self._executor.forget(world_id)
            await game.delete_world(world_id)
        except (GameError, DatabaseError):
            log.warning("The demo's world %r is left over.", world_id, exc_info=True)
