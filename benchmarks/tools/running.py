"""Having a model make the tools of all tasks, and saying what came of each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from benchmarks.tools.checks import examine, staged
from benchmarks.tools.held_out import SENTENCES
from benchmarks.tools.scoring import Result
from benchmarks.tools.task import Task
from benchmarks.tools.workshop import Made, make
from bot.executor.budget import Limits
from bot.executor.model import LanguageModel
from bot.executor.sandbox import Sandbox

WORDINGS = ("plain", "terse", "another language", "held out")
"""What the three wordings of a task are, and the sentence beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A model at work: every task in all its words, `samples` times each."""

    model: LanguageModel
    sandbox: Sandbox
    limits: Limits
    samples: int = 1

    async def results(self, tasks: Iterable[Task]) -> AsyncIterator[Result]:
        """The results, one after the other."""
        for task in tasks:
            for wording in range(len(WORDINGS)):
                for sample in range(self.samples):
                    yield await self.result(task, wording, sample)

    async def result(self, task: Task, wording: int, sample: int = 0) -> Result:
        """One wish made once; samples differ in the world's seed."""
        wishes = (*task.wordings, SENTENCES[task.name])
        made = await make(
            staged(task, sample + 1),
            wishes[wording],
            model=self.model,
            sandbox=self.sandbox,
            limits=self.limits,
        )
        failure = await examine(task, made, limits=self.limits, seed=sample + 1)
        generation = made.generation
        return Result(
            task=task.name,
            kind=task.kind,
            wording=wording,
            failed=_name_of(made, failure.check) if failure else None,
            why=failure.why if failure else "",
            attempts=len(generation.attempts) if generation else 1,
            tokens=generation.tokens if generation else 0,
            seconds=generation.seconds if generation else 0.0,
        )


def _name_of(made: Made, check: str) -> str:
    """The check that failed; a wish that was declined is told apart from one that went wrong."""
    return "declined" if check == "forged" and made.declined else check
