"""How the state looks to one member on the page: the shapes of `playground/PROTOCOL.md`."""

from __future__ import annotations

from typing import Any

from playground.server.commanding import KINDS, Leaf, leaves
from playground.server.local import LocalDiscord
from playground.server.mentions import pings
from playground.server.page.component_views import ComponentViews
from playground.server.page.markdown import Markdown
from playground.server.state import (
    ALL,
    DM,
    PERMISSIONS,
    SUPPRESS_EMBEDS,
    THREAD,
    Attachment,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
)

SHOWN = 50
SHOWABLE = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""The kinds of pictures that a browser is given to show."""
OPTION_KEYS = {"min": "min_value", "max": "max_value"}
CHANNEL_KINDS = {DM: "dm", THREAD: "thread"}
NAMELESS = Role("", "", 0)


class Views:
    """Makes the shapes, for one member at a time."""

    def __init__(self, local: LocalDiscord) -> None:
        self._local = local
        self._markdown = Markdown(local)
        self._components = ComponentViews(local, self._markdown)

    def guild(self, home: Guild) -> Json:
        """A guild."""
        return {"id": home.id, "name": home.name}

    def bot(self) -> Json:
        """The bot and whether it is there."""
        bot = self._local.bot
        return {"id": bot.id, "name": bot.name, "connected": self._local.gateway.connected}

    def member(self, home: Guild, user_id: str, online: set[str]) -> Json:
        """A member."""
        user = self._local.state.users[user_id]
        may = home.permissions_of(user_id)
        here = self._local.gateway.connected if user.bot else user_id in online
        return {
            "id": user.id,
            "name": user.name,
            "colour": user.colour,
            "moderator": bool(may == ALL or may & PERMISSIONS["manage_guild"]) and not user.bot,
            "bot": user.bot,
            "online": here,
        }

    def members(self, home: Guild, online: set[str]) -> list[Json]:
        """All members."""
        return [self.member(home, one, online) for one in home.members]

    def channel(self, one: Channel, user_id: str) -> Json:
        """A channel, with what this member has not read."""
        seen = one.read.get(user_id)
        messages = [each for each in one.messages.values() if each.only_for in (None, user_id)]
        new = [
            each
            for each in messages
            if each.author_id != user_id and (seen is None or int(each.id) > int(seen))
        ]
        bot = self._local.bot.name
        return {
            "id": one.id,
            "name": bot if one.kind == DM else one.name,
            "topic": one.topic,
            "kind": CHANNEL_KINDS.get(one.kind, "text"),
            "parent_id": one.parent_id,
            "unread": len(new),
            "mentions": sum(pings(each, user_id) for each in new),
            "last_read_id": seen,
            "last_message_id": messages[-1].id if messages else None,
        }

    def message(self, one: Message, user_id: str) -> Json:
        """A message with its HTML."""
        author = self._local.state.users[one.author_id]
        shown = self._components.shown(one, user_id)
        return {
            "id": one.id,
            "channel_id": one.channel_id,
            "author": {
                "id": author.id, "name": author.name, "colour": author.colour, "bot": author.bot
            },
            "time": one.time,
            "edited": one.edited,
            "ephemeral": one.only_for is not None,
            "loading": one.loading,
            "command": self._command(one),
            "reply_to": self._reply(one, user_id),
            "content": one.content,
            "html": self._markdown.html(one.content),
            "mentioned": pings(one, user_id),
            "pinned": one.pinned is not None,
            "embeds": [] if one.flags & SUPPRESS_EMBEDS else [
                self._embed(each, one) for each in one.embeds
            ],
            "attachments": self._loose_files(one),
            "components": shown,
            "v2": one.v2,
        }  # fmt: skip

    def command(self, leaf: Leaf) -> Json:
        """A command with its options."""
        return {
            "id": leaf.command["id"],
            "name": leaf.name,
            "kind": leaf.kind,
            "description": leaf.description,
            "options": [self._option(one) for one in leaf.options],
        }

    def commands(self, channel: Channel, user_id: str) -> list[Json]:
        """The commands a member has in a channel."""
        return [self.command(one) for one in leaves(self._local, user_id, channel)]

    def interaction(self, one: Interaction) -> Json:
        """How far an interaction is."""
        return {
            "id": one.id,
            "channel_id": one.channel_id,
            "kind": one.kind,
            "name": f"/{one.name}" if one.name else None,
            "message_id": one.message_id,
            "custom_id": one.custom_id,
            "state": one.state,
            "text": one.text,
        }

    def modal(self, one: Interaction) -> Json:
        """A form before its member."""
        modal = one.modal or {}
        place = self._local.state.channels.get(one.channel_id)
        return {
            "interaction_id": one.id,
            "custom_id": modal["custom_id"],
            "title": modal["title"],
            "fields": self._components.fields(modal, place),
        }

    def _command(self, one: Message) -> Json | None:
        meta = one.interaction
        if meta is None or not meta.get("name"):
            return None
        user = self._local.state.users[meta["user"]["id"]]
        return {"member_id": user.id, "member": user.name, "name": f"/{meta['name']}"}

    def _reply(self, one: Message, user_id: str) -> Json | None:
        if one.reply_to is None:
            return None
        found = self._local.state.message(one.reply_to)
        if found is None or found.only_for not in (None, user_id):
            return {"id": one.reply_to, "author": None, "excerpt": "This message was deleted."}
        author = self._local.state.users[found.author_id].name
        return {"id": found.id, "author": author, "excerpt": found.content[:100]}

    def _option(self, one: Json) -> Json:
        body: Json = {
            "name": one["name"],
            "description": one.get("description") or "",
            "kind": KINDS[one["type"]],
            "required": bool(one.get("required")),
            "choices": None,
            "autocomplete": bool(one.get("autocomplete")),
        }
        if one.get("choices"):
            body["choices"] = [
                {"name": each["name"], "value": each["value"]} for each in one["choices"]
            ]
        body |= {key: one.get(OPTION_KEYS.get(key, key)) for key in ("min", "max")}
        return body | {key: one.get(key) for key in ("min_length", "max_length")}

    def _embed(self, one: Json, message: Message) -> Json:
        picture = self._components.picture
        colour = one.get("color")
        author, footer = one.get("author") or {}, one.get("footer") or {}
        return {
            "title_html": self._markdown.line(one.get("title")) or None,
            "url": one.get("url"),
            "description_html": self._markdown.html(one.get("description")) or None,
            "colour": None if colour is None else f"#{colour:06x}",
            "author": {
                "name": author.get("name"),
                "url": author.get("url"),
                "icon": picture(author.get("icon_url"), message),
            } if author else None,
            "fields": [
                {
                    "name_html": self._markdown.line(each["name"]),
                    "value_html": self._markdown.html(each["value"]),
                    "inline": bool(each.get("inline")),
                }
                for each in one.get("fields") or []
            ],
            "image": self._picture(one.get("image"), message),
            "thumbnail": self._picture(one.get("thumbnail"), message),
            "footer": {
                "text": footer.get("text"), "icon": picture(footer.get("icon_url"), message)
            } if footer else None,
            "time": one.get("timestamp"),
        }  # fmt: skip

    def _picture(self, media: Any, message: Message) -> Json | None:
        if not media:
            return None
        url = media.get("url")
        files = {f"attachment://{one.filename}": one for one in message.attachments}
        alt = media.get("description") or (files[url].alt if url in files else None)
        return {"url": self._components.picture(url, message), "alt": alt}

    def _loose_files(self, one: Message) -> list[Json]:
        """The files that no embed and no component shows."""
        used = self._components.used(one)
        files = [each for each in one.attachments if f"attachment://{each.filename}" not in used]
        return [] if one.v2 else [self._file(each) for each in files]

    def _file(self, one: Attachment) -> Json:
        return {
            "id": one.id,
            "filename": one.filename.removeprefix("SPOILER_"),
            "url": one.path,
            "size": one.size,
            "type": one.type,
            "image": one.width is not None and one.type in SHOWABLE,
            "alt": one.alt,
            "spoiler": one.spoiler,
            "width": one.width,
            "height": one.height,
        }
