"""A sandbox that does not hold is not used."""

from __future__ import annotations

import pytest

from bot.executor.budget import Budget
from bot.executor.errors import BudgetExhausted, FunctionFailed, RunError, SandboxUnavailable
from bot.executor.sandbox import HostCall, Program
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.sandbox.selftest import self_test

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Sieve:
    """A sandbox with answers from a list: a text is returned, an error raised."""

    def __init__(self, *answers: str | RunError) -> None:
        self.answers = list(answers)

    async def run(self, program: Program, *, host: HostCall, budget: Budget) -> str:
        """The next answer."""
        assert program.name == "probe"
        assert budget.depth == 0
        answer = self.answers.pop(0)
        if isinstance(answer, RunError):
            raise answer
        return answer if answer != "ask" else await host("echo", {"text": "hello"})

    async def check(self, name: str, source: str) -> list[str]:
        """Nothing to say."""
        return [name, source][:0]


FAILED = FunctionFailed("no")
STOPPED = BudgetExhausted("enough", what="time")


async def test_the_real_one_passes(sandbox: MontySandbox) -> None:
    """Monty holds."""
    await self_test(sandbox)


async def test_one_that_holds_passes() -> None:
    """An honest answer, three refusals, a loop that was stopped."""
    await self_test(Sieve("ask", FAILED, FAILED, FAILED, STOPPED))


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ((FAILED,), "fails an honest function: no"),
        (("good bye",), "a wrong answer"),
        (("hello", FAILED, "root:x:0:0"), "lets a function reach out"),
        (("hello", FAILED, FAILED, FAILED, "caught"), "has its way|have its way"),
        (("hello", FAILED, FAILED, FAILED, FAILED), "stops an endless loop badly: no"),
    ],
    ids=["broken", "wrong", "leaking", "endless", "crashing"],
)
async def test_one_that_does_not_hold_is_unavailable(
    answers: tuple[str | RunError, ...], message: str
) -> None:
    """Each fault is named in a sentence."""
    with pytest.raises(SandboxUnavailable, match=message):
        await self_test(Sieve(*answers))
