"""What may be spent a day, what was, and what of it is left."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from bot.executor.errors import ExecutorError

DAY = 86_400
"""A day of UTC in seconds: budgets begin anew at midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """So many requests and tokens."""

    requests: int = 0
    tokens: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(requests=self.requests + other.requests, tokens=self.tokens + other.tokens)

    def share(self, part: float) -> Sum:
        """A part of it, at least 1 of what there is at all."""
        requests, tokens = math.ceil(self.requests * part), math.ceil(self.tokens * part)
        return Sum(requests=requests, tokens=tokens)

    def exceeded_by(self, spent: Sum) -> bool:
        """Whether this, as a limit, is too little for what is spent; 0 is no limit."""
        return 0 < self.requests < spent.requests or 0 < self.tokens < spent.tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowances:
    """What all together, each guild and each member may spend a day; 0 is no limit."""

    everyone: Sum = Sum()
    guild: Sum = Sum()
    member: Sum = Sum()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A request that may be made, and that is counted from now on."""

    id: int
    row: dict[str, object] = field(default_factory=dict[str, object])


class OverBudget(ExecutorError):
    """A day's budget does not allow another request; `resumes_at` is when the next day begins.

    `whose` is "everyone", "guild" or "member".
    """

    def __init__(self, whose: str, resumes_at: float) -> None:
        super().__init__(f"Today's budget ({whose}) is spent.")
        self.whose = whose
        self.resumes_at = resumes_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What a guild has spent today, requests under way included, the most expensive first.

    `everyone` is what all guilds have spent; `rungs` is the guild's own by the models' places on
    the ladder. A member without a name is what was written on nobody's wish.
    """

    allowances: Allowances
    resumes_at: float
    guild: Sum
    everyone: Sum
    members: tuple[tuple[str, Sum], ...] = ()
    functions: tuple[tuple[str, Sum], ...] = ()
    rungs: tuple[tuple[str, Sum], ...] = ()
