"""The database: many readers, one writer, a schema brought up to date when it is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.database.errors import DatabaseError, DatabaseUnusable, place_of, reason_of
from bot.database.schema import upgrade
from bot.database.writer import Statement, Writer

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long another process may hold the lock of a SQLite file before that is an error."""
CONNECT_SECONDS = 10.0
"""How long a database server may take to answer."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


class Database:
    """An open database. What it raises is a `DatabaseError` whose text is a sentence."""

    def __init__(self, url: URL) -> None:
        self.place = place_of(url)
        self.writing_engine = _engine(
            url, begin="BEGIN IMMEDIATE", isolation="READ COMMITTED", pool_size=1
        )
        self._reading_engine = _engine(url, begin="BEGIN", isolation="REPEATABLE READ", pool_size=4)
        self._writer = Writer(self.writing_engine, self.place)

    @classmethod
    async def open(cls, url: str) -> Database:
        """Open the database of a URL (SQLite or PostgreSQL) and bring its schema up to date.

        The folder of a SQLite file is made where it is missing.

        Raises:
            DatabaseUnusable: it cannot be opened or written; `DatabaseNewer` where it belongs to
                a newer version of this program.
        """
        parsed = parsed_url(url)
        try:
            _make_folder(parsed)
        except OSError as error:
            raise unusable(place_of(parsed), error) from error
        async with AsyncExitStack() as stack:
            database = await cls.connect(parsed)
            stack.push_async_callback(database.close)
            try:
                await upgrade(database.writing_engine, database.place)
            except (SQLAlchemyError, OSError) as error:
                raise unusable(database.place, error) from error
            stack.pop_all()
        return database

    @classmethod
    async def connect(cls, url: URL) -> Database:
        """Connect to a database that is there, and leave it as it is; raises `DatabaseUnusable`."""
        async with AsyncExitStack() as stack:
            try:
                database = cls(url)
                stack.push_async_callback(database.close)
                async with database.writing_engine.connect():
                    pass
            except (TypeError, ValueError):
                place = place_of(url)  # the driver quotes what it does not take
                raise DatabaseUnusable(
                    f"{place} cannot be used: the driver does not take what its URL holds."
                ) from None
            except (SQLAlchemyError, OSError, ImportError) as error:
                raise unusable(place_of(url), error) from error
            stack.pop_all()
        return database

    async def write(self, *statements: Statement) -> None:
        """Execute the statements as one unit; durable when it returns.

        Inserts that reuse the same construct are sent together with those of other units. A caller
        cancelled before its unit was begun leaves nothing; one cancelled later does not stop it.

        Raises:
            Conflict: a constraint forbids it; nothing of the unit is there.
            WriteFailed: it could not be made durable; nothing of the unit is there.
        """
        await self._writer.write(statements)

    async def change(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Read and write as one unit, with no other writer of this process in between.

        `work` may be called twice and must touch nothing but the connection. What it raises undoes
        the unit and comes out. Raises what `write` raises, too.
        """
        return await self._writer.change(work)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection that sees one state of the database throughout.

        Raises:
            DatabaseError: it cannot be read.
        """
        try:
            async with self._reading_engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseError(f"{self.place} could not be read: {reason_of(error)}.") from error

    async def close(self) -> None:
        """Commit what is waiting and let go of the database."""
        await self._writer.close()
        await self._reading_engine.dispose()
        await self.writing_engine.dispose()


def parsed_url(url: str) -> URL:
    """A database's URL with its driver; raises `DatabaseUnusable` where it names none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnusable(
            "The database URL is not a URL; in a password @ is written as %40, : as %3A, / as %2F."
        ) from None
    parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.drivername not in _DRIVERS.values():
        raise DatabaseUnusable(
            f"The database URL begins with {parsed.drivername!r}; "
            f"this program speaks {' and '.join(sorted(set(_DRIVERS.values())))}."
        )
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise DatabaseUnusable("The database URL names no file, and a world needs one to be kept.")
    # Hosts that give a database give its URL in the words of another driver.
    mode = parsed.query.get("sslmode")
    if mode is not None and parsed.get_backend_name() == "postgresql":
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return parsed


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database and "uri" not in url.query:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def unusable(place: str, error: BaseException) -> DatabaseUnusable:
    """Why a database cannot be used, as what is raised for it."""
    return DatabaseUnusable(f"{place} cannot be used: {reason_of(error)}.")


def _engine(url: URL, *, begin: str, isolation: str, pool_size: int) -> AsyncEngine:
    """An engine; `begin` is how a transaction begins in SQLite, `isolation` its level elsewhere."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(
            url,
            isolation_level=isolation,
            hide_parameters=True,
            pool_size=pool_size,
            pool_pre_ping=True,
            connect_args={"timeout": CONNECT_SECONDS, "command_timeout": 60},
        )
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=pool_size,
        connect_args={"timeout": BUSY_SECONDS},
    )

    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transactions begin too late to be immediate; ours are begun below.
        connection.isolation_level = None
        try:
            cursor = connection.cursor()
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
        except sqlite3.Error:
            connection.close()  # the pool does not know it yet, and its thread would stay
            raise

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", start)
    return engine
