"""The append-only record of actions: what changed, what was said, by whom, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.engine.world import Change
from bot.values import Json, JsonObject


class LineKind(StrEnum):
    """Who speaks in a line of the world log."""

    WORLD = "world"
    DEED = "deed"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the world log."""

    text: str
    kind: LineKind = LineKind.WORLD


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One action of one world, all of it.

    `number` counts the world's actions from 1 without a gap; `at` is seconds since the epoch;
    `kind` names the action ("use", "go", "genesis", "expiry" …), `details` its arguments;
    `functions` maps each function that ran to its version; `reference` is the front end's id of
    the request, kept so that a request delivered twice has one effect.
    """

    world_id: str
    number: int
    at: float
    kind: str
    soul_id: str | None = None
    details: JsonObject = field(default_factory=dict[str, Json])
    changes: tuple[Change, ...] = ()
    lines: tuple[LogLine, ...] = ()
    narration: str = ""
    seed: int = 0
    functions: dict[str, int] = field(default_factory=dict[str, int])
    reference: str | None = None
