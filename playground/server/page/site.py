"""The page's addresses, and the tabs that are open."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import aiohttp
from aiohttp import web

from playground.clock import iso
from playground.server.acting import Acting
from playground.server.errors import Refused
from playground.server.feed import (
    BotChanged,
    ChannelChanged,
    ChannelGone,
    CommandsChanged,
    Event,
    InteractionChanged,
    MembersChanged,
    MessageChanged,
    MessageGone,
    ModalClosed,
    ModalOpened,
    Typing,
)
from playground.server.forms import parts
from playground.server.interactions import Interactions
from playground.server.local import LocalDiscord
from playground.server.page.access import HEADERS, Access
from playground.server.page.tab import Tab
from playground.server.page.views import SHOWABLE, Views
from playground.server.payloads import FILE_LIMIT
from playground.server.state import Guild, Json

FILES = Path(__file__).resolve().parents[2] / "page"
NO_KEY = "Open the address that the playground printed when it started; it has the key in it."
INSPECTOR_SECONDS = 10


class Site:
    """Serves the page and tells its tabs what happens."""

    def __init__(
        self, local: LocalDiscord, acting: Acting, interactions: Interactions, access: Access
    ) -> None:
        self.local = local
        self.acting = acting
        self.interactions = interactions
        self.views = Views(local)
        self.inspector_url: str | None = None
        self._access = access
        self._tabs: set[Tab] = set()
        self._http: aiohttp.ClientSession | None = None
        local.feed.listen(self._tell)

    @property
    def home(self) -> Guild:
        """The guild that the page shows.

        Raises:
            Refused: There is none yet.
        """
        for one in self.local.state.guilds.values():
            return one
        raise Refused("There is no guild yet.")

    def add_to(self, app: web.Application) -> None:
        """Put the page's addresses where an application finds them."""
        app.router.add_get("/", self._index)
        app.router.add_get("/static/{path:.+}", self._static)
        app.router.add_get("/live", self._live)
        app.router.add_post("/upload", self._upload)
        app.router.add_get("/cdn/attachments/{place}/{id}/{name}", self._file)
        app.router.add_get("/inspector/{path:.*}", self._inspect)

    def online(self) -> set[str]:
        """The members as whom a tab is open."""
        return {one.user_id for one in self._tabs if one.user_id is not None}

    def hello(self) -> Json:
        """What a tab is told before it is anybody."""
        members = [one for one in self.views.members(self.home, self.online()) if not one["bot"]]
        return {
            "type": "hello",
            "guild": self.views.guild(self.home),
            "members": members,
            "bot": self.views.bot(),
            "now": iso(self.local.clock.now()),
        }

    def came_or_went(self) -> None:
        """Tell every tab who is there."""
        self.local.feed.tell(MembersChanged())

    async def hang_up(self) -> None:
        """Send every tab away."""
        for one in self._tabs:
            one.hang_up()

    async def close(self) -> None:
        """Let go of the connection to the inspector."""
        if self._http is not None:
            await self._http.close()

    async def _index(self, request: web.Request) -> web.StreamResponse:
        if "key" in request.query:
            let_in = self._access.let_in(request)
            if let_in is not None:
                return let_in
        return self._page_file(request, "index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return self._page_file(request, request.match_info["path"])

    def _page_file(self, request: web.Request, name: str) -> web.StreamResponse:
        if not self._access.is_in(request):
            return web.Response(status=403, text=NO_KEY, headers=HEADERS)
        path = (FILES / name).resolve()
        if not path.is_relative_to(FILES) or not path.is_file():
            return web.Response(status=404, text="There is no such file.", headers=HEADERS)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind == "application/javascript":
            kind += "; charset=utf-8"
        headers = {**HEADERS, "Content-Type": kind}
        return web.Response(body=path.read_bytes(), headers=headers)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        if not self._access.is_own(request):
            return web.Response(status=403, text=NO_KEY, headers=HEADERS)
        socket = web.WebSocketResponse(max_msg_size=256 * 1024, heartbeat=30.0)
        await socket.prepare(request)
        tab = Tab(self, socket)
        self._tabs.add(tab)
        try:
            await tab.serve()
        finally:
            self._tabs.discard(tab)
            self.came_or_went()
        return socket

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if not self._access.is_own(request):
            return web.Response(status=403, text=NO_KEY, headers=HEADERS)
        if request.content_type != "multipart/form-data":
            return _error(400, "A file is sent as multipart/form-data.")
        try:
            given = {name: upload async for name, upload in parts(request)}
            kept = self.local.uploads[self.acting.upload(given["file"])]
        except Refused as refused:
            return _error(413, str(refused))
        except (ValueError, KeyError):
            return _error(400, f"There is no part 'file'; at most {FILE_LIMIT} bytes are taken.")
        body = {"id": kept.id, "filename": kept.filename, "size": kept.size}
        return web.json_response(body, headers=HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """An attachment; the secret in its address entitles to it, the page's and the bot's."""
        kept = self.local.file_at(request.match_info["id"], request.query.get("key", ""))
        content = self.local.keeper.get(kept.id) if kept is not None else None
        if kept is None or content is None:
            return web.Response(status=404, text="There is no such file.")
        headers = {
            "Content-Type": kept.type if kept.type in SHOWABLE else "application/octet-stream",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=86400",
        }
        if kept.type not in SHOWABLE:
            headers["Content-Disposition"] = f'attachment; filename="{kept.filename}"'
        return web.Response(body=content, headers=headers)

    async def _inspect(self, request: web.Request) -> web.StreamResponse:
        if not self._access.is_in(request):
            return _error(403, NO_KEY)
        if self.inspector_url is None:
            return _error(404, "There is nothing to look at behind this chat.")
        if self._http is None:
            timeout = aiohttp.ClientTimeout(total=INSPECTOR_SECONDS)
            self._http = aiohttp.ClientSession(timeout=timeout)
        path = request.match_info["path"]
        if ".." in path.split("/"):
            return _error(404, "There is no such thing behind this chat.")
        url = f"{self.inspector_url.rstrip('/')}/{path}"
        try:
            async with self._http.get(url, params=request.query) as answer:
                body, status = await answer.read(), answer.status
        except (aiohttp.ClientError, TimeoutError):
            return _error(502, "What is behind the chat does not answer.")
        headers = {**HEADERS, "Content-Type": "application/json"}
        return web.Response(status=status, body=body, headers=headers)

    def _tell(self, event: Event) -> None:
        for tab in list(self._tabs):
            if tab.user_id is None:
                if isinstance(event, MembersChanged | BotChanged) and self.local.state.guilds:
                    tab.send(self.hello())
            elif (packet := self._packet(event, tab, tab.user_id)) is not None:
                tab.send(packet)

    def _packet(self, event: Event, tab: Tab, me: str) -> Json | None:
        views = self.views
        match event:
            case MessageChanged() | MessageGone():
                return self._message(event, tab, me)
            case ChannelChanged(channel, only) if tab.sees(channel) and only in (None, me):
                return {"type": "channel", "channel": views.channel(channel, me)}
            case ChannelGone(channel) if tab.sees(channel):
                return {"type": "channel_gone", "channel_id": channel.id}
            case InteractionChanged(one) if one.user_id == me and one.kind != "autocomplete":
                return {"type": "interaction", "interaction": views.interaction(one)}
            case ModalOpened(one) if one.user_id == me:
                return {"type": "modal", "modal": views.modal(one)}
            case ModalClosed(one) if one.user_id == me:
                return {"type": "modal_gone", "interaction_id": one.id}
            case Typing(channel, user_id) if tab.sees(channel) and user_id != me:
                name = self.local.state.users[user_id].name
                body: Json = {"type": "typing", "channel_id": channel.id, "name": name}
                return body | {"seconds": 10}
            case MembersChanged():
                members = views.members(self.home, self.online())
                return {"type": "members", "members": members}
            case CommandsChanged():
                return self._commands(tab, me)
            case BotChanged():
                return {"type": "bot", "bot": views.bot()}
            case _:
                return None

    def _message(self, event: MessageChanged | MessageGone, tab: Tab, me: str) -> Json | None:
        message = event.message
        channel = self.local.state.channels.get(message.channel_id)
        if channel is None or not tab.sees(channel) or message.only_for not in (None, me):
            return None
        if isinstance(event, MessageGone):
            return {
                "type": "message_gone", "channel_id": channel.id, "message_id": message.id
            }  # fmt: skip
        return {"type": "message", "message": self.views.message(message, me)}

    def _commands(self, tab: Tab, me: str) -> Json | None:
        for channel in self.local.state.channels.values():
            if channel.guild_id and tab.sees(channel):
                return {"type": "commands", "commands": self.views.commands(channel, me)}
        return None


def _error(status: int, text: str) -> web.Response:
    return web.json_response({"error": text}, status=status, headers=HEADERS)
