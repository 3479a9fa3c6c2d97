"""What every tool is checked for, whatever it does; a task adds what must be true of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from benchmarks.tools.task import ANYTHING, Failed, Seen, Task, companion, put
from benchmarks.tools.trial import Trial
from benchmarks.tools.workshop import Made
from benchmarks.tools.world import MAKER, STRANGER, proving_grounds
from bot.engine.world import Change, World
from bot.executor.budget import Limits
from bot.values import JsonObject

NAMES = (
    "forged",
    "runs",
    "budget",
    "label",
    "works",
    "mention",
    "reach",
    "undo",
    "same again",
    "lasts",
    "expires",
    "another soul",
    "elsewhere",
    "says so",
)
"""The names of the checks that every task has."""

MOST_TEXT = 2000
"""The longest answer a player can read, in characters."""

_MENTION = re.compile(r"@everyone|@here|<[@#][!&]?\w+>", re.IGNORECASE)
_COUNTERS = frozenset({"chronicle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A tool that was made for a task, and trials of it."""

    task: Task
    made: Made
    limits: Limits
    seed: int = 0

    def trial(self, user: str = MAKER, *, place: str | None = None, arranged: int = 0) -> Trial:
        """A fresh copy of the world with the tool in the user's hands.

        Users with another `arranged` find other facts of the task's; `place` is where only the
        user is, in place of the task's.
        """
        world = self.made.world.draft()
        assert self.made.tool is not None
        _hand_over(world, self.made.tool, user)
        put(world, world.souls, self.task.place)
        self.task.arrange(world, user, Random(f"{self.seed}/{user}/{arranged}"))  # noqa: S311
        if place is not None:
            put(world, [user], place)
        return Trial(
            world,
            executor=self.made.executor,
            limits=self.limits,
            tool=self.made.tool,
            focus=self.task.focus,
        )

    def require(self, check: str, why: str) -> None:
        """Raise `Failed` where there is a reason why not."""
        if why:
            raise Failed(check, why)


def staged(task: Task, seed: int) -> World:
    """The world in which the tool is wished for; the facts are others when it is tried."""
    world = proving_grounds(seed)
    put(world, world.souls, task.place)
    task.arrange(world, MAKER, Random(seed))  # noqa: S311
    marks = world.locations[task.place].landmarks
    focus = task.focus if task.focus in marks else None
    world.souls[MAKER] = replace(world.souls[MAKER], focus=focus)
    return world


async def examine(task: Task, made: Made, *, limits: Limits, seed: int = 0) -> Failed | None:
    """The first check the tool fails, None where it passes all."""
    bench = Bench(task=task, made=made, limits=limits, seed=seed)
    if made.tool is None:
        is_right = task.may_decline and made.declined
        return None if is_right else Failed("forged", made.findings or made.trouble)
    try:
        await _by_its_maker(bench)
        await _in_time(bench)
        await _by_another(bench)
        await _elsewhere(bench)
        if task.more is not None:
            await task.more(bench)
    except Failed as failure:
        return failure
    return None


async def _by_its_maker(bench: Bench) -> None:
    trial = bench.trial()
    seen = await trial.use(MAKER)
    bench.require("works", _unmet(bench.task, seen))
    bench.require("mention", mentions([seen.told, *seen.lines]))
    bench.require("reach", collateral(bench.task, bench.made.tool or "", seen))
    again = await bench.trial().use(MAKER)
    if again.told != seen.told or _state(again.after) != _state(seen.after):
        raise Failed("same again", "the same use in the same world did something else")
    if not seen.refused:
        await trial.undo()
        if _state(trial.world) != _state(seen.before):
            raise Failed("undo", "taking the use back did not restore the world")


