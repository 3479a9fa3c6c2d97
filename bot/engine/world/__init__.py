"""A world as plain typed data: frozen values in tables, replaced and never mutated.

Because every value is frozen, a draft of a world is a copy of its tables alone, and what an
action changed is found by comparing the tables entry by entry.
"""

from __future__ import annotations

from bot.engine.world.changes import TABLES, Change, TableName
from bot.engine.world.entries import (
    HERE,
    Artifact,
    Chronicle,
    Entry,
    EnvironmentObject,
    Landmark,
    Location,
    Passing,
    Puzzle,
    Restoring,
    ScheduledEvent,
    Soul,
    Status,
    TemporaryObject,
    plain,
    revive,
)
from bot.engine.world.tables import FORMAT, World

__all__ = [
    "FORMAT",
    "HERE",
    "TABLES",
    "Artifact",
    "Change",
    "Chronicle",
    "Entry",
    "EnvironmentObject",
    "Landmark",
    "Location",
    "Passing",
    "Puzzle",
    "Restoring",
    "ScheduledEvent",
    "Soul",
    "Status",
    "TableName",
    "TemporaryObject",
    "World",
    "plain",
    "revive",
]
