"""The benchmark of tools can be trusted: what is right passes, what is wrong is found out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.tools.checks import NAMES, Bench, examine, staged
from benchmarks.tools.held_out import SENTENCES
from benchmarks.tools.library import Written, mutants, references
from benchmarks.tools.report import tables, with_tables
from benchmarks.tools.running import Contest
from benchmarks.tools.scoring import Rate, Result
from benchmarks.tools.task import Failed, Task
from benchmarks.tools.tasks import all_tasks
from benchmarks.tools.trial import Trial
from benchmarks.tools.workshop import Made, Recital, keep, make
from benchmarks.tools.world import MAKER
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
        is_forged = one.caught_by == "forged"
        way = forged(task, one, sandbox) if is_forged else kept(task, one.source, sandbox)
        found = await failure(task, await way)
        assert found is not None, f"{one.name} passes"
        assert found.check == one.caught_by, f"{one.name}: {found}"


async def test_the_tasks_are_what_they_should_be() -> None:
    """Every task has its own name, three different wordings, and a kind; all kinds occur."""
    assert len(NAMED) == len(TASKS) >= 30
    for task in TASKS:
        assert len({*task.wordings, SENTENCES[task.name]}) == 4
    assert set(SENTENCES) == set(NAMED)
    assert len({task.kind for task in TASKS}) == 10


BAD = {
    "runs": "if params['artifact_id'] != 'the_new_tool': params['nothing']",
    "budget": "while params['artifact_id'] != 'the_new_tool': pass",
    "mention": "say({'message': 'Look, <@!1234>!'})",
    "reach": "light({'location_id': 'tower', 'value': 'dim', 'duration': 20})",
    "elsewhere": "where = light({'location_id': where, 'value': 'dim', 'duration': 9})",
    "says so": "where = 'ledge'",
    "another soul": "me = 'soul_ada'",
}
"""What is put into a feather that flies on the ledge, by the check that must find it out."""

FEATHER = """
def df_tool(params):
    import json
    say = external_apis['host_log_message_to_world']
    light = external_apis['host_set_light']
    me, where = params['soul_id'], params['location_id']
    BAD
    if where == 'tower':
        return json.dumps({'error': 'The feather hangs limp.'})
    if params['location_id'] == 'ledge':
        external_apis['host_set_soul_status']({'soul_id': me, 'status': 'flying', 'duration': 20})
    return 'You fly.'
"""


def feather(**changes: object) -> Task:
    """The task of the feather, which may only fly on the ledge here."""
    return replace(NAMED["feather"], elsewhere="tower", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("check", BAD)
async def test_every_tool_is_checked_for_more_than_its_task(check: str, sandbox: Sandbox) -> None:
    """A feather that flies and is otherwise bad is found out by the check that is meant for it."""
    task = feather(touches=frozenset({"light"}) if check == "elsewhere" else frozenset())

    found = await failure(task, await kept(task, FEATHER.replace("BAD", BAD[check]), sandbox))

    assert found is not None
    assert found.check == check
    assert check in NAMES


async def test_a_good_feather_passes(sandbox: Sandbox) -> None:
    """Without anything bad in it the same feather passes."""
    source = FEATHER.replace("BAD", "pass")
    assert await failure(feather(), await kept(feather(), source, sandbox)) is None


async def test_a_tool_is_held_to_its_label(sandbox: Sandbox) -> None:
    """What a tool did not show at its rehearsal is found out at its first use."""
    hidden = "'host_' + 'set_weather'"
    rules = "'client_interaction_rules' in params['artifact_properties']"
    bad = f"if {rules}: external_apis[{hidden}]({{}})"
    one = Written(name="sly", source=FEATHER.replace("BAD", bad))

    found = await failure(feather(), await forged(feather(), one, sandbox))

    assert found is not None
    assert found.check == "label"


async def test_what_is_not_the_same_again_is_found_out(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two uses in the same world must do the same, and a use that is taken back leave nothing."""
    task, uses = feather(), iter(range(9))
    made = await kept(task, FEATHER.replace("BAD", "pass"), sandbox)
    use = Trial.use

    async def moody(self: Trial, user: str, **more: str | None) -> object:
        seen = await use(self, user, **more)
        return replace(seen, told=f"{seen.told} ({next(uses)})")

    async def lazy(self: Trial) -> None:
        """Take nothing back."""

    for name, wrong, check in (("use", moody, "same again"), ("undo", lazy, "undo")):
        with monkeypatch.context() as patch:
            patch.setattr(Trial, name, wrong)
            found = await failure(task, made)
        assert found is not None
        assert found.check == check


async def test_a_wish_may_be_declined_only_where_that_is_right(sandbox: Sandbox) -> None:
    """Words instead of a function pass where the wish is for too much, and fail elsewhere."""
    no = Written(name="no", source="I cannot write this.")
    for name, passes in (("all_the_gold", True), ("bridge", False)):
        task = NAMED[name]
        made = await forged(task, no, sandbox)
        found = await failure(task, made)
        assert made.declined
        assert (found is None) is passes


async def test_a_contest_counts_what_a_model_makes(sandbox: Sandbox) -> None:
    """Every wording of a task is wished for; what came of it and what it cost is told."""
    task = NAMED["feather"]
    right = next(iter(references(task)))
    contest = Contest(model=Recital(right.source), sandbox=sandbox, limits=LIMITS)

    results = [one async for one in contest.results([task])]
    told = tables("Somebody", results)

    assert [one.wording for one in results] == [0, 1, 2, 3]
    assert all(one.passed_at_once for one in results)
    assert "| feather | traversal | passed | passed | passed | passed |" in told
    assert with_tables("a\n<!-- table -->\nb\n<!-- /table -->\nc", told).endswith("-->\nc")


async def test_what_is_failed_is_told() -> None:
    """A result names the check; repaired is not at once."""
    results = [
        Result(task="bridge", kind="traversal", wording=0, failed=None, attempts=2),
        Result(task="bridge", kind="traversal", wording=0, failed="expires"),
        Result(task="bridge", kind="traversal", wording=1, failed=None),
    ]
    told = tables("Somebody", results)

    assert "| plain | 0 of 2 (0%, 0 to 66) | 1 of 2 (50%, 9 to 91) |" in told
    assert "| bridge | traversal | passed, expires | passed |  |  |" in told


@pytest.mark.parametrize(
    ("passed", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
async def test_intervals_are_wilsons(passed: int, of: int, low: float, high: float) -> None:
    """The ends of the 95 % interval are those of Wilson's formula."""
    assert Rate(passed=passed, of=of).interval == pytest.approx((low, high), abs=1e-4)


async def test_the_shipped_page_has_every_task() -> None:
    """docs/tools.md tells of every task that there is."""
    page = (Path(__file__).parents[2] / "docs" / "tools.md").read_text("utf-8")
    assert [name for name in NAMED if f"| {name.replace('_', ' ')} |" not in page] == []


async def test_what_cannot_be_undone_or_walked_is_told(sandbox: Sandbox) -> None:
    """Where nothing has been done there is nothing to undo, and no way leads through a wall."""
    made = await kept(NAMED["feather"], FEATHER.replace("BAD", "pass"), sandbox)
    trial = Bench(task=NAMED["feather"], made=made, limits=LIMITS).trial()

    assert not await trial.go(MAKER, "a wall")
    with pytest.raises(Failed, match="undo"):
        await trial.undo()
