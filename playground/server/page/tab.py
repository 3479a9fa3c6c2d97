"""One tab of the page: what it asks, as one member, and what it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from playground.clock import iso
from playground.server.errors import ApiError, Refused
from playground.server.page.views import SHOWN
from playground.server.state import Channel, Guild, Json

if TYPE_CHECKING:
    from playground.server.page.site import Site

WAITING = 1000
"""Packets that may wait for a tab; one that does not read them is sent away and comes back."""


class Tab:
    """Speaks with one tab."""

    def __init__(self, site: Site, socket: web.WebSocketResponse) -> None:
        self._site = site
        self._socket = socket
        self._outgoing: asyncio.Queue[Json | None] = asyncio.Queue()
        self.user_id: str | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Talk until either side hangs up."""
        self.send(self._site.hello())
        pump = asyncio.create_task(self._pump())
        try:
            async for frame in self._socket:
                if frame.type is not WSMsgType.TEXT:
                    break
                task = asyncio.create_task(self._take(frame.data))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        finally:
            for one in [pump, *self._tasks]:
                one.cancel()
            await asyncio.gather(pump, *self._tasks, return_exceptions=True)

    def send(self, packet: Json) -> None:
        """Have a packet sent."""
        if self._outgoing.qsize() < WAITING:
            self._outgoing.put_nowait(packet)
        else:
            self.hang_up()

    def hang_up(self) -> None:
        """End the connection after what waits before."""
        self._outgoing.put_nowait(None)

    def sees(self, channel: Channel) -> bool:
        """Whether its member sees a channel."""
        local = self._site.local
        return self.user_id is not None and local.may_see(self.user_id, channel)

    async def _pump(self) -> None:
        while (packet := await self._outgoing.get()) is not None:
            try:
                await self._socket.send_str(json.dumps(packet, ensure_ascii=False))
            except ConnectionError:
                return
        await self._socket.close(code=1001)

    async def _take(self, text: str) -> None:
        ref: Any = None
        try:
            asked = json.loads(text)
            ref = asked.get("ref")
            result = await self._answer(asked)
        except (Refused, ApiError) as error:
            self.send({"type": "answer", "ref": ref, "ok": False, "error": str(error)})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            text = f"The page sent something the playground does not understand ({error!r})."
            self.send({"type": "answer", "ref": ref, "ok": False, "error": text})
        else:
            self.send({"type": "answer", "ref": ref, "ok": True, "result": result})

    async def _answer(self, asked: Json) -> Json:
        if asked["type"] == "be":
            return self._be(str(asked["member_id"]))
        if asked["type"] == "join":
            return self._be(self._site.local.join(self._site.home, str(asked["name"])).id)
        if self.user_id is None:
            raise Refused("Choose first who you are.")
        asks: dict[str, Callable[[str, Json], Json | Awaitable[Json]]] = {
            "slash": self._slash, "context": self._context, "autocomplete": self._autocomplete,
            "click": self._click, "select": self._select, "submit": self._submit,
            "dismiss_modal": self._dismiss_modal, "say": self._say, "dismiss": self._dismiss,
            "seen": self._seen, "history": self._history,
        }  # fmt: skip
        if asked["type"] not in asks:
            raise Refused(f"The playground does not know {asked['type']!r}.")
        result = asks[asked["type"]](self.user_id, asked)
        return result if isinstance(result, dict) else await result

    def _be(self, user_id: str) -> Json:
        user = self._site.local.state.users.get(user_id)
        if user is None or user.bot or user_id not in self._site.home.members:
            raise Refused("There is no such member.")
        self.user_id = user_id
        self.send(self._snapshot(self._site.home, user_id))
        self._site.came_or_went()
        return {"member_id": user_id}

    def _snapshot(self, home: Guild, user_id: str) -> Json:
        site = self._site
        views, state = site.views, site.local.state
        channels = [one for one in state.channels.values() if self.sees(one)]
        seen = {one.id: site.acting.visible(user_id, one.id) for one in channels}
        mine = [one for one in state.interactions.values() if one.user_id == user_id]
        first = next((one for one in channels if one.guild_id), None)
        return {
            "type": "snapshot",
            "me": views.member(home, user_id, {user_id}),
            "guild": views.guild(home),
            "members": views.members(home, site.online() | {user_id}),
            "bot": views.bot(),
            "roles": [{"id": one.id, "name": one.name} for one in home.roles.values()],
            "channels": [views.channel(one, user_id) for one in channels],
            "messages": {
                key: [views.message(one, user_id) for one in messages[-SHOWN:]]
                for key, messages in seen.items()
            },
            "more": {key: len(messages) > SHOWN for key, messages in seen.items()},
            "commands": views.commands(first, user_id) if first else [],
            "modals": [views.modal(one) for one in mine if one.modal_open],
            "interactions": [
                views.interaction(one)
                for one in mine
                if one.state in ("sent", "deferred") and one.kind != "autocomplete"
            ],
            "inspector": site.inspector_url is not None,
            "now": iso(site.local.clock.now()),
        }

    def _slash(self, me: str, asked: Json) -> Json:
        options = dict(asked.get("options") or {})
        one = self._site.acting.slash(me, asked["channel_id"], asked["command"], options)
        return {"interaction_id": one.id}

    def _context(self, me: str, asked: Json) -> Json:
        acting = self._site.acting
        one = acting.menu(me, asked["channel_id"], asked["command"], str(asked["target_id"]))
        return {"interaction_id": one.id}

    async def _autocomplete(self, me: str, asked: Json) -> Json:
        options = dict(asked.get("options") or {})
        one = self._site.acting.autocomplete(
            me, asked["channel_id"], asked["command"], options, asked["focused"]
        )
        feed = self._site.local.feed
        await feed.until(lambda: one.state in ("done", "failed"), seconds=3600, what="the choices")
        if one.choices is None:
            raise Refused("Loading options failed.")
        return {"choices": [{"name": each["name"], "value": each["value"]} for each in one.choices]}

    def _click(self, me: str, asked: Json) -> Json:
        one = self._site.acting.click(me, asked["message_id"], asked["custom_id"])
        return {"interaction_id": one.id}

    def _select(self, me: str, asked: Json) -> Json:
        values = [str(each) for each in asked["values"]]
        one = self._site.acting.select(me, asked["message_id"], asked["custom_id"], values)
        return {"interaction_id": one.id}

    def _submit(self, me: str, asked: Json) -> Json:
        one = self._site.acting.submit(me, asked["interaction_id"], dict(asked["fields"]))
        return {"interaction_id": one.id}

    def _dismiss_modal(self, me: str, asked: Json) -> Json:
        self._site.acting.dismiss_modal(me, asked["interaction_id"])
        return {}

    def _say(self, me: str, asked: Json) -> Json:
        uploads = [str(each) for each in asked.get("uploads") or []]
        one = self._site.acting.say(me, asked["channel_id"], str(asked["content"]), uploads)
        return {"message_id": one.id}

    def _dismiss(self, me: str, asked: Json) -> Json:
        self._site.acting.dismiss(me, asked["message_id"])
        return {}

    def _seen(self, me: str, asked: Json) -> Json:
        self._site.acting.seen(me, asked["channel_id"], str(asked["message_id"]))
        return {}

    def _history(self, me: str, asked: Json) -> Json:
        limit = max(1, min(int(asked.get("limit", SHOWN)), 100))
        before = int(asked["before"])
        messages = self._site.acting.visible(me, asked["channel_id"])
        older = [one for one in messages if int(one.id) < before]
        found = [self._site.views.message(one, me) for one in older[-limit:]]
        return {"messages": found, "more": len(older) > limit}
