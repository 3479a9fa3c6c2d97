"""Who may hold a worker: so many runs at each depth, and only a share of them from one scope."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class Gates:
    """A semaphore for each depth, and one for each scope that has outermost runs under way.

    A nested run waits only for runs of its own depth, which never wait for shallower ones: however
    busy, runs cannot lock each other out. A scope's outermost runs may hold at most half the
    workers of their depth (at least one), so that endless loops of one guild delay that guild.
    """

    def __init__(self, *, width: int, depth: int) -> None:
        self._depths = [asyncio.Semaphore(width) for _ in range(depth)]
        self._share = max(1, width // 2)
        self._scopes: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @asynccontextmanager
    async def pass_through(self, depth: int, scope: str) -> AsyncGenerator[None]:
        """Hold a place at `depth` (1 is the outermost); waits until there is one."""
        if depth > 1 or not scope:
            async with self._depths[depth - 1]:
                yield
            return
        async with self._of_scope(scope), self._depths[0]:
            yield

    @asynccontextmanager
    async def _of_scope(self, scope: str) -> AsyncGenerator[None]:
        gate, users = self._scopes.get(scope, (asyncio.Semaphore(self._share), 0))
        self._scopes[scope] = (gate, users + 1)
        try:
            async with gate:
                yield
        finally:
            gate, users = self._scopes.pop(scope)
            if users > 1:
                self._scopes[scope] = (gate, users - 1)
