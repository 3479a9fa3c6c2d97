"""What members ask of the bot, and how its answers are held to Discord's deadlines."""

from __future__ import annotations

import secrets
from typing import Any

from playground.server.errors import ApiError, Findings, unknown
from playground.server.feed import InteractionChanged, ModalClosed, ModalOpened
from playground.server.limits import modals
from playground.server.local import LocalDiscord
from playground.server.payloads import interaction as payload
from playground.server.payloads import is_ephemeral, user
from playground.server.state import EPHEMERAL, LOADING, Interaction, Json, Message
from playground.server.writing import Files, Writing

FIRST_RESPONSE, TOKEN_LIFE = 3.0, 15 * 60.0
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, THINK, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FITTING = {
    COMMAND: (MESSAGE, THINK, MODAL),
    COMPONENT: (MESSAGE, THINK, DEFER_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    SUBMIT: (MESSAGE, THINK, DEFER_UPDATE, UPDATE),
}
NOT_CONNECTED = "The bot is not connected."
NO_ANSWER = "The application did not respond"
FAILED = "This interaction failed"


class Interactions:
    """Hands interactions to the bot and takes its answers."""

    def __init__(self, local: LocalDiscord, writing: Writing) -> None:
        self._local = local
        self._writing = writing
        for one in list(local.state.interactions.values()):
            self._watch(one)

    def ask(self, one: Interaction) -> Interaction:
        """Hand an interaction to the bot; if there is none, it fails at once."""
        self._forget()
        self._local.state.interactions[one.id] = one
        self._tell(one)
        if not self._local.gateway.reachable:
            self._fail(one, NOT_CONNECTED)
            return one
        self._watch(one)
        self._local.gateway.send_interaction(payload(self._local.state, one, self._local.address))
        return one

    def new(self, kind: int, user_id: str, channel_id: str, data: Json) -> Interaction:
        """An interaction that is not asked yet."""
        channel = self._local.channel(channel_id)
        token = secrets.token_urlsafe(48)
        now = self._local.clock.now()
        guild_id = channel.guild_id
        return Interaction(
            self._local.new_id(), token, kind, user_id, channel_id, guild_id, now, data
        )

    def respond(self, interaction_id: str, token: str, body: Json, files: Files) -> Json:
        """Take the first response.

        Raises:
            ApiError: It is too late, the second, or not one for this interaction.
        """
        one = self._local.state.interactions.get(interaction_id)
        if one is None or not secrets.compare_digest(one.token.encode(), token.encode()):
            raise unknown("interaction", 10062)
        if one.response_type is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        late = self._local.clock.now() - one.created > FIRST_RESPONSE
        if late or one.state == "failed":
            raise unknown("interaction", 10062)
        kind = self._fitting(one, body)
        data: Json = body.get("data") or {}
        message = self._first(one, kind, data, files)
        one.response_type = kind
        one.answered = self._local.clock.now()
        one.state = "deferred" if kind == THINK else "done"
        self._tell(one)
        if kind == MODAL:
            self._open(one)
        return self._receipt(one, kind, message)

    def of_token(self, application_id: str, token: str) -> Interaction:
        """The interaction of a token that still counts.

        Raises:
            ApiError: There is none, it is not answered yet, or it is over 15 minutes old.
        """
        found = [one for one in self._local.state.interactions.values() if one.token == token]
        if application_id != self._local.state.application_id or not found:
            raise unknown("Webhook", 10015)
        if self._local.clock.now() - found[0].created > TOKEN_LIFE:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if found[0].response_type is None:
            raise unknown("Webhook", 10015)
        return found[0]

    def message(self, one: Interaction, message_id: str) -> Message:
        """A message that belongs to an interaction; `@original` is its first answer.

        Raises:
            ApiError: 404, it has no such message.
        """
        if message_id == "@original":
            message_id = one.original_id or ""
        elif message_id not in one.message_ids:
            message_id = ""
        found = self._local.state.message(message_id)
        if found is None:
            raise unknown("Message", 10008)
        return found

    def follow_up(self, one: Interaction, body: Json, files: Files) -> Message:
        """Post another message; the first after "thinking" takes the placeholder's place."""
        original = self._local.state.message(one.original_id or "")
        if original is not None and original.loading:
            return self.edit(one, original, body, files)
        message = self._post(one, body, files)
        one.updates += 1
        self._tell(one)
        return message

    def edit(self, one: Interaction, message: Message, body: Json, files: Files) -> Message:
        """Change a message of an interaction."""
        self._writing.edit(message, body, files)
        one.updates += 1
        if one.state == "deferred" and message.id == one.original_id:
            one.state = "done"
        self._tell(one)
        return message

    def delete(self, one: Interaction, message: Message) -> None:
        """Delete a message of an interaction."""
        self._writing.delete(message)
        one.updates += 1
        if one.state == "deferred" and message.id == one.original_id:
            one.state = "done"
        self._tell(one)

    def close_modal(self, one: Interaction) -> None:
        """The member submitted or dismissed the modal."""
        one.modal_open = False
        self._local.feed.tell(ModalClosed(one))

    def open_modals(self, user_id: str) -> list[Interaction]:
        """The interactions whose modal stands open before a member."""
        everyone = self._local.state.interactions.values()
        return [one for one in everyone if one.user_id == user_id and one.modal_open]

    def _fitting(self, one: Interaction, body: Any) -> int:
        kind = body.get("type") if isinstance(body, dict) else None
        fits = kind in FITTING[one.type]
        if kind == UPDATE and one.message_id is None:
            fits = False
        findings = Findings()
        if not fits:
            findings.add(("type",), "BASE_TYPE_CHOICES", f"{kind!r} does not fit here.")
        findings.settle()
        return int(body["type"])

    def _first(self, one: Interaction, kind: int, data: Json, files: Files) -> Message | None:
        if kind == MESSAGE:
            one.original_id = self._post(one, data, files).id
        elif kind == THINK:
            one.original_id = self._placeholder(one, data).id
        elif kind == DEFER_UPDATE:
            one.original_id = one.message_id
        elif kind == UPDATE:
            source = self._local.state.message(one.message_id or "")
            if source is None:
                raise unknown("Message", 10008)
            self._writing.edit(source, data, files)
            one.original_id = source.id
            one.updates += 1
        elif kind == CHOICES:
            modals.choices(data.get("choices"), _focused(one.data))
            one.choices = data["choices"]
        elif kind == MODAL:
            modals.check(data)
            one.modal = data
        if one.original_id is not None and one.original_id not in one.message_ids:
            one.message_ids.append(one.original_id)
        return self._local.state.message(one.original_id or "")

    def _post(self, one: Interaction, body: Json, files: Files) -> Message:
        only_for = one.user_id if (body.get("flags") or 0) & EPHEMERAL else None
        kind = 20 if one.type == COMMAND else 0
        channel = self._local.channel(one.channel_id)
        meta = self._metadata(one)
        message = self._writing.post(
            channel, body, files, only_for=only_for, interaction=meta, kind=kind
        )
        one.message_ids.append(message.id)
        return message

    def _placeholder(self, one: Interaction, data: Json) -> Message:
        channel = self._local.channel(one.channel_id)
        now = self._local.clock.iso()
        message = Message(self._local.new_id(), channel.id, self._local.bot.id, now)
        message.flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
        message.only_for = one.user_id if is_ephemeral(message) else None
        message.interaction = self._metadata(one)
        message.type = 20 if one.type == COMMAND else 0
        return self._writing.add(channel, message)

    def _metadata(self, one: Interaction) -> Json:
        meta: Json = {
            "id": one.id,
            "type": one.type,
            "user": user(self._local.state.users[one.user_id]),
            "authorizing_integration_owners": {"0": one.guild_id or "0"},
        }
        if one.type == COMMAND:
            meta["name"] = one.name
        elif one.message_id is not None and one.type == COMPONENT:
            meta["interacted_message_id"] = one.message_id
        return meta

    def _receipt(self, one: Interaction, kind: int, message: Message | None) -> Json:
        receipt: Json = {
            "interaction": {"id": one.id, "type": one.type},
            "resource": {"type": kind},
        }
        if message is not None:
            receipt["interaction"] |= {
                "response_message_id": message.id,
                "response_message_loading": message.loading,
                "response_message_ephemeral": is_ephemeral(message),
            }
        if message is not None and kind in (MESSAGE, UPDATE):
            receipt["resource"]["message"] = self._writing.payload(message)
        return receipt

    def _open(self, one: Interaction) -> None:
        for older in self.open_modals(one.user_id):
            self.close_modal(older)
        one.modal_open = True
        self._local.feed.tell(ModalOpened(one))

    def _watch(self, one: Interaction) -> None:
        clock = self._local.clock
        if one.state == "sent":
            clock.at(one.created + FIRST_RESPONSE, lambda: self._too_late(one))
        if one.state in ("sent", "deferred"):
            clock.at(one.created + TOKEN_LIFE, lambda: self._thought_too_long(one))

    def _too_late(self, one: Interaction) -> None:
        if one.state == "sent":
            self._fail(one, NO_ANSWER if one.type == COMMAND else FAILED)

    def _thought_too_long(self, one: Interaction) -> None:
        if one.state == "deferred":
            message = self._local.state.message(one.original_id or "")
            if message is not None:
                self._writing.delete(message)
            self._fail(one, NO_ANSWER)

    def _fail(self, one: Interaction, text: str) -> None:
        one.state, one.text = "failed", text
        self._tell(one)

    def _tell(self, one: Interaction) -> None:
        self._local.feed.tell(InteractionChanged(one))

    def _forget(self) -> None:
        oldest = self._local.clock.now() - TOKEN_LIFE - 60
        kept = self._local.state.interactions
        for one in [each for each in kept.values() if each.created < oldest]:
            if not one.modal_open:
                del kept[one.id]


def _focused(data: Json) -> int:
    """The type of the option that is being typed."""
    options: list[Json] = data.get("options") or []
    for one in options:
        if one.get("focused"):
            return int(one["type"])
    return _focused(options[0])
