"""A sandbox and an apprentice for the tests here."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from apprentice_bench import writer

from bot.executor.apprentice.lexicon import Lexicon
from bot.executor.apprentice.writer import Apprentice
from bot.executor.sandbox.monty import MontySandbox


@pytest.fixture(scope="session")
def apprentice() -> Apprentice:
    """An apprentice without recordings, the same for all tests."""
    return writer()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The apprentice's words."""
    return Lexicon.read()


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[MontySandbox]:
    """A real sandbox."""
    async with MontySandbox(width=1, depth=1) as one:
        yield one
