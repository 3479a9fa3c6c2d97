"""Runs generated functions in Monty: a Python of its own, in worker processes of its own."""

from __future__ import annotations

import asyncio
import keyword
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted, FunctionFailed, SandboxUnavailable
from bot.executor.sandbox import HostCall, Program
from bot.executor.sandbox.bridge import Bridge, Bridged, Unreadable
from bot.executor.sandbox.gates import Gates
from bot.executor.sandbox.plain import NotPlain, read
from bot.executor.sandbox.prelude import ASK
from bot.sentence import Sentence
from bot.values import dump

if TYPE_CHECKING:
    from pydantic_monty import AsyncMonty, AsyncMontySession, OSPolicy, ResourceLimits

_GRACE = 0.25
"""Seconds past its limit after which a worker that does not stop by itself is killed."""

_HOST_GRACE = 0.4
"""Seconds past its budget after which a run is cut off from outside, host call and all; longer than
`_GRACE`, so that a worker is given the time to say where it was."""

_REMEMBERED = 256
"""So many sources' checks are remembered."""

_RECURSION = 200
_LOOKUPS = 200
"""Stops a function may cause besides its host calls: unknown names, refused system calls."""

_LAST_WAKE_UP = 0.05
"""Seconds for the pool's own threads to let go of the event loop before it may be closed: one
that still wakes the loop while the interpreter ends would abort the process."""

_CALL = "f'{{_orb_result({name}(params))}}'\n"


class MontySandbox:
    """Owns one pool of Monty workers; an async context manager.

    `width` runs may be under way at each of `depth` depths of nesting; workers are started when
    first needed and used again. A run waits at most `patience` seconds for a worker, which its
    budget is not charged for.
    """

    def __init__(
        self,
        width: int = 4,
        depth: int = 8,
        limits: Limits | None = None,
        *,
        patience: float = 10.0,
        binary: str | None = None,
    ) -> None:
        self._width = width
        self._depth = depth
        self._limits = limits or Limits()
        self._patience = patience
        self._binary = binary
        self._gates = Gates(width=width, depth=depth)
        self._bridge = Bridge(largest=self._limits.source)
        # A check takes longer than most runs, and the same sources come again with every world.
        self._checked: OrderedDict[Bridged, tuple[str, ...]] = OrderedDict()
        self._pool: AsyncMonty | None = None

    async def __aenter__(self) -> Self:
        """Start the first worker; raises `SandboxUnavailable` where Monty is not installed."""
        try:
            from pydantic_monty import AsyncMonty

            pool = AsyncMonty(
                binary_path=self._binary,
                min_processes=1,
                max_processes=self._width * self._depth,
                checkout_timeout=self._patience,
                request_timeout=self._limits.seconds + 4 * _GRACE,
                max_checkouts_per_worker=200,
                feed_duration_limit_grace=_GRACE,
                turn_duration_limit_grace=_GRACE,
            )
            self._pool = await pool.__aenter__()
        except (ImportError, RuntimeError, OSError) as error:
            raise SandboxUnavailable(
                Sentence(
                    "Generated functions cannot run here: Monty does not start ({reason}).",
                    reason=error,
                )
            ) from error
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop every worker."""
        pool, self._pool = self._open_pool(), None
        await pool.__aexit__(kind, error, traceback)
        await asyncio.sleep(_LAST_WAKE_UP)

    async def run(self, program: Program, *, host: HostCall, budget: Budget) -> str:
        """The text the entry function returned; see `Sandbox.run`."""
        bridged = self._bridged(program.name, program.source)
        budget.enter()
        try:
            if budget.depth > self._depth:
                raise BudgetExhausted(
                    f"functions called functions more than {self._depth} deep", what="depth"
                )
            return _text(await self._result(program, bridged, host, budget), budget)
        finally:
            budget.leave()

    async def check(self, name: str, source: str) -> list[str]:
        """What Monty's type checker finds; see `Sandbox.check`."""
        from bot.executor.sandbox.checking import diagnostics

        bridged = self._bridged(name, source)
        known = self._checked.get(bridged)
        if known is not None:
            self._checked.move_to_end(bridged)
            return list(known)
        pool = self._open_pool()
        async with self._gates.pass_through(1, ""):
            try:
                found = await diagnostics(pool, bridged)
            except (RuntimeError, OSError) as error:
                raise _no_worker(error) from error
        if found is None:
            return []
        self._checked[bridged] = tuple(found)
        if len(self._checked) > _REMEMBERED:
            self._checked.popitem(last=False)
        return found

    def _bridged(self, name: str, source: str) -> Bridged:
        if not name.isidentifier() or keyword.iskeyword(name):
            raise FunctionFailed(f"{name!r} is no name a function can have")
        try:
            return self._bridge.bridged(source)
        except Unreadable as error:
            raise FunctionFailed(str(error), line=error.line, traceback=str(error)) from None

    def _open_pool(self) -> AsyncMonty:
        if self._pool is None:
            raise SandboxUnavailable(Sentence("The sandbox is not open."))
        return self._pool

    async def _result(
        self, program: Program, bridged: Bridged, host: HostCall, budget: Budget
    ) -> str:
        """What the function returned, as the border of the sandbox puts it."""
        from pydantic_monty import MontyCrashedError, MontyError

        from bot.executor.sandbox.driving import Drive
        from bot.executor.sandbox.failures import failure

        text = bridged.text + _CALL.format(name=program.name)
        inputs = {
            "params": program.params,
            "_orb_names": sorted(program.apis),
            "_orb_ask": _ask,
        }
        retried = False
        while True:
            drive = Drive(apis=program.apis, host=host, budget=budget)
            try:
                async with self._worker(program, budget) as session, _deadline(budget):
                    return await drive.run(session, text, inputs=inputs)
            except MontyError as error:
                # A worker that died while it lay idle is only noticed now; nothing has run yet.
                crashed = isinstance(error, MontyCrashedError) and not error.timed_out
                if crashed and not retried and not drive.answered:
                    retried = True
                    continue
                raise failure(
                    error,
                    bridged=bridged,
                    source=program.source,
                    budget=budget,
                    print_limit=drive.print_limit,
                ) from None

    @asynccontextmanager
    async def _worker(self, program: Program, budget: Budget) -> AsyncGenerator[AsyncMontySession]:
        """A fresh session of a worker; waiting for it is not charged to the budget."""
        pool = self._open_pool()
        limits: ResourceLimits = {
            "max_feed_duration_secs": budget.seconds_left,
            "max_memory": budget.limits.memory,
            "max_recursion_depth": _RECURSION,
            "max_suspensions": budget.host_calls_left + _LOOKUPS,
            "max_total_sleep_secs": 0.0,
        }
        policy: OSPolicy = {
            "datetime": datetime.fromtimestamp(program.now, UTC),
            "sleep": "zero",
            "random_start": {"seed": program.seed},
        }
        async with AsyncExitStack() as stack:
            with budget.waiting():
                try:
                    async with asyncio.timeout(self._patience):
                        gate = self._gates.pass_through(budget.depth, program.scope)
                        await stack.enter_async_context(gate)
                    session = await stack.enter_async_context(
                        pool.checkout(
                            script_name=f"{program.name}.py", limits=limits, os_policy=policy
                        )
                    )
                except (RuntimeError, OSError) as error:
                    raise _no_worker(error) from error
            yield session


