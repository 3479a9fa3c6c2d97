"""What the playground knows, as plain data that a file can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEXT, DM, THREAD = 0, 1, 11
EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15
SUPPRESS_EMBEDS = 1 << 2
EPOCH = 1_420_070_400_000

PERMISSIONS = {
    "create_instant_invite": 1 << 0,
    "kick_members": 1 << 1,
    "ban_members": 1 << 2,
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "use_external_emojis": 1 << 18,
    "manage_roles": 1 << 28,
    "manage_webhooks": 1 << 29,
    "use_application_commands": 1 << 31,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "send_messages_in_threads": 1 << 38,
    "moderate_members": 1 << 40,
    "pin_messages": 1 << 51,
}
ALL = (1 << 53) - 1


def permissions(*names: str) -> int:
    """The bits of these permissions together."""
    return sum(PERMISSIONS[name] for name in names)


MEMBER_PERMISSIONS = permissions(
    "add_reactions", "view_channel", "send_messages", "embed_links", "attach_files",
    "read_message_history", "use_external_emojis", "use_application_commands",
    "create_public_threads", "send_messages_in_threads",
)  # fmt: skip
BOT_PERMISSIONS = MEMBER_PERMISSIONS | permissions("manage_messages", "pin_messages")


@dataclass
class User:
    """An account: a person's, or the bot's."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"
    colour: int = 0


@dataclass
class Role:
    """A role of a guild; the one with the guild's id is everyone's."""

    id: str
    name: str
    permissions: int


@dataclass
class Member:
    """An account's place in a guild."""

    user_id: str
    role_ids: list[str]
    joined_at: str


@dataclass
class Attachment:
    """A file; its bytes lie beside, under its id."""

    id: str
    filename: str
    size: int
    type: str
    path: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None

    @property
    def spoiler(self) -> bool:
        """Whether it is hidden until one asks for it."""
        return self.filename.startswith("SPOILER_")


@dataclass
class Message:
    """A message as the bot wrote it, and who may see it."""

    id: str
    channel_id: str
    author_id: str
    time: str
    content: str = ""
    flags: int = 0
    type: int = 0
    edited: str | None = None
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    only_for: str | None = None
    pinned: str | None = None
    reply_to: str | None = None
    interaction: Json | None = None
    pings: list[str] = field(default_factory=list[str])
    pings_everyone: bool = False
    nonce: str | None = None

    @property
    def loading(self) -> bool:
        """Whether the bot still thinks about it."""
        return bool(self.flags & LOADING)

    @property
    def v2(self) -> bool:
        """Whether its components are its whole body."""
        return bool(self.flags & V2)


@dataclass
class Channel:
    """A text channel, a thread, or a direct conversation with the bot."""

    id: str
    name: str
    kind: int = TEXT
    guild_id: str | None = None
    topic: str | None = None
    parent_id: str | None = None
    recipient_id: str | None = None
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    read: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class Guild:
    """A community: its roles, members and channels."""

    id: str
    name: str
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    members: dict[str, Member] = field(default_factory=dict[str, Member])

    def permissions_of(self, user_id: str) -> int:
        """What a member may do; 0 for somebody who is none."""
        member = self.members.get(user_id)
        if member is None:
            return 0
        bits = self.roles[self.id].permissions
        for role_id in member.role_ids:
            bits |= self.roles[role_id].permissions
        return ALL if bits & PERMISSIONS["administrator"] else bits


@dataclass
class Interaction:
    """One thing a member asked of the bot, and how far the answer is."""

    id: str
    token: str
    type: int
    user_id: str
    channel_id: str
    guild_id: str | None
    created: float
    data: Json
    name: str | None = None
    custom_id: str | None = None
    message_id: str | None = None
    state: str = "sent"
    text: str | None = None
    response_type: int | None = None
    answered: float | None = None
    original_id: str | None = None
    message_ids: list[str] = field(default_factory=list[str])
    modal: Json | None = None
    modal_open: bool = False
    choices: list[Json] | None = None
    updates: int = 0

    @property
    def kind(self) -> str:
        """`command`, `component`, `autocomplete` or `modal`."""
        return {2: "command", 3: "component", 4: "autocomplete", 5: "modal"}[self.type]


@dataclass
class State:
    """Everything that a restart must find again."""

    application_id: str = ""
    last_id: int = 0
    users: dict[str, User] = field(default_factory=dict[str, User])
    guilds: dict[str, Guild] = field(default_factory=dict[str, Guild])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    commands: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])
    interactions: dict[str, Interaction] = field(default_factory=dict[str, Interaction])

    def new_id(self, now: float) -> str:
        """A snowflake of this moment, greater than every one before."""
        self.last_id = max((int(now * 1000) - EPOCH) << 22, self.last_id + 1)
        return str(self.last_id)

    def message(self, message_id: str) -> Message | None:
        """The message of this id, in whichever channel."""
        for channel in self.channels.values():
            if message_id in channel.messages:
                return channel.messages[message_id]
        return None

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild a channel is in; None for a direct conversation."""
        return self.guilds[channel.guild_id] if channel.guild_id else None
