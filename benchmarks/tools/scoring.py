"""What the results come to: rates with the intervals they may be trusted within."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One wish made once: what it came to and what it cost.

    `failed` is the check that failed, None where the tool passed; `attempts` counts the model's
    answers, `tokens` are all of them in and out, `seconds` the time spent waiting for the model.
    """

    task: str
    kind: str
    wording: int
    failed: str | None
    why: str = ""
    attempts: int = 1
    tokens: int = 0
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the tool passed every check, at whatever attempt."""
        return self.failed is None

    @property
    def passed_at_once(self) -> bool:
        """Whether it did so with the model's first answer."""
        return self.passed and self.attempts <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many of so many, and the 95 % interval of the rate behind it (Wilson)."""

    passed: int
    of: int

    @classmethod
    def count(cls, outcomes: Iterable[bool]) -> Rate:
        """The rate of what is true."""
        listed = list(outcomes)
        return cls(passed=sum(listed), of=len(listed))

    @property
    def share(self) -> float:
        """The rate itself, 0 where nothing was counted."""
        return self.passed / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and the upper end; from 0 to 1 where nothing was counted."""
        if not self.of:
            return 0.0, 1.0
        square = _Z * _Z
        middle = (self.share + square / (2 * self.of)) / (1 + square / self.of)
        spread = sqrt(self.share * (1 - self.share) / self.of + square / (4 * self.of**2))
        half = _Z * spread / (1 + square / self.of)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """As "12 of 30 (40 %, 25 to 58)"."""
        low, high = self.interval
        return f"{self.passed} of {self.of} ({self.share:.0%}, {low * 100:.0f} to {high * 100:.0f})"
