"""A world: its tables of frozen values, its draft, its document, what differs between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from bot.engine.world.changes import Change, TableName
from bot.engine.world.entries import (
    Artifact,
    Chronicle,
    Entry,
    EnvironmentObject,
    Location,
    Puzzle,
    ScheduledEvent,
    Soul,
    TemporaryObject,
    plain,
    revive,
)
from bot.engine.world.shapes import is_text
from bot.values import Json, JsonObject, canonical, digest

FORMAT = 1
"""The version of the world document written by this program."""


@dataclass(slots=True, kw_only=True)
class World:
    """Everything in one world. Tables map an id to a frozen value; entries are only replaced.

    `properties` holds what genesis set (any JSON), `handlers` the function for each event id.
    """

    id: str
    chronicle: Chronicle
    souls: dict[str, Soul] = field(default_factory=dict[str, Soul])
    locations: dict[str, Location] = field(default_factory=dict[str, Location])
    artifacts: dict[str, Artifact] = field(default_factory=dict[str, Artifact])
    objects: dict[str, EnvironmentObject] = field(default_factory=dict[str, EnvironmentObject])
    puzzles: dict[str, Puzzle] = field(default_factory=dict[str, Puzzle])
    temporary: dict[str, TemporaryObject] = field(default_factory=dict[str, TemporaryObject])
    schedule: dict[str, ScheduledEvent] = field(default_factory=dict[str, ScheduledEvent])
    properties: JsonObject = field(default_factory=dict[str, Json])
    handlers: dict[str, str] = field(default_factory=dict[str, str])

    TYPES: ClassVar[dict[TableName, type[Entry]]] = {
        "souls": Soul,
        "locations": Location,
        "artifacts": Artifact,
        "objects": EnvironmentObject,
        "puzzles": Puzzle,
        "temporary": TemporaryObject,
        "schedule": ScheduledEvent,
    }

    def draft(self) -> World:
        """A world that can be changed without this one noticing."""
        copies = {name: dict(self.table(name)) for name in (*self.TYPES, "properties", "handlers")}
        return World(id=self.id, chronicle=self.chronicle, **cast(Any, copies))

    def table(self, name: TableName) -> dict[str, Any]:
        """The table of that name, as it is; the chronicle is a table of one entry, `world`."""
        if name == "chronicle":
            return {"world": self.chronicle}
        return cast(dict[str, Any], getattr(self, name))

    def time_at(self, now: float) -> float:
        """The time here at `now` (epoch seconds): it stands still on a pause, never goes back."""
        if self.chronicle.paused_at is not None:
            return self.chronicle.paused_at
        return max(now, self.chronicle.time)

    def soul_of(self, player_id: str) -> Soul | None:
        """The soul a player has in this world."""
        found = (soul for soul in self.souls.values() if soul.player_id == player_id)
        return next(found, None)

    def souls_in(self, location_id: str | None) -> list[Soul]:
        """Who is in a place, in the order they joined."""
        return [soul for soul in self.souls.values() if soul.location_id == location_id]

    def objects_in(self, location_id: str) -> list[EnvironmentObject]:
        """The environment objects of a place."""
        return [thing for thing in self.objects.values() if thing.location_id == location_id]

    def temporary_in(self, location_id: str) -> list[TemporaryObject]:
        """The temporary objects of a place, oldest first."""
        return [thing for thing in self.temporary.values() if thing.location_id == location_id]

    def changes_since(self, before: World) -> list[Change]:
        """What became different since `before`, entry by entry."""
        return list(_differences(before, self))

    def apply(self, changes: list[Change]) -> None:
        """Make the changes here, in order. The befores are not looked at."""
        for change in changes:
            if change.table == "chronicle":
                self.chronicle = cast(Chronicle, revive(Chronicle, cast(JsonObject, change.after)))
            elif change.after is None:
                self.table(change.table).pop(change.key, None)
            else:
                self.table(change.table)[change.key] = _from_plain(change.table, change.after)

    def document(self) -> JsonObject:
        """The whole world as one JSON object, without its id."""
        tables = {
            name: {key: _to_plain(name, value) for key, value in self.table(name).items()}
            for name in (*self.TYPES, "properties", "handlers")
        }
        return cast(JsonObject, {"format": FORMAT, "chronicle": plain(self.chronicle), **tables})

    def state_hash(self) -> str:
        """The SHA-256 of the document: equal for equal worlds, whatever their ids."""
        return digest(self.document())

    @classmethod
    def from_document(cls, world_id: str, document: JsonObject) -> World:
        """The world of a document; raises `ValueError` where the document is not one of ours."""
        version = document.get("format")
        if not isinstance(version, int) or version > FORMAT:
            raise ValueError(f"a world document of format {version!r}, this program reads {FORMAT}")
        try:
            chronicle = revive(Chronicle, cast(JsonObject, document["chronicle"]))
            world = cls(id=world_id, chronicle=cast(Chronicle, chronicle))
            for name in (*cls.TYPES, "properties", "handlers"):
                entries = cast(JsonObject, document.get(name) or {})
                world.table(name).update(
                    {key: _from_plain(name, value) for key, value in entries.items()}
                )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a world document: {error}") from error
        return world


def _to_plain(table: TableName, value: Any) -> Json:
    return plain(value) if table in World.TYPES or table == "chronicle" else value


def _from_plain(table: TableName, value: Json) -> Any:
    if kind := World.TYPES.get(table):
        return revive(kind, cast(JsonObject, value))
    if table == "handlers" and not is_text(value):
        raise TypeError("the handler of an event is not str")
    return value


_ABSENT: Any = object()


def _differences(before: World, after: World) -> Iterator[Change]:
    for name in ("chronicle", *World.TYPES, "properties", "handlers"):
        old, new = before.table(name), after.table(name)
        for key in [*old, *(key for key in new if key not in old)]:
            was, is_now = old.get(key, _ABSENT), new.get(key, _ABSENT)
            if was is is_now:
                continue
            old_value = None if was is _ABSENT else _to_plain(name, was)
            new_value = None if is_now is _ABSENT else _to_plain(name, is_now)
            # Not `==`, to which 1, 1.0 and True are one value.
            if canonical(old_value) != canonical(new_value):
                yield Change(name, key, old_value, new_value)
