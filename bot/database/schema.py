"""Brings a database's tables up to date when it is opened."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.errors import DatabaseNewer

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_VERSIONS = table("alembic_version", column("version_num"))
_LOCK = 7_203_611
"""The advisory lock under which one of several starting processes migrates PostgreSQL."""


def revisions(folder: Path = MIGRATIONS) -> list[str]:
    """The revisions this program knows, oldest first: a file's name begins with its revision."""
    return sorted(path.name[:4] for path in (folder / "versions").glob("[0-9]*_*.py"))


async def upgrade(engine: AsyncEngine, place: str) -> None:
    """Apply what is missing.

    Alembic takes half a second to import, so it is only where there is something to migrate:
    a current database needs nothing, an empty one is made as it should be in the end.

    Raises:
        DatabaseNewer: the database has a revision this program does not know.
    """
    known = revisions()
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        found = await connection.run_sync(revision_of)
        if found == known[-1]:
            # Only writing shows that it may be written.
            await connection.execute(_VERSIONS.update().values(version_num=found))
            return
        if found is None:
            fresh = importlib.import_module("migrations.fresh")
            await connection.run_sync(fresh.create)
            await connection.run_sync(_stamp, known[-1])
            return
        if found not in known:
            raise DatabaseNewer(
                f"{place} was made by a newer version of this program (its revision is {found!r}, "
                f"this one knows up to {known[-1]!r}). Update the program, or give it another "
                "DATABASE_URL."
            )
        await asyncio.to_thread(importlib.import_module, "alembic.command")
        await connection.run_sync(migrate)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run Alembic's migrations up to a revision in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision of the database; None where it has never had one."""
    if not inspect(connection).has_table(_VERSIONS.name):
        return None
    return connection.execute(select(_VERSIONS.c.version_num)).scalar()


def _stamp(connection: Connection, revision: str) -> None:
    """Record a revision where Alembic will look for it."""
    connection.execute(
        text(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(_VERSIONS.insert(), {"version_num": revision})
