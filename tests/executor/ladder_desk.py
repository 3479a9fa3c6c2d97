"""What a ladder needs in its tests: models that say what they are told to, a clock, a ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from writing_desk import ASKED, SOUND

from bot.database import Database
from bot.executor.completions import Answer
from bot.executor.ladder import Ladder
from bot.executor.ledger import Ledger
from bot.executor.ledger_sums import DAY, Allowances, Spending, Sum
from bot.executor.specification import Account, Specification

NOON = 20_000 * DAY + DAY / 2


ADA = Account(guild="g1", member="ada")


HELLO: list[dict[str, Any]] = [{"role": "user", "content": "Hello"}]


def on_account(account: Account | None = ADA, **changes: Any) -> Specification:
    """A function to be written on somebody's account."""
    return replace(ASKED, account=account, **changes)


class Clock:
    """A time that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        """The time."""
        return self.now


class Muse:
    """A model that says the same thing every time, or fails with the next of its failures."""

    def __init__(self, text: str = SOUND, *failures: BaseException) -> None:
        self.text = text
        self.failures = list(failures)
        self.asked = 0
        self._questions: asyncio.Queue[int] = asyncio.Queue()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def was_asked(self, times: int) -> None:
        """Wait until it was asked so often."""
        while await self._questions.get() < times:
            pass

    async def complete(
        self, messages: Sequence[Any], *, temperature: float, tools: Sequence[Any] | None = None
    ) -> Answer:
        """The answer, once it may be given."""
        self.asked += 1
        self._questions.put_nowait(self.asked)
        await self.may_answer.wait()
        if self.failures:
            raise self.failures.pop(0)
        return Answer(text=self.text, model="muse", prompt_tokens=60, completion_tokens=40)


def ledger_of(db: Database, clock: Clock, holder: str = "here:1:a", **limits: Sum) -> Ledger:
    """A ledger with these budgets."""
    return Ledger(db, Allowances(**limits), holder=holder, clock=clock)


Climb = Callable[..., Ladder]


async def asked(ladder: Ladder, account: Account | None = ADA, **changes: Any) -> Answer:
    """What the ladder answers somebody."""
    model = ladder.model_for(on_account(account, **changes))
    return await model.complete(HELLO, temperature=0.2)


async def spent(ladder: Ladder, guild: str = "g1") -> Spending:
    """What a guild has spent."""
    return await ladder.ledger.spending(guild)
