"""Running the world's functions inside a turn, each with the rights it may have there."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from bot.database import DatabaseError
from bot.engine.errors import FunctionTrouble, RunFailed, StoreFailed, Unavailable
from bot.engine.faults import Fault
from bot.engine.host_apis import HostApis
from bot.engine.labels import LabelBroken
from bot.engine.turn import Rights, Savepoint, Turn
from bot.executor.errors import (
    BudgetExhausted,
    ExecutorError,
    FunctionFailed,
    ModelUnavailable,
    RunError,
    SandboxUnavailable,
    UnknownFunction,
)
from bot.executor.executor import Executor
from bot.executor.specification import Author, DynamicFunction, Finding
from bot.sentence import spoken
from bot.values import JsonObject

FAILED = "failed"
"""The rule of a fault that ends one run; any other ends the whole turn."""


@contextmanager
def explained() -> Generator[None]:
    """Turns what the executor and its library raise into what the game answers."""
    try:
        yield
    except BudgetExhausted as error:
        detail = error.traceback or str(error)
        raise FunctionTrouble("It was too much: {reason}.", reason=error, detail=detail) from error
    except (SandboxUnavailable, ModelUnavailable) as error:
        raise Unavailable(spoken(error)) from error
    except ExecutorError as error:
        raise FunctionTrouble(spoken(error), detail=str(error)) from error
    except DatabaseError as error:
        raise StoreFailed(
            "The world's functions cannot be reached at the moment, so nothing has changed."
        ) from error


class TurnRunner:
    """Runs functions by name within one turn; nested runs share its budget and randomness.

    A `draft` is known by its name too, before it is kept.
    """

    def __init__(
        self, executor: Executor, turn: Turn, *, draft: DynamicFunction | None = None
    ) -> None:
        self._executor = executor
        self._turn = turn
        self._draft = draft

    async def run(
        self, function_name: str, params: JsonObject, rights: Rights | None = None
    ) -> str:
        """The text a function of this world returned; `rights` are its caller's, if it has one.

        A function that fails leaves nothing behind; raises `RunFailed` for it, or when there
        is none of that name. A spent budget ends the whole turn and comes out as it is.
        """
        try:
            function = await self._find(function_name)
        except UnknownFunction as error:
            raise RunFailed(
                "There is no function {function_name!r} in this world.", function_name=function_name
            ) from error
        return await self.run_function(function, params, rights)

    async def rights_of(self, name: str, soul_id: str | None) -> Rights | None:
        """The rights of a tool in a soul's hands; None where it is gone or set aside."""
        try:
            function = await self._find(name)
        except UnknownFunction:
            return None
        return Rights(function.author, soul_id, function.label, name)

    async def knows(self, name: str) -> bool:
        """Whether this world has a function of that name."""
        return name in await self._executor.names(self._turn.world.id)

    async def run_function(
        self, function: DynamicFunction, params: JsonObject, caller: Rights | None = None
    ) -> str:
        """Run a function that need not be kept yet; as `run`."""
        turn = self._turn
        own = Rights(function.author, turn.soul_id, function.label, function.name)
        apis = HostApis(turn, own.under(caller), self)
        turn.functions[function.name] = function.version
        point = turn.savepoint()
        try:
            return await self._executor.run(
                function,
                params,
                host=apis,
                budget=turn.budget,
                seed=turn.random.getrandbits(48),
                now=turn.now,
            )
        except (BudgetExhausted, LabelBroken) as error:
            is_noted = any(one.finding.rule != FAILED for one in turn.faults)
            if not is_noted and await self._is_own_fault(function, caller):
                self._note(function, params, own, point, error)
            raise
        except FunctionFailed as error:
            turn.restore(point)
            if await self._is_own_fault(function, caller):
                self._note(function, params, own, point, error)
            raise RunFailed(
                "{function} failed: {reason}",
                function=function.name,
                reason=error,
                detail=error.traceback,
            ) from error

    async def _find(self, name: str) -> DynamicFunction:
        if self._draft is not None and self._draft.name == name:
            return self._draft
        return await self._executor.find(self._turn.world.id, name)

    async def _is_own_fault(self, function: DynamicFunction, caller: Rights | None) -> bool:
        """Whether a failure is that of the function, and not of a player's tool that called it.

        What a tool gives to the functions of others is its own doing: nobody is to have them
        written anew by it.
        """
        if caller is None or caller.is_world:
            return True
        try:
            tool = await self._find(caller.function_name or "")
        except UnknownFunction:
            return False
        return function.author is Author.PLAYER and function.maker == tool.maker

    def _note(
        self,
        function: DynamicFunction,
        params: JsonObject,
        rights: Rights,
        point: Savepoint,
        error: RunError | LabelBroken,
    ) -> None:
        """Note the fault in the turn, with the world as the run found it."""
        if isinstance(error, LabelBroken):
            said = f"{error.detail}; it may only do what it was seen to do when it was accepted"
            finding, traceback = Finding(rule="label", message=said), ""
        else:
            rule = error.what if isinstance(error, BudgetExhausted) else FAILED
            finding = Finding(rule=rule, message=str(error), line=error.line)
            traceback = error.traceback
        fault = Fault(
            function=function,
            params=params,
            soul_id=rights.soul_id,
            world=point.world.draft(),
            at=self._turn.now,
            finding=finding,
            traceback=traceback,
        )
        self._turn.faults.append(fault)
