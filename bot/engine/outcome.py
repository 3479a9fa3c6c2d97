"""What an action did, and what a request for one carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.engine.journal import JournalEntry, LogLine


class Prompt(StrEnum):
    """What an outcome asks of the player before anything goes on."""

    TOOL_DESCRIPTION = "EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Where an action comes from.

    `reference` is the front end's id of the request: delivered twice, it has effect once.
    `script` and `step` say how far a script has been played, kept together with the action.
    """

    reference: str | None = None
    script: str | None = None
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one action did: the text for who did it, the lines for the log, what it asks.

    `number` is the action's place in the journal, `kind` the journal's name for it, `functions`
    what ran, `asked` the ids of the souls whose consent is now waited for.
    """

    text: str
    lines: tuple[LogLine, ...] = ()
    prompt: Prompt | None = None
    number: int = 0
    functions: tuple[str, ...] = ()
    kind: str = ""
    asked: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: JournalEntry) -> Outcome:
        """The outcome a journal entry stands for."""
        prompt, asked = entry.details.get("prompt"), entry.details.get("asked")
        return cls(
            text=entry.narration,
            lines=entry.lines,
            prompt=Prompt(prompt) if isinstance(prompt, str) else None,
            number=entry.number,
            functions=tuple(entry.functions),
            kind=entry.kind,
            asked=tuple(str(one) for one in asked) if isinstance(asked, list) else (),
        )
