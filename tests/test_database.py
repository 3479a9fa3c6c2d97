"""The database: opened, migrated, and honest about trouble."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.database import (
    Database,
    DatabaseError,
    DatabaseNewer,
    DatabaseUnusable,
    metadata,
)
from bot.database.errors import place_of, reason_of
from bot.database.schema import MIGRATIONS, migrate, revisions
from migrations import fresh
from tests.worlds_table import ADD_WORLD, a_world, ids_of, url_of


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(url_of(tmp_path))
    yield database
    await database.close()


async def test_what_is_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    """A folder that is missing is made, and a closed database keeps what it was given."""
    folder = tmp_path / "deep" / "down"
    first = await Database.open(url_of(folder))
    await first.write((ADD_WORLD, [a_world("a")]))
    await first.close()
    second = await Database.open(f"sqlite:///{folder / 'orb.sqlite3'}")
    assert await ids_of(second) == {"a"}
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
    engine = create_async_engine(url_of(tmp_path))

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
        db = await Database.open(url_of(tmp_path))
    async with db.reading() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert "worlds" in names
    await db.close()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A revision this program does not know is told, and nothing is touched."""
    db = await Database.open(url_of(tmp_path))
    await db.close()
    file = sqlite3.connect(tmp_path / "orb.sqlite3")
    file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.commit()
    file.close()
    with pytest.raises(DatabaseNewer, match=r"newer version of this program.*'9999'"):
        await Database.open(url_of(tmp_path))


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """The sentence says that the file is no database."""
    (tmp_path / "orb.sqlite3").write_bytes(b"a shopping list, not a database" * 200)
    with pytest.raises(DatabaseUnusable, match="is no SQLite database"):
        await Database.open(url_of(tmp_path))


async def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """A database with garbage behind its first page is told to be damaged."""
    db = await Database.open(url_of(tmp_path))
    await db.close()
    path = tmp_path / "orb.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(DatabaseUnusable, match="damaged"):
        await Database.open(url_of(tmp_path))


async def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """The sentence says that a part of the path is a file."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DatabaseUnusable, match="a file, not a folder"):
        await Database.open(url_of(tmp_path / "data"))


async def test_a_database_that_may_only_be_read_is_refused(tmp_path: Path) -> None:
    """Opening finds out that nothing could be written later."""
    db = await Database.open(url_of(tmp_path))
    await db.close()
    path = tmp_path / "orb.sqlite3"
    with pytest.raises(DatabaseUnusable, match="may only be read"):
        await Database.open(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not a URL"),
        ("postgres://me:secret@host:port/db", "not a URL"),
        ("postgres://me:secret@127.0.0.1:9/db?no_such=option", "does not take what its URL holds"),
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


async def test_who_is_cancelled_while_it_is_opened_leaves_nothing_running(tmp_path: Path) -> None:
    """Neither the writer nor a connection stays behind."""
    before = asyncio.all_tasks()
    opening = asyncio.create_task(Database.open(url_of(tmp_path)))

    def cancel(_connection: Any) -> None:
        opening.cancel()

    event.listen(Engine, "begin", cancel)
    try:
        with pytest.raises(asyncio.CancelledError):
            await opening
    finally:
        event.remove(Engine, "begin", cancel)
    assert asyncio.all_tasks() == before


async def test_trouble_with_reading_is_a_sentence(db: Database) -> None:
    """An error of the driver does not come out of a reading as it is."""
    with pytest.raises(DatabaseError, match="could not be read"):
        async with db.reading() as connection:
            await connection.execute(text("SELECT * FROM nowhere"))


def test_a_place_names_no_user() -> None:
    """A server is named by its host, a file by its path."""
    from sqlalchemy.engine import make_url

    place = place_of(make_url("postgresql+asyncpg://me:secret@db.example/orb"))
    assert place == "The database 'orb' at db.example:5432"