def _no_worker(error: Exception) -> SandboxUnavailable:
    """Why there is no worker for a run or a check."""
    return SandboxUnavailable(
        Sentence("Every worker of the sandbox is busy; try again in a moment.")
        if isinstance(error, TimeoutError)
        else Sentence("The sandbox cannot start a worker ({reason}).", reason=error)
    )


def _ask() -> None:
    """What the sandbox sees in the place of the host; calling it stops the sandbox instead."""


_ask.__name__ = _ask.__qualname__ = ASK


@asynccontextmanager
async def _deadline(budget: Budget) -> AsyncGenerator[None]:
    """Cut off what is inside a little after the budget's time, host calls and all."""
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        limit = asyncio.timeout(None)

        def look() -> None:
            """The deadline moves while a nested run waits for its worker: look again then."""
            left = budget.remaining + _HOST_GRACE
            if left <= 0:
                limit.reschedule(loop.time())
                return
            pending.append(loop.call_later(max(left, 0.01), look))

        pending: list[asyncio.TimerHandle] = []
        stack.callback(lambda: [handle.cancel() for handle in pending])
        try:
            async with limit:
                look()
                yield
        except TimeoutError:
            if limit.expired():
                raise budget.overtime() from None
            raise


def _text(result: str, budget: Budget) -> str:
    """The function's text, or the JSON text of the dict or list it returned instead of one."""
    kind, _, text = result.partition(":")
    if kind == "type":
        raise FunctionFailed(
            f"it returned {'None' if text == 'NoneType' else f'a value of type {text[:80]!r}'}"
            " instead of a text"
        )
    budget.count_output(len(text.encode()))
    if kind == "text":
        return text
    try:
        return dump(read(text, max_bytes=budget.limits.output))
    except NotPlain as error:
        raise FunctionFailed(f"what it returned is not plain JSON: {error}") from None
