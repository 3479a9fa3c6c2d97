"""A world as plain typed data: frozen values in tables, replaced and never mutated.

Because every value is frozen, a draft of a world is a copy of its tables alone, and what an
action changed is found by comparing the tables entry by entry.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal, TypeAlias, cast

from bot.values import Json, JsonObject, canonical, digest

FORMAT = 1
"""The version of the world document written by this program."""

HERE = "player_current_pos"
"""The `from_landmark_id` that means: from where the soul stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A state a soul is in (shielded, asleep …), for good or until `until` (epoch seconds)."""

    name: str
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Soul:
    """A being in the world. `location_id` None is the Void, where one waits for genesis.

    `consents` names whose tools may act on this soul: soul ids, function names, or `*` for all.
    """

    id: str
    name: str
    player_id: str | None = None
    location_id: str | None = None
    inventory: tuple[str, ...] = ()
    focus: str | None = None
    statuses: tuple[Status, ...] = ()
    consents: tuple[str, ...] = ()

    def statuses_at(self, now: float) -> tuple[str, ...]:
        """The names of the states the soul is in at `now` (epoch seconds)."""
        return tuple(one.name for one in self.statuses if one.until is None or now < one.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A thing to look at in a location, as the recipe's landmark config describes it."""

    key: str
    config: JsonObject

    @property
    def name(self) -> str:
        """What a player reads: the config's display name, else the key."""
        value = self.config.get("display_name")
        return value if isinstance(value, str) and value else self.key

    def text(self, key: str) -> str | None:
        """The config's non-empty string under `key`, if it has one."""
        value = self.config.get(key)
        return value if isinstance(value, str) and value else None

    @property
    def target_object_id(self) -> str | None:
        """The environment object an artifact used here works on."""
        return self.text("targetable_as_env_object_id")

    @property
    def interaction_type(self) -> str | None:
        """What the interaction rules of artifacts are matched against."""
        return self.text("landmark_interaction_type_key")

    @property
    def puzzle_id(self) -> str | None:
        """The puzzle that seals this exit until it is complete or open."""
        return self.text("linked_puzzle_id_for_open_state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A light or a weather that lasts until `until` (epoch seconds)."""

    value: str
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place. `exits` maps a landmark's key to the location it leads to.

    `light` and `weather` are the usual ones; `passing` holds, under these two names, what covers
    them for a time.
    """

    id: str
    name: str
    description: str
    exits: dict[str, str] = field(default_factory=dict[str, str])
    landmarks: dict[str, Landmark] = field(default_factory=dict[str, Landmark])
    config: JsonObject = field(default_factory=dict[str, Json])
    light: str | None = None
    weather: str | None = None
    passing: dict[str, Passing] = field(default_factory=dict[str, Passing])

    def light_at(self, now: float) -> str | None:
        """The light at `now` (epoch seconds)."""
        return self._covered("light", now) or self.light

    def weather_at(self, now: float) -> str | None:
        """The weather at `now` (epoch seconds)."""
        return self._covered("weather", now) or self.weather

    def _covered(self, name: str, now: float) -> str | None:
        cover = self.passing.get(name)
        return cover.value if cover and now < cover.until else None

    def landmark_targeting(self, object_id: str) -> Landmark | None:
        """The landmark here through which an environment object is reached."""
        found = (mark for mark in self.landmarks.values() if mark.target_object_id == object_id)
        return next(found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A thing that can be carried and used; a use runs its function."""

    id: str
    name: str
    description: str
    function_name: str | None = None
    properties: JsonObject = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentObject:
    """A thing that stays where it is and can be changed."""

    id: str
    location_id: str
    type: str
    details: JsonObject = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """A puzzle's free state, with its checker's name under `checking_dynamic_function_name`."""

    id: str
    state: JsonObject = field(default_factory=dict[str, Json])

    @property
    def checker(self) -> str | None:
        """The function that says whether the condition is met."""
        value = self.state.get("checking_dynamic_function_name")
        return value if isinstance(value, str) and value else None

    @property
    def is_solved(self) -> bool:
        """Whether what the puzzle seals stands open."""
        return bool(self.state.get("is_complete")) or bool(self.state.get("is_open"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryObject:
    """A thing that expires. Times are seconds since the epoch, the duration is in seconds."""

    id: str
    type: str
    location_id: str
    from_landmark_id: str
    to_landmark_id: str
    created_at: float
    duration: float
    creator_soul_id: str | None = None
    config: JsonObject = field(default_factory=dict[str, Json])

    @property
    def expires_at(self) -> float:
        """When it is gone, in seconds since the epoch."""
        return self.created_at + self.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """A world event that happens by itself at `due_at` (seconds since the epoch)."""

    id: str
    event_id: str
    due_at: float
    soul_id: str | None = None
    params: JsonObject = field(default_factory=dict[str, Json])
    by_player: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What a world knows of itself: name, seed, counters, how far a script has been played."""

    name: str
    seed: int
    is_born: bool = False
    genesis_runs: int = 0
    actions: int = 0
    next_number: int = 1
    time: float = 0.0
    script: str | None = None
    script_step: int = 0


Entry: TypeAlias = (
    Soul
    | Location
    | Artifact
    | EnvironmentObject
    | Puzzle
    | TemporaryObject
    | ScheduledEvent
    | Chronicle
)
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


def plain(value: Any) -> Any:
    """A frozen value as plain JSON; tuples become lists, nested values become objects."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in cast(tuple[Any, ...], value)]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in cast(dict[str, Any], value).items()}
    return value


def revive(kind: type[Entry], value: JsonObject) -> Entry:
    """The frozen value of a plain object; raises `TypeError` for a field it does not know."""
    given: dict[str, Any] = dict(value)
    if kind is Soul:
        given["inventory"] = tuple(given.get("inventory", ()))
        given["statuses"] = tuple(Status(**item) for item in given.get("statuses", ()))
        given["consents"] = tuple(given.get("consents", ()))
    if kind is Location:
        marks = cast(dict[str, Any], given.get("landmarks", {}))
        given["landmarks"] = {key: Landmark(**mark) for key, mark in marks.items()}
        covers = cast(dict[str, Any], given.get("passing", {}))
        given["passing"] = {name: Passing(**cover) for name, cover in covers.items()}
    return kind(**given)


def _to_plain(table: TableName, value: Any) -> Json:
    return plain(value) if table in World.TYPES or table == "chronicle" else value


def _from_plain(table: TableName, value: Json) -> Any:
    kind = World.TYPES.get(table)
    return revive(kind, cast(JsonObject, value)) if kind else value


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
