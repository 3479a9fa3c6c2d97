"""A tab of the page, spoken by hand."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from playground_hall import Hall


@dataclass
class Tab:
    """One websocket of the page."""

    socket: aiohttp.ClientWebSocketResponse
    told: list[dict[str, Any]] = field(default_factory=list)
    refs: int = 0

    async def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Ask for something and return the answer; what is told meanwhile is kept."""
        self.refs += 1
        await self.socket.send_json({"ref": self.refs, "type": kind, **fields})
        while True:
            packet = await self.socket.receive_json(timeout=5)
            if packet["type"] == "answer":
                assert packet["ref"] == self.refs
                return packet
            self.told.append(packet)

    async def result(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Ask for something that is granted."""
        answer = await self.ask(kind, **fields)
        assert answer["ok"], answer
        return answer["result"]

    async def error(self, kind: str, **fields: Any) -> str:
        """Ask for something that is refused."""
        answer = await self.ask(kind, **fields)
        assert not answer["ok"], answer
        return answer["error"]

    async def until(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """The next of what was told, of this kind and with these values inside."""
        while True:
            while self.told:
                packet = self.told.pop(0)
                inner = next((one for one in packet.values() if isinstance(one, dict)), {})
                seen = packet | inner | {"type": packet["type"]}
                if packet["type"] == kind and wanted.items() <= seen.items():
                    return packet
            self.told.append(await self.socket.receive_json(timeout=5))


@dataclass
class Browser:
    """A browser with the cookie, or without."""

    hall: Hall
    http: aiohttp.ClientSession

    @property
    def base(self) -> str:
        """The page's origin."""
        return self.hall.ground.server.local.base

    async def enter(self) -> None:
        """Open the printed address."""
        async with self.http.get(self.hall.ground.page_url, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")

    @contextlib.asynccontextmanager
    async def tab(self, member_id: str | None = None) -> AsyncIterator[Tab]:
        """A tab, as a member."""
        headers = {"Origin": self.base}
        async with self.http.ws_connect(self.base + "/live", headers=headers) as socket:
            tab = Tab(socket)
            if member_id is not None:
                await tab.result("be", member_id=member_id)
            yield tab
