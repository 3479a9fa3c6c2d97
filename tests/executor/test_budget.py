"""One budget for a use: what it counts, and what it does not charge for."""

from __future__ import annotations

import pytest

from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted


class Clock:
    """A time that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time now."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at 100 s."""
    return Clock()


@pytest.fixture
def budget(clock: Clock) -> Budget:
    """A budget of 2 s, two host calls, ten bytes, two deep."""
    return Budget(Limits(seconds=2, host_calls=2, output=10, depth=2), timer=clock)


def test_time_runs_out(budget: Budget, clock: Clock) -> None:
    """What remains shrinks with the clock, then there is none."""
    clock.now += 1.5
    assert budget.seconds_left == 0.5
    clock.now += 0.5
    assert budget.remaining == 0
    with pytest.raises(BudgetExhausted, match="it ran longer than 2 s") as raised:
        _ = budget.seconds_left
    assert raised.value.what == "time"


def test_waiting_is_not_charged(budget: Budget, clock: Clock) -> None:
    """Time stands still while a run waits for its turn, also for whoever looks meanwhile."""
    clock.now += 1
    with budget.waiting():
        clock.now += 30
        assert budget.seconds_left == 1
        with budget.waiting():
            clock.now += 30
    assert budget.seconds_left == 1
    clock.now += 0.25
    assert budget.seconds_left == 0.75


def test_host_calls_run_out(budget: Budget) -> None:
    """The call past the last is one too many."""
    budget.count_host_call()
    assert (budget.host_calls, budget.host_calls_left) == (1, 1)
    budget.count_host_call()
    with pytest.raises(BudgetExhausted, match="more than 2 host calls") as raised:
        budget.count_host_call()
    assert raised.value.what == "host-calls"
    assert budget.host_calls_left == 0


def test_output_runs_out(budget: Budget) -> None:
    """Bytes add up."""
    budget.count_output(7)
    assert budget.output_left == 3
    budget.count_output(3)
    with pytest.raises(BudgetExhausted, match="more than 10 bytes") as raised:
        budget.count_output(1)
    assert raised.value.what == "output"
    assert budget.output_left == 0


def test_nesting_has_an_end(budget: Budget) -> None:
    """As many runs within runs as allowed, and again after coming back."""
    budget.enter()
    budget.enter()
    with pytest.raises(BudgetExhausted, match="more than 2 deep") as raised:
        budget.enter()
    assert raised.value.what == "depth"
    budget.leave()
    budget.enter()
    assert budget.depth == 2
