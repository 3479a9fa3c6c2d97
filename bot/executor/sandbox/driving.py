"""Drives one feed of a Monty session from its start to its result, answering its host calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_monty import (
    AsyncFunctionSnapshot,
    AsyncMontySession,
    AsyncNameLookupSnapshot,
    AsyncSnapshot,
    CollectString,
    ExternalExceptionData,
    ExternalResult,
    MontyComplete,
    MontyError,
)

from bot.executor.budget import Budget
from bot.executor.sandbox import HostCall
from bot.executor.sandbox.plain import NotPlain, reduce
from bot.values import JsonObject, canonical


class Drive:
    """One run: what its function may call, who answers, and what it may spend."""

    def __init__(self, *, apis: frozenset[str], host: HostCall, budget: Budget) -> None:
        self._apis = apis
        self._host = host
        self._budget = budget
        self.answered = 0
        self.print_limit = budget.output_left

    async def run(
        self, session: AsyncMontySession, text: str, *, inputs: Mapping[str, Any]
    ) -> tuple[str, object]:
        """The pair that is the value of the text's last expression.

        Raises:
            MontyError: the sandbox gave up.
            NotPlain: the value cannot leave the sandbox.
            BudgetExhausted: host calls or output ran out.
        """
        printed = CollectString(max_bytes=self.print_limit)
        snapshot = await session.feed_start(text, inputs=dict(inputs), print_callback=printed)
        while not isinstance(snapshot, MontyComplete):
            snapshot = await self._answered(snapshot)
        self._budget.count_output(len(printed.output.encode()))
        return _taken_out(lambda: snapshot.output)

    async def _answered(self, snapshot: AsyncSnapshot) -> AsyncSnapshot:
        """The next stop after answering this one."""
        self.answered += 1
        if isinstance(snapshot, AsyncFunctionSnapshot):
            if snapshot.is_os_function or snapshot.object_id is not None:
                return await snapshot.resume_not_handled()
            return await snapshot.resume(await self._reply(snapshot))
        if isinstance(snapshot, AsyncNameLookupSnapshot):
            return await snapshot.resume()
        assert not isinstance(snapshot, MontyComplete)  # noqa: S101 - the loop has ended then
        return await snapshot.resume_auto()

    async def _reply(self, snapshot: AsyncFunctionSnapshot) -> ExternalResult:
        """What the function gets for its call: the host's text, or an exception."""
        name = snapshot.function_name
        if name not in self._apis:
            return _raised("NameError", f"name {name!r} is not defined")
        self._budget.count_host_call()
        try:
            argument = self._argument(snapshot)
        except NotPlain as error:
            return _raised("ValueError", f"what {name!r} was given is not plain JSON: {error}")
        if argument is None:
            return _raised(
                "TypeError", f"call it with one dict: external_apis[{name!r}]({{'key': value}})"
            )
        self._budget.count_output(len(canonical(argument)))
        return {"return_value": await self._host(name, argument)}

    def _argument(self, snapshot: AsyncFunctionSnapshot) -> JsonObject | None:
        """The one dict of a call; None where it was called in another way."""
        args, kwargs = _taken_out(lambda: (snapshot.args, snapshot.kwargs))
        if kwargs or len(args) != 1:
            return None
        argument = reduce(args[0], max_bytes=self._budget.limits.output)
        return argument if isinstance(argument, dict) else None


def _taken_out(take: Callable[[], Any]) -> Any:
    """What `take` brings out of the sandbox; raises `NotPlain` where it cannot cross over."""
    try:
        return take()
    except (MontyError, ValueError, OverflowError, RecursionError) as error:
        raise NotPlain(f"it cannot leave the sandbox ({error})"[:300]) from None


def _raised(kind: Any, message: str) -> ExternalExceptionData:
    return {"exc_type": kind, "message": message}
