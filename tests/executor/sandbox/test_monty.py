"""How runs share workers, time and a host, and what becomes of them when something breaks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sandbox_play import SMALL, Play

from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted, FunctionFailed, RunError
from bot.executor.sandbox import Program
from bot.executor.sandbox.monty import MontySandbox
from bot.values import Json, load_object

pytestmark = pytest.mark.asyncio(loop_scope="session")

HONEST = "def play(params):\n    return 'all is well'\n"
ENDLESS = "def play(params):\n    while True:\n        pass\n"
CALLING = "def play(params):\n    return external_apis['host_get']({'id': 'lamp'})\n"
SWALLOWING = """\
def play(params):
    try:
        external_apis['host_get']({})
    except BaseException:
        pass
    return 'swallowed'
"""

Lag = Callable[[Awaitable[object]], Awaitable[float]]


class Nest:
    """A host whose `host_get` runs the caller's own source again, within the same budget."""

    def __init__(self, sandbox: MontySandbox, source: str, limits: Limits = SMALL) -> None:
        self.sandbox = sandbox
        self.budget = Budget(limits, timer=time.monotonic)
        self.program = Program(
            name="play", source=source, params={}, apis=frozenset({"host_get"}), seed=1, now=0.0
        )
        self.deepest = 0

    async def run(self) -> str:
        """The outermost run."""
        return await self.sandbox.run(self.program, host=self.call, budget=self.budget)

    async def call(self, _name: str, _argument: Json) -> str:
        """A run within the run, as long as the nesting is not three deep."""
        self.deepest = max(self.deepest, self.budget.depth)
        return await self.run() if self.budget.depth < 3 else "the bottom"


class Broken(Exception):
    """What a host raises to end a run."""


async def test_a_host_call_is_answered_with_the_hosts_text(play: Play) -> None:
    """The function gets what the host said; the host gets the one dict, plain."""
    assert load_object(await play(CALLING))["given"] == {"id": "lamp"}
    assert play.calls == [("host_get", {"id": "lamp"})]


async def test_the_result_may_be_a_dict_or_a_list(play: Play) -> None:
    """It becomes its JSON text."""
    assert await play("def play(params):\n    return {'a': (1, {2})}\n") == '{"a":[1,[2]]}'
    assert await play("def play(params):\n    return [None]\n") == "[null]"


async def test_an_error_speaks_of_the_functions_own_lines(play: Play) -> None:
    """The traceback counts the model's lines, however much was put before them."""
    source = (
        "# a spell\n"
        "def inner(d):\n"
        "    import uuid\n"
        "    del d['a']\n"
        "    return d['missing']\n\n"
        "def play(params):\n"
        "    return inner({'a': str(uuid.uuid4())})\n"
    )
    with pytest.raises(FunctionFailed) as raised:
        await play(source)
    assert str(raised.value) == "KeyError: 'missing'"
    assert raised.value.line == 5
    assert raised.value.traceback == (
        "Traceback (most recent call last):\n"
        "  line 8, in play\n"
        "    return inner({'a': str(uuid.uuid4())})\n"
        "  line 5, in inner\n"
        "    return d['missing']\n"
        "KeyError: 'missing'"
    )


async def test_a_memory_bomb_is_told_with_its_line(play: Play) -> None:
    """What ran out, and where."""
    with pytest.raises(BudgetExhausted) as raised:
        await play("def play(params):\n    return 'a' * 10 ** 10\n")
    assert raised.value.what == "memory"
    assert raised.value.line == 2
    assert raised.value.traceback.endswith("it used more than 16777216 bytes of memory")


async def test_what_sets_cross_as_is_plain(play: Play) -> None:
    """Tuples, sets, bytes and dates reach the host as JSON has them."""
    source = (
        "def play(params):\n"
        "    external_apis['host_set']({'t': (1, 2), 's': {'b', 'a'}, 'b': b'x', 1: None,\n"
        "        'd': datetime.date(2024, 1, 2), 'f': 1.5, 'n': {'q': {3, 2}}})\n"
        "    return {'s': {2, 1}}\n"
    )
    assert await play(source) == '{"s":[1,2]}'
    assert play.calls[0][1] == {
        "t": [1, 2],
        "s": ["a", "b"],
        "b": "x",
        "1": None,
        "d": "2024-01-02",
        "f": 1.5,
        "n": {"q": [2, 3]},
    }


async def test_what_the_host_gives_must_be_plain(play: Play) -> None:
    """Params no sandbox can be given are a clear error."""
    with pytest.raises(RunError, match="The sandbox could not go on"):
        await play(HONEST, params={"x": object()})


