"""The tables of the function library: functions, their versions, and how they came to be."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
)

from bot.database import metadata

functions = Table(
    "functions",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("current_version", Integer, nullable=False),
    Column("is_enabled", Boolean, nullable=False),
)
"""Which version of a function is current, and whether it may run."""

function_versions = Table(
    "function_versions",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("maker", Text),
    Column("model", Text, nullable=False),
    Column("label", Text),
    Column("wish", Text),
    Column("origin", Text),
    Column("created_at", Double, nullable=False),
    ForeignKeyConstraint(
        ["scope", "name"], ["functions.scope", "functions.name"], ondelete="CASCADE"
    ),
)
"""Every version ever kept. Times are seconds since the epoch, objects are JSON text."""

generations = Table(
    "generations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Integer),
    Column("description", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("maker", Text),
    Column("wish", Text),
    Column("at", Double, nullable=False),
    Index(None, "scope", "name"),
)
"""Every try to have a function written; `version` is null where nothing came of it."""

attempts = Table(
    "attempts",
    metadata,
    Column(
        "generation_id", Integer, ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("source", Text),
    Column("findings", Text, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("answer", Text, nullable=False),
    Column("rung", Text, nullable=False, server_default=""),
)
"""The model's answers of a generation, what was wrong with each, and what it cost."""
