"""The gateway: who is connected, what they were sent, and what they missed."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from typing import TYPE_CHECKING

from aiohttp import web

from playground.server.compression import Packing
from playground.server.feed import BotChanged, MembersChanged
from playground.server.payloads import guild, user
from playground.server.state import Json

if TYPE_CHECKING:
    from playground.server.local import LocalDiscord

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MEMBERS, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 15
PRIVILEGED = GUILD_MEMBERS | (1 << 8) | MESSAGE_CONTENT
KEPT_EVENTS = 1000
RESUMABLE = 180.0
"""Seconds that a lost session can be resumed."""


class Session:
    """One identified bot: its events, numbered, and its connection while there is one."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.events: deque[Json] = deque(maxlen=KEPT_EVENTS)
        self.connection: Connection | None = None
        self.lost_at: float | None = None

    def number(self, event: str, body: Json) -> Json:
        """Number an event and keep it for a resume."""
        self.sequence += 1
        packet = {"op": DISPATCH, "t": event, "s": self.sequence, "d": body}
        self.events.append(packet)
        return packet

    def wants(self, body: Json, intent: int | None) -> bool:
        """Whether an event is for this session."""
        if intent is not None and not self.intents & intent:
            return False
        mine, count = self.shard
        home = body.get("guild_id") or ("channels" in body and body["id"]) or 0
        return (int(home) >> 22) % count == mine


class Connection:
    """One websocket of a bot; what is sent goes out in order."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        packing: Packing,
        transport: asyncio.Transport | None = None,
    ) -> None:
        self.socket = socket
        self._transport = transport
        self._packing = packing
        self._outgoing: asyncio.Queue[Json | int | None] = asyncio.Queue()
        self.closing = False

    def send(self, packet: Json) -> None:
        """Have a packet sent."""
        self._outgoing.put_nowait(packet)

    def close(self, code: int) -> None:
        """Close after what is to be sent before."""
        self.closing = True
        self._outgoing.put_nowait(code)

    def drop(self) -> None:
        """Cut the connection, as a broken line does: no close frame, nothing more sent."""
        self._outgoing.put_nowait(None)
        if self._transport is not None:
            self._transport.abort()

    async def pump(self) -> None:
        """Send what is to be sent until the connection ends."""
        while True:
            one = await self._outgoing.get()
            if one is None:
                return
            if isinstance(one, int):
                await self.socket.close(code=one)
                return
            frame = self._packing.pack(json.dumps(one, ensure_ascii=False))
            try:
                if isinstance(frame, str):
                    await self.socket.send_str(frame)
                else:
                    await self.socket.send_bytes(frame)
            except (ConnectionError, RuntimeError):
                return


class Gateway:
    """The sessions of the bot, and the faults that are asked for."""

    def __init__(self, local: LocalDiscord) -> None:
        self._local = local
        self.sessions: dict[str, Session] = {}
        self.privileged = 0
        self.heartbeat = 41.25
        self.copies = 1
        self.history: list[str] = []

    @property
    def connected(self) -> bool:
        """Whether a bot is there right now."""
        return any(one.connection is not None for one in self.sessions.values())

    @property
    def reachable(self) -> bool:
        """Whether a bot is there, or may come back to what it missed."""
        self._forget()
        return bool(self.sessions)

    def connections(self) -> list[Connection]:
        """The live connections."""
        return [one.connection for one in self.sessions.values() if one.connection]

    def send(self, event: str, body: Json, *, intent: int | None = None) -> None:
        """Send an event to every session that wants it, or keep it for the resume."""
        self._forget()
        for session in self.sessions.values():
            if session.wants(body, intent):
                self.send_to(session, event, self._seen_by(session, event, body))

    def send_interaction(self, body: Json) -> None:
        """Send an interaction, as often as a fault says."""
        copies, self.copies = self.copies, 1
        for _ in range(copies):
            self.send("INTERACTION_CREATE", body)

    def send_to(self, session: Session, event: str, body: Json) -> None:
        """Send one session an event."""
        packet = session.number(event, body)
        if session.connection is not None:
            session.connection.send(packet)

    def identified(self, connection: Connection, intents: int, shard: tuple[int, int]) -> Session:
        """Begin a session: READY, then each guild."""
        session = Session(intents, shard)
        session.connection = connection
        self.sessions[session.id] = session
        self.history.append("identify")
        state = self._local.state
        homes = [one for one in state.guilds.values() if session.wants({"guild_id": one.id}, None)]
        self.send_to(session, "READY", self._ready(session, [one.id for one in homes]))
        if intents & GUILDS:
            for one in homes:
                ids = list(one.members) if intents & GUILD_MEMBERS else [self._local.bot.id]
                body = guild(state, one, member_ids=ids, owner_id=self._local.bot.id)
                self.send_to(session, "GUILD_CREATE", body)
        self._came_or_went()
        return session

    def resumed(self, connection: Connection, session: Session, sequence: int) -> None:
        """Go on with a session: what was missed, then RESUMED."""
        if session.connection is not None:
            session.connection.close(4000)
        session.connection = connection
        session.lost_at = None
        self.history.append("resume")
        for packet in [one for one in session.events if one["s"] > sequence]:
            connection.send(packet)
        self.send_to(session, "RESUMED", {"_trace": []})
        self._came_or_went()

    def lost(self, session: Session, connection: Connection, code: int | None) -> None:
        """A connection ended; the session waits for a resume unless it said goodbye."""
        if session.connection is not connection:
            return
        session.connection = None
        session.lost_at = self._local.clock.now()
        if code in (1000, 1001):
            self.sessions.pop(session.id, None)
        self._came_or_went()

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every session that it is no longer valid."""
        for session in list(self.sessions.values()):
            if session.connection is not None:
                session.connection.send({"op": INVALID, "d": resumable})
            if not resumable:
                del self.sessions[session.id]
        self._came_or_went()

    def _ready(self, session: Session, guild_ids: list[str]) -> Json:
        port = self._local.base.removeprefix("http")
        return {
            "v": 10,
            "user": user(self._local.bot) | {"verified": True, "mfa_enabled": False},
            "guilds": [{"id": one, "unavailable": True} for one in guild_ids],
            "session_id": session.id,
            "resume_gateway_url": f"ws{port}/gateway",
            "shard": list(session.shard),
            "application": {"id": self._local.state.application_id, "flags": 0},
        }

    def _seen_by(self, session: Session, event: str, body: Json) -> Json:
        """A message's text is not for a bot that may not read messages."""
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE") or "guild_id" not in body:
            return body
        own = body["author"]["id"] == self._local.bot.id
        named = any(one["id"] == self._local.bot.id for one in body["mentions"])
        if own or named or session.intents & MESSAGE_CONTENT:
            return body
        return body | {"content": "", "embeds": [], "attachments": [], "components": []}

    def _forget(self) -> None:
        now = self._local.clock.now()
        for one in list(self.sessions.values()):
            if one.lost_at is not None and now - one.lost_at > RESUMABLE:
                del self.sessions[one.id]

    def _came_or_went(self) -> None:
        self._local.feed.tell(BotChanged())
        self._local.feed.tell(MembersChanged())
