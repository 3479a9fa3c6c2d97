"""The one door to SQL: an engine, a schema that is current, and a single writer."""

from __future__ import annotations

from bot.database.core import Database
from bot.database.errors import (
    Conflict,
    DatabaseError,
    DatabaseNewer,
    DatabaseUnusable,
    WriteFailed,
)
from bot.database.inspection import Standing, look_at
from bot.database.metadata import metadata
from bot.database.writer import Row, Statement, Work

__all__ = [
    "Conflict",
    "Database",
    "DatabaseError",
    "DatabaseNewer",
    "DatabaseUnusable",
    "Row",
    "Standing",
    "Statement",
    "Work",
    "WriteFailed",
    "look_at",
    "metadata",
]
