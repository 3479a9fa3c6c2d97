"""Speaking Discord's protocol by hand, without discord.py."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from playground_hall import Hall


@dataclass
class Reply:
    """An answer of the API."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def codes(self) -> set[str]:
        """Every code in the tree of form errors."""
        return set(_codes(self.body.get("errors", {}))) if isinstance(self.body, dict) else set()


def _codes(tree: Any) -> list[str]:
    if isinstance(tree, list):
        return [one["code"] for one in tree]
    return [code for each in tree.values() for code in _codes(each)]


@dataclass
class Raw:
    """A bot that sends what it is told to, and nothing else."""

    hall: Hall
    http: aiohttp.ClientSession
    events: list[dict[str, Any]] = field(default_factory=list)
    socket: aiohttp.ClientWebSocketResponse | None = None

    async def call(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, **more: Any
    ) -> Reply:
        """Make a request."""
        headers = {"Authorization": f"Bot {token or self.hall.ground.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            more["data"] = json.dumps(body)
        url = self.hall.ground.api_base + path
        async with self.http.request(method, url, headers=headers, **more) as answer:
            is_json = answer.headers.get("Content-Type") == "application/json"
            got = await answer.json() if is_json else await answer.text()
            return Reply(answer.status, got, dict(answer.headers))

    async def post(self, body: Any) -> Reply:
        """Post a message to the first channel."""
        return await self.call("POST", f"/channels/{self.hall.channel.id}/messages", body)

    async def open(self, query: str = "") -> aiohttp.ClientWebSocketResponse:
        """Open the gateway."""
        self.socket = await self.http.ws_connect(self.hall.ground.gateway_url + query)
        return self.socket

    async def send(self, op: int, body: Any) -> None:
        """Send a packet."""
        assert self.socket is not None
        await self.socket.send_json({"op": op, "d": body})

    async def receive(self, event: str | int) -> dict[str, Any]:
        """Read up to the next packet of this op or event."""
        assert self.socket is not None
        while True:
            packet = json.loads(await self.socket.receive_str(timeout=3))
            self.events.append(packet)
            if event in (packet["op"], packet.get("t")):
                return packet

    async def identify(self, intents: int = 1, **more: Any) -> dict[str, Any]:
        """Identify, and return READY."""
        await self.open()
        await self.send(2, {"token": self.hall.ground.token, "intents": intents, **more})
        return await self.receive("READY")

    async def asked(self) -> dict[str, Any]:
        """An interaction that waits for its first response."""
        if self.socket is None:
            await self.identify()
        self.hall.ben.send_slash("play", {})
        return (await self.receive("INTERACTION_CREATE"))["d"]

    async def closed(self) -> int | None:
        """Read until the server closes, and return its code."""
        assert self.socket is not None
        async for _ in self.socket:
            pass
        return self.socket.close_code

    async def callback(self, asked: dict[str, Any], body: Any, query: str = "") -> Reply:
        """Answer an interaction."""
        path = f"/interactions/{asked['id']}/{asked['token']}/callback{query}"
        return await self.call("POST", path, body, token="none")

    async def webhook(
        self, method: str, asked: dict[str, Any], path: str = "", body: Any = None
    ) -> Reply:
        """Use an interaction's token."""
        path = f"/webhooks/{asked['application_id']}/{asked['token']}{path}"
        return await self.call(method, path, body, token="none")


class Inflating:
    """Reads a zlib stream."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()

    def read(self, data: bytes) -> dict[str, Any]:
        """The next packet."""
        return json.loads(self._stream.decompress(data))
