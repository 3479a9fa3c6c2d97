"""The frozen values a world is made of, and each as plain JSON and back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias, TypeVar, cast

from bot.engine.world.shapes import require_shape
from bot.values import Json, JsonObject

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
    `rests_from` is the place a soul that is at rest (and so nowhere) comes back to.
    """

    id: str
    name: str
    player_id: str | None = None
    location_id: str | None = None
    inventory: tuple[str, ...] = ()
    focus: str | None = None
    statuses: tuple[Status, ...] = ()
    consents: tuple[str, ...] = ()
    rests_from: str | None = None

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
class Restoring:
    """What ends with a passing effect: an object's keys as they were set, and were before.

    A key of `made` that `before` has not is taken away.
    """

    object_id: str
    made: JsonObject
    before: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """A world event that happens by itself at `due_at` (seconds since the epoch).

    With `restoring` it is the end of a passing effect, and no handler runs. Where a player's tool
    has set it going, `function_name` is that tool's, whose rights the handler has.
    """

    id: str
    event_id: str
    due_at: float
    soul_id: str | None = None
    params: JsonObject = field(default_factory=dict[str, Json])
    by_player: bool = False
    function_name: str | None = None
    restoring: Restoring | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What a world knows of itself: name, seed, counters, how far a script has been played.

    `paused_at` is when its time was stopped (epoch seconds), None while it goes on.
    """

    name: str
    seed: int
    is_born: bool = False
    genesis_runs: int = 0
    actions: int = 0
    next_number: int = 1
    time: float = 0.0
    script: str | None = None
    script_step: int = 0
    paused_at: float | None = None


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


_Part = TypeVar("_Part", Status, Landmark, Passing, Restoring)


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
    """The frozen value of a plain object.

    Raises `TypeError` for a field it does not know, one that is missing, or one of another kind.
    """
    given: dict[str, Any] = dict(value)
    require_shape(kind, given)
    if kind is Soul:
        given["inventory"] = tuple(given.get("inventory", ()))
        given["statuses"] = tuple(_part(Status, item) for item in given.get("statuses", ()))
        given["consents"] = tuple(given.get("consents", ()))
    if kind is Location:
        marks = cast(dict[str, Any], given.get("landmarks", {}))
        given["landmarks"] = {key: _part(Landmark, mark) for key, mark in marks.items()}
        covers = cast(dict[str, Any], given.get("passing", {}))
        given["passing"] = {name: _part(Passing, cover) for name, cover in covers.items()}
    if kind is ScheduledEvent and given.get("restoring") is not None:
        given["restoring"] = _part(Restoring, given["restoring"])
    return kind(**given)


def _part(kind: type[_Part], value: dict[str, Any]) -> _Part:
    require_shape(kind, value)
    return kind(**value)
