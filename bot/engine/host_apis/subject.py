"""What the host APIs of one subject have in common: the turn, its rights, and finding things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from bot.engine.errors import FunctionTrouble, NotFound, Refused
from bot.engine.host_apis.arguments import plain_copy
from bot.engine.labels import LabelBroken, require_duration
from bot.engine.turn import Rights, Turn
from bot.engine.world import (
    Artifact,
    EnvironmentObject,
    Landmark,
    Location,
    Puzzle,
    Soul,
    World,
)
from bot.values import Json, JsonObject, dump

MOST_ENTRIES = 500
"""The most locations, artifacts, objects, puzzles, properties or handlers of a world, each."""

MOST_LANDMARKS = 100
"""The most landmarks of a location."""

LARGEST_LIST = 48 * 1024
"""The most bytes of JSON the list in a reply may take."""

Found = TypeVar("Found")


class Runner(Protocol):
    """Runs another function of the world within the same turn."""

    async def run(self, function_name: str, params: JsonObject, rights: Rights) -> str:
        """The text the function returned; `rights` are the caller's, which it must not exceed.

        Raises:
            GameError: there is no such function, or it failed.
        """
        ...


SHORTEST = 1.0
"""The shortest time anything passing lasts, in seconds."""

LONGEST = 3600.0
"""The longest time anything passing lasts, in seconds."""


class Subject:
    """Host APIs of one subject, for one run."""

    def __init__(self, turn: Turn, rights: Rights, runner: Runner) -> None:
        self.turn = turn
        self.rights = rights
        self.runner = runner

    @property
    def world(self) -> World:
        """The draft as it now is; the turn may put another in its place."""
        return self.turn.world

    @property
    def acting(self) -> Soul | None:
        """The soul on whose behalf this runs, if any."""
        return self.world.souls.get(self.rights.soul_id or self.turn.soul_id or "")

    def location(self, id: str) -> Location:
        """The location of that id; raises `NotFound`."""
        return _find(self.world.locations, id, "location")

    def artifact(self, id: str) -> Artifact:
        """The artifact of that id; raises `NotFound`."""
        return _find(self.world.artifacts, id, "artifact")

    def thing(self, id: str) -> EnvironmentObject:
        """The environment object of that id; raises `NotFound`."""
        return _find(self.world.objects, id, "environment object")

    def puzzle(self, id: str) -> Puzzle:
        """The puzzle of that id; raises `NotFound`."""
        return _find(self.world.puzzles, id, "puzzle")

    def soul(self, id: str) -> Soul:
        """The soul of that id; raises `NotFound`."""
        return _find(self.world.souls, id, "soul")

    def landmark_name(self, location: Location, key: str) -> str:
        """What a player reads for a landmark, or for the object it stands for."""
        mark: Landmark | None = location.landmarks.get(key) or location.landmark_targeting(key)
        return mark.name if mark else key

    async def run(self, function_name: str, params: JsonObject) -> str:
        """What another function returned; raises `Refused` if it failed, which undid its work."""
        try:
            text = await self.runner.run(function_name, params, self.rights)
        except LabelBroken:
            raise
        except FunctionTrouble as error:
            self.turn.effects.failures.append(str(error))
            raise Refused(str(error)) from error
        return text.encode(errors="replace").decode()

    def lasts(self, seconds: float) -> None:
        """Record that something this run does lasts so many seconds; raises `LabelBroken`."""
        require_duration(self.rights, seconds)
        effects = self.turn.effects
        effects.duration = max(effects.duration or 0.0, seconds)


def require_room(table: Collection[object], id: str, what: str, most: int = MOST_ENTRIES) -> None:
    """Raise `Refused` if one more entry would be too many."""
    if id not in table and len(table) >= most:
        raise Refused(f"There are already {len(table)} {what}, and there can be no more.")


def require_new(table: Collection[object], id: str, what: str) -> None:
    """Raise `Refused` if the id is taken."""
    if id in table:
        raise Refused(f"There is already {what} {id!r}.")


def merged(old: JsonObject, new: JsonObject, *, what: str) -> JsonObject:
    """The old object with the new one's keys over it; raises `Refused` if that is too large."""
    together: JsonObject = {**old, **new}
    plain_copy(together, what=what)
    return together


def merged_config(old: JsonObject, new: JsonObject, *, what: str) -> JsonObject:
    """As `merged`, and a key whose new value is null is taken away."""
    together = merged(old, new, what=what)
    return {key: value for key, value in together.items() if value is not None}


def as_much_as_fits(items: Iterable[JsonObject], name: str) -> JsonObject:
    """The list under its name, with `left_out` counting what a reply has no room for."""
    kept: list[Json] = []
    left_out, size = 0, 0
    for item in items:
        size += len(dump(item))
        if size > LARGEST_LIST:
            left_out += 1
        else:
            kept.append(item)
    return {name: kept, "left_out": left_out} if left_out else {name: kept}


def bounded(seconds: float) -> float:
    """A duration in seconds, made to lie between `SHORTEST` and `LONGEST`."""
    return min(max(seconds, SHORTEST), LONGEST)


def in_words(identifier: str) -> str:
    """An identifier as a player reads it: `light_bridge` is a light bridge."""
    return " ".join(identifier.replace("_", " ").split()) or identifier


def _find(table: Mapping[str, Found], id: str, what: str) -> Found:
    found = table.get(id)
    if found is not None:
        return found
    some = ", ".join(repr(key) for key in list(table)[:12])
    raise NotFound(f"There is no {what} {id!r}{f'; there are {some}' if some else ''}.")
