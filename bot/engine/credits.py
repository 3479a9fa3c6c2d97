"""Who forged, solved and set going what in a world, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from bot.database import Database
from bot.engine.journal import JournalEntry
from bot.engine.moderating.history import History, undone_by
from bot.engine.party import goal_text
from bot.engine.retelling import in_short
from bot.engine.world import EnvironmentObject, Puzzle, World, plain, revive
from bot.values import Json, JsonObject, as_object, as_text

BEFORE = 0
"""The number of what was done before a world came from a file or a backup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a soul is to be thanked for. `what` is the name of the tool, puzzle or thing.

    `deed` is "forged", "solved" or "woke"; `at` is seconds since the epoch. `number` is the
    action's, `BEFORE` where it was done before the world came from a file or a backup.
    """

    deed: str
    soul_id: str
    who: str
    what: str
    at: float
    number: int = BEFORE
    wish: str = ""

    def document(self) -> JsonObject:
        """The credit as plain JSON, without its number."""
        return {key: value for key, value in plain(self).items() if key != "number"}

    def __str__(self) -> str:
        """The credit as one sentence."""
        wish = f", wishing for “{in_short(self.wish)}”" if self.wish else ""
        return f"{self.who} {self.deed} {self.what}{wish}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The closing scene of a world: where it plays, what is read, whom to thank.

    `number` is the action that brought it about, `reached_at` when that was (epoch seconds), where
    they are known.
    """

    world_name: str
    location_id: str | None
    title: str
    text: str
    credits: tuple[Credit, ...]
    reached_at: float | None = None
    number: int | None = None


class Credits:
    """Reads from the journals of worlds who did what."""

    def __init__(self, db: Database) -> None:
        self._history = History(db)

    async def of(self, world: World) -> tuple[Credit, ...]:
        """Whom to thank for what, in the order it was done; what was taken back is left out."""
        entries = [entry async for entry in self._history.backwards(world.id)]
        undone = undone_by([entry for entry in entries if entry.kind == "undo"])
        found = [
            credit
            for entry in reversed(entries)
            if entry.number not in undone and entry.kind != "undo"
            for credit in _credits_in(entry, world)
        ]
        return tuple(_first_of_each(found))

    async def ending(self, world: World) -> Ending | None:
        """The closing scene, if the world names one and its puzzle is solved."""
        named = as_object(world.properties.get("ending"))
        puzzle = world.puzzles.get(as_text(named.get("puzzle_id")))
        if puzzle is None or not puzzle.is_solved:
            return None
        place = world.locations.get(as_text(named.get("location_id")))
        thanks = await self.of(world)
        solved = [one for one in thanks if one.deed == "solved" and one.what == goal_text(puzzle)]
        return Ending(
            world_name=world.chronicle.name,
            location_id=place.id if place else None,
            title=as_text(named.get("title")) or (place.name if place else world.chronicle.name),
            text=as_text(named.get("text")) or (place.description if place else ""),
            credits=thanks,
            reached_at=solved[-1].at if solved else None,
            number=solved[-1].number if solved else None,
        )


def _credits_in(entry: JournalEntry, world: World) -> list[Credit]:
    if entry.kind == "import":
        brought = entry.details.get("credits")
        listed = brought if isinstance(brought, list) else []
        return [Credit(**cast(dict[str, Any], one)) for one in listed]
    soul = world.souls.get(entry.soul_id or "")
    if soul is None:
        return []

    def credit(deed: str, what: str, wish: str = "") -> Credit:
        return Credit(
            deed=deed,
            soul_id=soul.id,
            who=soul.name,
            what=what,
            number=entry.number,
            at=entry.at,
            wish=wish,
        )

    found: list[Credit] = []
    for change in entry.changes:
        before, after = as_object(change.before), as_object(change.after)
        if change.table == "artifacts" and entry.kind == "forge" and not before:
            found.append(credit("forged", as_text(after["name"]), as_text(entry.details["wish"])))
        elif change.table == "objects" and before and after:
            if _woke(as_object(before["details"]), as_object(after["details"])):
                found.append(credit("woke", _object_name(after, world)))
        elif change.table == "puzzles" and after and _is_newly_solved(before, after):
            found.append(credit("solved", goal_text(_puzzle(after))))
    return found


def _woke(before: JsonObject, after: JsonObject) -> bool:
    """Whether something became true of a thing, as when it is lit, opened or unlocked."""
    return any(value is True and before.get(key) is not True for key, value in after.items())


def _is_newly_solved(before: JsonObject, after: JsonObject) -> bool:
    return _puzzle(after).is_solved and not (before and _puzzle(before).is_solved)


def _puzzle(value: JsonObject) -> Puzzle:
    puzzle = revive(Puzzle, value)
    assert isinstance(puzzle, Puzzle)  # noqa: S101 - it was asked for
    return puzzle


def _object_name(value: dict[str, Json], world: World) -> str:
    thing = revive(EnvironmentObject, value)
    assert isinstance(thing, EnvironmentObject)  # noqa: S101 - it was asked for
    place = world.locations.get(thing.location_id)
    mark = place.landmark_targeting(thing.id) if place else None
    return as_text(thing.details.get("display_name")) or (mark.name if mark else thing.type)


def _first_of_each(credits: Iterable[Credit]) -> list[Credit]:
    """The credits without those that say the same thing again."""
    found: dict[tuple[str, str, str], Credit] = {}
    for one in credits:
        found.setdefault((one.deed, one.soul_id, one.what), one)
    return list(found.values())
