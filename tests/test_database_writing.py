"""The database's writer: many units in one transaction, each kept whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import (
    Conflict,
    Database,
    WriteFailed,
    core,
)
from bot.engine.storage.tables import journal, worlds
from tests.worlds_table import ADD_WORLD, a_world, ids_of, url_of


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(url_of(tmp_path))
    yield database
    await database.close()


async def test_units_that_wait_together_are_committed_together(db: Database) -> None:
    """Sixty-four units cost far fewer than sixty-four transactions, and all are there."""
    commits: list[int] = []
    event.listen(db.writing_engine.sync_engine, "commit", lambda _: commits.append(1))
    names = [f"w{number}" for number in range(64)]
    await asyncio.gather(*(db.write((ADD_WORLD, [a_world(name)])) for name in names))
    assert await ids_of(db) == set(names)
    assert len(commits) < 5


async def test_a_failing_unit_fails_alone(db: Database) -> None:
    """In a batch with one unit that breaks a constraint, the others are kept."""
    entry = {"world_id": "b", "number": 1, "at": 0.0, "kind": "use", "body": "{}"}
    results = await asyncio.gather(
        db.write((ADD_WORLD, [a_world("a")])),
        db.write((ADD_WORLD, [a_world("b")]), (journal.insert(), [entry, entry])),
        db.write((ADD_WORLD, [a_world("c")])),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [type(None), Conflict, type(None)]
    assert await ids_of(db) == {"a", "c"}


async def test_rows_of_one_statement_may_differ_in_their_columns(db: Database) -> None:
    """A column that only some rows have is kept for those."""
    rows = [a_world("a"), a_world("b", lease_holder="me")]
    await asyncio.gather(db.write((ADD_WORLD, rows)), db.write((ADD_WORLD, [a_world("c")])))
    async with db.reading() as connection:
        found = await connection.execute(select(worlds.c.id, worlds.c.lease_holder))
        assert {row.id: row.lease_holder for row in found} == {"a": None, "b": "me", "c": None}


async def test_units_keep_their_order(db: Database) -> None:
    """An insertion, its removal and another insertion in one batch end as one after another."""
    await asyncio.gather(
        db.write((ADD_WORLD, [a_world("a")])),
        db.write((delete(worlds).where(worlds.c.id == "a"), ())),
        db.write((ADD_WORLD, [a_world("a", format=2)])),
    )
    async with db.reading() as connection:
        assert (await connection.execute(select(worlds.c.format))).scalars().all() == [2]


async def test_a_change_reads_what_it_writes(db: Database) -> None:
    """The work sees the state it changes, gives its result, and is undone by what it raises."""

    async def grow(connection: AsyncConnection) -> int:
        count = (await connection.execute(select(func.count()).select_from(worlds))).scalar_one()
        await connection.execute(ADD_WORLD, a_world(f"w{count}"))
        return count

    async def stumble(connection: AsyncConnection) -> None:
        await connection.execute(ADD_WORLD, a_world("never"))
        raise LookupError("stumbled")

    results = await asyncio.gather(
        db.change(grow), db.change(stumble), db.change(grow), return_exceptions=True
    )
    assert [results[0], results[2]] == [0, 1]
    assert isinstance(results[1], LookupError)
    assert await ids_of(db) == {"w0", "w1"}


async def test_a_full_disk_is_told_and_forgotten_when_there_is_room(db: Database) -> None:
    """While nothing fits every unit fails as a whole; afterwards writing works again."""
    await db.write((ADD_WORLD, [a_world("a")]))

    async def limit(connection: AsyncConnection, pages: int) -> None:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await db.change(lambda connection: limit(connection, 1))
    big = [(ADD_WORLD, [a_world(name, meta="x" * 300_000)]) for name in ("b", "c")]
    results = await asyncio.gather(*(db.write(one) for one in big), return_exceptions=True)
    assert [type(result) for result in results] == [WriteFailed, WriteFailed]
    assert "the disk is full" in str(results[0])
    assert await ids_of(db) == {"a"}
    await db.change(lambda connection: limit(connection, 1_000_000))
    await asyncio.gather(*(db.write(one) for one in big))
    assert await ids_of(db) == {"a", "b", "c"}


async def test_a_database_that_goes_away_fails_everyone_at_once(db: Database) -> None:
    """When no connection can be had, the whole batch hears of it after one try."""
    tries: list[int] = []

    def refuse(_connection: Any) -> None:
        tries.append(1)
        raise OSError("Connect call failed")

    event.listen(db.writing_engine.sync_engine, "begin", refuse)
    units = [db.write((ADD_WORLD, [a_world(f"w{number}")])) for number in range(10)]
    results = await asyncio.gather(*units, return_exceptions=True)
    assert all(isinstance(result, WriteFailed) for result in results)
    assert "nothing answers" in str(results[9])
    assert len(tries) == 2
    event.remove(db.writing_engine.sync_engine, "begin", refuse)


async def test_a_database_that_others_hold_locked_fails_everyone_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not everyone in turn waits for the lock as long as one may."""
    monkeypatch.setattr(core, "BUSY_SECONDS", 0.1)
    db = await Database.open(url_of(tmp_path))
    tries: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        tries.append(statement)

    event.listen(db.writing_engine.sync_engine, "before_cursor_execute", note)
    with contextlib.closing(sqlite3.connect(tmp_path / "orb.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        units = [db.write((ADD_WORLD, [a_world(f"w{number}")])) for number in range(10)]
        results = await asyncio.gather(*units, return_exceptions=True)
        other.rollback()
    assert all("another program holds it locked" in str(result) for result in results)
    assert tries == ["BEGIN IMMEDIATE"] * 2
    await db.write((ADD_WORLD, [a_world("w")]))
    await db.close()


async def test_who_is_cancelled_before_the_unit_is_begun_leaves_nothing(db: Database) -> None:
    """A unit whose caller is gone is not written, and the others are."""
    gone = asyncio.create_task(db.write((ADD_WORLD, [a_world("gone")])))
    also_gone = asyncio.create_task(db.write((ADD_WORLD, [a_world("also")])))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await also_gone
    late = asyncio.create_task(db.write((ADD_WORLD, [a_world("late")])))
    await asyncio.sleep(0.0005)
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)
    await db.write((ADD_WORLD, [a_world("b")]))
    assert await ids_of(db) - {"late"} == {"also", "b"}


async def test_closing_writes_what_is_waiting(tmp_path: Path) -> None:
    """What was asked for before the end is durable; what comes after it is refused."""
    db = await Database.open(url_of(tmp_path))
    waiting = [
        asyncio.create_task(db.write((ADD_WORLD, [a_world(f"w{number}")]))) for number in range(50)
    ]
    await asyncio.sleep(0)
    await db.close()
    await db.close()
    await asyncio.gather(*waiting)
    with pytest.raises(WriteFailed, match="is closed"):
        await db.write((ADD_WORLD, [a_world("late")]))
    again = await Database.open(url_of(tmp_path))
    assert len(await ids_of(again)) == 50
    await again.close()
