"""The database: opened, migrated, written in batches, and honest about trouble."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, event, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.database import (
    Conflict,
    Database,
    DatabaseError,
    DatabaseNewer,
    DatabaseUnusable,
    WriteFailed,
    metadata,
)
from bot.database.errors import place_of, reason_of
from bot.database.schema import MIGRATIONS, migrate, revisions
from bot.engine.storage.tables import journal, worlds
from migrations import fresh

POSTGRES = os.environ.get("ORB_TEST_POSTGRES_URL")
ADD_WORLD = worlds.insert()


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}"


def _world(name: str, **values: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "created_at": 0.0, "format": 1, "meta": "{}", **values}


async def _ids(db: Database) -> set[str]:
    async with db.reading() as connection:
        return set((await connection.execute(select(worlds.c.id))).scalars())


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(_url(tmp_path))
    yield database
    await database.close()


async def test_what_is_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    """A folder that is missing is made, and a closed database keeps what it was given."""
    folder = tmp_path / "deep" / "down"
    first = await Database.open(_url(folder))
    await first.write((ADD_WORLD, [_world("a")]))
    await first.close()
    second = await Database.open(f"sqlite:///{folder / 'orb.sqlite3'}")
    assert await _ids(second) == {"a"}
    await second.close()


async def test_sqlite_is_set_up_to_lose_nothing(db: Database) -> None:
    """Both kinds of connection use a write-ahead log, flush every commit and hold foreign keys."""

    async def asked(connection: AsyncConnection) -> list[Any]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [(await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in names]

    async with db.reading() as connection:
        assert await asked(connection) == ["wal", 2, 1, 5000]
    assert await db.change(asked) == ["wal", 2, 1, 5000]


async def test_the_revisions_lead_to_the_tables_of_the_program(tmp_path: Path) -> None:
    """Migrating from nothing gives what a fresh database is given, and can be taken back."""
    engine = create_async_engine(_url(tmp_path))

    def differences(connection: Any) -> list[Any]:
        migrate(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == revisions()[-1]
        return compare_metadata(context, metadata)

    async with engine.begin() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()
    assert set(fresh.TABLES) == set(metadata.tables.values())
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [revisions()[-1]]


async def test_an_older_database_is_migrated(tmp_path: Path) -> None:
    """A known revision that is not the last one leads to Alembic."""
    file = sqlite3.connect(tmp_path / "orb.sqlite3")
    file.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    file.execute("INSERT INTO alembic_version VALUES ('0000')")
    file.commit()
    file.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.database.schema.revisions", lambda: ["0000", "0001"])
        patch.setattr("bot.database.schema.migrate", fresh.create)
        db = await Database.open(_url(tmp_path))
    async with db.reading() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert "worlds" in names
    await db.close()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A revision this program does not know is told, and nothing is touched."""
    db = await Database.open(_url(tmp_path))
    await db.close()
    file = sqlite3.connect(tmp_path / "orb.sqlite3")
    file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.commit()
    file.close()
    with pytest.raises(DatabaseNewer, match=r"newer version of this program.*'9999'"):
        await Database.open(_url(tmp_path))


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """The sentence says that the file is no database."""
    (tmp_path / "orb.sqlite3").write_bytes(b"a shopping list, not a database" * 200)
    with pytest.raises(DatabaseUnusable, match="is no SQLite database"):
        await Database.open(_url(tmp_path))


async def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """A database with garbage behind its first page is told to be damaged."""
    db = await Database.open(_url(tmp_path))
    await db.close()
    path = tmp_path / "orb.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(DatabaseUnusable, match="damaged"):
        await Database.open(_url(tmp_path))


