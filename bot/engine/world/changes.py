"""What an action changed: entries of tables before and after, as plain JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from bot.values import Json

TableName: TypeAlias = Literal[
    "chronicle",
    "souls",
    "locations",
    "artifacts",
    "objects",
    "puzzles",
    "temporary",
    "schedule",
    "properties",
    "handlers",
]

TABLES: frozenset[str] = frozenset(get_args(TableName))
"""The names of all tables."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of one table before and after an action, as plain JSON; None for no entry."""

    table: TableName
    key: str
    before: Json
    after: Json

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before)
