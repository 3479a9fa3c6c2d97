"""Who acts on a world from outside, and why: what every moderator's act is recorded with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.values import JsonObject, as_object, as_text

MODERATION = "moderation"
"""The journal's name for a moderator's act that changes nothing a soul did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderator:
    """Who does it, by the front end's id and by name, and why."""

    id: str
    name: str
    reason: str = ""

    def signed(self, act: str, details: JsonObject | None = None) -> JsonObject:
        """The details of a journal entry for an act of theirs."""
        who: JsonObject = {"id": self.id, "name": self.name}
        return {**(details or {}), "act": act, "by": who, "reason": self.reason}

    @property
    def because(self) -> str:
        """The reason, to end a sentence with."""
        return f" ({self.reason})" if self.reason else ""


def moderator_in(details: JsonObject) -> Moderator | None:
    """Who signed the details of a journal entry, if anybody did."""
    who = as_object(details.get("by"))
    if not who:
        return None
    return Moderator(
        id=as_text(who.get("id")),
        name=as_text(who.get("name")),
        reason=as_text(details.get("reason")),
    )
