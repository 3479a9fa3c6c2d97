"""Keeps worlds: a snapshot now and then, every action in the journal, a lease while it is open."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, func, outerjoin, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Conflict, Database, Statement
from bot.engine.clock import Clock
from bot.engine.errors import NotFound, Unreadable
from bot.engine.journal import JournalEntry, LogLine
from bot.engine.storage.leases import Leases
from bot.engine.storage.rows import (
    LoggedLine,
    LogPage,
    WorldSummary,
    changes_of,
    entry_of,
    entry_row,
    line_of,
    line_rows,
    summary_of,
)
from bot.engine.storage.tables import journal, log_lines, snapshots, worlds
from bot.engine.storage.trouble import told
from bot.engine.world import FORMAT, World
from bot.values import JsonObject, as_object, dump, load_object

SNAPSHOT_EVERY = 100
"""How many actions at most are played again when a world is loaded."""
PAST = 0
"""Under this number stand the lines a world has brought along: before its first action here."""


class WorldStore:
    """The worlds in the database. `holder` names this process (see `holder_name`).

    Every method raises `StoreFailed` where the database is in trouble; nothing has changed then.
    """

    def __init__(self, db: Database, holder: str, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._leases = Leases(db, holder, clock)
        # The writer groups inserts that use the same construct, so each is made once.
        self._add_entry = journal.insert()
        self._add_line = log_lines.insert()
        self._add_snapshot = snapshots.insert()

    async def create(
        self, world: World, *, meta: JsonObject | None = None, past: Sequence[LogLine] = ()
    ) -> None:
        """Keep a new world; raises `WorldConflict` if there is one of that id.

        `past` is what its log tells from before its first action here.
        """
        with told("A world of that name is kept already."):
            await self._db.write(*self.creating(world, meta=meta, past=past))

    def creating(
        self, world: World, *, meta: JsonObject | None = None, past: Sequence[LogLine] = ()
    ) -> list[Statement]:
        """What keeping a new world means, as one unit; see `create`."""
        now = self._clock.now()
        row = {
            "id": world.id,
            "name": world.chronicle.name,
            "created_at": now,
            "format": FORMAT,
            "meta": dump(meta or {}),
        }
        statements = [(worlds.insert(), [row]), self._snapshot(world)]
        if past:
            statements.append((self._add_line, line_rows(world.id, PAST, now, past)))
        return statements

    async def delete(self, world_id: str) -> None:
        """Forget a world and everything about it; harmless where there is none."""
        with told():
            await self._db.write((delete(worlds).where(worlds.c.id == world_id), ()))
        self._leases.forget(world_id)

    async def append(
        self, entry: JournalEntry, world: World, also: Sequence[Statement] = ()
    ) -> None:
        """Keep an action; `world` is the world after it. Durable when it returns.

        `also` is kept with it or not at all.

        Raises:
            WorldConflict: an action of that number, or of that reference, is kept already. The
                world in memory is out of date and must be loaded again.
            NotFound: the world was deleted.
            StoreFailed: it could not be made durable; the world is as it was.
        """
        with told("Something else happened in this world at the same moment."):
            statements = [*self.appending(entry, world), *also]
            try:
                await self._db.write(*statements)
            except Conflict:
                await self._require(entry.world_id)
                raise

    async def load(self, world_id: str) -> World:
        """The world as its last action left it; raises `NotFound`."""
        async with self._reading() as connection:
            world, number = await _last_snapshot(connection, world_id)
            later = (journal.c.world_id == world_id) & (journal.c.number > number)
            columns = select(journal.c.number, journal.c.body).where(later)
            rows = await connection.execute(columns.order_by(journal.c.number))
            for expected, row in enumerate(rows, start=number + 1):
                if row.number != expected:
                    raise Unreadable(
                        "The record of this world lacks its action {expected}.", expected=expected
                    )
                world.apply(list(changes_of(cast(dict[str, Any], load_object(row.body)))))
        return world

    async def entry(self, world_id: str, reference: str) -> JournalEntry | None:
        """The action a request led to, if it was carried out before."""
        found = (journal.c.world_id == world_id) & (journal.c.reference == reference)
        entries = await self._entries(found, limit=1)
        return entries[0] if entries else None

    async def earlier(self, world_id: str, reference: str | None) -> JournalEntry | None:
        """As `entry`; None for a request that has no id."""
        return None if reference is None else await self.entry(world_id, reference)

    async def journal(self, world_id: str, after: int = 0, limit: int = 1000) -> list[JournalEntry]:
        """At most `limit` actions that follow number `after`, oldest first."""
        found = (journal.c.world_id == world_id) & (journal.c.number > after)
        return await self._entries(found, limit=limit)

    async def log(self, world_id: str, page: int = 1, size: int = 20) -> LogPage:
        """A page of the world log, `size` lines long; page 1 is the newest, the last the oldest.

        A page past either end is the one at that end.
        """
        mine = log_lines.c.world_id == world_id
        backwards = (log_lines.c.number.desc(), log_lines.c.position.desc())
        async with self._reading() as connection:
            counted = select(func.count()).select_from(log_lines).where(mine)
            total = (await connection.execute(counted)).scalar_one()
            pages = max(1, -(-total // size))
            page = min(max(1, page), pages)
            some = select(log_lines).where(mine).order_by(*backwards)
            rows = await connection.execute(some.limit(size).offset((page - 1) * size))
            lines = [line_of(row) for row in rows.mappings()]
        return LogPage(lines=tuple(reversed(lines)), page=page, pages=pages, total=total)

    async def log_since(self, world_id: str, number: int, limit: int = 200) -> list[LoggedLine]:
        """The last `limit` lines said after the action of that number, oldest first.

        What a world has brought along is not among them.
        """
        later = (log_lines.c.world_id == world_id) & (log_lines.c.number > number)
        backwards = (log_lines.c.number.desc(), log_lines.c.position.desc())
        async with self._reading() as connection:
            some = select(log_lines).where(later).order_by(*backwards).limit(limit)
            lines = [line_of(row) for row in (await connection.execute(some)).mappings()]
        return lines[::-1]

    async def worlds(self) -> list[WorldSummary]:
        """Every world, oldest first."""
        later = journal.alias()
        mine = later.c.world_id == worlds.c.id
        newest = select(func.max(later.c.number)).where(mine).correlate(worlds).scalar_subquery()
        last = (journal.c.world_id == worlds.c.id) & (journal.c.number == newest)
        columns = (worlds.c.id, worlds.c.name, worlds.c.created_at, worlds.c.meta)
        found = select(*columns, journal.c.number, journal.c.at).select_from(
            outerjoin(worlds, journal, last)
        )
        async with self._reading() as connection:
            ordered = found.order_by(worlds.c.created_at, worlds.c.id)
            rows = (await connection.execute(ordered)).mappings()
            return [summary_of(row) for row in rows]

    async def acquire(self, world_id: str) -> None:
        """Take the lease of a world; raises `WorldConflict` while a living process has it."""
        with told():
            await self._leases.acquire(world_id)

    async def release(self, world_id: str) -> None:
        """Give the lease of a world back."""
        await self._leases.release(world_id)

    async def keep_leases(self) -> None:
        """Renew this process's leases until cancelled; to be run as a task of its own."""
        await self._leases.keep()

    async def renew_leases(self) -> None:
        """Renew this process's leases once; what another process has taken is let go."""
        await self._leases.renew()

    def holds(self, world_id: str) -> bool:
        """Whether this process has the lease of a world."""
        return self._leases.holds(world_id)

    @property
    def held(self) -> frozenset[str]:
        """The ids of the worlds whose lease this process has."""
        return self._leases.held

    def appending(self, entry: JournalEntry, world: World) -> list[Statement]:
        """What keeping an action means, as one unit; see `append`."""
        statements: list[Statement] = [(self._add_entry, [entry_row(entry)])]
        if entry.lines:
            rows = line_rows(entry.world_id, entry.number, entry.at, entry.lines)
            statements.append((self._add_line, rows))
        if entry.number % SNAPSHOT_EVERY == 0:
            statements.append(self._snapshot(world))
            # The one before stays: should this document not be readable, the world still is.
            old = snapshots.c.number < entry.number - SNAPSHOT_EVERY
            mine = snapshots.c.world_id == entry.world_id
            statements.append((delete(snapshots).where(mine & old), ()))
        if _is_renamed(entry):
            renamed = update(worlds).where(worlds.c.id == entry.world_id)
            statements.append((renamed.values(name=world.chronicle.name), ()))
        return statements

    def _snapshot(self, world: World) -> Statement:
        row = {
            "world_id": world.id,
            "number": world.chronicle.actions,
            "document": dump(world.document()),
        }
        return self._add_snapshot, [row]

    async def _require(self, world_id: str) -> None:
        async with self._db.reading() as connection:
            found = await connection.execute(select(worlds.c.id).where(worlds.c.id == world_id))
            if found.one_or_none() is None:
                raise NotFound("There is no such world any more.")

    async def _entries(self, found: ColumnElement[bool], *, limit: int) -> list[JournalEntry]:
        async with self._reading() as connection:
            some = select(journal).where(found).order_by(journal.c.number).limit(limit)
            rows = (await connection.execute(some)).mappings().all()
            said = await _lines_of(connection, rows) if rows else {}
            return [entry_of(row, tuple(said.get(row["number"], ()))) for row in rows]

    @asynccontextmanager
    async def _reading(self) -> AsyncGenerator[AsyncConnection]:
        with told():
            async with self._db.reading() as connection:
                yield connection


