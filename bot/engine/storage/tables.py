"""The tables of the game: worlds, their snapshots, their journal and their log.

Documents are kept as JSON text, never as a column that changes under the reader's hands.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, Table, Text, UniqueConstraint

from bot.database import metadata

worlds = Table(
    "worlds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("format", Integer, nullable=False),
    Column("lease_holder", Text),
    Column("lease_expires_at", Double),
    Column("meta", Text, nullable=False),
)
"""One row for each world. Times are seconds since the epoch."""

snapshots = Table(
    "snapshots",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
)
"""The whole world after the action of that number; number 0 is the world as it was made."""

journal = Table(
    "journal",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("kind", Text, nullable=False),
    Column("soul_id", Text),
    Column("reference", Text),
    Column("body", Text, nullable=False),
    UniqueConstraint("world_id", "reference"),
)
"""Every action; its primary key refuses a second writer of the same world."""

log_lines = Table(
    "log_lines",
    metadata,
    Column("world_id", Text, ForeignKey("worlds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""The lines an action added to the world log, in the order they were said."""
