"""The routes about channels, threads and the messages in them."""

from __future__ import annotations

from playground.server.errors import ApiError, unknown
from playground.server.feed import Typing
from playground.server.payloads import channel as channel_payload
from playground.server.rest import Call, Route
from playground.server.state import DM, PERMISSIONS, Json, Message


def routes() -> list[Route]:
    """All of them."""
    messages = "/channels/{channel}/messages"
    one = messages + "/{message:\\d+}"
    return [
        Route("GET", "/channels/{channel}", read_channel),
        Route("PATCH", "/channels/{channel}", change_channel),
        Route("DELETE", "/channels/{channel}", delete_channel),
        Route("POST", "/channels/{channel}/typing", typing),
        Route("GET", messages, history),
        Route("POST", messages, post),
        Route("GET", messages + "/pins", pins),
        Route("PUT", messages + "/pins/{message}", pin),
        Route("DELETE", messages + "/pins/{message}", unpin),
        Route("GET", "/channels/{channel}/pins", old_pins),
        Route("PUT", "/channels/{channel}/pins/{message}", pin),
        Route("DELETE", "/channels/{channel}/pins/{message}", unpin),
        Route("GET", one, read),
        Route("PATCH", one, edit),
        Route("DELETE", one, delete),
        Route("POST", "/channels/{channel}/threads", open_thread),
        Route("POST", one + "/threads", open_thread),
        Route("POST", "/users/@me/channels", direct),
    ]


def found(call: Call) -> Message:
    """The message of the path, if the bot may see it by this way: no ephemeral one."""
    message = call.channel.messages.get(call.path["message"])
    if message is None or message.only_for is not None:
        raise unknown("Message", 10008)
    return message


def shown(call: Call) -> list[Message]:
    """The messages of the channel that are not for one member only, the newest first."""
    return [one for one in reversed(call.channel.messages.values()) if one.only_for is None]


def read_channel(call: Call) -> Json:
    """One channel."""
    return channel_payload(call.local.state, call.channel)


def change_channel(call: Call) -> Json:
    """Rename a channel, change its topic, archive a thread."""
    channel, form = call.channel, call.form
    _needs(call, "manage_threads" if channel.parent_id else "manage_channels")
    channel.name = str(form.get("name") or channel.name)[:100]
    channel.topic = form.get("topic", channel.topic)
    channel.archived = bool(form.get("archived", channel.archived))
    call.local.changed_channel(channel)
    return channel_payload(call.local.state, channel)


def delete_channel(call: Call) -> Json:
    """Delete a channel or thread."""
    channel = call.channel
    _needs(call, "manage_threads" if channel.parent_id else "manage_channels")
    call.local.remove_channel(channel)
    return channel_payload(call.local.state, channel)


def typing(call: Call) -> None:
    """Say that the bot types."""
    call.writing.may_post(call.channel)
    call.local.feed.tell(Typing(call.channel, call.local.bot.id))


def history(call: Call) -> list[Json]:
    """Up to 100 messages, before, after or around one."""
    wrong = [one for one in call.query.values() if not (one.isascii() and one.isdigit())]
    limit = 0 if wrong else int(call.query.get("limit", "50"))
    if not 1 <= limit <= 100:
        raise ApiError(400, 50035, "Invalid Form Body")
    messages = shown(call)
    if "before" in call.query:
        messages = [one for one in messages if int(one.id) < int(call.query["before"])]
    if "after" in call.query:
        messages = [one for one in messages if int(one.id) > int(call.query["after"])][-limit:]
    if "around" in call.query:
        older = [one for one in messages if int(one.id) <= int(call.query["around"])]
        newer = messages[: len(messages) - len(older)]
        half = limit // 2
        messages = [*newer[len(newer) - half if half < len(newer) else 0 :], *older]
    return [call.writing.payload(one) for one in messages[:limit]]


def post(call: Call) -> Json:
    """Post a message of the bot."""
    call.writing.may_post(call.channel)
    if (call.form.get("flags") or 0) & (1 << 6):
        call.form["flags"] &= ~(1 << 6)
    return call.writing.payload(call.writing.post(call.channel, call.form, call.files))


def read(call: Call) -> Json:
    """One message."""
    return call.writing.payload(found(call))


def edit(call: Call) -> Json:
    """Change one of the bot's messages."""
    message = found(call)
    if message.author_id != call.local.bot.id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    return call.writing.payload(call.writing.edit(message, call.form, call.files))


def delete(call: Call) -> None:
    """Delete a message."""
    message = found(call)
    if message.author_id != call.local.bot.id:
        _needs(call, "manage_messages")
    call.writing.delete(message)


def pins(call: Call) -> Json:
    """The pinned messages, the last pinned first."""
    pinned = [(one.pinned, one) for one in shown(call) if one.pinned is not None]
    pinned.sort(key=lambda pair: pair[0], reverse=True)
    return {
        "items": [
            {"pinned_at": since, "message": call.writing.payload(one)} for since, one in pinned
        ],
        "has_more": False,
    }


def old_pins(call: Call) -> list[Json]:
    """The pinned messages, as the older route tells them."""
    return [one["message"] for one in pins(call)["items"]]


def pin(call: Call) -> None:
    """Pin a message; at most 50 of a channel."""
    _needs(call, "pin_messages")
    if sum(one.pinned is not None for one in shown(call)) >= 50:
        raise ApiError(400, 30003, "Maximum number of pins reached for the channel (50)")
    call.writing.pin(found(call), call.local.clock.iso())


def unpin(call: Call) -> None:
    """Unpin a message."""
    _needs(call, "pin_messages")
    call.writing.pin(found(call), None)


def open_thread(call: Call) -> Json:
    """Open a public thread in a channel, from a message or by itself."""
    channel = call.channel
    name = call.form.get("name")
    home = call.local.state.guild_of(channel)
    if home is None or channel.parent_id or not isinstance(name, str) or not 0 < len(name) <= 100:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    _needs(call, "create_public_threads")
    thread = call.local.add_channel(home, name, parent=channel)
    return channel_payload(call.local.state, thread)


def direct(call: Call) -> Json:
    """The direct conversation with an account."""
    user_id = str(call.form.get("recipient_id"))
    if user_id not in call.local.state.users or user_id == call.local.bot.id:
        raise ApiError(400, 50007, "Cannot send messages to this user")
    return channel_payload(call.local.state, call.local.direct(user_id))


def _needs(call: Call, permission: str) -> None:
    channel = call.channel
    if channel.kind == DM:
        return
    home = call.local.state.guild_of(channel)
    bits = home.permissions_of(call.local.bot.id) if home else 0
    if not bits & PERMISSIONS[permission]:
        raise ApiError(403, 50013, "Missing Permissions")
