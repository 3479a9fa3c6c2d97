"""How a request to the API is taken, checked, limited, answered and remembered."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.server.errors import ApiError
from playground.server.faults import Fault, Faults
from playground.server.forms import parts
from playground.server.interactions import Interactions
from playground.server.limits.messages import MOST_FILES
from playground.server.local import LocalDiscord, Request, Upload
from playground.server.ratelimits import Verdict
from playground.server.state import Channel, Json
from playground.server.writing import Files, Writing

LOG = logging.getLogger("playground.rest")
PREFIX = "/api/v10"
REQUEST_LIMIT = 25 * 1024 * 1024
"""Bytes of all files of one request together."""
TOKEN = re.compile(r"/[\w-]{64}(?=/|$)")
"""An interaction's token in a path: it entitles to answer, so it is not written down."""


@dataclass
class Call:
    """One request of the bot, taken apart."""

    local: LocalDiscord
    writing: Writing
    interactions: Interactions
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: Files = field(default_factory=dict[str, Upload])

    @property
    def form(self) -> Json:
        """The body, which has to be an object.

        Raises:
            ApiError: 400, it is none.
        """
        if not isinstance(self.body, dict):
            raise ApiError(400, 50035, "Invalid Form Body")
        return self.body

    @property
    def channel(self) -> Channel:
        """The channel the path names."""
        return self.local.channel(self.path["channel"])


Answer = Any
Serve = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """A route of the API; `open` ones are entitled by a token in their path instead."""

    method: str
    pattern: str
    serve: Serve
    open: bool = False


class Rest:
    """Serves the routes it is given; everything else is 501."""

    def __init__(
        self,
        local: LocalDiscord,
        writing: Writing,
        interactions: Interactions,
        faults: Faults,
        routes: list[Route],
    ) -> None:
        self._local = local
        self._writing = writing
        self._interactions = interactions
        self._faults = faults
        self._routes = routes

    def add_to(self, app: web.Application) -> None:
        """Put the routes where an application finds them."""
        for route in self._routes:
            app.router.add_route(route.method, PREFIX + route.pattern, self._served(route))
        app.router.add_route("*", "/api/{rest:.*}", self._unimplemented)

    def _served(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            path = request.path.removeprefix(PREFIX)
            fault = self._faults.take(f"{route.method} {path}")
            if fault is not None and fault.when == "before":
                return self._failed(request, fault)
            try:
                verdict = self._limited(route, request)
                answer = self._reply(*await self._answered(route, request, verdict))
            except ApiError as error:
                answer = self._reply(error.status, error.body())
                self._remember(request, error.status, str(error))
                verdict = None
            else:
                self._remember(request, answer.status)
            if verdict is not None:
                answer.headers.update(verdict.headers())
            return answer if fault is None else self._failed(request, fault)

        return serve

    async def _answered(
        self, route: Route, request: web.Request, verdict: Verdict | None
    ) -> tuple[int, Any]:
        if verdict is not None and not verdict.passes:
            return 429, {
                "message": "You are being rate limited.",
                "retry_after": round(verdict.wait, 3),
                "global": verdict.overall,
                "code": 0,
            }
        if not route.open and request.headers.get("Authorization") != f"Bot {self._local.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        body, files = await _body(request)
        path, query = dict(request.match_info), dict(request.query)
        call = Call(self._local, self._writing, self._interactions, path, query, body, files)
        answer = route.serve(call)
        return (204, None) if answer is None else (200, answer)

    def _limited(self, route: Route, request: web.Request) -> Verdict | None:
        rates = self._local.rates
        if route.pattern.startswith("/interactions"):
            return None
        if route.pattern.startswith("/webhooks"):
            return rates.take("webhook", request.match_info["token"])
        overall = rates.take_overall()
        if not overall.passes:
            return overall
        about = request.match_info.get("channel") or request.match_info.get("guild") or ""
        if route.method == "PATCH" and "message" in request.match_info:
            self._old_edit(about, request.match_info["message"])
        return rates.take(f"{route.method} {route.pattern}", about)

    def _old_edit(self, channel_id: str, message_id: str) -> None:
        age = self._local.clock.now() - _created(message_id)
        if age < 3600:
            return
        verdict = self._local.rates.take("old", channel_id)
        if verdict is not None and not verdict.passes:
            text = "Maximum number of edits to messages older than 1 hour reached."
            raise ApiError(429, 30046, text)

    async def _unimplemented(self, request: web.Request) -> web.Response:
        line = f"{request.method} {request.path.removeprefix(PREFIX)}"
        self._local.unimplemented.append(line)
        LOG.warning("%s is not a route of the playground", line)
        self._remember(request, 501)
        return self._reply(501, {"message": f"{line} is not implemented", "code": 0})

    def _failed(self, request: web.Request, fault: Fault) -> web.Response:
        self._remember(request, fault.status, f"made to fail {fault.when}")
        return self._reply(fault.status, {"message": "made to fail", "code": 0})

    def _remember(self, request: web.Request, status: int, note: str = "") -> None:
        path = TOKEN.sub("/…", request.path.removeprefix(PREFIX))
        self._local.requests.append(Request(request.method, path, status, note))
        if status >= 400:
            LOG.info("%s %s answered with %d %s", request.method, path, status, note)

    def _reply(self, status: int, body: Any) -> web.Response:
        if status == 204:
            return web.Response(status=204)
        # discord.py compares the type literally: it must have no charset.
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        if status == 429:
            headers |= {"Via": "1.1 playground", "Retry-After": "1"}
            if "retry_after" not in body:
                data = json.dumps(body | {"retry_after": 1.0, "global": False}).encode()
        return web.Response(status=status, body=data, headers=headers)


def _created(snowflake: str) -> float:
    """The seconds since 1970 at which an id was made."""
    return ((int(snowflake) >> 22) + 1_420_070_400_000) / 1000 if snowflake.isdigit() else 0.0


async def _body(request: web.Request) -> tuple[Any, Files]:
    if request.content_type == "application/json":
        return _json(await request.text()), {}
    if request.content_type != "multipart/form-data":
        return None, {}
    body: Any = {}
    files: Files = {}
    try:
        async for name, upload in parts(request):
            if name == "payload_json":
                body = _json(upload.content.decode())
            elif name.startswith("files["):
                files[name[6:-1]] = upload
    except ValueError as error:
        raise ApiError(400, 50035, f"Invalid Form Body: {error}") from None
    if len(files) > MOST_FILES:
        raise ApiError(400, 50035, f"Invalid Form Body: at most {MOST_FILES} files")
    if sum(len(one.content) for one in files.values()) > REQUEST_LIMIT:
        raise ApiError(413, 40005, "Request entity too large")
    return body, files


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
