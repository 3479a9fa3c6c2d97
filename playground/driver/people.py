"""What a test acts with: guilds, channels and members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playground.driver.looks import DrivenInteraction, DrivenMessage, DrivenModal
from playground.server.app import Server
from playground.server.commanding import leaves
from playground.server.errors import Refused
from playground.server.local import Upload
from playground.server.state import Channel, Guild, Json, User, permissions

AnyFile = tuple[str, bytes]
"""A file that is given: its name and its bytes."""


class DrivenChannel:
    """A channel, looked at from nowhere in particular: what is public in it."""

    def __init__(self, server: Server, channel: Channel) -> None:
        self._server = server
        self.raw = channel

    @property
    def id(self) -> str:
        """Its id."""
        return self.raw.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.raw.name

    @property
    def messages(self) -> list[DrivenMessage]:
        """What everybody in it sees, the oldest first."""
        kept = self.raw.messages.values()
        return [DrivenMessage(self._server, one) for one in kept if one.only_for is None]

    @property
    def last(self) -> DrivenMessage:
        """The latest message everybody sees."""
        return self.messages[-1]

    @property
    def pins(self) -> list[DrivenMessage]:
        """The pinned messages."""
        return [one for one in self.messages if one.raw.pinned is not None]

    async def message(self, text: str, seconds: float = 5.0) -> DrivenMessage:
        """Wait for a message everybody sees with this in its text."""

        def there() -> DrivenMessage | None:
            return next((one for one in self.messages if text in one.text), None)

        what = f"a message with {text!r} in #{self.name}"
        return await self._server.local.feed.until(there, seconds=seconds, what=what)

    def delete(self) -> None:
        """Delete it."""
        self._server.local.remove_channel(self.raw)


class DrivenMember:
    """A member who acts; without a word on the channel, in the guild's first."""

    def __init__(self, server: Server, guild: Guild, user: User, channel: Channel) -> None:
        self._server = server
        self._guild = guild
        self.user = user
        self.channel = DrivenChannel(server, channel)

    @property
    def id(self) -> str:
        """The account's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The account's name."""
        return self.user.name

    def goto(self, channel: DrivenChannel) -> DrivenMember:
        """Go to another channel; what is done from then on is done there."""
        self.channel = channel
        return self

    def in_guild(self, guild: DrivenGuild) -> DrivenMember:
        """The same person in another guild, let in if need be."""
        if self.id not in guild.raw.members:
            self._server.local.add_member(guild.raw, self.user, [])
        return DrivenMember(self._server, guild.raw, self.user, guild.first.raw)

    def direct(self) -> DrivenMember:
        """The same person in the direct conversation with the bot."""
        channel = self._server.local.direct(self.id)
        return DrivenMember(self._server, self._guild, self.user, channel)

    def leave(self) -> None:
        """Leave the guild."""
        self._server.local.remove_member(self._guild, self.id)

    # Acting

    def send_slash(self, command: str, options: Json) -> DrivenInteraction:
        """Send a slash command without waiting; options by name."""
        given = {name: self._value(value) for name, value in options.items()}
        one = self._server.acting.slash(self.id, self.channel.id, command, given)
        return DrivenInteraction(self._server, one)

    async def slash(self, command: str, **options: Any) -> DrivenInteraction:
        """Call a slash command and wait until it is answered and no longer thinks.

        Raises:
            Refused: The client would not send it (`HiddenCommand`: it is not there for them).
            Failed: The bot did not answer in time.
        """
        return await self.send_slash(command, options).done()

    async def autocomplete(
        self, command: str, focused: str, typed: str = "", **others: Any
    ) -> list[Json]:
        """The choices (`name`, `value`) of an option as one types it."""
        given = {name: self._value(value) for name, value in others.items()} | {focused: typed}
        one = self._server.acting.autocomplete(self.id, self.channel.id, command, given, focused)
        await DrivenInteraction(self._server, one).done()
        return one.choices or []

    async def menu(self, command: str, target: DrivenMember | DrivenMessage) -> DrivenInteraction:
        """Call a command from the menu of a member or message."""
        one = self._server.acting.menu(self.id, self.channel.id, command, target.id)
        return await DrivenInteraction(self._server, one).done()

    def send_click(self, message: DrivenMessage, key: str) -> DrivenInteraction:
        """Press a button, by label, emoji or custom_id, without waiting."""
        one = self._server.acting.click(self.id, message.id, key)
        return DrivenInteraction(self._server, one)

    async def click(self, message: DrivenMessage, key: str) -> DrivenInteraction:
        """Press a button and wait for the answer."""
        return await self.send_click(message, key).done()

    async def select(
        self, message: DrivenMessage, key: str, values: Sequence[str]
    ) -> DrivenInteraction:
        """Choose of a select, by values, and wait for the answer."""
        one = self._server.acting.select(self.id, message.id, key, list(values))
        return await DrivenInteraction(self._server, one).done()

    def send_submit(self, fields: Json) -> DrivenInteraction:
        """Submit the open modal, its fields by label or custom_id, without waiting."""
        given = {key: self._field(value) for key, value in fields.items()}
        modal = self.modal
        if modal is None:
            raise Refused("No form is open.")
        one = self._server.acting.submit(self.id, modal.id, given)
        return DrivenInteraction(self._server, one)

    async def submit(self, fields: Json) -> DrivenInteraction:
        """Submit the open modal, its fields by label or custom_id, and wait for the answer."""
        return await self.send_submit(fields).done()

    async def raw_component(
        self, message: DrivenMessage, custom_id: str, values: Sequence[str] | None = None
    ) -> DrivenInteraction:
        """Press what may not be there; the end is waited for, a failure does not raise."""
        chosen = None if values is None else list(values)
        one = self._server.acting.raw_component(self.id, message.id, custom_id, chosen)
        return await DrivenInteraction(self._server, one).ended()

    def say(self, content: str, *files: AnyFile) -> DrivenMessage:
        """Post a message."""
        uploads = [self._server.acting.upload(Upload(*one)) for one in files]
        one = self._server.acting.say(self.id, self.channel.id, content, uploads)
        return DrivenMessage(self._server, one)

    def dismiss(self, message: DrivenMessage) -> None:
        """Dismiss an ephemeral message."""
        self._server.acting.dismiss(self.id, message.id)

    # Looking

    @property
    def commands(self) -> list[str]:
        """The commands they have in the channel they are in."""
        return [one.name for one in leaves(self._server.local, self.id, self.channel.raw)]

    @property
    def visible(self) -> list[DrivenMessage]:
        """The messages they see in the channel they are in, the oldest first."""
        found = self._server.acting.visible(self.id, self.channel.id)
        return [DrivenMessage(self._server, one) for one in found]

    @property
    def ephemerals(self) -> list[DrivenMessage]:
        """Those of them that they alone see."""
        return [one for one in self.visible if one.ephemeral]

    @property
    def modal(self) -> DrivenModal | None:
        """The modal that stands open before them."""
        found = self._server.interactions.open_modals(self.id)
        return DrivenModal(found[-1]) if found else None

    def _value(self, value: Any) -> Any:
        if isinstance(value, DrivenMember | DrivenChannel):
            return value.id
        if isinstance(value, tuple):
            return {"upload": self._server.acting.upload(Upload(*value))}
        return value

    def _field(self, value: Any) -> Any:
        if isinstance(value, list):
            return [
                one["upload"] if isinstance(one, dict) else one for one in map(self._value, value)
            ]
        return self._value(value)


