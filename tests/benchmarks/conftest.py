"""One sandbox for all the tools that are tried."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest_asyncio

from bot.executor.budget import Limits
from bot.executor.sandbox.monty import MontySandbox

LIMITS = Limits()


@pytest_asyncio.fixture(name="sandbox", scope="session", loop_scope="session")
async def _sandbox() -> AsyncGenerator[MontySandbox]:
    async with MontySandbox(width=2, depth=4, limits=LIMITS) as opened:
        yield opened
