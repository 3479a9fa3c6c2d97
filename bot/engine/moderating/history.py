"""The journal read backwards: pages for moderators, and what undo, credits and requests need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from bot.database import Database
from bot.engine.journal import JournalEntry, LogLine
from bot.engine.moderating.moderator import Moderator, moderator_in
from bot.engine.retelling import retold, touched, who_of
from bot.engine.storage.rows import entry_of, line_of
from bot.engine.storage.tables import journal, log_lines
from bot.engine.storage.trouble import told
from bot.engine.world import World
from bot.values import dump

CHUNK = 200
"""How many entries are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A journal entry in words. `at` is seconds since the epoch; `changed` are names of what was
    changed, with + for what came and - for what went; `moderator` is who did it from outside.
    """

    number: int
    at: float
    kind: str
    who: str
    text: str
    changed: tuple[str, ...] = ()
    soul_id: str | None = None
    moderator: Moderator | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """A page of what happened, newest first. Page 1 is the newest; `pages` is at least 1."""

    happenings: tuple[Happening, ...]
    page: int
    pages: int
    total: int


class History:
    """Reads the journals of worlds from their ends."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self,
        world: World,
        page: int = 1,
        size: int = 10,
        *,
        soul_id: str | None = None,
        function_name: str | None = None,
    ) -> HistoryPage:
        """A page of what happened: all of it, or what a soul did, or what concerns a function.

        A page past either end is the one at that end.
        """
        mine = _matching(world.id, soul_id, function_name)
        total = await self._count(mine)
        pages = max(1, -(-total // size))
        page = min(max(1, page), pages)
        entries = await self._entries(mine, limit=size, offset=(page - 1) * size)
        undone = await self.undone(world.id)
        return HistoryPage(
            happenings=tuple(_happening(one, world, undone) for one in entries),
            page=page,
            pages=pages,
            total=total,
        )

    async def backwards(self, world_id: str) -> AsyncIterator[JournalEntry]:
        """Every entry, the newest first."""
        before: int | None = None
        while True:
            mine = journal.c.world_id == world_id
            if before is not None:
                mine &= journal.c.number < before
            entries = await self._entries(mine, limit=CHUNK)
            for entry in entries:
                yield entry
            if len(entries) < CHUNK:
                return
            before = entries[-1].number

    async def of_kinds(
        self, world_id: str, kinds: frozenset[str], *, since: float = 0.0
    ) -> list[JournalEntry]:
        """Every entry of these kinds at or after a moment, the newest first."""
        mine = (journal.c.world_id == world_id) & journal.c.kind.in_(sorted(kinds))
        return await self._entries(mine & (journal.c.at >= since))

    async def entry(self, world_id: str, number: int) -> JournalEntry | None:
        """The entry of that number."""
        mine = (journal.c.world_id == world_id) & (journal.c.number == number)
        entries = await self._entries(mine, limit=1)
        return entries[0] if entries else None

    async def undone(self, world_id: str) -> frozenset[int]:
        """The numbers of the entries that were taken back and stay so."""
        return undone_by(await self.of_kinds(world_id, frozenset({"undo"})))

    async def _count(self, found: ColumnElement[bool]) -> int:
        with told():
            async with self._db.reading() as connection:
                counted = select(func.count()).select_from(journal).where(found)
                return (await connection.execute(counted)).scalar_one()

    async def _entries(
        self, found: ColumnElement[bool], *, limit: int | None = None, offset: int = 0
    ) -> list[JournalEntry]:
        some = select(journal).where(found).order_by(journal.c.number.desc())
        with told():
            async with self._db.reading() as connection:
                rows = (await connection.execute(some.limit(limit).offset(offset))).mappings().all()
                said: dict[int, list[LogLine]] = {}
                if rows:
                    mine = (log_lines.c.world_id == rows[0]["world_id"]) & log_lines.c.number.in_(
                        [row["number"] for row in rows]
                    )
                    lines = select(log_lines).where(mine).order_by(log_lines.c.position)
                    for row in (await connection.execute(lines)).mappings():
                        line = line_of(row)
                        said.setdefault(line.number, []).append(LogLine(line.text, line.kind))
                return [entry_of(row, tuple(said.get(row["number"], ()))) for row in rows]


def undone_by(undos: list[JournalEntry]) -> frozenset[int]:
    """What these undo entries, the newest first, took back and no later one gave back."""
    undone: set[int] = set()
    for entry in undos:
        if entry.number not in undone:
            undone |= undone_in(entry)
    return frozenset(undone)


def undone_in(entry: JournalEntry) -> frozenset[int]:
    """The numbers of the entries an undo took back."""
    numbers = entry.details.get("undone")
    listed = numbers if isinstance(numbers, list) else []
    return frozenset(one for one in listed if isinstance(one, int))


def _matching(world_id: str, soul_id: str | None, function_name: str | None) -> ColumnElement[bool]:
    mine = journal.c.world_id == world_id
    if soul_id is not None:
        mine &= journal.c.soul_id == soul_id
    if function_name is not None:
        mine &= journal.c.body.contains(dump(function_name), autoescape=True)
    return mine


def _happening(entry: JournalEntry, world: World, undone: frozenset[int]) -> Happening:
    return Happening(
        number=entry.number,
        at=entry.at,
        kind=entry.kind,
        who=who_of(entry, world),
        text=retold(entry, world),
        changed=touched(entry.changes),
        soul_id=entry.soul_id,
        moderator=moderator_in(entry.details),
        is_undone=entry.number in undone,
    )
