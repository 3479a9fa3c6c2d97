"""Trying a function on a copy of the world before anybody holds it."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.engine import deeds
from bot.engine.actions import TARGET_PARAM
from bot.engine.errors import FunctionTrouble
from bot.engine.host_apis import Access, declared_apis
from bot.engine.permissions import ANYONE
from bot.engine.running import TurnRunner
from bot.engine.turn import Effects, Turn
from bot.engine.wholeness import lacking
from bot.engine.world import Landmark, Location, Soul, World
from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted
from bot.executor.executor import Executor
from bot.executor.host import Rehearsal
from bot.executor.specification import Author, DynamicFunction, Finding, Label
from bot.values import JsonObject

REHEARSER = "rehearser"
"""The id of the soul that stands in for somebody else on the copy."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run on a copy: what came back, what went wrong, what was done."""

    where: str
    text: str
    findings: tuple[Finding, ...]
    effects: Effects
    changed: bool
    is_error: bool = False
    is_spent: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """Who tries a tool where, and the landmark it is tried on, if any."""

    soul: Soul
    place: Location | None
    target: Landmark | None = None


class GenesisBench:
    """Tries a function that builds the world on a copy of the unborn one."""

    def __init__(
        self,
        executor: Executor,
        world: World,
        args: JsonObject,
        limits: Limits,
        *,
        ends_genesis: bool = True,
    ) -> None:
        self._executor = executor
        self._world = world
        self._args = args
        self._limits = limits
        self._ends_genesis = ends_genesis

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """Run it once; after the last run, what keeps the world from being whole is a finding."""
        turn = _turn(self._world, None, self._limits)
        trial = await _try(self._executor, turn, function, self._args, "the Void")
        found = list(trial.findings)
        if trial.is_error:
            found.append(Finding(rule="only-errors", message=f"it failed: {trial.text}"))
        if not found and self._ends_genesis:
            found = [Finding(rule="not-whole", message=lack) for lack in lacking(turn.world)]
        return Rehearsal(findings=tuple(found))


class ToolBench:
    """Tries a player's tool for its maker and for somebody else, on things and in other places.

    At most `targets` things of the maker's place and `places` others, so that it takes no time.
    """

    def __init__(
        self,
        executor: Executor,
        world: World,
        soul_id: str,
        limits: Limits,
        *,
        places: int = 4,
        targets: int = 3,
    ) -> None:
        self._executor = executor
        self._world = world
        self._soul = world.souls[soul_id]
        self._limits = limits
        self._places = places
        self._targets = targets

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """Run it on copies; the effects seen and the host APIs it names become its label."""
        trials: list[Trial] = []
        for scene in self._scenes():
            trials.append(await self._trial(function, scene))
            if trials[-1].is_spent:
                break  # it would be as slow everywhere
        findings = list(dict.fromkeys(one for trial in trials for one in trial.findings))
        if not findings:
            findings = list(_of_all(trials))
        return Rehearsal(
            findings=tuple(findings),
            label=_label(function, trials),
            effects=tuple(dict.fromkeys(trial.text for trial in trials if trial.changed)),
        )

    def _scenes(self) -> Iterator[Scenario]:
        soul, here = self._soul, self._world.locations.get(self._soul.location_id or "")
        yield Scenario(soul, here)
        yield Scenario(replace(soul, id=REHEARSER, name="Somebody", player_id=None), here)
        marks = sorted(here.landmarks.values(), key=_is_not(soul.focus)) if here else []
        at_hand = [mark for mark in marks if mark.target_object_id in self._world.objects]
        for mark in at_hand[: self._targets]:
            yield Scenario(soul, here, mark)
        others = [place for place in self._world.locations.values() if place is not here]
        for place in others[: self._places]:
            yield Scenario(soul, place)

    async def _trial(self, function: DynamicFunction, scene: Scenario) -> Trial:
        soul, place, target = scene.soul, scene.place, scene.target
        world = self._world.draft()
        # On the copy everybody consents, so that what the tool would do to them is seen.
        consenting = {key: replace(one, consents=(ANYONE,)) for key, one in world.souls.items()}
        world.souls.update(consenting)
        place_id = place.id if place else None
        focus = soul.focus if place_id == soul.location_id else None
        world.souls[soul.id] = replace(
            soul, location_id=place_id, focus=target.key if target else focus
        )
        params: JsonObject = {
            "soul_id": soul.id,
            "location_id": place_id,
            "artifact_id": "the_new_tool",
            "artifact_properties": {"creator_soul_id": self._soul.id},
        }
        if target is not None:
            params[TARGET_PARAM] = target.target_object_id
        turn = _turn(world, soul.id, self._limits)
        return await _try(
            self._executor, turn, function, params, place.name if place else "the Void"
        )


async def _try(
    executor: Executor, turn: Turn, function: DynamicFunction, params: JsonObject, where: str
) -> Trial:
    runner = TurnRunner(executor, turn)
    found: list[Finding] = []
    text, is_error, is_spent = "", False, False
    try:
        text = await runner.run_function(function, params)
        result = deeds.parsed(text)
        is_error = bool(result and result.get("error"))
    except BudgetExhausted as error:
        is_spent = True
        found.append(Finding(rule=error.what, message=f"in {where}: {error}", line=error.line))
    except FunctionTrouble as error:
        found.append(Finding(rule="failed", message=f"in {where}: {error}\n{error.detail}".strip()))
    found.extend(
        Finding(rule="protected", message=f"the world forbids it: {reason}")
        for reason in dict.fromkeys(turn.effects.forbidden)
    )
    changed = bool(turn.lines) or bool(turn.world.changes_since(turn.before))
    return Trial(where, text, tuple(found), turn.effects, changed, is_error, is_spent)


def _is_not(focus: str | None) -> Callable[[Landmark], bool]:
    """Puts the landmark one has stepped up to before the others."""
    return lambda mark: mark.key != focus


def _of_all(trials: list[Trial]) -> Iterator[Finding]:
    if all(trial.is_error for trial in trials):
        yield Finding(
            rule="only-errors", message=f"it failed wherever it was tried: {trials[0].text}"
        )
    elif not any(trial.effects.reads or trial.effects.writes for trial in trials):
        yield Finding(
            rule="no-effect",
            message="it called no host API, so nothing happens whatever it tells the player",
        )


def _label(function: DynamicFunction, trials: list[Trial]) -> Label | None:
    if function.author is Author.WORLD:
        return None
    seen = [trial.effects.label() for trial in trials]
    durations = [label.duration for label in seen if label.duration is not None]
    named = [api for api in declared_apis().values() if api.name in _texts_in(function.source)]
    reads = {api.name for api in named if api.access is Access.READ}
    writes = {api.name for api in named if api.access is Access.WRITE}
    return Label(
        reads=frozenset(reads).union(*(label.reads for label in seen)),
        writes=frozenset(writes).union(*(label.writes for label in seen)),
        targets=frozenset[str]().union(*(label.targets for label in seen)) - {REHEARSER},
        duration=max(durations, default=None),
    )


def _texts_in(source: str) -> frozenset[str]:
    """Every string in a source: what no rehearsal came to may still be named there."""
    nodes = ast.walk(ast.parse(source))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return frozenset(text for text in texts if isinstance(text, str))


def _turn(world: World, soul_id: str | None, limits: Limits) -> Turn:
    budget = Budget(limits, timer=time.monotonic)
    return Turn.begin(
        world, kind="rehearsal", now=world.chronicle.time, budget=budget, soul_id=soul_id
    )
