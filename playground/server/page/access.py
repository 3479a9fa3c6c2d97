"""Who may use the page: whoever has the printed address, and no other site."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

COOKIE = "playground"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DAYS_30 = 30 * 24 * 3600


class Access:
    """A key made for this run of the server, and the cookie it is exchanged for."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(18)
        self._cookie = secrets.token_urlsafe(32)

    def let_in(self, request: web.Request) -> web.Response | None:
        """The redirect that sets the cookie, if the address has the right key."""
        key = request.query.get("key", "")
        if not _same(key, self.key) or not own_host(request):
            return None
        answer = web.Response(status=303, headers={**HEADERS, "Location": "/"})
        answer.set_cookie(
            cookie_name(request), self._cookie,
            httponly=True, samesite="Strict", path="/", max_age=DAYS_30,
        )  # fmt: skip
        return answer

    def is_in(self, request: web.Request) -> bool:
        """Whether a request has the cookie and came by this server's own address."""
        given = request.cookies.get(cookie_name(request), "")
        return own_host(request) and _same(given, self._cookie)

    def is_own(self, request: web.Request) -> bool:
        """Whether a request comes from the page itself, and not from another site."""
        origin = request.headers.get("Origin")
        return self.is_in(request) and origin == f"http://{request.host}"


@web.middleware
async def for_programs_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Keep web pages from the bot's routes: a browser says on whose behalf it asks, a bot does not.

    The bot's token is known to everybody, and neither a form's POST nor a websocket needs the
    leave of the server that it goes to.
    """
    of_bot = request.path.startswith(("/api/", "/gateway"))
    if of_bot and ("Origin" in request.headers or not own_host(request)):
        return web.Response(status=403, text="This is for the bot, not for pages.", headers=HEADERS)
    return await handler(request)


def cookie_name(request: web.Request) -> str:
    """The cookie's name: browsers share cookies between ports, servers must not."""
    port = request.host.rpartition(":")[2]
    return f"{COOKIE}-{port}" if port.isdigit() else COOKIE


def own_host(request: web.Request) -> bool:
    """Whether the address names this machine: a name that merely leads here is refused."""
    name = request.host.rpartition(":")[0] or request.host
    return name in ("127.0.0.1", "localhost")


def _same(given: str, kept: str) -> bool:
    return secrets.compare_digest(given.encode(), kept.encode())
