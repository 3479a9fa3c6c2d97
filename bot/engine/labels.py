"""How far a tool's run reaches, and holding it to the label it got when it was rehearsed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.engine.errors import FunctionTrouble
from bot.engine.turn import Rights, Turn
from bot.engine.world import HERE

SLACK = 1.0
"""So many seconds longer than was seen something may last, for fractions and rounding."""


class Reach(StrEnum):
    """What lies beyond a tool's user, what it has made, and the place where it is used."""

    OTHERS = "others"
    """Another soul, or what another soul carries."""
    ELSEWHERE = "elsewhere"
    """A place in which the user is not, and what is there."""
    PUZZLES = "puzzles"
    """The free state of a puzzle."""
    EVENTS = "events"
    """An event of the world, now or later."""


class LabelBroken(FunctionTrouble):
    """A function did what it was never seen to do when it was tried; its use is taken back."""


def require_label(rights: Rights, api: str) -> None:
    """Raise `LabelBroken` if the run's label does not know this host API."""
    label = rights.label
    if label is None or api in label.reads or api in label.writes:
        return
    raise _broken(rights, f"called {api}, which its label does not name")


def require_reach(rights: Rights, reach: frozenset[Reach], api: str) -> None:
    """Raise `LabelBroken` if a call reached where the run was never seen to reach."""
    label = rights.label
    if label is None or label.reach is None or reach <= label.reach:
        return
    beyond = ", ".join(sorted(reach - label.reach))
    raise _broken(rights, f"reached {beyond} by {api}, which its label does not allow")


def require_duration(rights: Rights, seconds: float) -> None:
    """Raise `LabelBroken` if something is to last longer than was ever seen."""
    label = rights.label
    if label is None or label.duration is None or seconds <= label.duration + SLACK:
        return
    raise _broken(rights, f"made a thing last {seconds:g} s; its label says {label.duration:g} s")


def reach_of(turn: Turn, rights: Rights, given: Mapping[str, Any]) -> frozenset[Reach]:
    """How far a call with these arguments reaches, by the ids among them."""
    found = (_reach_of_id(turn, rights, key, value) for key, value in given.items())
    return frozenset(reach for reach in found if reach is not None)


def _reach_of_id(turn: Turn, rights: Rights, key: str, value: Any) -> Reach | None:
    if not isinstance(value, str) or value == HERE:
        return None
    world, user = turn.world, rights.soul_id
    match key:
        case "soul_id" | "from_soul_id" | "to_soul_id":
            return Reach.OTHERS if value in world.souls and value != user else None
        case "location_id" | "to_location_id":
            return None if _is_here(turn, rights, value) else Reach.ELSEWHERE
        case "object_id":
            thing = world.objects.get(value) or turn.before.temporary.get(value)
            is_near = thing is None or _is_here(turn, rights, thing.location_id)
            return None if is_near else Reach.ELSEWHERE
        case "puzzle_id":
            return Reach.PUZZLES
        case "event_id":
            return Reach.EVENTS
        case _:
            return None


def _is_here(turn: Turn, rights: Rights, place_id: str) -> bool:
    """Whether a place is the user's, before or by now, or was made in this use."""
    users = (world.souls.get(rights.soul_id or "") for world in (turn.before, turn.world))
    here = {user.location_id for user in users if user is not None}
    return (
        place_id in here or place_id not in turn.world.locations or turn.made("location", place_id)
    )


def _broken(rights: Rights, what: str) -> LabelBroken:
    return LabelBroken(
        "The tool did something it had never been seen to do, so everything it did was taken back.",
        detail=f"{rights.function_name!r} {what}",
    )
