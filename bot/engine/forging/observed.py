"""What a tool was seen to do on the copy, thing by thing, to be told before it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from bot.engine.retelling import in_words
from bot.engine.world import HERE, Change, Location, World
from bot.values import Json, JsonObject, as_object, as_text, canonical

MOST_KEYS = 4
"""How many changed details of one thing are told."""
_NEW_TOOL = "the new tool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One thing that was seen. `kind` is a short stable name, the others what it needs of them.

    Kinds: temporary (`name` from `start` to `end`), made, gone, changed (`more` says what),
    moves, state and no-state (of `more`), gets, loses, light, weather, looks, puzzle, later, says.
    `is_user` where `name` is the user's own, `seconds` how long it lasts or until it happens.
    """

    kind: str
    name: str = ""
    more: str = ""
    start: str = ""
    end: str = ""
    seconds: float | None = None
    is_user: bool = False


def observed(
    changes: Iterable[Change], world: World, *, user_id: str, tool_id: str, at: float
) -> tuple[Observed, ...]:
    """What the changes come to for those who play; `world` is as it was before, `at` the time.

    What the tool `tool_id` remembers of itself is nothing to be seen.
    """
    seen = _Seen(world, user_id, tool_id, at)
    found = [one for change in changes for one in seen.of(change)]
    return tuple(dict.fromkeys(found))


class _Seen:
    def __init__(self, world: World, user_id: str, tool_id: str, at: float) -> None:
        self._world = world
        self._user_id = user_id
        self._tool_id = tool_id
        self._at = at

    def of(self, change: Change) -> Iterator[Observed]:
        before, after = as_object(change.before), as_object(change.after)
        if change.table == "artifacts" and change.key == self._tool_id:
            return
        match change.table:
            case "temporary":
                yield self._temporary(before, after)
            case "souls":
                yield from self._soul(before, after)
            case "locations":
                yield from self._location(before, after)
            case "objects" | "artifacts":
                yield from self._thing(change, before, after)
            case "puzzles":
                yield Observed(kind="puzzle", name=in_words(change.key))
            case "schedule" if after:
                yield Observed(kind="later", seconds=_seconds(after.get("due_at"), self._at))
            case _:
                return

    def _temporary(self, before: JsonObject, after: JsonObject) -> Observed:
        thing = after or before
        name = in_words(as_text(thing.get("type")))
        if not after:
            return Observed(kind="gone", name=name)
        place = self._world.locations.get(as_text(thing.get("location_id")))
        start, end = (
            _landmark(place, as_text(thing.get(f"{side}_landmark_id"))) for side in ("from", "to")
        )
        seconds = cast(float, thing["duration"])
        return Observed(kind="temporary", name=name, start=start, end=end, seconds=seconds)

    def _soul(self, before: JsonObject, after: JsonObject) -> Iterator[Observed]:
        is_user = as_text(after.get("id")) == self._user_id
        name = as_text(after.get("name"))

        def of_soul(kind: str, more: str, seconds: float | None = None) -> Observed:
            return Observed(kind=kind, name=name, more=more, seconds=seconds, is_user=is_user)

        place_id = as_text(after.get("location_id"))
        place = self._world.locations.get(place_id)
        focus = as_text(after.get("focus"))
        if before.get("location_id") != place_id:
            yield of_soul("moves", place.name if place else in_words(place_id))
        elif before.get("focus") != after.get("focus") and focus:
            yield of_soul("moves", _landmark(place, focus))
        was, states = (_states(one) for one in (before, after))
        for state, until in states.items():
            if state not in was or was[state] != until:
                lasts = None if until is None else until - self._at
                yield of_soul("state", state.replace("_", " "), lasts)
        for state in was:
            if state not in states:
                yield of_soul("no-state", state.replace("_", " "))
        had, has = (_texts(one.get("inventory")) for one in (before, after))
        yield from (of_soul("gets", self._item(key)) for key in has if key not in had)
        yield from (of_soul("loses", self._item(key)) for key in had if key not in has)

    def _location(self, before: JsonObject, after: JsonObject) -> Iterator[Observed]:
        name = as_text((after or before).get("name"))
        if not before or not after:
            yield Observed(kind="made" if after else "gone", name=name)
            return
        was, covers = (as_object(one.get("passing")) for one in (before, after))
        for kind in ("light", "weather"):
            cover = as_object(covers.get(kind))
            if cover and cover != was.get(kind):
                lasts = _seconds(cover.get("until"), self._at)
                yield Observed(kind=kind, name=name, more=as_text(cover["value"]), seconds=lasts)
            elif before.get(kind) != after.get(kind):
                yield Observed(kind=kind, name=name, more=as_text(after.get(kind)))
        if any(
            canonical(before.get(key)) != canonical(after.get(key))
            for key in ("config", "landmarks")
        ):
            yield Observed(kind="looks", name=name)

    def _thing(self, change: Change, before: JsonObject, after: JsonObject) -> Iterator[Observed]:
        name = self._object(change.key) if change.table == "objects" else ""
        name = name or as_text((after or before).get("name")) or in_words(change.key)
        if not before or not after:
            yield Observed(kind="made" if after else "gone", name=name)
            return
        field = "details" if change.table == "objects" else "properties"
        old, new = (as_object(one.get(field)) for one in (before, after))
        keys = [key for key in new if canonical(new[key]) != canonical(old.get(key))]
        told = [word for key in keys if (word := _detail(key, new[key]))]
        yield Observed(kind="changed", name=name, more=", ".join(told[:MOST_KEYS]))

    def _object(self, key: str) -> str:
        marks = (place.landmark_targeting(key) for place in self._world.locations.values())
        return next((mark.name for mark in marks if mark), "")

    def _item(self, key: str) -> str:
        item = self._world.artifacts.get(key)
        return item.name if item else _NEW_TOOL if key == self._tool_id else in_words(key)


def _landmark(place: Location | None, key: str) -> str:
    if key in ("", HERE) or place is None:
        return ""
    mark = place.landmarks.get(key) or place.landmark_targeting(key)
    return mark.name if mark else in_words(key)


def _states(soul: JsonObject) -> dict[str, float | None]:
    states = soul.get("statuses")
    items = [as_object(one) for one in states] if isinstance(states, list) else []
    return {as_text(one.get("name")): cast(float | None, one.get("until")) for one in items}


def _texts(value: object) -> list[str]:
    return [str(one) for one in cast(list[object], value)] if isinstance(value, list) else []


def _seconds(until: object, now: float) -> float | None:
    return until - now if isinstance(until, int | float) else None


def _detail(key: str, value: Json) -> str:
    """A changed detail in words; empty for what is no longer so, or what only programs read."""
    words = key.removeprefix("is_").replace("_", " ")
    if value is True:
        return words
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return f"{words}: {value}" if is_plain and not key.startswith("client_") else ""
