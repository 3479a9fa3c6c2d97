"""Where generated functions run: a protocol, and its one implementation in `monty`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.executor.budget import Budget
from bot.values import Json, JsonObject

HostCall: TypeAlias = Callable[[str, Json], Awaitable[str]]
"""Answers one call of a host API: its name and its one argument in, its text out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What is run: the entry function's name, its source, the names of the host APIs it sees.

    `seed` feeds `random` and `uuid`, `now` (seconds since the epoch) is the only time it can read,
    so that the same program on the same world does the same thing. `scope` (a guild) shares the
    workers with the others fairly; empty, the run only waits for its turn.
    """

    name: str
    source: str
    params: JsonObject
    apis: frozenset[str]
    seed: int
    now: float
    scope: str = ""


class Sandbox(Protocol):
    """Runs a program where it can reach nothing but its host APIs."""

    async def run(self, program: Program, *, host: HostCall, budget: Budget) -> str:
        """The text the entry function returned.

        Raises:
            FunctionFailed: it raised, or returned something that is not a text.
            BudgetExhausted: time, memory, host calls, output or nesting ran out.
            SandboxUnavailable: no worker could be had.

        Whatever `host` raises ends the run at once, uncatchable by the function, and comes out.
        """
        ...

    async def check(self, name: str, source: str) -> list[str]:
        """Diagnostics of the sandbox's own type checker, a line each; empty where it finds none.

        Raises:
            FunctionFailed: the source cannot be read, and so never run.
            SandboxUnavailable: no worker could be had.
        """
        ...
