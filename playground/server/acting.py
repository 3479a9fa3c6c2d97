"""What a member can do, as far as Discord's own client would let them."""

from __future__ import annotations

from playground.server import commanding
from playground.server.errors import ApiError, Refused
from playground.server.feed import ChannelChanged
from playground.server.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    SUBMIT,
    Interactions,
)
from playground.server.limits.components import BUTTON, LINK, SELECTS, walk
from playground.server.local import LocalDiscord, Upload
from playground.server.payloads import member, message, user
from playground.server.resolving import Resolved
from playground.server.state import Channel, Interaction, Json, Message
from playground.server.submitting import check_count, check_values, submitted
from playground.server.writing import Files, Writing


class Acting:
    """Acts as the members, refusing what their client would refuse."""

    def __init__(self, local: LocalDiscord, writing: Writing, interactions: Interactions) -> None:
        self._local = local
        self._writing = writing
        self._interactions = interactions

    def channel(self, user_id: str, channel_id: str) -> Channel:
        """A channel this member sees.

        Raises:
            Refused: There is none of this id for them.
        """
        found = self._local.state.channels.get(channel_id)
        if found is None or not self._local.may_see(user_id, found):
            raise Refused("There is no such channel for you.")
        return found

    def message(self, user_id: str, message_id: str) -> Message:
        """A message this member sees.

        Raises:
            Refused: There is none of this id for them.
        """
        found = self._local.state.message(message_id)
        if found is None or found.only_for not in (None, user_id):
            raise Refused("There is no such message for you.")
        self.channel(user_id, found.channel_id)
        return found

    def visible(self, user_id: str, channel_id: str) -> list[Message]:
        """The messages of a channel this member sees, the oldest first."""
        messages = self.channel(user_id, channel_id).messages.values()
        return [one for one in messages if one.only_for in (None, user_id)]

    def slash(self, user_id: str, channel_id: str, name: str, options: Json) -> Interaction:
        """Call a slash command.

        Raises:
            Refused: The client would not send it.
        """
        channel = self.channel(user_id, channel_id)
        leaf = commanding.leaf(self._local, user_id, channel, name, "slash")
        resolved = Resolved(self._local, channel)
        filled = commanding.filled(leaf, options, resolved)
        data = commanding.data(leaf, filled, resolved)
        one = self._interactions.new(COMMAND, user_id, channel_id, data)
        one.name = leaf.name
        return self._interactions.ask(one)

    def autocomplete(
        self, user_id: str, channel_id: str, name: str, options: Json, focused: str
    ) -> Interaction:
        """Ask for the choices of the option being typed.

        Raises:
            Refused: It has none to ask for.
        """
        channel = self.channel(user_id, channel_id)
        leaf = commanding.leaf(self._local, user_id, channel, name, "slash")
        resolved = Resolved(self._local, channel)
        typed = commanding.partly(leaf, options, focused, resolved)
        data = commanding.data(leaf, typed, resolved)
        one = self._interactions.new(AUTOCOMPLETE, user_id, channel_id, data)
        one.name = leaf.name
        return self._interactions.ask(one)

    def menu(self, user_id: str, channel_id: str, name: str, target_id: str) -> Interaction:
        """Call a command from the menu of a member or a message.

        Raises:
            Refused: There is no such command or target.
        """
        channel = self.channel(user_id, channel_id)
        home = self._local.state.guild_of(channel)
        is_user = target_id in self._local.state.users
        kind = "user" if is_user else "message"
        leaf = commanding.leaf(self._local, user_id, channel, name, kind)
        data: Json = {"id": leaf.command["id"], "name": name, "target_id": target_id}
        if is_user:
            data |= {"type": 2, "resolved": {"users": {}, "members": {}}}
            data["resolved"]["users"][target_id] = user(self._local.state.users[target_id])
            if home is not None and target_id in home.members:
                data["resolved"]["members"][target_id] = member(self._local.state, home, target_id)
        else:
            found = self.message(user_id, target_id)
            body = message(self._local.state, found, self._local.address)
            data |= {"type": 3, "resolved": {"messages": {target_id: body}}}
        one = self._interactions.new(COMMAND, user_id, channel_id, data)
        one.name = name
        return self._interactions.ask(one)

    def component(self, found: Message, key: str) -> Json:
        """The button or select of a message, by custom_id, label, emoji or placeholder.

        Raises:
            Refused: The message has none, or more than one.
        """
        parts = [one for one in walk(found.components) if one["type"] in (BUTTON, *SELECTS)]
        exact = [one for one in parts if one.get("custom_id") == key]
        named = exact or [
            one
            for one in parts
            if key in (one.get("label"), one.get("placeholder"))
            or key == (one.get("emoji") or {}).get("name")
        ]
        if len(named) != 1:
            there = [one.get("label") or one.get("custom_id") for one in parts]
            how = "no" if not named else "more than one"
            raise Refused(f"The message has {how} component {key!r}; it has {there}.")
        return named[0]

    def click(self, user_id: str, message_id: str, key: str) -> Interaction:
        """Press a button.

        Raises:
            Refused: It is not there, disabled, or a link.
        """
        found = self.message(user_id, message_id)
        part = self.component(found, key)
        if part["type"] != BUTTON:
            raise Refused(f"{key!r} is not a button.")
        if part.get("disabled"):
            raise Refused(f"The button {key!r} is disabled.")
        if part.get("style") == LINK:
            raise Refused(f"The button {key!r} is a link.")
        data: Json = {"custom_id": part["custom_id"], "component_type": BUTTON, "id": part["id"]}
        return self._press(user_id, found, data)

    def select(self, user_id: str, message_id: str, key: str, values: list[str]) -> Interaction:
        """Choose of a select.

        Raises:
            Refused: It is not there, disabled, or does not take these values.
        """
        found = self.message(user_id, message_id)
        part = self.component(found, key)
        if part["type"] not in SELECTS:
            raise Refused(f"{key!r} is not a select.")
        if part.get("disabled"):
            raise Refused(f"The select {key!r} is disabled.")
        check_count(values, part.get("min_values", 1), part.get("max_values", 1), key)
        resolved = Resolved(self._local, self._local.channel(found.channel_id))
        values = check_values(part, values, key, resolved)
        data: Json = {"custom_id": part["custom_id"], "component_type": part["type"]}
        data |= {"values": values, "id": part["id"]}
        data |= {"resolved": resolved.body} if resolved.body else {}
        return self._press(user_id, found, data)

    def raw_component(
        self, user_id: str, message_id: str, custom_id: str, values: list[str] | None = None
    ) -> Interaction:
        """Press what may not be there: a forged or outdated custom_id, on any message."""
        found = self._local.state.message(message_id)
        if found is None:
            raise Refused("There is no such message.")
        data: Json = {"custom_id": custom_id, "component_type": BUTTON, "id": 1}
        if values is not None:
            data |= {"component_type": 3, "values": values}
        return self._press(user_id, found, data)

    def submit(self, user_id: str, interaction_id: str, given: Json) -> Interaction:
        """Submit the modal that an interaction opened.

        Raises:
            Refused: It is not open, or a field is not filled in as it asks; it stays open.
        """
        opener = self._modal(user_id, interaction_id)
        modal: Json = opener.modal or {}
        channel = self.channel(user_id, opener.channel_id)
        resolved = Resolved(self._local, channel)
        data: Json = {"custom_id": modal["custom_id"]}
        data["components"] = submitted(modal, given, resolved)
        data |= {"resolved": resolved.body} if resolved.body else {}
        self._interactions.close_modal(opener)
        one = self._interactions.new(SUBMIT, user_id, opener.channel_id, data)
        one.custom_id = modal["custom_id"]
        one.message_id = opener.message_id
        return self._interactions.ask(one)

    def dismiss_modal(self, user_id: str, interaction_id: str) -> None:
        """Close a modal without submitting it."""
        self._interactions.close_modal(self._modal(user_id, interaction_id))

    def say(self, user_id: str, channel_id: str, content: str, uploads: list[str]) -> Message:
        """Post a message of one's own.

        Raises:
            Refused: It is empty or too long.
        """
        channel = self.channel(user_id, channel_id)
        files: Files = {}
        for place, upload_id in enumerate(uploads):
            kept = self._local.uploads.get(upload_id)
            content_of = self._local.keeper.get(kept.id) if kept else None
            if kept is None or content_of is None:
                raise Refused("There is no such uploaded file.")
            files[str(place)] = Upload(kept.filename, content_of, kept.type)
        try:
            return self._writing.post(channel, {"content": content}, files, author_id=user_id)
        except ApiError as error:
            empty = error.code == 50006
            text = "A message cannot be empty." if empty else "A message has up to 2000 characters."
            raise Refused(text) from None

    def dismiss(self, user_id: str, message_id: str) -> None:
        """Dismiss an ephemeral message.

        Raises:
            Refused: It is not one of theirs.
        """
        found = self.message(user_id, message_id)
        if found.only_for != user_id:
            raise Refused("Only a message that you alone can see can be dismissed.")
        self._writing.delete(found)

    def seen(self, user_id: str, channel_id: str, message_id: str) -> None:
        """Note how far a channel was read."""
        channel = self.channel(user_id, channel_id)
        if message_id.isdigit() and int(message_id) > int(channel.read.get(user_id, "0")):
            channel.read[user_id] = message_id
            self._local.feed.tell(ChannelChanged(channel, user_id))

    def upload(self, given: Upload) -> str:
        """Keep a file to be used as an option, a field or with a message; its id.

        Raises:
            Refused: It is larger than 10 MiB.
        """
        kept = self._local.keep_file("0", given)
        self._local.uploads[kept.id] = kept
        return kept.id

    def _modal(self, user_id: str, interaction_id: str) -> Interaction:
        for one in self._interactions.open_modals(user_id):
            if one.id == interaction_id:
                return one
        raise Refused("This form is not open any more.")

    def _press(self, user_id: str, found: Message, data: Json) -> Interaction:
        one = self._interactions.new(COMPONENT, user_id, found.channel_id, data)
        one.custom_id = data["custom_id"]
        one.message_id = found.id
        return self._interactions.ask(one)
