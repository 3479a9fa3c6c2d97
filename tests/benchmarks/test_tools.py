"""The benchmark of tools can be trusted: what is right passes, what is wrong is found out."""

from __future__ import annotations

import pytest

from benchmarks.tools.checks import examine, staged
from benchmarks.tools.library import Written, mutants, references
from benchmarks.tools.task import Failed, Task
from benchmarks.tools.tasks import all_tasks
from benchmarks.tools.workshop import Made, Recital, keep, make
from bot.executor.budget import Limits
from bot.executor.sandbox import Sandbox

LIMITS = Limits()
TASKS = all_tasks()
NAMED = {task.name: task for task in TASKS}

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def forged(task: Task, one: Written, sandbox: Sandbox) -> Made:
    """The tool as the game makes it, rehearsal and label and all."""
    world = staged(task, 1)
    return await make(
        world, task.wordings[0], model=Recital(one.source), sandbox=sandbox, limits=LIMITS
    )


async def kept(task: Task, source: str, sandbox: Sandbox) -> Made:
    """The tool as it is, whatever the game would have thought of it."""
    return await keep(staged(task, 1), task.wordings[0], source, sandbox=sandbox, limits=LIMITS)


async def failure(task: Task, made: Made) -> Failed | None:
    """The first check the tool fails."""
    return await examine(task, made, limits=LIMITS, seed=1)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
async def test_references_pass_and_mutants_are_found_out(task: Task, sandbox: Sandbox) -> None:
    """Two ways of doing it pass; three ways of not doing it fail, each by the check it names."""
    right, wrong = list(references(task)), list(mutants(task))
    assert len(right) >= 2
    assert len({one.source for one in right}) == len(right)
    assert len(wrong) >= 3
    for one in right:
        found = await failure(task, await forged(task, one, sandbox))
        assert found is None, f"{one.name}: {found}"
    for one in wrong:
        way = (
            forged(task, one, sandbox)
            if one.caught_by == "forged"
            else kept(task, one.source, sandbox)
        )
        found = await failure(task, await way)
        assert found is not None, f"{one.name} passes"
        assert found.check == one.caught_by, f"{one.name}: {found}"


async def test_the_tasks_are_what_they_should_be() -> None:
    """Every task has its own name, three different wordings, and a kind; all kinds occur."""
    assert len(NAMED) == len(TASKS)
    for task in TASKS:
        assert len(set(task.wordings)) == 3
    assert len({task.kind for task in TASKS}) == 10
