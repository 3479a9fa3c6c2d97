"""A use that needs another soul's consent asks for it instead of being refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.engine.errors import Refused
from bot.engine.journal import LineKind
from bot.engine.outcome import Prompt
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.sentence import Sentence, together
from bot.values import as_text

Use: TypeAlias = Callable[[Turn, TurnRunner], Awaitable[str | Prompt]]

ASKED = "ask"
"""The journal's name for a use of which nothing came but the question."""


def asking(use: Use) -> Use:
    """The use, which where consent was wanting ends with whom it asked.

    Where the function went on without the consent, what it did stays; where it gave up, nothing of
    it stays but the question. Only souls of players can be asked.
    """

    async def use_or_ask(turn: Turn, runner: TurnRunner) -> str | Prompt:
        point = turn.savepoint()
        try:
            told = await use(turn, runner)
        except Refused:
            if not answerable(turn):
                raise
            turn.restore(point)
            turn.functions.clear()
            turn.kind = ASKED
            told = ""
        souls = answerable(turn)
        return _asked(turn, told, souls) if souls and not isinstance(told, Prompt) else told

    return use_or_ask


def answerable(turn: Turn) -> list[str]:
    """The souls of players whose consent was found wanting in this turn, each once."""
    souls = (turn.before.souls.get(key) for key in dict.fromkeys(turn.effects.asked))
    return [soul.id for soul in souls if soul is not None and soul.player_id is not None]


def _asked(turn: Turn, told: str, souls: list[str]) -> str:
    turn.details["asked"] = [*souls]
    names = together([turn.before.souls[key].name for key in souls], "{one} and {other}")
    asker = turn.before.souls[turn.soul_id or ""].name
    item = turn.before.artifacts.get(as_text(turn.details.get("artifact_id")))
    what = item.name if item else Sentence("a tool")
    turn.say(f"{asker} asks {names} to agree to {what}.", LineKind.DEED)
    question = Sentence("You asked {names} to agree to {what}.", names=names, what=what)
    return Sentence("{told} {question}", told=told, question=question) if told else question
