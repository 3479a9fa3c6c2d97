"""The cases in which functions failed, kept so that what mends them can be tried on them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    RowMapping,
    Table,
    Text,
    delete,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database, metadata
from bot.engine.faults import Fault
from bot.engine.storage.trouble import told
from bot.engine.world import World
from bot.executor.library_rows import storable
from bot.executor.specification import Finding
from bot.values import JsonObject, dump, load_object

MOST_CASES = 12
"""So many cases of one function are kept; the oldest goes first."""

function_cases = Table(
    "function_cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("soul_id", Text),
    Column("params", Text, nullable=False),
    Column("world", Text, nullable=False),
    Column("world_time", Double, nullable=False),
    Column("rule", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("traceback", Text, nullable=False),
    Column("at", Double, nullable=False),
    ForeignKeyConstraint(
        ["scope", "name"], ["functions.scope", "functions.name"], ondelete="CASCADE"
    ),
    Index(None, "scope", "name"),
)
"""One row for each different way in which a version of a function failed in play: what it was
given, the world it was run in, and what went wrong. `at` is when, in seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A run that failed, to be tried again: by whom, with what, in which world, at what time."""

    version: int
    soul_id: str | None
    params: JsonObject
    world: World
    time: float
    finding: Finding
    traceback: str


class Cases:
    """Keeps and finds cases. `clock` gives seconds since the epoch."""

    def __init__(self, db: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db = db
        self._clock = clock

    async def keep(self, fault: Fault) -> None:
        """Keep a case, unless the same version failed in the same way before."""
        asked, finding, message = fault.function, fault.finding, storable(fault.finding.message)
        row = {
            "scope": asked.scope,
            "name": asked.name,
            "version": asked.version,
            "soul_id": fault.soul_id,
            "params": dump(fault.params),
            "world": dump(fault.world.document()),
            "world_time": fault.at,
            "rule": finding.rule,
            "message": message,
            "traceback": storable(fault.traceback),
            "at": self._clock(),
        }
        table = function_cases.c
        mine = (table.scope == asked.scope) & (table.name == asked.name)
        same = mine & (table.version == asked.version) & (table.message == message)

        async def work(connection: AsyncConnection) -> None:
            if (await connection.execute(select(table.id).where(same).limit(1))).first():
                return
            await connection.execute(function_cases.insert(), row)
            newest = select(table.id).where(mine).order_by(table.id.desc()).limit(MOST_CASES)
            kept = [one.id for one in await connection.execute(newest)]
            await connection.execute(delete(function_cases).where(mine & table.id.not_in(kept)))

        with told():
            await self._db.change(work)

    async def of(self, scope: str, name: str) -> list[Case]:
        """Every case of a function that is kept, oldest first."""
        table = function_cases.c
        mine = (table.scope == scope) & (table.name == name)
        query = select(function_cases).where(mine).order_by(table.id)
        with told():
            async with self._db.reading() as connection:
                return [_case(row) for row in (await connection.execute(query)).mappings()]


def _case(row: RowMapping) -> Case:
    return Case(
        version=row["version"],
        soul_id=row["soul_id"],
        params=load_object(row["params"]),
        world=World.from_document(row["scope"], load_object(row["world"])),
        time=row["world_time"],
        finding=Finding(rule=row["rule"], message=row["message"]),
        traceback=row["traceback"],
    )
