"""Tries what is to mend a function: on every case that is kept, and as a tool anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine.forging.judging import label_of
from bot.engine.forging.trials import Trial, Workshop
from bot.engine.labels import SLACK
from bot.engine.mending.cases import Case
from bot.executor.budget import Limits
from bot.executor.errors import ExecutorError, UnknownFunction
from bot.executor.executor import Executor
from bot.executor.host import Bench, Rehearsal
from bot.executor.specification import DynamicFunction, Finding, Label


class Overtaken(ExecutorError):
    """Somebody has decided otherwise of a function while it was being mended."""


class MendingBench:
    """A bench for what is to take a function's place.

    It must come through every case that is kept, through the rehearsal of `bench` where there is
    one, must not do more than the `label` it takes the place of allows, and is wanted only while
    that `version` is the current one.
    """

    def __init__(
        self,
        executor: Executor,
        cases: Sequence[Case],
        limits: Limits,
        *,
        label: Label | None,
        bench: Bench | None,
        version: int | None = None,
    ) -> None:
        self._executor = executor
        self._cases = cases
        self._limits = limits
        self._label = label
        self._bench = bench
        self._version = version

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """Try it on the cases first; only what comes through them is rehearsed.

        Raises `Overtaken` where what was to be mended is set aside or another version by now.
        """
        rehearsal = await self._rehearsed(function)
        await self._require_wanted(function)
        return rehearsal

    async def _rehearsed(self, function: DynamicFunction) -> Rehearsal:
        workshop = Workshop(self._executor, function, self._limits)
        trials = [await self._tried(workshop, case) for case in self._cases]
        findings = [one for trial in trials for one in trial.findings]
        label = label_of(function, [trial.effects for trial in trials])
        if findings or self._bench is None:
            return Rehearsal(findings=tuple(dict.fromkeys(findings)), label=label)
        rehearsal = await self._bench.rehearse(function)
        label = together(label, rehearsal.label)
        found = (*rehearsal.findings, *_beyond(label, self._label))
        return Rehearsal(findings=found, label=label, effects=rehearsal.effects)

    async def _require_wanted(self, function: DynamicFunction) -> None:
        try:
            current = await self._executor.find(function.scope, function.name)
        except UnknownFunction as error:
            raise Overtaken(f"{function.name!r} is set aside or gone.") from error
        if self._version not in (None, current.version):
            raise Overtaken(f"{function.name!r} is at version {current.version} by now.")

    async def _tried(self, workshop: Workshop, case: Case) -> Trial:
        where = "where it failed in play"
        return await workshop.run(
            case.world, case.params, where=where, now=case.time, soul_id=case.soul_id
        )


def together(one: Label | None, other: Label | None) -> Label | None:
    """A label that allows what either allows."""
    if one is None or other is None:
        return one or other
    durations = [label.duration for label in (one, other) if label.duration is not None]
    return Label(
        reads=one.reads | other.reads,
        writes=one.writes | other.writes,
        targets=one.targets | other.targets,
        reach=(one.reach or frozenset()) | (other.reach or frozenset()),
        duration=max(durations, default=None),
    )


def _beyond(new: Label | None, old: Label | None) -> Iterator[Finding]:
    """What the new label allows and the accepted one does not."""
    if new is None or old is None:
        return
    more = sorted(new.writes - old.writes)
    if old.reach is not None:
        more += sorted((new.reach or frozenset()) - old.reach)
    lasts, lasted = new.duration, old.duration
    if lasts is not None and lasted is not None and lasts > lasted + SLACK:
        more.append(f"lasting {lasts:g} s and not {lasted:g} s")
    if more:
        yield Finding(
            rule="label",
            message=(
                f"it does more than was accepted of this tool: {', '.join(more)}. Mend it without."
            ),
        )
