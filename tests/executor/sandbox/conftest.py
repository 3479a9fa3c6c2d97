"""One sandbox for all tests of it, with limits small enough to be met quickly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable

import pytest
import pytest_asyncio
from sandbox_play import SMALL, Play

from bot.executor.sandbox.monty import MontySandbox


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncGenerator[MontySandbox]:
    """The one sandbox."""
    async with MontySandbox(width=2, depth=3, limits=SMALL, patience=5.0) as one:
        yield one


@pytest.fixture
def play(sandbox: MontySandbox) -> Play:
    """A way to run a source in the shared sandbox."""
    return Play(sandbox)


@pytest.fixture
def lag() -> Callable[[Awaitable[object]], Awaitable[float]]:
    """Awaits something and tells the longest time, in seconds, the event loop was away for."""

    async def measured(awaited: Awaitable[object]) -> float:
        worst = 0.0
        task = asyncio.ensure_future(awaited)
        while not task.done():
            before = time.monotonic()
            await asyncio.sleep(0.01)
            worst = max(worst, time.monotonic() - before - 0.01)
        await task
        return worst

    return measured
