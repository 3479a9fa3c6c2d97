"""Which model answers: the usual one while its budget lasts, then a cheaper one, then none.

At the foot of the ladder the apprentice stands in, by rules and for nothing; where it cannot do
what is wanted either, forging is paused until the next day begins. What exists keeps working.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.database import DatabaseError
from bot.executor.completions import Answer
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.ledger import Ledger
from bot.executor.ledger_sums import OverBudget, Reservation, Spending, Sum
from bot.executor.model import LanguageModel
from bot.executor.prompt import Message
from bot.executor.specification import Specification
from bot.sentence import Sentence, spoken
from bot.values import JsonObject, canonical

LOST_AGAIN = 1
"""How often an answer that was lost on its way, and perhaps charged for, is asked for again."""
SPENT = {
    "member": Sentence("Your budget for today is spent. Forging goes on at midnight (UTC)."),
    "guild": Sentence(
        "This server's budget for today is spent. Forging goes on at midnight (UTC)."
    ),
    "everyone": Sentence("The budget for today is spent. Forging goes on at midnight (UTC)."),
}
"""Whose budget it is that allows no more, as a player is told."""
_BYTES_PER_TOKEN = 3
"""Fewer than there are in any language, so that an estimate is rather too high."""
_USUAL_ANSWER = 2_048
"""The tokens of an answer where the settings do not limit them."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A model on the ladder. `share` is the part of each budget that it may spend.

    One that is not `paid` has no budget and stands in where the others cannot answer.
    """

    name: str
    model: LanguageModel
    model_name: str
    share: float = 1.0
    paid: bool = True


@dataclass(slots=True, kw_only=True)
class Health:
    """How a model has fared since the program began; times are seconds since the epoch."""

    name: str
    model_name: str
    answered_at: float | None = None
    failed_at: float | None = None
    trouble: str = ""


class Ladder:
    """Chooses a model for every request, in the order of the rungs.

    `answer_tokens` is the most an answer may have, 0 where that is not limited; `clock` gives
    seconds since the epoch; `pause` is the least wait before a lost answer is asked for again.
    """

    def __init__(
        self,
        rungs: Sequence[Rung],
        ledger: Ledger,
        *,
        answer_tokens: int = 0,
        clock: Callable[[], float] = time.time,
        pause: float = 0.5,
    ) -> None:
        self.rungs = tuple(rungs)
        self.ledger = ledger
        self.health = tuple(Health(name=one.name, model_name=one.model_name) for one in rungs)
        self._answer_tokens = answer_tokens
        self._clock = clock
        self._pause = pause

    def model_for(self, specification: Specification) -> LanguageModel:
        """The model to write one function with, on the account of its specification."""
        return _Climber(self, specification)

    def standing(self, spending: Spending) -> str:
        """The name of the rung that answers a guild's next request; empty where none does."""
        for rung in self.rungs:
            if not rung.paid or not _is_spent(rung, spending):
                return rung.name
        return ""

    async def ask(
        self,
        rung: Rung,
        specification: Specification,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None,
    ) -> Answer:
        """The answer of one rung, paid for; raises `OverBudget` or `ModelUnavailable`."""
        asked = _tokens_in(canonical([*messages, *(tools or ())]))
        most = asked + (self._answer_tokens or _USUAL_ANSWER)
        left = LOST_AGAIN
        while True:
            reservation = await self._reserved(rung, specification, most)
            try:
                answer = await rung.model.complete(messages, temperature=temperature, tools=tools)
            except (AnswerLost, asyncio.CancelledError) as error:
                # How much of the answer was made, and is charged for, nobody will tell.
                await asyncio.shield(self._settle(reservation, most))
                self._note(rung, error)
                if left == 0 or not isinstance(error, AnswerLost):
                    raise
                left -= 1
                # Not all who lost an answer at the same moment are to ask again at the same moment.
                await asyncio.sleep(self._pause * (1 + random.random()))  # noqa: S311
            except BaseException as error:
                charged = error.tokens if isinstance(error, ModelUnavailable) else 0
                end = self._settle(reservation, charged) if charged else self._release(reservation)
                await asyncio.shield(end)
                self._note(rung, error)
                raise
            else:
                await asyncio.shield(
                    self._settle(reservation, answer.tokens or asked + _said(answer))
                )
                self._note(rung, None)
                return answer

    async def _reserved(
        self, rung: Rung, specification: Specification, tokens: int
    ) -> Reservation | None:
        if not rung.paid:
            return None
        reserving = asyncio.ensure_future(
            self.ledger.reserve(specification, rung=rung.name, tokens=tokens, share=rung.share)
        )
        try:
            return await asyncio.shield(reserving)
        except asyncio.CancelledError:
            # It may be written all the same, and nobody else would ever give it back.
            await asyncio.shield(self._taken_back(reserving))
            raise

    async def _taken_back(self, reserving: asyncio.Future[Reservation]) -> None:
        with suppress(OverBudget, DatabaseError):
            await self._release(await reserving)

    async def _settle(self, reservation: Reservation | None, tokens: int) -> None:
        """What was answered is not thrown away where it cannot be noted: it stays reserved."""
        try:
            if reservation is not None:
                await self.ledger.settle(reservation, tokens)
        except DatabaseError:
            _log.warning("What an answer has cost could not be noted.", exc_info=True)

    async def _release(self, reservation: Reservation | None) -> None:
        try:
            if reservation is not None:
                await self.ledger.release(reservation)
        except DatabaseError:
            _log.warning("A reservation could not be released.", exc_info=True)

    def _note(self, rung: Rung, error: BaseException | None) -> None:
        health = self.health[self.rungs.index(rung)]
        if error is None:
            health.answered_at = self._clock()
        elif isinstance(error, ModelUnavailable):
            health.failed_at, health.trouble = self._clock(), spoken(error)


