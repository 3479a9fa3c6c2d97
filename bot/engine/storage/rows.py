"""Journal entries and log lines as rows of their tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import RowMapping

from bot.engine.journal import JournalEntry, LineKind, LogLine
from bot.engine.world import TABLES, Change
from bot.values import Json, JsonObject, dump, load_object


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedLine:
    """A line of the world log where it stands: its action's number, its place, its time.

    `at` is seconds since the epoch.
    """

    number: int
    position: int
    at: float
    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A page of the world log, oldest line first. Page 1 is the newest; `pages` is at least 1."""

    lines: tuple[LoggedLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSummary:
    """A world as a list shows it. Times are seconds since the epoch.

    `actions` counts what is in the journal, `meta` is what the front end noted when it made the
    world.
    """

    id: str
    name: str
    created_at: float
    actions: int = 0
    last_at: float | None = None
    meta: JsonObject = field(default_factory=dict[str, Json])


def entry_row(entry: JournalEntry) -> dict[str, Any]:
    """The row of an entry; raises `TypeError` where a value in it is no JSON."""
    body = {
        "details": entry.details,
        "changes": [[one.table, one.key, one.before, one.after] for one in entry.changes],
        "narration": entry.narration,
        "seed": entry.seed,
        "functions": entry.functions,
    }
    return {
        "world_id": entry.world_id,
        "number": entry.number,
        "at": entry.at,
        "kind": entry.kind,
        "soul_id": entry.soul_id,
        "reference": entry.reference,
        "body": dump(body),
    }


def line_rows(
    world_id: str, number: int, at: float, lines: Iterable[LogLine]
) -> list[dict[str, Any]]:
    """The rows of the lines said in the action of that number (at seconds since the epoch)."""
    return [
        {
            "world_id": world_id,
            "number": number,
            "position": position,
            "at": at,
            "kind": line.kind.value,
            # PostgreSQL keeps every character of a text but this one.
            "text": line.text.replace("\0", "\N{REPLACEMENT CHARACTER}"),
        }
        for position, line in enumerate(lines)
    ]


def entry_of(row: RowMapping, lines: tuple[LogLine, ...]) -> JournalEntry:
    """The entry of a row and the lines it said."""
    body = cast(dict[str, Any], load_object(row["body"]))
    return JournalEntry(
        world_id=row["world_id"],
        number=row["number"],
        at=row["at"],
        kind=row["kind"],
        soul_id=row["soul_id"],
        details=body["details"],
        changes=changes_of(body),
        lines=lines,
        narration=body["narration"],
        seed=body["seed"],
        functions=body["functions"],
        reference=row["reference"],
    )


def changes_of(body: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes in the body of an entry; raises `ValueError` where they cannot be."""
    rows = cast("list[tuple[Any, str, Json, Json]]", body["changes"])
    if not all(one[0] in TABLES for one in rows):
        raise ValueError("a change of a table that no world has")
    return tuple(Change(*one) for one in rows)


def line_of(row: RowMapping) -> LoggedLine:
    """The logged line of a row."""
    return LoggedLine(
        number=row["number"],
        position=row["position"],
        at=row["at"],
        kind=LineKind(row["kind"]),
        text=row["text"],
    )


def summary_of(row: RowMapping) -> WorldSummary:
    """The summary in a row of a world and its last action, if it has one."""
    return WorldSummary(
        id=row["id"],
        name=row["name"],
        created_at=row["created_at"],
        actions=row["number"] or 0,
        last_at=row["at"],
        meta=load_object(row["meta"]),
    )
