"""One run of a function on a copy of the world: who tries it where, and what is seen of it."""

from __future__ import annotations

import time
from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import count

from bot.engine import deeds
from bot.engine.actions import TARGET_PARAM
from bot.engine.errors import FunctionTrouble
from bot.engine.passing import come_to_pass, next_due
from bot.engine.permissions import ANYONE
from bot.engine.running import TurnRunner
from bot.engine.turn import Effects, Turn
from bot.engine.world import Artifact, Change, Landmark, Location, Soul, World
from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted
from bot.executor.executor import Executor
from bot.executor.specification import DynamicFunction, Finding
from bot.values import JsonObject

MOST_DUE = 50
"""So much of what falls due happens at most while time passes on a copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Props:
    """The ids of what is on the copies only: the tool, somebody else, a thing of theirs."""

    tool: str
    somebody: str
    keepsake: str

    @classmethod
    def for_world(cls, world: World) -> Props:
        """Ids like those a world gives, which nothing in this one has."""
        number = world.chronicle.next_number
        return cls(
            tool=_unused("tool", world.artifacts, number),
            somebody=_unused("soul", world.souls, number),
            keepsake=_unused("thing", world.artifacts, number),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Who tries a tool where, and the landmark it is tried on, if any."""

    props: Props
    soul: Soul
    place: Location | None
    target: Landmark | None = None

    @property
    def where(self) -> str:
        """The scenario in words written for a model."""
        place = self.place.name if self.place else "the Void"
        on = f" on {self.target.name}" if self.target else ""
        is_other = self.soul.id == self.props.somebody
        by = ", by somebody else than its maker" if is_other else ""
        return f"in {place}{on}{by}"

    def by(self, soul: Soul) -> Scenario:
        """The same, tried by another soul."""
        return replace(self, soul=soul)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One run on a copy: what came back, what went wrong, what was done.

    `changes` are those of the world's state, without the log; `world` is the copy after it and
    `time` when it was (epoch seconds). Of a run that failed or reports an error nothing is kept,
    as in play. `is_robbed` tells that something its user carried is in other hands.
    """

    where: str
    text: str
    findings: tuple[Finding, ...]
    effects: Effects
    changes: tuple[Change, ...]
    world: World
    time: float
    has_said: bool = False
    is_error: bool = False
    is_spent: bool = False
    is_robbed: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether anybody would notice anything."""
        return bool(self.changes) or self.has_said

    @property
    def did_something(self) -> bool:
        """Whether it ended well and anybody would notice something."""
        return self.has_changed and not self.is_error and not self.findings


class Workshop:
    """Runs one function on copies of a world, always with the same limits."""

    def __init__(self, executor: Executor, function: DynamicFunction, limits: Limits) -> None:
        self._executor = executor
        self._function = function
        self._limits = limits

    async def tool(self, world: World, scene: Scenario, now: float, note: str = "") -> Trial:
        """Try a tool as a soul uses it; on the copy everybody consents, so that all is seen."""
        copy, props = world.draft(), scene.props
        item = copy.artifacts.get(props.tool) or self._artifact(props.tool)
        copy.artifacts[props.tool] = item
        keepsake = Artifact(id=props.keepsake, name="Keepsake", description="")
        copy.artifacts.setdefault(props.keepsake, keepsake)
        others = {key: replace(one, consents=(ANYONE,)) for key, one in copy.souls.items()}
        copy.souls.update(others)
        soul, place = _placed(scene), scene.place
        if props.tool not in soul.inventory:
            soul = replace(soul, inventory=(*soul.inventory, props.tool))
        copy.souls[soul.id] = soul
        params: JsonObject = {
            "soul_id": soul.id,
            "location_id": place.id if place else None,
            "artifact_id": props.tool,
            "artifact_properties": item.properties,
        }
        if scene.target is not None:
            params[TARGET_PARAM] = scene.target.target_object_id
        where = f"{scene.where}{note}"
        trial = await self.run(copy, params, where=where, now=now, soul_id=soul.id)
        return replace(trial, is_robbed=_is_robbed(soul, copy, trial.world))

    def _artifact(self, id: str) -> Artifact:
        return Artifact(
            id=id,
            name="New tool",
            description="",
            function_name=self._function.name,
            properties={"creator_soul_id": self._function.maker, "wish": self._function.wish},
        )

    async def run(
        self,
        world: World,
        params: JsonObject,
        *,
        where: str,
        now: float,
        soul_id: str | None = None,
    ) -> Trial:
        """Run the function once on a draft of the world."""
        turn = self._turn(world, now, soul_id)
        runner = TurnRunner(self._executor, turn, draft=self._function)
        found: list[Finding] = []
        text, is_error, is_spent = "", False, False
        try:
            text = await runner.run_function(self._function, params)
            result = deeds.parsed(text)
            is_error = bool(result and result.get("error"))
        except BudgetExhausted as error:
            is_spent = True
            found.append(Finding(rule=error.what, message=f"{where}: {error}", line=error.line))
        except FunctionTrouble as error:
            detail = f"{error}\n{error.detail}".strip()
            found.append(Finding(rule="failed", message=f"{where}: {detail}"))
        if found or is_error:
            turn.world = turn.before.draft()
            turn.lines.clear()
        found.extend(
            Finding(rule="protected", message=f"the world forbids it: {reason}")
            for reason in dict.fromkeys(turn.effects.forbidden)
        )
        changed = turn.world.changes_since(turn.before)
        # As after a real action: the next one on this copy draws other ids and numbers.
        turn.remember(actions=turn.before.chronicle.actions + 1)
        return Trial(
            where=where,
            text=text,
            findings=tuple(found),
            effects=turn.effects,
            changes=tuple(one for one in changed if one.table != "chronicle"),
            world=turn.world,
            time=now,
            has_said=bool(turn.lines),
            is_error=is_error,
            is_spent=is_spent,
        )

    async def passed(self, trial: Trial) -> tuple[World, float, list[Effects]]:
        """The copy after a trial when everything that passes has passed, and when that is.

        With it what the events did that the tool has set going.
        """
        world, now, done = trial.world, trial.time, list[Effects]()
        for _ in range(MOST_DUE):
            due = next_due(world)
            if due is None:
                break
            now = max(now, due.at)
            turn = self._turn(world, now, None)
            await come_to_pass(due, turn, TurnRunner(self._executor, turn, draft=self._function))
            world = turn.world
            if getattr(due.what, "function_name", None) == self._function.name:
                done.append(turn.effects)
        return world, now, done

    def _turn(self, world: World, now: float, soul_id: str | None) -> Turn:
        budget = Budget(self._limits, timer=time.monotonic)
        return Turn.begin(world, kind="rehearsal", now=now, budget=budget, soul_id=soul_id)


def _unused(kind: str, taken: Container[str], number: int) -> str:
    return next(key for n in count(number) if (key := f"{kind}_{n}") not in taken)


def _is_robbed(user: Soul, before: World, after: World) -> bool:
    """Whether another soul has come by what the user carried."""
    lost = set(user.inventory) - set(after.souls[user.id].inventory)
    gained = (
        set(soul.inventory) - set(before.souls[soul.id].inventory)
        for soul in after.souls.values()
        if soul.id != user.id
    )
    return any(lost & one for one in gained)


def _placed(scene: Scenario) -> Soul:
    """The soul where the scenario has it, before the landmark the scenario has."""
    soul, place_id = scene.soul, scene.place.id if scene.place else None
    focus = soul.focus if place_id == soul.location_id else None
    return replace(soul, location_id=place_id, focus=scene.target.key if scene.target else focus)
