"""What a test looks at: messages, modals, and what became of an interaction."""

from __future__ import annotations

import contextlib
from typing import Any

from playground.server.app import Server
from playground.server.interactions import DEFER_UPDATE
from playground.server.limits.components import BUTTON, SELECTS, walk
from playground.server.mentions import text_of
from playground.server.state import Attachment, Interaction, Json, Message
from playground.server.submitting import fields

EDITED_WITHIN = 6.0
"""For so many seconds the edit is waited for."""


class Failed(Exception):
    """The interaction failed as its member would see it; the text is what they see."""


class DrivenMessage:
    """A message, looked at; it follows the edits."""

    def __init__(self, server: Server, message: Message) -> None:
        self._server = server
        self.raw = message

    @property
    def id(self) -> str:
        """Its id."""
        return self.raw.id

    @property
    def content(self) -> str:
        """Its own text, without embeds and components."""
        return self.raw.content

    @property
    def embeds(self) -> list[Json]:
        """Its embeds, as the bot wrote them."""
        return self.raw.embeds

    @property
    def components(self) -> list[Json]:
        """Its components, as the bot wrote them."""
        return self.raw.components

    @property
    def attachments(self) -> list[Attachment]:
        """Its files."""
        return self.raw.attachments

    @property
    def ephemeral(self) -> bool:
        """Whether one member alone sees it."""
        return self.raw.only_for is not None

    @property
    def loading(self) -> bool:
        """Whether the bot still thinks about it."""
        return self.raw.loading

    @property
    def exists(self) -> bool:
        """Whether it is still there."""
        return self._server.local.state.message(self.id) is self.raw

    @property
    def text(self) -> str:
        """Everything there is to read: content, embeds, text displays, a line each."""
        lines = [text_of(self.raw)]
        for one in self.raw.embeds:
            lines += [str((one.get("author") or {}).get("name") or "")]
            lines += [str(one.get("title") or ""), str(one.get("description") or "")]
            for each in one.get("fields") or []:
                lines += [each["name"], each["value"]]
            lines.append(str((one.get("footer") or {}).get("text") or ""))
        return "\n".join(line for line in lines if line)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons (or emoji), in order."""
        parts = [one for one in walk(self.raw.components) if one["type"] == BUTTON]
        return [one.get("label") or (one.get("emoji") or {}).get("name", "") for one in parts]

    @property
    def selects(self) -> dict[str, list[str]]:
        """Its selects by custom_id, with the values of their options."""
        parts = [one for one in walk(self.raw.components) if one["type"] in SELECTS]
        return {
            one["custom_id"]: [each["value"] for each in one.get("options") or []] for one in parts
        }

    def component(self, key: str) -> Json:
        """The button or select of this custom_id, label or placeholder."""
        return self._server.acting.component(self.raw, key)

    def read(self, attachment: Attachment) -> bytes:
        """The bytes of one of its files."""
        return self._server.local.keeper.get(attachment.id) or b""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DrivenMessage) and other.raw is self.raw

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<message {self.id}: {self.text[:80]!r}>"


class DrivenInteraction:
    """Something a member asked of the bot, and its answer."""

    def __init__(self, server: Server, interaction: Interaction) -> None:
        self._server = server
        self.raw = interaction

    @property
    def failed(self) -> str | None:
        """What the member sees of its failure; None if it did not fail."""
        return self.raw.text if self.raw.state == "failed" else None

    @property
    def latency(self) -> float | None:
        """The seconds until the first response."""
        return None if self.raw.answered is None else self.raw.answered - self.raw.created

    @property
    def response_type(self) -> int | None:
        """Discord's number for the first response."""
        return self.raw.response_type

    @property
    def original(self) -> DrivenMessage:
        """The message it was answered with, or updated.

        Raises:
            Failed: There is none.
        """
        found = self._server.local.state.message(self.raw.original_id or "")
        if found is None:
            raise Failed(self.raw.text or "There is no answer.")
        return DrivenMessage(self._server, found)

    @property
    def messages(self) -> list[DrivenMessage]:
        """Its messages, the follow-ups too."""
        found = [self._server.local.state.message(one) for one in self.raw.message_ids]
        return [DrivenMessage(self._server, one) for one in found if one is not None]

    @property
    def followups(self) -> list[DrivenMessage]:
        """Its messages after the first."""
        return [one for one in self.messages if one.id != self.raw.original_id]

    @property
    def text(self) -> str:
        """Everything there is to read in its first message."""
        return self.original.text

    @property
    def ephemeral(self) -> bool:
        """Whether its first message is for its member alone."""
        return self.original.ephemeral

    @property
    def modal(self) -> DrivenModal | None:
        """The modal it opened."""
        return DrivenModal(self.raw) if self.raw.modal is not None else None

    async def acknowledged(self, seconds: float = 5.0) -> DrivenInteraction:
        """Wait for the first response.

        Raises:
            Failed: It did not come in time.
        """
        return await self._until(lambda: self.raw.state != "sent", seconds, "a first response")

    async def done(self, seconds: float = 10.0) -> DrivenInteraction:
        """Wait until it is answered and the bot no longer thinks.

        Where the first response only says that the message will be edited, the edit is waited
        for too, as people do, though not for long: it may be that nothing is to be edited.

        Raises:
            Failed: It failed.
        """
        await self._until(lambda: self.raw.state in ("done", "failed"), seconds, "an answer")
        await self._edited()
        return self

    async def updated(self, seconds: float = 10.0, times: int = 1) -> DrivenInteraction:
        """Wait until its messages were changed or added to so often after the first response."""
        return await self._until(lambda: self.raw.updates >= times, seconds, "an update")

    async def ended(self, seconds: float = 10.0) -> DrivenInteraction:
        """Wait until it is answered or failed, without raising for the failure."""
        await self._server.local.feed.until(
            lambda: self.raw.state in ("done", "failed"), seconds=seconds, what="an end"
        )
        await self._edited()
        return self

    async def _edited(self) -> None:
        """Wait for the edit a first response has announced, if it did."""
        if self.raw.response_type == DEFER_UPDATE:
            with contextlib.suppress(TimeoutError):
                await self.updated(EDITED_WITHIN)

    async def _until(self, look: Any, seconds: float, what: str) -> DrivenInteraction:
        def there() -> bool:
            return self.raw.state == "failed" or look()

        of = self.raw.name or self.raw.custom_id
        await self._server.local.feed.until(there, seconds=seconds, what=f"{what} to {of!r}")
        if self.failed is not None:
            raise Failed(f"{of}: {self.failed}")
        return self


class DrivenModal:
    """A modal before a member."""

    def __init__(self, interaction: Interaction) -> None:
        self.id = interaction.id
        self.raw: Json = interaction.modal or {}

    @property
    def title(self) -> str:
        """Its title."""
        return self.raw["title"]

    @property
    def fields(self) -> dict[str, Json]:
        """Its fields by label."""
        return {label: one for one, label in fields(self.raw)}
