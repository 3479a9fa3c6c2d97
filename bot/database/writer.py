"""The single writer: everything that waits is committed in one transaction.

A commit costs the disk one flush, whatever is in it; so while one batch is being flushed the next
gathers, and a hundred worlds acting at once cost little more than one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Delete, Insert, Update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.database.errors import Conflict, DatabaseError, WriteFailed, reason_of

Row: TypeAlias = Mapping[str, Any]
Statement: TypeAlias = tuple[Insert | Update | Delete, Sequence[Row]]
"""A construct and the rows it is executed with; no rows where it carries its own values."""
Work: TypeAlias = Callable[[AsyncConnection], Awaitable[Any]]
"""Reads and writes in the writer's transaction; may be called again if a batch is retried."""

BATCH = 1000
"""How many units at most share a transaction, so that a flood does not delay its first."""


@dataclass(slots=True, eq=False)
class _Unit:
    """What is kept together or not at all, and who waits for it."""

    work: Work
    inserts: tuple[Statement, ...]
    done: asyncio.Future[Any]

    @property
    def is_only_inserts(self) -> bool:
        return bool(self.inserts)


class Writer:
    """Commits units in the order they came, as many at once as are waiting."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._waiting: asyncio.Queue[_Unit | None] = asyncio.Queue()
        self._is_closed = False
        self._task = asyncio.create_task(self._run(), name="database writer")

    async def write(self, statements: tuple[Statement, ...]) -> None:
        """Execute the statements as one unit; see `Database.write`."""

        async def work(connection: AsyncConnection) -> None:
            for construct, rows in statements:
                await _execute(connection, construct, rows)

        # Inserts of different units never depend on each other's order, so they can be grouped.
        inserts = all(isinstance(construct, Insert) and rows for construct, rows in statements)
        await self._submit(work, statements if inserts else ())

    async def change(self, work: Work) -> Any:
        """Do the work as one unit and give its result; see `Database.change`."""
        return await self._submit(work, ())

    async def close(self) -> None:
        """Commit what is waiting, then stop. Doing it twice is harmless."""
        if not self._is_closed:
            self._is_closed = True
            self._waiting.put_nowait(None)
        await asyncio.shield(self._task)

    async def _submit(self, work: Work, inserts: tuple[Statement, ...]) -> Any:
        if self._is_closed:
            raise WriteFailed(f"{self._place} is closed; nothing was written.")
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Unit(work, inserts, done))
        return await done

    async def _run(self) -> None:
        going_on = True
        while going_on:
            taken = [await self._waiting.get()]
            while not self._waiting.empty() and len(taken) < BATCH:
                taken.append(self._waiting.get_nowait())
            going_on = None not in taken
            # Who was cancelled while waiting is not there to hear of it: nothing is written.
            units = [unit for unit in taken if unit is not None and not unit.done.done()]
            if units:
                await self._keep(units)

    async def _keep(self, units: list[_Unit]) -> None:
        """Commit the batch; if it fails, each unit alone, so that one cannot fail another."""
        if len(units) > 1:
            try:
                return await self._commit(units)
            except Exception:  # noqa: S110 - each unit is tried again and hears its own error
                pass
        for position, unit in enumerate(units):
            try:
                await self._commit([unit])
            except Exception as error:  # it belongs to who waits for the unit, and goes there
                failed = units[position:] if _is_unreachable(error) else [unit]
                for one in failed:
                    _settle(one, error=self._explained(error))
                if len(failed) > 1:
                    return None
        return None

    async def _commit(self, units: list[_Unit]) -> None:
        results: list[Any] = []
        async with self._engine.begin() as connection:
            for is_only_inserts, some in groupby(units, key=lambda unit: unit.is_only_inserts):
                if is_only_inserts:
                    several = list(some)
                    await _insert_all(connection, several)
                    results += [None] * len(several)
                else:
                    results += [await unit.work(connection) for unit in some]
        for unit, result in zip(units, results, strict=True):
            _settle(unit, result=result)

    def _explained(self, error: Exception) -> Exception:
        if isinstance(error, IntegrityError):
            told: Exception = Conflict(f"{self._place} holds something that forbids the change.")
        elif isinstance(error, (SQLAlchemyError, OSError)):
            told = WriteFailed(f"{self._place} could not be written: {reason_of(error)}.")
        else:
            return error
        told.__cause__ = error
        return told


async def _insert_all(connection: AsyncConnection, units: Iterable[_Unit]) -> None:
    """Insert the rows of all units with one call for each statement and set of columns."""
    groups: dict[tuple[int, tuple[str, ...]], tuple[Insert, list[Row]]] = {}
    for unit in units:
        for construct, rows in unit.inserts:
            assert isinstance(construct, Insert)  # noqa: S101 - what makes a unit only inserts
            for row in rows:
                key = (id(construct), tuple(row))
                groups.setdefault(key, (construct, []))[1].append(row)
    for construct, rows in groups.values():
        await _execute(connection, construct, rows)


async def _execute(
    connection: AsyncConnection, construct: Insert | Update | Delete, rows: Sequence[Row]
) -> None:
    if rows:
        await connection.execute(construct, list(rows))
    else:
        await connection.execute(construct)


def _is_unreachable(error: Exception) -> bool:
    """Whether trying the next unit would only wait again: for a dead connection, or for a lock."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or "database is locked" in str(error.orig)
    return isinstance(error, OSError)


def _settle(unit: _Unit, *, result: Any = None, error: Exception | None = None) -> None:
    if unit.done.done():
        return
    if error is not None:
        unit.done.set_exception(error)
    else:
        unit.done.set_result(result)


__all__ = ["DatabaseError", "Row", "Statement", "Work", "Writer"]