class DrivenGuild:
    """A guild to be filled with channels and members."""

    def __init__(self, server: Server, guild: Guild) -> None:
        self._server = server
        self.raw = guild

    @property
    def id(self) -> str:
        """Its id."""
        return self.raw.id

    @property
    def channels(self) -> dict[str, DrivenChannel]:
        """Its channels and threads by name."""
        kept = self._server.local.state.channels.values()
        return {
            one.name: DrivenChannel(self._server, one) for one in kept if one.guild_id == self.id
        }

    @property
    def first(self) -> DrivenChannel:
        """Its first channel."""
        return next(iter(self.channels.values()))

    @property
    def members(self) -> dict[str, DrivenMember]:
        """Its members by name, without the bot."""
        users = [self._server.local.state.users[one] for one in self.raw.members]
        return {
            one.name: DrivenMember(self._server, self.raw, one, self.first.raw)
            for one in users
            if not one.bot
        }

    def add_channel(self, name: str, topic: str | None = None) -> DrivenChannel:
        """Make a text channel."""
        return DrivenChannel(
            self._server, self._server.local.add_channel(self.raw, name, topic=topic)
        )

    def add_member(
        self, name: str, *rights: str, locale: str = "en-US", display: str | None = None
    ) -> DrivenMember:
        """Let somebody in, with these permissions beyond everyone's (`"manage_guild"`)."""
        local = self._server.local
        user = local.add_user(display or name, locale=locale)
        roles = [local.add_role(self.raw, name, permissions(*rights)).id] if rights else []
        local.add_member(self.raw, user, roles)
        return DrivenMember(self._server, self.raw, user, self.first.raw)
