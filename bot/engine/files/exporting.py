"""Writing worlds out: whole ones for backups, and files that can be read in again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.database import Database
from bot.engine.credits import Credit, Credits
from bot.engine.errors import Refused
from bot.engine.files.exports import export_world
from bot.engine.journal import LogLine
from bot.engine.storage.store import WorldStore
from bot.engine.world import World
from bot.executor.library import FunctionLibrary
from bot.executor.specification import DynamicFunction
from bot.values import dump

MOST_BYTES = 8 * 1024 * 1024
"""How large the file of a world may be."""
LINES = 20_000
"""How many of the last lines of the log go with a world."""
AROUND_A_LINE = 64
"""At most so many bytes stand around the text of a line in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """A world and what goes with it: functions, those that may not run, credits, log."""

    world: World
    functions: Sequence[DynamicFunction]
    set_aside: Sequence[str]
    credits: Sequence[Credit]
    lines: Sequence[LogLine]

    def text(self, lines: Sequence[LogLine] | None = None) -> str:
        """The export, with all of the log's lines or with these."""
        return export_world(
            self.world,
            self.functions,
            self.lines if lines is None else lines,
            set_aside=self.set_aside,
            credits=self.credits,
        )

    def text_of(self, most: int) -> str:
        """The export in at most so many bytes: where it would be larger, old lines are left out.

        Raises:
            Refused: the world is larger than that without its log.
        """
        bare = len(self.text([]).encode())
        if bare > most:
            raise Refused(
                "This world is too large for a file: it has {size} MB without its log, and a "
                "file has at most {most} MB.",
                size=-(-bare // 2**20),
                most=most // 2**20,
            )
        sizes = (len(dump(line.text).encode()) + AROUND_A_LINE for line in reversed(self.lines))
        count = sum(bare + size <= most for size in accumulate(sizes))
        return self.text(self.lines[len(self.lines) - count :])


class Exports:
    """Gathers from the database what goes with a world."""

    def __init__(self, store: WorldStore, library: FunctionLibrary, db: Database) -> None:
        self._store = store
        self._library = library
        self._credits = Credits(db)

    async def whole(self, world: World) -> str:
        """The world with its functions and the end of its log, however large."""
        return await asyncio.to_thread((await self.of(world)).text)

    async def fitting(self, world: World, most: int = MOST_BYTES) -> str:
        """The same in at most so many bytes; raises `Refused` where the world is too large."""
        return await asyncio.to_thread((await self.of(world)).text_of, most)

    async def of(self, world: World) -> Belongings:
        """Everything that goes with a world."""
        aside = await self._library.set_aside(world.id)
        page = await self._store.log(world.id, size=LINES)
        return Belongings(
            world=world,
            functions=[*await self._library.all(world.id), *aside],
            set_aside=[one.name for one in aside],
            credits=await self._credits.of(world),
            lines=[LogLine(line.text, line.kind) for line in page.lines],
        )
