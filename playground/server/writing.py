"""How messages come about, change and go."""

from __future__ import annotations

from typing import Any

from playground.server.errors import ApiError, Refused, unknown
from playground.server.feed import ChannelChanged, MessageChanged, MessageGone
from playground.server.limits.components import numbered
from playground.server.limits.messages import EMPTY, check, is_blank, is_v2
from playground.server.local import LocalDiscord, Upload
from playground.server.mentions import ping
from playground.server.payloads import message as payload
from playground.server.state import (
    EPHEMERAL,
    LOADING,
    PERMISSIONS,
    SUPPRESS_EMBEDS,
    THREAD,
    V2,
    Attachment,
    Channel,
    Json,
    Message,
)

Files = dict[str, Upload]
GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 9, 1 << 12
SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | V2 | (1 << 12)
MOST_KEPT = 1000
"""Messages kept of a channel; the oldest go first."""


class Writing:
    """Posts, edits and deletes, checks Discord's limits, and tells everyone."""

    def __init__(self, local: LocalDiscord) -> None:
        self._local = local

    def post(
        self,
        channel: Channel,
        body: Json,
        files: Files,
        *,
        author_id: str | None = None,
        only_for: str | None = None,
        interaction: Json | None = None,
        kind: int = 0,
    ) -> Message:
        """Post a message; the bot's own unless told otherwise.

        Raises:
            ApiError: Discord would refuse it.
        """
        check(body, v2=is_v2(body), files=_names(body, files, []))
        again = self._same_nonce(channel, body)
        if again is not None:
            return again
        author_id = author_id or self._local.bot.id
        message = Message(self._local.new_id(), channel.id, author_id, self._local.clock.iso())
        message.only_for, message.interaction, message.type = only_for, interaction, kind
        message.flags = (body.get("flags") or 0) & SETTABLE
        message.reply_to = self._reply(channel, body)
        message.nonce = None if body.get("nonce") is None else str(body["nonce"])
        self._fill(channel, message, body, files)
        return self.add(channel, message)

    def add(self, channel: Channel, message: Message) -> Message:
        """Put a message where it belongs and tell of it."""
        channel.archived = False
        channel.messages[message.id] = message
        if len(channel.messages) > MOST_KEPT:
            del channel.messages[next(iter(channel.messages))]
        self._tell("MESSAGE_CREATE", channel, message)
        if message.only_for is None:
            channel.read[message.author_id] = message.id
            self._local.feed.tell(ChannelChanged(channel))
        return message

    def edit(self, message: Message, body: Json, files: Files) -> Message:
        """Change what the body names of a message.

        Raises:
            ApiError: Discord would refuse it.
        """
        channel = self._local.channel(message.channel_id)
        if channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        v2 = message.v2 or is_v2(body)
        check(body, v2=v2, files=_names(body, files, message.attachments))
        if v2 and not message.v2:
            _turns_v2(message, body)
        was_loading = message.loading
        kept = SUPPRESS_EMBEDS & (body.get("flags") or message.flags)
        message.flags = (message.flags & ~(LOADING | SUPPRESS_EMBEDS)) | kept | (V2 if v2 else 0)
        self._fill(channel, message, body, files)
        if not was_loading:
            message.edited = self._local.clock.iso()
        self._tell("MESSAGE_UPDATE", channel, message)
        return message

    def delete(self, message: Message) -> None:
        """Delete a message, or dismiss an ephemeral one."""
        channel = self._local.channel(message.channel_id)
        channel.messages.pop(message.id, None)
        if message.only_for is None:
            body = {"id": message.id, "channel_id": channel.id}
            body |= {"guild_id": channel.guild_id} if channel.guild_id else {}
            self._local.gateway.send("MESSAGE_DELETE", body, intent=_intent(channel))
        self._local.feed.tell(MessageGone(message))

    def pin(self, message: Message, moment: str | None) -> None:
        """Pin a message since a moment, or unpin it."""
        message.pinned = moment
        self._tell("MESSAGE_UPDATE", self._local.channel(message.channel_id), message)

    def payload(self, message: Message) -> Json:
        """The message as the bot sees it."""
        body = payload(self._local.state, message, self._local.address)
        channel = self._local.state.channels.get(message.channel_id)
        if channel is not None and channel.guild_id:
            body["guild_id"] = channel.guild_id
        return body

    def may_post(self, channel: Channel) -> None:
        """Do nothing if the bot may write in a channel.

        Raises:
            ApiError: 403.
        """
        home = self._local.state.guild_of(channel)
        if home is None:
            return
        bits = home.permissions_of(self._local.bot.id)
        name = "send_messages_in_threads" if channel.kind == THREAD else "send_messages"
        if not bits & PERMISSIONS["view_channel"]:
            raise ApiError(403, 50001, "Missing Access")
        if not bits & PERMISSIONS[name]:
            raise ApiError(403, 50013, "Missing Permissions")

    def _fill(self, channel: Channel, message: Message, body: Json, files: Files) -> None:
        content, embeds, components = message.content, message.embeds, message.components
        if "content" in body:
            content = body["content"] or ""
        if "embeds" in body:
            embeds = body["embeds"] or []
        if "components" in body:
            components = numbered(body["components"] or [])
        attachments = self._attachments(channel, message, body, files)
        shown = content.strip() or attachments or not all(is_blank(one) for one in embeds)
        if not (components if message.v2 else shown):
            raise ApiError(400, 50006, EMPTY)
        message.content, message.embeds, message.components = content, embeds, components
        message.attachments = attachments
        if message.only_for is None:
            ping(self._local.state, channel, message, body.get("allowed_mentions"))

    def _attachments(
        self, channel: Channel, message: Message, body: Json, files: Files
    ) -> list[Attachment]:
        old = {one.id: one for one in message.attachments}
        listed: list[Any] | None = body.get("attachments")
        if listed is None:
            return [*old.values(), *(self._kept(channel, one, None) for one in files.values())]
        kept: list[Attachment] = []
        for one in listed:
            name = str(one.get("id"))
            if name in files:
                kept.append(self._kept(channel, files[name], one.get("description")))
            elif name in old:
                kept.append(old[name])
            else:
                raise ApiError(400, 50146, f"The attachment {name!r} was not given")
        return kept

    def _kept(self, channel: Channel, upload: Upload, alt: str | None) -> Attachment:
        try:
            return self._local.keep_file(channel.id, upload, alt)
        except Refused:
            raise ApiError(413, 40005, "Request entity too large") from None

    def _reply(self, channel: Channel, body: Json) -> str | None:
        given = body.get("message_reference")
        if not given:
            return None
        found = channel.messages.get(str(given.get("message_id")))
        if found is not None and found.only_for is None:
            return found.id
        if given.get("fail_if_not_exists", True):
            raise unknown("message", 10008)
        return None

    def _same_nonce(self, channel: Channel, body: Json) -> Message | None:
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        latest = list(channel.messages.values())[-20:]
        return next((one for one in latest if one.nonce == str(body["nonce"])), None)

    def _tell(self, event: str, channel: Channel, message: Message) -> None:
        if message.only_for is None:
            self._local.gateway.send(event, self.payload(message), intent=_intent(channel))
        self._local.feed.tell(MessageChanged(message))


def _intent(channel: Channel) -> int:
    return GUILD_MESSAGES if channel.guild_id else DIRECT_MESSAGES


def _names(body: Json, files: Files, old: list[Attachment]) -> set[str]:
    listed = body.get("attachments")
    if not isinstance(listed, list):
        kept = [one.filename for one in old]
    else:
        ids = {str(one.get("id")) for one in listed if isinstance(one, dict)}
        kept = [one.filename for one in old if one.id in ids]
    return {f"attachment://{name}" for name in [*kept, *(one.filename for one in files.values())]}


def _turns_v2(message: Message, body: Json) -> None:
    """Becoming components v2 needs the old text and embeds to be taken away in the same edit."""
    for name, has in (("content", message.content), ("embeds", message.embeds)):
        if has and (name not in body or body[name]):
            raise ApiError(
                400,
                50035,
                "Invalid Form Body",
                {name: {"_errors": [{
                    "code": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "message": f"{name!r} must be taken away to use components v2.",
                }]}},
            )  # fmt: skip
