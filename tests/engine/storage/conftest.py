"""An empty database, and a store in it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from store_play import url_of

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.storage.store import WorldStore


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(url_of(tmp_path))
    yield database
    await database.close()


@pytest.fixture
def store(db: Database) -> WorldStore:
    """A store whose time stands still."""
    return WorldStore(db, "elsewhere:1:a", SteppedClock(100.0))
