"""A table to try a database with: worlds, of which only the names matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.database import Database
from bot.engine.storage.tables import worlds

ADD_WORLD = worlds.insert()


def url_of(folder: Path) -> str:
    """The URL of a database in a folder."""
    return f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}"


def a_world(name: str, **values: Any) -> dict[str, Any]:
    """The row of a world."""
    return {"id": name, "name": name, "created_at": 0.0, "format": 1, "meta": "{}", **values}


async def ids_of(db: Database) -> set[str]:
    """The ids of all worlds."""
    async with db.reading() as connection:
        return set((await connection.execute(select(worlds.c.id))).scalars())
