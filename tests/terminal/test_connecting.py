"""Connecting to Discord where the way there is broken: a sentence and a status, no traceback."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.app import App, open_app
from bot.engine.clock import SystemClock
from bot.settings import Settings
from bot.terminal import bot as terminal_bot

ME = {"id": "1", "username": "Orb", "discriminator": "0", "avatar": None, "flags": 0, "name": "Orb",
      "icon": None, "description": "", "owner": None, "team": None, "bot_public": True,
      "bot_require_code_grant": False, "verify_key": "k", "summary": ""}  # fmt: skip


async def knows(_: web.Request) -> web.Response:
    """Discord's answer to a token that it knows."""
    me = {**ME, "owner": {"id": "2", "username": "o", "discriminator": "0", "avatar": None}}
    reply = web.json_response(me)
    reply.headers["content-type"] = "application/json"
    return reply


async def breaks(request: web.Request) -> web.Response:
    """A connection that is gone before it is answered."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def has_none(_: web.Request) -> web.Response:
    """Nothing is there."""
    return web.Response(status=404)


@pytest.fixture
async def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[App]:
    """A game, in a process whose signals and whose Discord are left alone."""
    monkeypatch.setattr(terminal_bot, "_on_signal", lambda stop: None)
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    async with open_app(settings, tmp_path, clock=SystemClock(), keeps=False) as opened:
        yield opened


async def test_a_way_to_discord_that_is_broken_is_told(
    app: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The connection breaks at the first request, or at the gateway's address; or there is none."""
    for me, gateway, sentence in (
        (breaks, breaks, "Discord could not be reached (ServerDisconnectedError)."),
        (knows, breaks, "Discord could not be reached (ServerDisconnectedError)."),
        (knows, has_none, "Discord refuses the connection: The gateway to connect to discord"),
    ):
        discord_itself: Any = web.Application()
        for path in ("users/@me", "oauth2/applications/@me"):
            discord_itself.router.add_get(f"/api/v10/{path}", me)
        discord_itself.router.add_get("/api/v10/gateway/bot", gateway)
        async with TestServer(discord_itself) as server:
            settings = Settings(_env_file=None).model_copy(  # type: ignore[call-arg]
                update={
                    "discord_token": SecretStr("MTIz.abc.def"),
                    "discord_api": str(server.make_url("/api")),
                }
            )
            assert await terminal_bot.connect(app, settings, tmp_path) == 1
        assert sentence in capsys.readouterr().err
