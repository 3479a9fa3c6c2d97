"""A playground with two members, and a small bot on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playground_bot import Small
from playground_hall import Hall, connected, furnish
from playground_raw import Raw
from playground_tab import Browser

from playground.driver import Playground


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    """A furnished playground without a bot."""
    async with Playground() as ground:
        yield furnish(ground)


@pytest.fixture
def redirected(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The discord.py of this process speaks to the playground."""
    monkeypatch.setattr(Route, "BASE", hall.ground.api_base)
    gateway = yarl.URL(hall.ground.gateway_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)


@pytest.fixture
async def bot(hall: Hall, redirected: None) -> AsyncIterator[Small]:
    """The small bot, connected."""
    async with connected(hall.ground) as client:
        yield client


@pytest.fixture
async def raw(hall: Hall) -> AsyncIterator[Raw]:
    """A bot by hand; the playground has one command, `play`."""
    hall.ground.server.local.state.commands["global"] = [
        {"id": "1", "type": 1, "name": "play", "description": "Play", "options": []}
    ]
    async with aiohttp.ClientSession() as http:
        yield Raw(hall, http)


@pytest.fixture
async def browser(hall: Hall) -> AsyncIterator[Browser]:
    """A browser in which the printed address was opened."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        browser = Browser(hall, http)
        await browser.enter()
        yield browser
