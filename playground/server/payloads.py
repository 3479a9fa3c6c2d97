"""How the state looks to a bot: the objects of Discord's API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.server.state import (
    BOT_PERMISSIONS,
    DM,
    EPHEMERAL,
    THREAD,
    Attachment,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
    State,
    User,
)

FILE_LIMIT = 10 * 1024 * 1024
Address = Callable[[str], str]
"""Makes a whole address out of a path on this server."""


def user(one: User) -> Json:
    """An account."""
    return {
        "id": one.id,
        "username": one.name.lower().replace(" ", "_"),
        "global_name": None if one.bot else one.name,
        "discriminator": "0000" if one.bot else "0",
        "avatar": None,
        "bot": one.bot,
        "public_flags": 0,
        "flags": 0,
    } | ({"username": one.name} if one.bot else {})


def role(one: Role, position: int) -> Json:
    """A role."""
    return {
        "id": one.id,
        "name": one.name,
        "permissions": str(one.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


def member(state: State, guild: Guild, user_id: str) -> Json:
    """A member of a guild, with the account."""
    one = guild.members[user_id]
    return {
        "user": user(state.users[user_id]),
        "roles": list(one.role_ids),
        "joined_at": one.joined_at,
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "premium_since": None,
        "communication_disabled_until": None,
    }


def channel(state: State, one: Channel) -> Json:
    """A channel, thread or direct conversation."""
    last = next(reversed([m.id for m in one.messages.values() if m.only_for is None]), None)
    body: Json = {"id": one.id, "type": one.kind, "last_message_id": last, "flags": 0}
    if one.kind == DM:
        recipient = state.users[one.recipient_id or ""]
        return body | {"recipients": [user(recipient)]}
    body |= {
        "guild_id": one.guild_id,
        "name": one.name,
        "parent_id": one.parent_id,
        "rate_limit_per_user": 0,
    }
    if one.kind == THREAD:
        return body | _thread(state, one)
    return body | {
        "topic": one.topic,
        "position": 0,
        "nsfw": False,
        "permission_overwrites": [],
        "default_auto_archive_duration": 1440,
    }


def _thread(state: State, one: Channel) -> Json:
    bot = next(user.id for user in state.users.values() if user.bot)
    return {
        "owner_id": bot,
        "message_count": len(one.messages),
        "member_count": 1,
        "total_message_sent": len(one.messages),
        "thread_metadata": {
            "archived": one.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": "2026-01-01T00:00:00.000+00:00",
            "locked": False,
            "create_timestamp": "2026-01-01T00:00:00.000+00:00",
        },
    }


def guild(state: State, one: Guild, *, member_ids: list[str], owner_id: str) -> Json:
    """A guild as GUILD_CREATE tells it, with these of its members."""
    channels = [c for c in state.channels.values() if c.guild_id == one.id]
    return {
        "id": one.id,
        "name": one.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": owner_id,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "premium_progress_bar_enabled": False,
        "max_members": 500_000,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(each, place) for place, each in enumerate(one.roles.values())],
        "joined_at": "2026-01-01T00:00:00.000+00:00",
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(state, one, user_id) for user_id in member_ids],
        "channels": [channel(state, c) for c in channels if c.kind != THREAD],
        "threads": [channel(state, c) for c in channels if c.kind == THREAD and not c.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment(one: Attachment, address: Address) -> Json:
    """A file of a message."""
    body: Json = {
        "id": one.id,
        "filename": one.filename,
        "size": one.size,
        "url": address(one.path),
        "proxy_url": address(one.path),
        "content_type": one.type,
    }
    if one.alt is not None:
        body["description"] = one.alt
    if one.width is not None:
        body |= {"width": one.width, "height": one.height}
    return body


def message(state: State, one: Message, address: Address) -> Json:
    """A message with everything in it."""
    files = {f"attachment://{file.filename}": file for file in one.attachments}
    embeds = _resolved(one.embeds, files, address)
    used = {each["url"] for each in _media(one.embeds)} if one.embeds else set[str]()
    body: Json = {
        "id": one.id,
        "channel_id": one.channel_id,
        "author": user(state.users[one.author_id]),
        "content": one.content,
        "timestamp": one.time,
        "edited_timestamp": one.edited,
        "tts": False,
        "mention_everyone": one.pings_everyone,
        "mentions": [user(state.users[each]) for each in one.pings],
        "mention_roles": [],
        "attachments": [
            attachment(file, address) for name, file in files.items() if name not in used
        ],
        "embeds": [{"type": "rich", **embed} for embed in embeds],
        "components": _resolved(one.components, files, address),
        "pinned": one.pinned is not None,
        "type": one.type,
        "flags": one.flags,
    }
    if state.users[one.author_id].bot:
        body["application_id"] = state.application_id
    if one.nonce is not None:
        body["nonce"] = one.nonce
    if one.interaction is not None:
        body |= {"webhook_id": state.application_id, "interaction_metadata": one.interaction}
    if one.reply_to is not None:
        body["message_reference"] = {"channel_id": one.channel_id, "message_id": one.reply_to}
    return body


def _media(tree: Any) -> list[Json]:
    """Every object with an `attachment://` address in a tree of embeds or components."""
    if isinstance(tree, list):
        return [found for each in tree for found in _media(each)]
    if not isinstance(tree, dict):
        return []
    own = [tree] if str(tree.get("url", "")).startswith("attachment://") else []
    return own + [found for each in tree.values() for found in _media(each)]


def _resolved(tree: Any, files: dict[str, Attachment], address: Address) -> Any:
    if isinstance(tree, list):
        return [_resolved(each, files, address) for each in tree]
    if not isinstance(tree, dict):
        return tree
    body = {key: _resolved(value, files, address) for key, value in tree.items()}
    file = files.get(str(body.get("url", "")))
    if file is not None:
        url = address(file.path)
        body |= {"url": url, "proxy_url": url, "width": file.width, "height": file.height}
        body |= {"content_type": file.type, "attachment_id": file.id, "loading_state": 2}
    elif "media" in body or body.get("type") == 13:
        media = body.get("media") or body.get("file")
        if isinstance(media, dict):
            media.setdefault("proxy_url", media.get("url", ""))
            media.setdefault("loading_state", 2)
    return body


def interaction(state: State, one: Interaction, address: Address) -> Json:
    """What INTERACTION_CREATE tells of it."""
    place = state.channels[one.channel_id]
    home = state.guild_of(place)
    body: Json = {
        "id": one.id,
        "application_id": state.application_id,
        "type": one.type,
        "token": one.token,
        "version": 1,
        "data": one.data,
        "channel_id": one.channel_id,
        "channel": channel(state, place),
        "locale": state.users[one.user_id].locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": one.guild_id or "0"},
        "context": 0 if home else 1,
        "attachment_size_limit": FILE_LIMIT,
        "app_permissions": str(BOT_PERMISSIONS),
    }
    if one.message_id is not None:
        source = state.message(one.message_id)
        if source is not None:
            body["message"] = message(state, source, address)
    if home is None:
        return body | {"user": user(state.users[one.user_id])}
    can = str(home.permissions_of(one.user_id))
    body["channel"]["permissions"] = can
    body |= {"app_permissions": str(home.permissions_of(bot_id(state)))}
    return body | {
        "guild_id": home.id,
        "guild": {"id": home.id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member(state, home, one.user_id) | {"permissions": can},
    }


def bot_id(state: State) -> str:
    """The id of the bot's account."""
    return state.application_id


def is_ephemeral(one: Message) -> bool:
    """Whether only one member sees it."""
    return bool(one.flags & EPHEMERAL)
