"""The server: everything built, listening on 127.0.0.1, and taken down again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from playground.clock import Clock
from playground.server import routes_channels, routes_interactions, routes_lookups
from playground.server.acting import Acting
from playground.server.faults import Faults
from playground.server.gateway_socket import GatewaySocket
from playground.server.interactions import Interactions
from playground.server.keeping import Keeper
from playground.server.local import LocalDiscord
from playground.server.page.access import Access, for_programs_only
from playground.server.page.site import Site
from playground.server.rest import Rest
from playground.server.writing import Writing

HOST = "127.0.0.1"
BODY_LIMIT = 30 * 1024 * 1024
TOKEN = "playground." + "x" * 40
"""The bot's token where none is given; it opens nothing but this machine's playground."""


@dataclass(frozen=True)
class Options:
    """How a server is to be."""

    port: int = 0
    data: Path | None = None
    token: str = TOKEN
    bot_name: str = "Orb"
    inspector_url: str | None = None


class Server:
    """A Discord on 127.0.0.1, with its page."""

    def __init__(self, options: Options, clock: Clock | None = None) -> None:
        self._options = options
        self.clock = clock or Clock()
        keeper = Keeper(options.data)
        self.local = LocalDiscord(
            keeper, self.clock, token=options.token, bot_name=options.bot_name
        )
        self.writing = Writing(self.local)
        self.interactions = Interactions(self.local, self.writing)
        self.acting = Acting(self.local, self.writing, self.interactions)
        self.faults = Faults()
        self.access = Access()
        self.site = Site(self.local, self.acting, self.interactions, self.access)
        self.site.inspector_url = options.inspector_url
        self._runner: web.AppRunner | None = None

    @property
    def api_base(self) -> str:
        """What discord.py's `Route.BASE` has to be."""
        return self.local.base + "/api/v10"

    @property
    def gateway_url(self) -> str:
        """What discord.py's `DEFAULT_GATEWAY` has to be."""
        return "ws" + self.local.base.removeprefix("http") + "/gateway"

    @property
    def page_url(self) -> str:
        """The address of the page, with its key."""
        return f"{self.local.base}/?key={self.access.key}"

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: The port is taken.
        """
        app = web.Application(client_max_size=BODY_LIMIT, middlewares=[for_programs_only])
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/gateway/", self._gateway)
        routes = [
            *routes_channels.routes(), *routes_interactions.routes(), *routes_lookups.routes()
        ]  # fmt: skip
        rest = Rest(self.local, self.writing, self.interactions, self.faults, routes)
        rest.add_to(app)
        self.site.add_to(app)
        app.on_shutdown.append(self._hang_up)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await self._runner.setup()
        listening = web.TCPSite(self._runner, HOST, self._options.port)
        await listening.start()
        port = self._runner.addresses[0][1]
        self.local.base = f"http://{HOST}:{port}"

    async def stop(self) -> None:
        """Hang up, write what is to be kept, and stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
        self.clock.stop()
        await self.site.close()
        await self.local.keeper.close(self.local.state)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=64 * 1024, autoping=True)
        await socket.prepare(request)
        await GatewaySocket(self.local, socket, request).serve()
        return socket

    async def _hang_up(self, _: web.Application) -> None:
        for connection in self.local.gateway.connections():
            connection.close(1001)
        await self.site.hang_up()
