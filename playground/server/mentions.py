"""Whom a message pings: what its text names, as far as `allowed_mentions` lets it."""

from __future__ import annotations

import re

from playground.server.limits.components import TEXT, walk
from playground.server.state import PERMISSIONS, Channel, Json, Message, State

USER = re.compile(r"<@!?(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


def text_of(message: Message) -> str:
    """Everything of a message whose mentions count: its content and its text displays."""
    texts = [part["content"] for part in walk(message.components) if part["type"] == TEXT]
    return "\n".join(text for text in (message.content, *texts) if text)


def ping(state: State, channel: Channel, message: Message, allowed: Json | None) -> None:
    """Note on a message whom it pings. Nobody outside the channel, and nobody by an embed."""
    text = text_of(message)
    home = state.guild_of(channel)
    here = set(home.members) if home else {channel.recipient_id or ""}
    named = [one for one in dict.fromkeys(USER.findall(text)) if one in here]
    everyone = bool(EVERYONE.search(text))
    if allowed is not None:
        parse = allowed.get("parse") or []
        users = {str(one) for one in allowed.get("users") or []}
        named = named if "users" in parse else [one for one in named if one in users]
        everyone = everyone and "everyone" in parse
    may = home.permissions_of(message.author_id) if home else 0
    message.pings_everyone = everyone and bool(may & PERMISSIONS["mention_everyone"])
    message.pings = named


def pings(message: Message, user_id: str) -> bool:
    """Whether a message pings an account."""
    return message.pings_everyone or user_id in message.pings
