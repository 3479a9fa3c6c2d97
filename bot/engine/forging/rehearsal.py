"""Trying a function on a copy of the world before anybody holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.engine.forging.judging import label_of, wrong_between, wrong_with, wrong_with_all
from bot.engine.forging.observed import Observed, observed
from bot.engine.forging.trials import Props, Scenario, Trial, Workshop
from bot.engine.turn import Effects
from bot.engine.wholeness import lacking
from bot.engine.world import Change, Landmark, Location, Soul, World
from bot.executor.budget import Limits
from bot.executor.executor import Executor
from bot.executor.host import Rehearsal
from bot.executor.specification import DynamicFunction, Finding, Severity
from bot.values import JsonObject


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
        workshop = Workshop(self._executor, function, self._limits)
        now = self._world.chronicle.time
        trial = await workshop.run(self._world, self._args, where="in the Void", now=now)
        found = list(trial.findings)
        if trial.is_error:
            found.append(Finding(rule="only-errors", message=f"it failed: {trial.text}"))
        if not found and self._ends_genesis:
            found = [Finding(rule="not-whole", message=lack) for lack in lacking(trial.world)]
        return Rehearsal(findings=tuple(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a tool did on the copy where it first did something: where, what, what changed.

    `tool_id` is what the tool's artifact was called there.
    """

    tool_id: str
    where: str
    target: str
    seen: tuple[Observed, ...]
    changes: tuple[Change, ...]


class ToolBench:
    """Tries a player's tool for its maker and for somebody else, on things and in other places.

    Where it first does something it is tried once more at once, again when all that passes has
    passed, and by somebody else. At most `targets` things of the maker's place, `places` other
    places and `far` things in those, so that it takes no time; what its source names comes first.
    `preview` is what was seen at the last rehearsal.
    """

    def __init__(
        self,
        executor: Executor,
        world: World,
        soul_id: str,
        limits: Limits,
        *,
        places: int = 4,
        targets: int = 6,
        far: int = 4,
    ) -> None:
        self._executor = executor
        self._world = world
        self._soul = world.souls[soul_id]
        self._props = Props.for_world(world)
        self._limits = limits
        self._places = places
        self._targets = targets
        self._far = far
        self.preview: Preview | None = None

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """Run it on copies; the effects seen and the host APIs it names become its label."""
        workshop = Workshop(self._executor, function, self._limits)
        now = self._world.chronicle.time
        self.preview = None
        trials: list[Trial] = []
        later: list[Effects] = []
        best: tuple[Scenario, Trial] | None = None
        for scene in self._scenes(function.source):
            trial = await workshop.tool(self._world, scene, now)
            trials.append(trial)
            if trial.is_spent:
                break  # it would be as slow everywhere
            if best is None and trial.did_something and scene.soul.id == self._soul.id:
                best = (scene, trial)
        findings = [one for trial in trials for one in wrong_with(trial)]
        if best is not None and not any(trial.is_spent for trial in trials):
            self.preview = self._previewed(*best)
            more, later, found = await self._again(workshop, *best)
            trials += more
            findings += found
        if not any(one.severity is Severity.ERROR for one in findings):
            findings += wrong_with_all(function, trials)
        label = label_of(function, [*(trial.effects for trial in trials), *later])
        if label is not None:
            label = replace(label, targets=label.targets - {self._props.somebody})
        return Rehearsal(
            findings=tuple(dict.fromkeys(findings)),
            label=label,
            effects=tuple(dict.fromkeys(trial.text for trial in trials if trial.has_changed)),
        )

    async def _again(
        self, workshop: Workshop, scene: Scenario, first: Trial
    ) -> tuple[list[Trial], list[Effects], list[Finding]]:
        """The same by somebody else, at once again by each of the two, and after all has passed.

        With these trials, what its events did meanwhile, and what is wrong.
        """
        somebody = self._somebody()
        other = await workshop.tool(self._world, scene.by(somebody), first.time)
        findings = [*wrong_with(other), *wrong_between(first, other)]
        twice = await workshop.tool(first.world, scene, first.time, ", a second time")
        # With empty hands, so that the maker's things can come into them.
        taker = scene.by(replace(somebody, inventory=()))
        after = await workshop.tool(first.world, taker, first.time, ", after its maker")
        world, end, done = await workshop.passed(first)
        late = await workshop.tool(world, scene, end, ", after what it made has passed")
        # Whatever it answers then is right, as long as it does not break.
        findings += [*twice.findings, *after.findings, *late.findings]
        return [other, twice, after, late], done, findings

    def _previewed(self, scene: Scenario, trial: Trial) -> Preview:
        seen = observed(
            trial.changes,
            self._world,
            user_id=scene.soul.id,
            tool_id=self._props.tool,
            at=trial.time,
        )
        return Preview(
            tool_id=self._props.tool,
            where=scene.place.name if scene.place else "",
            target=scene.target.name if scene.target else "",
            seen=(*seen, Observed(kind="says")) if trial.has_said else seen,
            changes=trial.changes,
        )

    def _scenes(self, source: str) -> Iterator[Scenario]:
        soul, here = self._soul, self._world.locations.get(self._soul.location_id or "")
        yield self._scene(soul, here)
        yield self._scene(self._somebody(), here)
        near = self._at_hand(here, source) if here else []
        for mark in near[: self._targets]:
            yield self._scene(soul, here, mark)
        others = [place for place in self._world.locations.values() if place is not here]
        others.sort(key=lambda place: place.id not in source)
        for place in others[: self._places]:
            yield self._scene(soul, place)
        far = [(place, mark) for place in others for mark in self._at_hand(place, source)]
        far.sort(key=lambda one: not self._is_named(one[1], source))
        for place, mark in far[: self._far]:
            yield self._scene(soul, place, mark)

    def _scene(
        self, soul: Soul, place: Location | None, target: Landmark | None = None
    ) -> Scenario:
        return Scenario(props=self._props, soul=soul, place=place, target=target)

    def _somebody(self) -> Soul:
        """Somebody who carries what the maker does, and a thing of their own."""
        carried = (*self._soul.inventory, self._props.keepsake)
        return replace(
            self._soul,
            id=self._props.somebody,
            name="Somebody",
            player_id=None,
            inventory=carried,
        )

    def _at_hand(self, place: Location, source: str) -> list[Landmark]:
        """What stands for things in a place: what was stepped up to first, then what is named."""
        objects = self._world.objects
        marks = [mark for mark in place.landmarks.values() if mark.target_object_id in objects]
        focus = self._soul.focus
        return sorted(marks, key=lambda one: (one.key != focus, not self._is_named(one, source)))

    def _is_named(self, mark: Landmark, source: str) -> bool:
        thing = self._world.objects[mark.target_object_id or ""]
        return any(name in source for name in (mark.key, thing.id, thing.type))
