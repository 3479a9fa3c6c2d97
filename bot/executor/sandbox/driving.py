"""Drives one feed of a Monty session from its start to its result, answering its host calls."""

from __future__ import annotations

from typing import Any, TypeAlias

from pydantic_monty import (
    AsyncFunctionSnapshot,
    AsyncFutureSnapshot,
    AsyncMontySession,
    AsyncNameLookupSnapshot,
    AsyncSnapshot,
    CollectString,
    ExternalResult,
    MontyComplete,
)

from bot.executor.budget import Budget
from bot.executor.sandbox import HostCall
from bot.executor.sandbox.plain import NotPlain, read
from bot.executor.sandbox.prelude import ASK

_Stop: TypeAlias = AsyncFunctionSnapshot | AsyncNameLookupSnapshot | AsyncFutureSnapshot


class Drive:
    """One run: who answers its calls, and what it may spend."""

    def __init__(self, *, apis: frozenset[str], host: HostCall, budget: Budget) -> None:
        self._apis = apis
        self._host = host
        self._budget = budget
        self.answered = 0
        self.print_limit = budget.output_left

    async def run(self, session: AsyncMontySession, text: str, *, inputs: dict[str, Any]) -> str:
        """The text that is the value of the last expression.

        Raises:
            MontyError: the sandbox gave up.
            BudgetExhausted: host calls or output ran out.
        """
        printed = CollectString(max_bytes=self.print_limit)
        snapshot = await session.feed_start(text, inputs=inputs, print_callback=printed)
        while not isinstance(snapshot, MontyComplete):
            snapshot = await self._answered(snapshot)
        self._budget.count_output(len(printed.output.encode()))
        return snapshot.output

    async def _answered(self, snapshot: _Stop) -> AsyncSnapshot:
        """The next stop after answering this one."""
        self.answered += 1
        if not isinstance(snapshot, AsyncFunctionSnapshot):
            return await snapshot.resume_auto()
        if snapshot.is_os_function:
            return await snapshot.resume_not_handled()
        return await snapshot.resume(await self._reply(snapshot))

    async def _reply(self, snapshot: AsyncFunctionSnapshot) -> ExternalResult:
        """What the function gets for its call: the host's text, or an exception."""
        called = snapshot.function_name
        # The arguments of any other call are what the function chose: they are never looked at.
        if called != ASK or snapshot.args[0] not in self._apis:
            return {"exc_type": "NameError", "message": f"name {called!r} is not defined"}
        self._budget.count_host_call()
        name, text = snapshot.args
        try:
            argument = read(text, max_bytes=self._budget.limits.output)
        except NotPlain as error:
            return {
                "exc_type": "ValueError",
                "message": f"what {name!r} was given is not plain JSON: {error}",
            }
        self._budget.count_output(len(text.encode()))
        return {"return_value": await self._host(name, argument)}