async def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """The sentence says that a part of the path is a file."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DatabaseUnusable, match="a file, not a folder"):
        await Database.open(_url(tmp_path / "data"))


async def test_a_database_that_may_only_be_read_is_refused(tmp_path: Path) -> None:
    """Opening finds out that nothing could be written later."""
    db = await Database.open(_url(tmp_path))
    await db.close()
    path = tmp_path / "orb.sqlite3"
    with pytest.raises(DatabaseUnusable, match="may only be read"):
        await Database.open(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not a URL"),
        ("mysql://me:secret@host/db", "this program speaks"),
        ("sqlite+aiosqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
async def test_a_wrong_url_is_told_without_its_password(url: str, sentence: str) -> None:
    """What cannot be a database of ours is refused before anything is tried."""
    with pytest.raises(DatabaseUnusable, match=sentence) as caught:
        await Database.open(url)
    assert "secret" not in str(caught.value)


async def test_a_server_that_cannot_be_reached_is_told_without_its_password() -> None:
    """Neither the user nor the password of a URL is in the sentence."""
    with pytest.raises(DatabaseUnusable, match=r"'orb' at 127\.0\.0\.1:9 cannot") as caught:
        await Database.open("postgres://me:secret@127.0.0.1:9/orb")
    assert "secret" not in str(caught.value)


def test_reasons_are_half_sentences() -> None:
    """Known errors are told in words, unknown ones by their type alone."""
    assert reason_of(TimeoutError()) == "it did not answer in time"
    assert reason_of(OSError("No space left on device")) == "the disk is full"
    assert reason_of(RuntimeError("hush")) == "the driver reports RuntimeError"


async def test_units_that_wait_together_are_committed_together(db: Database) -> None:
    """Sixty-four units cost far fewer than sixty-four transactions, and all are there."""
    commits: list[int] = []
    event.listen(db.writing_engine.sync_engine, "commit", lambda _: commits.append(1))
    names = [f"w{number}" for number in range(64)]
    await asyncio.gather(*(db.write((ADD_WORLD, [_world(name)])) for name in names))
    assert await _ids(db) == set(names)
    assert len(commits) < 5


async def test_a_failing_unit_fails_alone(db: Database) -> None:
    """In a batch with one unit that breaks a constraint, the others are kept."""
    entry = {"world_id": "b", "number": 1, "at": 0.0, "kind": "use", "body": "{}"}
    results = await asyncio.gather(
        db.write((ADD_WORLD, [_world("a")])),
        db.write((ADD_WORLD, [_world("b")]), (journal.insert(), [entry, entry])),
        db.write((ADD_WORLD, [_world("c")])),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [type(None), Conflict, type(None)]
    assert await _ids(db) == {"a", "c"}


async def test_rows_of_one_statement_may_differ_in_their_columns(db: Database) -> None:
    """A column that only some rows have is kept for those."""
    rows = [_world("a"), _world("b", lease_holder="me")]
    await asyncio.gather(db.write((ADD_WORLD, rows)), db.write((ADD_WORLD, [_world("c")])))
    async with db.reading() as connection:
        found = await connection.execute(select(worlds.c.id, worlds.c.lease_holder))
        assert {row.id: row.lease_holder for row in found} == {"a": None, "b": "me", "c": None}


async def test_units_keep_their_order(db: Database) -> None:
    """An insertion, its removal and another insertion in one batch end as one after another."""
    await asyncio.gather(
        db.write((ADD_WORLD, [_world("a")])),
        db.write((delete(worlds).where(worlds.c.id == "a"), ())),
        db.write((ADD_WORLD, [_world("a", format=2)])),
    )
    async with db.reading() as connection:
        assert (await connection.execute(select(worlds.c.format))).scalars().all() == [2]


async def test_a_change_reads_what_it_writes(db: Database) -> None:
    """The work sees the state it changes, gives its result, and is undone by what it raises."""

    async def grow(connection: AsyncConnection) -> int:
        count = (await connection.execute(select(func.count()).select_from(worlds))).scalar_one()
        await connection.execute(ADD_WORLD, _world(f"w{count}"))
        return count

    async def stumble(connection: AsyncConnection) -> None:
        await connection.execute(ADD_WORLD, _world("never"))
        raise LookupError("stumbled")

    results = await asyncio.gather(
        db.change(grow), db.change(stumble), db.change(grow), return_exceptions=True
    )
    assert [results[0], results[2]] == [0, 1]
    assert isinstance(results[1], LookupError)
    assert await _ids(db) == {"w0", "w1"}


async def test_a_full_disk_is_told_and_forgotten_when_there_is_room(db: Database) -> None:
    """While nothing fits every unit fails as a whole; afterwards writing works again."""
    await db.write((ADD_WORLD, [_world("a")]))

    async def limit(connection: AsyncConnection, pages: int) -> None:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await db.change(lambda connection: limit(connection, 1))
    big = [(ADD_WORLD, [_world(name, meta="x" * 300_000)]) for name in ("b", "c")]
    results = await asyncio.gather(*(db.write(one) for one in big), return_exceptions=True)
    assert [type(result) for result in results] == [WriteFailed, WriteFailed]
    assert "the disk is full" in str(results[0])
    assert await _ids(db) == {"a"}
    await db.change(lambda connection: limit(connection, 1_000_000))
    await asyncio.gather(*(db.write(one) for one in big))
    assert await _ids(db) == {"a", "b", "c"}


async def test_a_database_that_goes_away_fails_everyone_at_once(db: Database) -> None:
    """When no connection can be had, the whole batch hears of it after one try."""
    tries: list[int] = []

    def refuse(_connection: Any) -> None:
        tries.append(1)
        raise OSError("Connect call failed")

    event.listen(db.writing_engine.sync_engine, "begin", refuse)
    units = [db.write((ADD_WORLD, [_world(f"w{number}")])) for number in range(10)]
    results = await asyncio.gather(*units, return_exceptions=True)
    assert all(isinstance(result, WriteFailed) for result in results)
    assert "nothing answers" in str(results[9])
    assert len(tries) == 2
    event.remove(db.writing_engine.sync_engine, "begin", refuse)


async def test_trouble_with_reading_is_a_sentence(db: Database) -> None:
    """An error of the driver does not come out of a reading as it is."""
    with pytest.raises(DatabaseError, match="could not be read"):
        async with db.reading() as connection:
            await connection.execute(text("SELECT * FROM nowhere"))


async def test_who_is_cancelled_before_the_unit_is_begun_leaves_nothing(db: Database) -> None:
    """A unit whose caller is gone is not written, and the others are."""
    gone = asyncio.create_task(db.write((ADD_WORLD, [_world("gone")])))
    also_gone = asyncio.create_task(db.write((ADD_WORLD, [_world("also")])))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await also_gone
    late = asyncio.create_task(db.write((ADD_WORLD, [_world("late")])))
    await asyncio.sleep(0.0005)
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)
    await db.write((ADD_WORLD, [_world("b")]))
    assert await _ids(db) - {"late"} == {"also", "b"}


async def test_closing_writes_what_is_waiting(tmp_path: Path) -> None:
    """What was asked for before the end is durable; what comes after it is refused."""
    db = await Database.open(_url(tmp_path))
    waiting = [
        asyncio.create_task(db.write((ADD_WORLD, [_world(f"w{number}")]))) for number in range(50)
    ]
    await asyncio.sleep(0)
    await db.close()
    await db.close()
    await asyncio.gather(*waiting)
    with pytest.raises(WriteFailed, match="is closed"):
        await db.write((ADD_WORLD, [_world("late")]))
    again = await Database.open(_url(tmp_path))
    assert len(await _ids(again)) == 50
    await again.close()


def test_a_place_names_no_user() -> None:
    """A server is named by its host, a file by its path."""
    from sqlalchemy.engine import make_url

    place = place_of(make_url("postgresql+asyncpg://me:secret@db.example/orb"))
    assert place == "The database 'orb' at db.example:5432"


@pytest.mark.skipif(not POSTGRES, reason="ORB_TEST_POSTGRES_URL names no PostgreSQL to test with")
async def test_postgresql_keeps_the_same_promises() -> None:
    """The same code opens, writes, refuses and reads there."""
    db = await Database.open(POSTGRES or "")
    await db.write((delete(worlds), ()))
    results = await asyncio.gather(
        db.write((ADD_WORLD, [_world("a")])),
        db.write((ADD_WORLD, [_world("a")])),
        db.write((ADD_WORLD, [_world("b")])),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [type(None), Conflict, type(None)]
    assert await _ids(db) == {"a", "b"}
    await db.close()
