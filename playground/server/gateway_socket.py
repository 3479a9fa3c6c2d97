"""A bot's side of the gateway: what it sends over one websocket, and when it is sent away."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

from aiohttp import WSMsgType, web

from playground.server.compression import packing
from playground.server.gateway import (
    ACK,
    HEARTBEAT,
    HELLO,
    IDENTIFY,
    INVALID,
    PRIVILEGED,
    RESUME,
    Connection,
    Session,
)
from playground.server.local import LocalDiscord
from playground.server.payloads import member
from playground.server.state import Json

PRESENCE, VOICE, REQUEST_MEMBERS, SOUNDBOARD = 3, 4, 8, 31
LARGEST, MOST_PACKETS, SPAN = 4096, 120, 60.0
WIRE = 0.02
"""How long the answer to a heartbeat is on its way, in seconds."""


class Closing(Exception):
    """The bot is sent away with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class GatewaySocket:
    """Serves one websocket from HELLO to its end."""

    def __init__(
        self, local: LocalDiscord, socket: web.WebSocketResponse, request: web.Request
    ) -> None:
        self._local = local
        self._socket = socket
        pack = packing(request.query.get("compress"))
        self._connection = Connection(socket, pack, request.transport)
        self._session: Session | None = None
        self._times: deque[float] = deque(maxlen=MOST_PACKETS)

    async def serve(self) -> None:
        """Talk until either side hangs up."""
        beat = self._local.gateway.heartbeat
        self._connection.send({"op": HELLO, "d": {"heartbeat_interval": int(beat * 1000)}})
        pump = asyncio.create_task(self._connection.pump())
        try:
            await self._listen(beat)
        except Closing as closing:
            self._connection.close(closing.code)
        finally:
            # A close that was begun is finished: it says its code before the line goes.
            if not self._connection.closing:
                pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)
            if self._session is not None:
                self._local.gateway.lost(self._session, self._connection, self._said_goodbye())

    def _said_goodbye(self) -> int | None:
        return None if self._connection.closing else self._socket.close_code

    async def _listen(self, beat: float) -> None:
        while True:
            try:
                frame = await self._socket.receive(timeout=beat * 2)
            except TimeoutError:
                raise Closing(4009) from None
            if frame.type is not WSMsgType.TEXT:
                return
            self._take(self._packet(frame.data))

    def _packet(self, text: str) -> Json:
        now = self._local.clock.now()
        if len(self._times) == MOST_PACKETS and now - self._times[0] < SPAN:
            raise Closing(4008)
        self._times.append(now)
        try:
            packet = json.loads(text)
        except ValueError:
            raise Closing(4002) from None
        if len(text) > LARGEST or not isinstance(packet, dict):
            raise Closing(4002)
        return packet

    def _take(self, packet: Json) -> None:
        op, body = packet.get("op"), packet.get("d")
        if op == HEARTBEAT:
            # A client notes when it has sent a heartbeat after sending it; no answer over a wire
            # is as fast as one on the same machine, and it would take this one for the last one's.
            loop = asyncio.get_running_loop()
            loop.call_later(WIRE, self._connection.send, {"op": ACK})
        elif op == IDENTIFY:
            self._identify(body)
        elif op == RESUME:
            self._resume(body)
        elif op not in (PRESENCE, VOICE, REQUEST_MEMBERS, SOUNDBOARD):
            raise Closing(4001)
        elif self._session is None:
            raise Closing(4003)
        elif op == REQUEST_MEMBERS:
            self._members(self._session, body)

    def _identify(self, body: Any) -> None:
        if self._session is not None:
            raise Closing(4005)
        if not isinstance(body, dict) or not isinstance(body.get("intents"), int):
            raise Closing(4013)
        if body.get("token") != self._local.token:
            raise Closing(4004)
        if body["intents"] & PRIVILEGED & ~self._local.gateway.privileged:
            raise Closing(4014)
        mine, count = body.get("shard") or (0, 1)
        if not 0 <= mine < count:
            raise Closing(4010)
        gateway = self._local.gateway
        self._session = gateway.identified(self._connection, body["intents"], (mine, count))

    def _resume(self, body: Any) -> None:
        if self._session is not None:
            raise Closing(4005)
        if not isinstance(body, dict) or body.get("token") != self._local.token:
            raise Closing(4004)
        gateway = self._local.gateway
        session = gateway.sessions.get(str(body.get("session_id"))) if gateway.reachable else None
        sequence = body.get("seq")
        if session is None or not isinstance(sequence, int):
            self._connection.send({"op": INVALID, "d": False})
            return
        if sequence > session.sequence:
            raise Closing(4007)
        self._session = session
        gateway.resumed(self._connection, session, sequence)

    def _members(self, session: Session, body: Any) -> None:
        home = self._local.state.guilds.get(str((body or {}).get("guild_id")))
        if home is None:
            return
        begin = str(body.get("query") or "").casefold()
        asked = [str(one) for one in body.get("user_ids") or []]
        state = self._local.state
        found = [
            user_id
            for user_id in home.members
            if (
                user_id in asked
                if asked
                else state.users[user_id].name.casefold().startswith(begin)
            )
        ]
        chunk: Json = {
            "guild_id": home.id,
            "members": [member(state, home, user_id) for user_id in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [one for one in asked if one not in home.members],
        }
        if body.get("nonce"):
            chunk["nonce"] = body["nonce"]
        self._local.gateway.send_to(session, "GUILD_MEMBERS_CHUNK", chunk)
