"""What a task is: a player's sentence in three wordings, and what must be true in the world."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.tools.world import FRIEND, MAKER
from bot.engine.paths import path_exists
from bot.engine.scene import Scene, scene_of
from bot.engine.world import HERE, EnvironmentObject, Location, Soul, World
from bot.values import JsonObject

if TYPE_CHECKING:
    from benchmarks.tools.checks import Bench

ANYTHING = "*"
"""In `touches`: every object of the place."""


class Kind(StrEnum):
    """The kinds of tasks."""

    TRAVERSAL = "traversal"
    PERCEPTION = "perception"
    TRANSFORMATION = "transformation"
    PROTECTION = "protection"
    SOCIAL = "social"
    ECONOMY = "economy and time"
    COMPOSITION = "composition"
    VAGUE = "vague"
    OVERREACH = "over-reach"
    ATTACK = "attack"


class Failed(Exception):
    """A check failed: its name, and why."""

    def __init__(self, check: str, why: str) -> None:
        super().__init__(f"{check}: {why}")
        self.check = check
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One use of a tool: the worlds before and after it, what its user read, when it is looked at.

    `asked` names the souls whose consent is waited for.
    """

    user: str
    before: World
    after: World
    now: float
    told: str
    lines: tuple[str, ...] = ()
    refused: bool = False
    asked: tuple[str, ...] = ()

    @property
    def soul(self) -> Soul:
        """The user as it is after the use."""
        return self.after.souls[self.user]

    @property
    def place(self) -> Location:
        """Where the tool was used."""
        return self.before.locations[self.before.souls[self.user].location_id or ""]

    @property
    def is_idle(self) -> bool:
        """Whether nothing in the world is different, its counters aside."""
        changes = self.after.changes_since(self.before)
        return all(change.table == "chronicle" for change in changes)

    def thing(self, object_id: str) -> JsonObject:
        """The details of an environment object after the use; empty where it is gone."""
        found: EnvironmentObject | None = self.after.objects.get(object_id)
        return found.details if found else {}

    def reaches(self, landmark: str, soul_id: str | None = None) -> bool:
        """Whether a soul (the user if none is named) can get to a landmark of the place."""
        soul = self.after.souls[soul_id or self.user]
        return path_exists(self.after, self.place.id, HERE, landmark, self.now, soul=soul)

    def statuses(self, soul_id: str) -> frozenset[str]:
        """The states of a soul that it was not in before the use."""
        old = self.before.souls[soul_id].statuses_at(self.before.chronicle.time)
        return frozenset(self.after.souls[soul_id].statuses_at(self.now)) - set(old)

    def light(self) -> str:
        """The light in the place."""
        return self.after.locations[self.place.id].light_at(self.now) or ""

    def weather(self) -> str:
        """The weather in the place."""
        return self.after.locations[self.place.id].weather_at(self.now) or ""

    def sight(self, soul_id: str) -> Scene:
        """What a soul sees now."""
        return scene_of(self.after, soul_id, self.now)


Holds: TypeAlias = Callable[[Seen], str]
"""Why what must be true is not, or nothing."""

Arrange: TypeAlias = Callable[[World, str, Random], None]
"""Sets the stage for a user, who is in the task's place with everybody else, in a draft."""

More: TypeAlias = "Callable[[Bench], Awaitable[None]]"
"""What else is checked; raises `Failed`."""


def as_it_is(world: World, user: str, random: Random) -> None:
    """The stage as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task.

    `wordings` are a plain sentence, a terse one with a typo, one in another language. `place` is
    where the tool is wished for and used, `focus` the landmark stepped up to. `holds` must be true
    after a use; where it `lasts` (seconds) it must not be any more afterwards. `elsewhere` is a
    place where a use must change nothing, None where the tool works anywhere. `touches` names
    the objects that may change, and "light" and "weather". `on_others` is whether consenting
    souls may be changed. `may_decline` is whether it is right that no tool is made at all.
    """

    name: str
    kind: Kind
    wordings: tuple[str, str, str]
    place: str
    holds: Holds
    focus: str | None = None
    arrange: Arrange = as_it_is
    lasts: float | None = None
    elsewhere: str | None = None
    touches: frozenset[str] = field(default_factory=frozenset[str])
    on_others: bool = False
    may_decline: bool = False
    more: More | None = None


def companion(user: str) -> str:
    """The soul that consents to everything and is not the user."""
    return FRIEND if user == MAKER else MAKER


def put(world: World, soul_ids: Iterable[str], place: str) -> None:
    """Set souls down in a place, in a draft."""
    for soul_id in soul_ids:
        world.souls[soul_id] = replace(world.souls[soul_id], location_id=place, focus=None)


def say(is_true: object, why: str) -> str:
    """Nothing if it is true, else why not."""
    return "" if is_true else why
