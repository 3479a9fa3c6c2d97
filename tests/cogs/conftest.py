"""A house with the bot in it, furnished anew for each test."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio
from hall_play import Hall, House, opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[House]:
    """The bot on a playground, the same for all tests of a module."""
    async with opened(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def hall(house: House) -> Hall:
    """A server of its own."""
    return house.hall()


@pytest_asyncio.fixture(loop_scope="module")
async def settled(hall: Hall) -> Hall:
    """A server whose first channel holds the vault's world."""
    await hall.create(theme="vault")
    return hall