class _Climber:
    """The ladder as a language model. Further functions count for what they were asked for."""

    def __init__(self, ladder: Ladder, specification: Specification) -> None:
        self._ladder = ladder
        self._specification = specification

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None = None,
    ) -> Answer:
        """The answer of the first rung that gives one; raises `ModelUnavailable`."""
        trouble: ModelUnavailable | None = None
        for number, rung in enumerate(self._ladder.rungs):
            if trouble is not None and not rung.paid and not self._may_stand_in(trouble):
                continue
            try:
                answer = await self._ladder.ask(
                    rung, self._specification, messages, temperature=temperature, tools=tools
                )
            except OverBudget as over:
                trouble = trouble or _paused(over)
            except ModelUnavailable as error:
                trouble = error if trouble is None or trouble.resumes_at else trouble
            else:
                if trouble is not None and not rung.paid and not _has_code(answer):
                    break
                return replace(answer, rung=rung.name) if number else answer
        raise trouble or ModelUnavailable(Sentence("There is no model to ask."))

    def _may_stand_in(self, trouble: ModelUnavailable) -> bool:
        """Whether rules may do for a model: a player's wish can wait for neither.

        A world's own functions are worth waiting for, as long as no budget is what is in the way.
        """
        account = self._specification.account
        is_wish = account is not None and account.member != ""
        return trouble.resumes_at is not None or (trouble.passes and is_wish)


def _paused(over: OverBudget) -> ModelUnavailable:
    return ModelUnavailable(SPENT[over.whose], resumes_at=over.resumes_at)


def _tokens_in(text: bytes) -> int:
    """About how many tokens a text has, rather too many."""
    return len(text) // _BYTES_PER_TOKEN + 1


def _said(answer: Answer) -> int:
    """About how many tokens an answer has that nobody has counted."""
    calls = "".join(call.arguments for call in answer.tool_calls)
    return _tokens_in(f"{answer.text}{calls}".encode(errors="replace"))


def _has_code(answer: Answer) -> bool:
    """Whether there is a function in it; the apprentice says in prose what it cannot do."""
    return "def " in answer.text


def _is_spent(rung: Rung, spending: Spending) -> bool:
    """Whether a guild's next request is not for this rung."""
    one = Sum(requests=1, tokens=1)
    limits, mine = spending.allowances, dict(spending.rungs).get(rung.name, Sum())
    return (
        limits.everyone.exceeded_by(spending.everyone + one)
        or limits.guild.exceeded_by(spending.guild + one)
        or limits.guild.share(rung.share).exceeded_by(mine + one)
    )
