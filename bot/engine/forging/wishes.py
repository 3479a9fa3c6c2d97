"""The wishes that came to nothing, as moderators are told of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Database
from bot.engine.genesis import WORDS_ONLY
from bot.engine.storage.trouble import told
from bot.engine.world import World
from bot.executor.specification import Finding, Generation
from bot.executor.unfulfilled import unfulfilled

SHOWN = 10
"""How many wishes are told of at once."""
QUESTION = "question"
"""The rule under which a model's question is noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedWish:
    """A wish that no tool came of. `at` is when that was known, in seconds since the epoch.

    `kind` is "asked" where the model asked something back, "refused" where it answered with words
    alone, "unsound" where every function it wrote was wrong; `said` is the question, those words,
    or what was wrong last, in the words models are told it in; `findings` is that by its rules.
    """

    at: float
    who: str
    wish: str
    kind: str
    said: str
    attempts: int
    findings: tuple[Finding, ...] = ()


class Wishes:
    """Reads what was wished in vain; raises `StoreFailed` where the database is in trouble."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def failed(self, world: World, count: int = SHOWN) -> list[FailedWish]:
        """The last wishes of a world that came to nothing, the newest first."""
        with told():
            found = await unfulfilled(self._db, world.id, count)
        return [_failed(one.at, one.generation, world) for one in found]


def question_of(generation: Generation) -> str | None:
    """What the wisher is asked before a tool is written; None where nothing is."""
    asked = (one.message for one in generation.findings if one.rule == QUESTION)
    return next(asked, None)


def _failed(at: float, generation: Generation, world: World) -> FailedWish:
    asked, findings = generation.specification, generation.findings
    soul = world.souls.get(asked.maker or "")
    kind, said = "unsound", "; ".join(str(one) for one in findings)
    if question := question_of(generation):
        kind, said = "asked", question
    elif any(one.rule in WORDS_ONLY for one in findings):
        kind, said = "refused", generation.attempts[-1].answer
    return FailedWish(
        at=at,
        who=soul.name if soul else asked.maker or "",
        wish=asked.wish or "",
        kind=kind,
        said=said,
        findings=findings if kind == "unsound" else (),
        attempts=len(generation.attempts),
    )