async def _in_time(bench: Bench) -> None:
    lasts = bench.task.lasts
    if lasts is None:
        return
    trial = bench.trial()
    seen = await trial.use(MAKER)
    await trial.wait(lasts * 0.6)
    bench.require("lasts", bench.task.holds(trial.look(seen)))
    await trial.wait(lasts * 0.9 + 5)
    if not bench.task.holds(trial.look(seen)):
        raise Failed("expires", f"it is still so {lasts * 1.5 + 5:g} s after the use")


async def _by_another(bench: Bench) -> None:
    user = companion(MAKER)
    seen = await bench.trial(user, arranged=1).use(user)
    bench.require("another soul", _unmet(bench.task, seen))
    bench.require("mention", mentions([seen.told, *seen.lines]))
    bench.require("reach", collateral(bench.task, bench.made.tool or "", seen))


async def _elsewhere(bench: Bench) -> None:
    if bench.task.elsewhere is None:
        return
    seen = await bench.trial(place=bench.task.elsewhere).use(MAKER)
    if not seen.is_idle:
        raise Failed("elsewhere", f"it changed something in {seen.place.name}")
    usual = await bench.trial().use(MAKER)
    if not seen.told.strip() or seen.told == usual.told:
        raise Failed("says so", "it does not say that it cannot be used here")


def mentions(texts: Iterable[str]) -> str:
    """Why the texts may not be shown: they mention everyone, or are too long to read."""
    for text in texts:
        if found := _MENTION.search(text):
            return f"it says {found.group()!r}"
        if len(text) > MOST_TEXT:
            return f"it says {len(text)} characters at once"
    return ""


def collateral(task: Task, tool: str, seen: Seen) -> str:
    """What the use changed beyond what it was for, or nothing."""
    for change in seen.after.changes_since(seen.before):
        if not _is_due(task, tool, seen, change):
            return f"it changed {change.key} of the {change.table}"
    return ""


def _is_due(task: Task, tool: str, seen: Seen, change: Change) -> bool:
    is_new, place = change.before is None, seen.place.id
    match change.table:
        case "chronicle" | "schedule":
            return True
        case "souls":
            return _is_due_to(task, seen, change.key)
        case "objects":
            thing = seen.after.objects.get(change.key) or seen.before.objects[change.key]
            is_meant = change.key in task.touches or ANYTHING in task.touches
            return is_new or (is_meant and thing.location_id == place)
        case "temporary":
            return not is_new or seen.after.temporary[change.key].location_id == place
        case "locations":
            return is_new or (change.key == place and _is_same_place(task, seen))
        case "artifacts":
            return is_new or change.key == tool
        case _:
            return False


def _is_due_to(task: Task, seen: Seen, soul_id: str) -> bool:
    before, after = seen.before.souls[soul_id], seen.after.souls[soul_id]
    is_theirs = soul_id == seen.user or (task.on_others and soul_id != STRANGER)
    gained = set(after.inventory) - set(before.inventory)
    return is_theirs and (task.on_others or not gained & set(seen.before.artifacts))


def _is_same_place(task: Task, seen: Seen) -> bool:
    before, after = seen.place, seen.after.locations.get(seen.place.id)
    if after is None:
        return False
    kept = all(after.landmarks.get(key) == mark for key, mark in before.landmarks.items())
    lit = before.light_at(seen.now) == after.light_at(seen.now)
    clear = before.weather_at(seen.now) == after.weather_at(seen.now)
    return kept and (lit or "light" in task.touches) and (clear or "weather" in task.touches)


def _unmet(task: Task, seen: Seen) -> str:
    why = task.holds(seen)
    return f"{why}; the player reads: {seen.told}" if why else ""


def _hand_over(world: World, tool: str, user: str) -> None:
    maker = world.souls[MAKER]
    if user == MAKER:
        return
    left = tuple(item for item in maker.inventory if item != tool)
    world.souls[MAKER] = replace(maker, inventory=left)
    taker = world.souls[user]
    world.souls[user] = replace(taker, inventory=(*taker.inventory, tool))


def _state(world: World) -> JsonObject:
    document = world.document()
    return {key: value for key, value in document.items() if key not in _COUNTERS}
