"""Runs sources in a sandbox, on small limits, with a host that says yes to everything."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bot.executor.budget import Budget, Limits
from bot.executor.sandbox import HostCall, Program
from bot.executor.sandbox.monty import MontySandbox
from bot.values import Json, dump

SMALL = Limits(seconds=0.3, memory=16 * 1024 * 1024, host_calls=20, output=16 * 1024, depth=3)


class Play:
    """Runs sources in the shared sandbox and remembers what the host was asked."""

    def __init__(self, sandbox: MontySandbox) -> None:
        self.sandbox = sandbox
        self.calls: list[tuple[str, Json]] = []

    async def __call__(
        self, source: str, *, limits: Limits = SMALL, host: HostCall | None = None, **changes: Any
    ) -> str:
        """What `play(params)`, or the named entry, of the source returned."""
        program = replace(
            Program(
                name="play",
                source=source,
                params={"object_id": "lamp", "artifact_properties": {"colour": "red"}},
                apis=frozenset({"host_get", "host_set", "host_log"}),
                seed=7,
                now=1_700_000_000.0,
            ),
            **changes,
        )
        budget = Budget(limits, timer=time.monotonic)
        return await self.sandbox.run(program, host=host or self.answer, budget=budget)

    async def answer(self, name: str, argument: Json) -> str:
        """The host's side: every call succeeds and says what it was given."""
        self.calls.append((name, argument))
        return dump({"success": True, "message": "done", "given": argument, "details": {"n": 1}})
