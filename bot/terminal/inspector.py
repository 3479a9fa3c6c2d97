"""A window behind the chat: read-only JSON on 127.0.0.1, under an address nobody can guess."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from types import TracebackType

from aiohttp import web

from bot.database import DatabaseError
from bot.engine.errors import GameError, NotFound
from bot.terminal.inspecting import Inspection
from bot.values import JsonObject

HOST = "127.0.0.1"
NOT_YET = "Nothing is to be seen behind the chat yet."

log = logging.getLogger(__name__)

Look = Callable[[Inspection, web.Request], Awaitable[JsonObject]]


class Inspector:
    """Serves an inspection while its block lasts; `url` is where."""

    def __init__(self) -> None:
        self._key = secrets.token_urlsafe(18)
        self._inspection: Inspection | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Inspector:
        app = web.Application()
        for path, look in LOOKS.items():
            app.router.add_get(f"/{self._key}/{path}", self._answering(look))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}/{self._key}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def show(self, inspection: Inspection) -> None:
        """Let this be seen from now on."""
        self._inspection = inspection

    def _answering(self, look: Look) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            if self._inspection is None:
                return _json(404, {"error": NOT_YET})
            try:
                return _json(200, await look(self._inspection, request))
            except NotFound as error:
                return _json(404, {"error": str(error)})
            except (GameError, DatabaseError) as error:
                log.warning("The inspector could not look: %s", error)
                return _json(503, {"error": str(error)})

        return answer


def _channel(request: web.Request) -> str:
    return request.query.get("channel_id", "")


def _after(request: web.Request) -> int:
    given = request.query.get("after", "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0


def _json(status: int, body: JsonObject) -> web.Response:
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json")


LOOKS: dict[str, Look] = {
    "world": lambda behind, request: behind.world(_channel(request)),
    "journal": lambda behind, request: behind.journal(_channel(request), _after(request)),
    "functions": lambda behind, request: behind.functions(_channel(request)),
    "functions/{name}": lambda behind, request: behind.function(
        _channel(request), request.match_info["name"]
    ),
    "model": lambda behind, request: behind.model(_channel(request), _after(request)),
}
"""What can be looked at."""