async def _last_snapshot(connection: AsyncConnection, world_id: str) -> tuple[World, int]:
    """The newest snapshot that can be read, and its number."""
    found = select(snapshots.c.number, snapshots.c.document)
    mine = found.where(snapshots.c.world_id == world_id).order_by(snapshots.c.number.desc())
    trouble: ValueError | None = None
    for row in await connection.execute(mine):
        try:
            return World.from_document(world_id, load_object(row.document)), row.number
        except ValueError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble
    raise NotFound("There is no such world.")


async def _lines_of(connection: AsyncConnection, rows: Sequence[Any]) -> dict[int, list[LogLine]]:
    """What was said in the actions of these rows, which are of one world, by their numbers."""
    first, last = rows[0]["number"], rows[-1]["number"]
    within = (log_lines.c.world_id == rows[0]["world_id"]) & log_lines.c.number.between(first, last)
    ordered = select(log_lines).where(within).order_by(log_lines.c.number, log_lines.c.position)
    said: dict[int, list[LogLine]] = {}
    for row in (await connection.execute(ordered)).mappings():
        line = line_of(row)
        said.setdefault(line.number, []).append(LogLine(line.text, line.kind))
    return said


def _is_renamed(entry: JournalEntry) -> bool:
    chronicles = [change for change in entry.changes if change.table == "chronicle"]
    return any(
        as_object(one.before).get("name") != as_object(one.after).get("name") for one in chronicles
    )
