"""The whole of a Discord that lives in this process."""

from __future__ import annotations

import io
import mimetypes
import re
import secrets
from collections import deque
from dataclasses import dataclass
from urllib.parse import quote

from playground.clock import Clock
from playground.server.errors import Refused, unknown
from playground.server.feed import (
    BotChanged,
    ChannelChanged,
    ChannelGone,
    Event,
    Feed,
    MembersChanged,
)
from playground.server.gateway import Gateway
from playground.server.keeping import Keeper
from playground.server.payloads import FILE_LIMIT, channel, guild, member, user
from playground.server.ratelimits import RateLimits
from playground.server.state import (
    BOT_PERMISSIONS,
    DM,
    MEMBER_PERMISSIONS,
    TEXT,
    THREAD,
    Attachment,
    Channel,
    Guild,
    Member,
    Role,
    User,
)

COLOURS = 6
UNKNOWN_TYPE = "application/octet-stream"
UNSAFE = re.compile(r"[^\w.\-() ]+")


@dataclass(frozen=True)
class Upload:
    """A file somebody gives."""

    filename: str
    content: bytes
    type: str | None = None


@dataclass(frozen=True)
class Request:
    """A request the bot made, and how it was answered."""

    method: str
    path: str
    status: int
    note: str = ""


class LocalDiscord:
    """Holds the state, tells what happens, and knows the bot's connection."""

    def __init__(self, keeper: Keeper, clock: Clock, *, token: str, bot_name: str) -> None:
        self.clock = clock
        self.token = token
        self.keeper = keeper
        self.state = keeper.load()
        self.feed = Feed()
        self.base = "http://127.0.0.1"
        self.requests: deque[Request] = deque(maxlen=2000)
        self.unimplemented: list[str] = []
        self.rates = RateLimits(clock)
        self.gateway = Gateway(self)
        self.uploads: dict[str, Attachment] = {}
        if not self.state.application_id:
            bot = self.add_user(bot_name, bot=True)
            self.state.application_id = bot.id
        self.feed.listen(self._keep)

    def _keep(self, event: Event) -> None:
        if not isinstance(event, BotChanged):
            self.keeper.changed(self.state)

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.state.users[self.state.application_id]

    def new_id(self) -> str:
        """A snowflake of this moment."""
        return self.state.new_id(self.clock.now())

    def address(self, path: str) -> str:
        """The whole address of a path on this server."""
        return self.base + path

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        """Make an account."""
        colour = len(self.state.users) % COLOURS
        new = User(self.new_id(), name, bot=bot, locale=locale, colour=colour)
        self.state.users[new.id] = new
        return new

    def add_guild(self, name: str) -> Guild:
        """Make a guild with the bot in it."""
        one = Guild(self.new_id(), name)
        one.roles[one.id] = Role(one.id, "@everyone", MEMBER_PERMISSIONS)
        role = self.add_role(one, self.bot.name, BOT_PERMISSIONS)
        one.members[self.bot.id] = Member(self.bot.id, [role.id], self.clock.iso())
        self.state.guilds[one.id] = one
        body = guild(self.state, one, member_ids=[self.bot.id], owner_id=self.bot.id)
        self.gateway.send("GUILD_CREATE", body, intent=1 << 0)
        self.feed.tell(MembersChanged())
        return one

    def add_role(self, home: Guild, name: str, permissions: int) -> Role:
        """Make a role of a guild."""
        role = Role(self.new_id(), name, permissions)
        home.roles[role.id] = role
        return role

    def add_member(self, home: Guild, account: User, role_ids: list[str]) -> Member:
        """Let an account into a guild."""
        one = Member(account.id, role_ids, self.clock.iso())
        home.members[account.id] = one
        body = member(self.state, home, account.id) | {"guild_id": home.id}
        self.gateway.send("GUILD_MEMBER_ADD", body, intent=1 << 1)
        self.feed.tell(MembersChanged())
        return one

    def remove_member(self, home: Guild, user_id: str) -> None:
        """Let a member go."""
        del home.members[user_id]
        body = {"guild_id": home.id, "user": user(self.state.users[user_id])}
        self.gateway.send("GUILD_MEMBER_REMOVE", body, intent=1 << 1)
        self.feed.tell(MembersChanged())

    def join(self, home: Guild, name: str) -> User:
        """Let somebody new in.

        Raises:
            Refused: The name is taken, empty or too long.
        """
        name = " ".join(name.split())
        if not 1 <= len(name) <= 32:
            raise Refused("A name has 1 to 32 characters.")
        taken = {self.state.users[one].name.casefold() for one in home.members}
        if name.casefold() in taken:
            raise Refused(f"{name} is here already. Choose another name.")
        new = self.add_user(name)
        self.add_member(home, new, [])
        return new

    def add_channel(
        self, home: Guild, name: str, *, topic: str | None = None, parent: Channel | None = None
    ) -> Channel:
        """Make a text channel, or a thread under a parent."""
        kind = TEXT if parent is None else THREAD
        one = Channel(self.new_id(), name, kind, home.id, topic, parent.id if parent else None)
        self.state.channels[one.id] = one
        event = "CHANNEL_CREATE" if parent is None else "THREAD_CREATE"
        self.gateway.send(event, channel(self.state, one), intent=1 << 0)
        self.feed.tell(ChannelChanged(one))
        return one

    def direct(self, user_id: str) -> Channel:
        """The direct conversation of an account with the bot."""
        for one in self.state.channels.values():
            if one.recipient_id == user_id:
                return one
        name = self.state.users[user_id].name
        one = Channel(self.new_id(), name, DM, recipient_id=user_id)
        self.state.channels[one.id] = one
        self.feed.tell(ChannelChanged(one))
        return one

    def remove_channel(self, one: Channel) -> None:
        """Delete a channel and what was said in it."""
        del self.state.channels[one.id]
        event = "THREAD_DELETE" if one.kind == THREAD else "CHANNEL_DELETE"
        self.gateway.send(event, channel(self.state, one), intent=1 << 0)
        self.feed.tell(ChannelGone(one))

    def changed_channel(self, one: Channel) -> None:
        """Tell that a channel is different."""
        event = "THREAD_UPDATE" if one.kind == THREAD else "CHANNEL_UPDATE"
        self.gateway.send(event, channel(self.state, one), intent=1 << 0)
        self.feed.tell(ChannelChanged(one))

    def channel(self, channel_id: str) -> Channel:
        """The channel of this id.

        Raises:
            ApiError: 404, there is none.
        """
        if channel_id not in self.state.channels:
            raise unknown("Channel", 10003)
        return self.state.channels[channel_id]

    def may_see(self, user_id: str, one: Channel) -> bool:
        """Whether an account sees a channel at all."""
        home = self.state.guild_of(one)
        return one.recipient_id == user_id if home is None else user_id in home.members

    def keep_file(self, place_id: str, upload: Upload, alt: str | None = None) -> Attachment:
        """Keep a given file and say where it lies.

        Raises:
            Refused: It is larger than 10 MiB.
        """
        if len(upload.content) > FILE_LIMIT:
            raise Refused(f"{upload.filename} is larger than 10 MiB.")
        name = UNSAFE.sub("_", upload.filename.rsplit("/", 1)[-1])[-100:] or "file"
        kind = upload.type
        if kind in (None, UNKNOWN_TYPE):
            kind = mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
        one = Attachment(self.new_id(), name, len(upload.content), kind or UNKNOWN_TYPE, "", alt)
        # The address alone lets one read a file, as on Discord, so it cannot be guessed.
        secret = secrets.token_hex(8)
        one.path = f"/cdn/attachments/{place_id}/{one.id}/{quote(name)}?key={secret}"
        if one.type.startswith("image/"):
            one.width, one.height = _size(upload.content)
        self.keeper.put(one.id, upload.content)
        return one

    def file_at(self, attachment_id: str, secret: str) -> Attachment | None:
        """The file of this id, for whoever has the secret of its address; None if there is none."""
        kept = [
            one
            for place in self.state.channels.values()
            for message in place.messages.values()
            for one in message.attachments
        ]
        for one in [*self.uploads.values(), *kept]:
            if one.id == attachment_id and one.path.endswith(f"?key={secret}"):
                return one
        return None


def _size(content: bytes) -> tuple[int | None, int | None]:
    """The width and height of a picture; None for what is none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None, None
