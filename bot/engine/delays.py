"""Putting off what is to happen in a world: for a pause, and for a world that was put away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from bot.engine.world import Change, TableName, World, plain
from bot.values import Json

_TIMED: tuple[TableName, ...] = ("temporary", "schedule", "souls", "locations")
"""The tables whose entries hold times to come."""


def put_off(world: World, seconds: float) -> None:
    """Let everything that is to happen or to end by itself do so that many seconds later."""
    world.apply(list(_delays(world, seconds)))


def later(table: TableName, value: Json, seconds: float) -> Json:
    """A plain entry of a table, its times put off by that many seconds."""
    if not isinstance(value, dict):
        return value
    entry = cast(dict[str, Any], value)
    match table:
        case "temporary":
            return {**entry, "created_at": entry["created_at"] + seconds}
        case "schedule":
            return {**entry, "due_at": entry["due_at"] + seconds}
        case "souls":
            return {**entry, "statuses": [_until(one, seconds) for one in entry["statuses"]]}
        case "locations":
            covers = cast(dict[str, Any], entry["passing"])
            passing: Any = {name: _until(one, seconds) for name, one in covers.items()}
            return {**entry, "passing": passing}
        case _:
            return value


def _until(ending: dict[str, Any], seconds: float) -> dict[str, Any]:
    until = ending["until"]
    return ending if until is None else {**ending, "until": until + seconds}


def _delays(world: World, seconds: float) -> Iterator[Change]:
    for table in _TIMED:
        for key, entry in world.table(table).items():
            value = plain(entry)
            yield Change(table, key, value, later(table, value, seconds))
