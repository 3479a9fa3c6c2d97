"""One budget for everything a use sets in motion: the function, its checkers, its handlers."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.executor.errors import BudgetExhausted


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one use may spend in all. Seconds of wall time, bytes, counts."""

    seconds: float = 2.0
    memory: int = 64 * 1024 * 1024
    host_calls: int = 200
    output: int = 64 * 1024
    depth: int = 8
    source: int = 32 * 1024


class Budget:
    """What is left of the limits of one use; shared by every nested run."""

    def __init__(self, limits: Limits, *, timer: Callable[[], float]) -> None:
        self.limits = limits
        self._timer = timer
        self._deadline = timer() + limits.seconds
        self._waiting_since: float | None = None
        self._host_calls = 0
        self._output = 0
        self.depth = 0

    @property
    def remaining(self) -> float:
        """Wall time until the deadline; zero or less past it. Stands still while `waiting`."""
        now = self._timer() if self._waiting_since is None else self._waiting_since
        return self._deadline - now

    @property
    def seconds_left(self) -> float:
        """Wall time until the deadline; raises `BudgetExhausted` past it."""
        left = self.remaining
        if left <= 0:
            raise self.overtime()
        return left

    @contextmanager
    def waiting(self) -> Generator[None]:
        """Charge nothing for the time inside: the run waits for a worker, it does not run."""
        if self._waiting_since is not None:
            yield
            return
        self._waiting_since = self._timer()
        try:
            yield
        finally:
            self._deadline += self._timer() - self._waiting_since
            self._waiting_since = None

    @property
    def host_calls(self) -> int:
        """How many host calls were made so far."""
        return self._host_calls

    @property
    def host_calls_left(self) -> int:
        """How many host calls may still be made."""
        return max(0, self.limits.host_calls - self._host_calls)

    @property
    def output_left(self) -> int:
        """How many bytes may still be put out."""
        return max(0, self.limits.output - self._output)

    def count_host_call(self) -> None:
        """Take one host call; raises `BudgetExhausted` when there is none left."""
        self._host_calls += 1
        if self._host_calls > self.limits.host_calls:
            raise self._spent(
                "host-calls", f"it made more than {self.limits.host_calls} host calls"
            )

    def count_output(self, size: int) -> None:
        """Take `size` bytes of output; raises `BudgetExhausted` when that is too much."""
        self._output += size
        if self._output > self.limits.output:
            raise self._spent("output", f"it put out more than {self.limits.output} bytes")

    def enter(self) -> None:
        """Go one run deeper; raises `BudgetExhausted` at the limit."""
        if self.depth >= self.limits.depth:
            raise self._spent(
                "depth", f"functions called functions more than {self.limits.depth} deep"
            )
        self.depth += 1

    def leave(self) -> None:
        """Come back from a run."""
        self.depth -= 1

    def overtime(self) -> BudgetExhausted:
        """What a run past its deadline ends with."""
        return self._spent("time", f"it ran longer than {self.limits.seconds:g} s")

    @staticmethod
    def _spent(what: str, message: str) -> BudgetExhausted:
        return BudgetExhausted(message, what=what)
