"""Taking actions back: which ones, whether nothing stands in the way, and by what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from bot.engine.delays import later
from bot.engine.errors import Refused
from bot.engine.journal import JournalEntry
from bot.engine.moderating.history import History, undone_in
from bot.engine.retelling import retold, touched
from bot.engine.world import Change, TableName, World, plain, revive
from bot.sentence import Sentence, together
from bot.values import Json, as_object, canonical

MOST = 100
"""How many actions are taken back at once at most."""

STANDING = frozenset(
    {"join", "consent", "agree", "decline", "moderation", "report", "mend", "quarantine"}
)
"""What is never taken back: who came, what they agreed to, what moderators decided, and what
became of functions, which are no part of the world."""

BEGINNINGS = frozenset({"genesis", "import"})
"""Nothing before one of these can be taken back."""


CONSEQUENCES = frozenset({"expiry", "event"})
"""What happens by itself: it counts as no action, but is taken back with those before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to be taken back, and everything since, both newest first.

    `pauses` maps an action's number to the pauses that ended after it, oldest first, in seconds.
    """

    chosen: tuple[JournalEntry, ...]
    since: tuple[JournalEntry, ...]
    pauses: dict[int, tuple[float, ...]]

    @property
    def joined(self) -> tuple[JournalEntry, ...]:
        """Who joined meanwhile, and stays."""
        return tuple(entry for entry in self.since if entry.kind == "join")


async def choose(
    history: History,
    world_id: str,
    actions: int,
    *,
    soul_id: str | None = None,
    function_name: str | None = None,
) -> Choice:
    """The last actions: of all, of a soul, or in which a function ran.

    Of all they are simply the last ones, so that taking back an undo does it again; of a soul or
    a function those count that have not been taken back. Raises `Refused` where there are fewer.
    """
    if not 1 <= actions <= MOST:
        raise Refused("One can take back 1 to {most} actions at once.", most=MOST)
    chosen: list[JournalEntry] = []
    count = 0
    since: list[JournalEntry] = []
    undone: set[int] = set()
    is_any = soul_id is None and function_name is None
    async for entry in history.backwards(world_id):
        if entry.kind in BEGINNINGS:
            break
        since.append(entry)
        if entry.kind == "undo" and entry.number not in undone:
            undone |= undone_in(entry)
        if _counts(entry, soul_id, function_name) and (is_any or entry.number not in undone):
            chosen.append(entry)
            count += entry.kind not in CONSEQUENCES
        if count == actions:
            return Choice(chosen=tuple(chosen), since=tuple(since), pauses=_pauses(since))
    if not count:
        raise Refused("There is nothing to be taken back.")
    raise Refused(
        "Only {count} of the {actions} actions asked for can be taken back.",
        count=count,
        actions=actions,
    )


def take_back(world: World, choice: Choice) -> None:
    """Make the inverse changes in a draft of the world.

    What souls consented to stays as it is, and so does the chronicle. Raises `Refused` naming the
    action that stands in the way: one that changed the same thing later, or is there now.
    """
    astray = _astray(world)
    for entry in choice.chosen:
        for change in reversed(entry.changes):
            if change.table != "chronicle":
                _take_back(world, change, entry, choice)
    lost = [sentence for key, sentence in _astray(world).items() if key not in astray]
    if lost:
        raise Refused(
            "That cannot be taken back now: {lost}.", lost=together(lost, "{one}; {other}")
        )


def _take_back(world: World, change: Change, entry: JournalEntry, choice: Choice) -> None:
    before, after = _whole(change.table, change.before), _whole(change.table, change.after)
    for seconds in choice.pauses.get(entry.number, ()):
        before, after = (
            later(change.table, before, seconds),
            later(change.table, after, seconds),
        )
    now = _entry(world, change)
    if _is_same(change.table, now, before):
        return  # what it changed has come to be as it was by itself
    if not _is_same(change.table, now, after):
        raise Refused(_conflict(world, change, entry, choice))
    if change.table == "souls" and isinstance(before, dict):
        before = {**before, "consents": as_object(now).get("consents", [])}
    world.apply([Change(change.table, change.key, now, before)])


def _entry(world: World, change: Change) -> Json:
    entry = world.table(change.table).get(change.key)
    return None if entry is None else cast(Json, plain(entry))


def _whole(table: TableName, value: Json) -> Json:
    """A plain entry with every field it has today, though it was kept when there were fewer."""
    kind = World.TYPES.get(table)
    return cast(Json, plain(revive(kind, value))) if kind and isinstance(value, dict) else value


def _is_same(table: TableName, one: Json, other: Json) -> bool:
    """Whether two entries are alike but for what a soul has consented to."""
    return canonical(_aside(table, one)) == canonical(_aside(table, other))


def _aside(table: TableName, value: Json) -> Any:
    if table != "souls" or not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if key != "consents"}


def _conflict(world: World, change: Change, entry: JournalEntry, choice: Choice) -> Sentence:
    same = (change.table, change.key)
    culprits = [
        one
        for one in choice.since
        if one.number > entry.number
        and one not in choice.chosen
        and any((other.table, other.key) == same for other in one.changes)
    ]
    (what,) = touched([Change(change.table, change.key, change.before, change.after or {})]) or (
        "",
    )
    what = what.lstrip("+-")
    if not culprits:
        return Sentence(
            "#{number} cannot be taken back alone: {what} is not as it left it any more.",
            number=entry.number,
            what=what,
        )
    newest = culprits[0]
    return Sentence(
        "#{number} cannot be taken back alone: {what} was changed again by #{newest} ({told}).",
        number=entry.number,
        what=what,
        newest=newest.number,
        told=retold(newest, world)[:-1],
    )


def _counts(entry: JournalEntry, soul_id: str | None, function_name: str | None) -> bool:
    if entry.kind in STANDING:
        return False
    if function_name is not None and entry.kind in CONSEQUENCES:
        return False
    if soul_id is not None and entry.soul_id != soul_id:
        return False
    return function_name is None or function_name in entry.functions


def _pauses(since: Sequence[JournalEntry]) -> dict[int, tuple[float, ...]]:
    found: dict[int, tuple[float, ...]] = {}
    later_ones: tuple[float, ...] = ()
    for entry in since:
        found[entry.number] = later_ones
        seconds = entry.details.get("seconds")
        if entry.details.get("act") == "resume" and isinstance(seconds, int | float):
            later_ones = (seconds, *later_ones)
    return found


def _astray(world: World) -> dict[str, str]:
    """What is where nothing is: souls in places, things in hands that do not exist."""
    found: dict[str, str] = {}
    for soul in world.souls.values():
        if soul.location_id is not None and soul.location_id not in world.locations:
            found[f"{soul.id} in {soul.location_id}"] = Sentence(
                "{soul} is in a place it would remove", soul=soul.name
            )
        for item in soul.inventory:
            if item not in world.artifacts:
                found[f"{soul.id} with {item}"] = Sentence(
                    "{soul} carries a thing it would remove", soul=soul.name
                )
    for key, thing in (*world.objects.items(), *world.temporary.items()):
        if thing.location_id not in world.locations:
            found[f"{key} in {thing.location_id}"] = Sentence(
                "{thing} stands in a place it would remove", thing=key
            )
    return found