async def test_what_the_host_raises_ends_the_run_unchanged(play: Play) -> None:
    """The function cannot catch it; the same exception comes out."""
    broken = Broken("the world is gone")

    async def host(_name: str, _argument: Json) -> str:
        raise broken

    with pytest.raises(Broken) as raised:
        await play(SWALLOWING, host=host)
    assert raised.value is broken
    assert await play(HONEST) == "all is well"


async def test_a_timeout_of_the_host_is_its_own(play: Play) -> None:
    """A `TimeoutError` the host raises is not taken for the run's."""

    async def host(_name: str, _argument: Json) -> str:
        raise TimeoutError("the store")

    with pytest.raises(TimeoutError, match="the store"):
        await play(CALLING, host=host)


async def test_the_hosts_time_counts(play: Play) -> None:
    """A host call that does not come back is cut off with the run."""

    async def host(_name: str, _argument: Json) -> str:
        await asyncio.sleep(30)
        return "never"

    before = time.monotonic()
    with pytest.raises(BudgetExhausted) as raised:
        await play(SWALLOWING, host=host)
    assert raised.value.what == "time"
    assert time.monotonic() - before < 2


async def test_time_spent_in_the_host_is_not_there_to_loop_in(play: Play) -> None:
    """Host time and the function's own add up to one deadline."""

    async def host(_name: str, _argument: Json) -> str:
        await asyncio.sleep(0.9)
        return "late"

    before = time.monotonic()
    with pytest.raises(BudgetExhausted):
        await play(
            "def play(params):\n    external_apis['host_get']({})\n    while True: pass\n",
            host=host,
            limits=replace(SMALL, seconds=1.0),
        )
    assert time.monotonic() - before < 1.8


async def test_runs_nest_within_one_budget(sandbox: MontySandbox) -> None:
    """A host call may run a function; its host calls come out of the same budget."""
    nest = Nest(sandbox, CALLING)
    assert await nest.run() == "the bottom"
    assert nest.deepest == 3
    assert nest.budget.host_calls == 3
    assert nest.budget.depth == 0


async def test_nested_runs_do_not_lock_each_other_out(sandbox: MontySandbox) -> None:
    """More nested runs than workers at every depth, all at once, all come to their end."""
    limits = replace(SMALL, seconds=5)
    nests = [Nest(sandbox, CALLING, limits) for _ in range(12)]
    async with asyncio.timeout(20):
        assert await asyncio.gather(*(nest.run() for nest in nests)) == ["the bottom"] * 12


async def test_deeper_than_the_sandbox_is_refused(sandbox: MontySandbox) -> None:
    """A budget that allows more nesting than the sandbox has workers for is not believed."""
    budget = Budget(replace(SMALL, depth=9), timer=time.monotonic)
    budget.depth = 3
    with pytest.raises(BudgetExhausted) as raised:
        await sandbox.run(Nest(sandbox, HONEST).program, host=Play(sandbox).answer, budget=budget)
    assert raised.value.what == "depth"
    assert budget.depth == 3


async def test_deeper_than_the_budget_is_refused(sandbox: MontySandbox) -> None:
    """The budget's own nesting limit holds."""
    nest = Nest(sandbox, CALLING, replace(SMALL, depth=2))
    with pytest.raises(BudgetExhausted) as raised:
        await nest.run()
    assert raised.value.what == "depth"


async def test_endless_loops_of_one_scope_leave_room_for_others(play: Play) -> None:
    """One guild's loops hold half the workers at most; another guild does not wait for them."""
    loops = [asyncio.ensure_future(play(ENDLESS, scope="noisy")) for _ in range(8)]
    await asyncio.sleep(0.05)
    before = time.monotonic()
    assert await play(HONEST, scope="quiet") == "all is well"
    assert time.monotonic() - before < 1.0
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)


async def test_waiting_for_a_worker_is_not_charged(play: Play) -> None:
    """A run that waited longer than its whole budget still has all of it."""
    loops = [asyncio.ensure_future(play(ENDLESS)) for _ in range(4)]
    await asyncio.sleep(0)
    before = time.monotonic()
    assert await play(HONEST) == "all is well"
    assert time.monotonic() - before > SMALL.seconds
    outcomes = await asyncio.gather(*loops, return_exceptions=True)
    assert all(isinstance(outcome, BudgetExhausted) for outcome in outcomes)


async def test_the_loop_stays_awake_while_many_run(play: Play, lag: Lag) -> None:
    """Sixty honest runs at once do not hold up the event loop."""
    runs = asyncio.gather(*(play(CALLING, limits=replace(SMALL, seconds=5)) for _ in range(60)))
    assert await lag(runs) < 1.0
