"""Has a model write a function until it is sound, or says what is wrong with every attempt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.executor.budget import Limits
from bot.executor.commissions import Commissions, Draft, Shelf
from bot.executor.completions import Answer
from bot.executor.errors import ModelUnavailable
from bot.executor.examination import Examination, Examined
from bot.executor.host import Bench, Progress
from bot.executor.model import LanguageModel
from bot.executor.prompt import Briefing, Message
from bot.executor.sandbox import Sandbox
from bot.executor.specification import Attempt, DynamicFunction, Finding, Specification
from bot.sentence import spoken

TEMPERATURES = (0.2, 0.5, 0.8, 1.0)
"""How freely the model may answer, attempt by attempt; as many attempts are made."""

COMMISSIONS = 3
"""How many further functions a model may ask for while it writes one."""

_LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsound:
    """A source that was kept and turned out to be wrong, and how that was seen."""

    source: str
    findings: tuple[Finding, ...]
    traceback: str = ""


class Interrupted(ModelUnavailable):
    """The model became unavailable in the middle; `attempts` were made and paid for before."""

    def __init__(self, cause: ModelUnavailable, attempts: tuple[Attempt, ...]) -> None:
        super().__init__(spoken(cause), passes=cause.passes, resumes_at=cause.resumes_at)
        self.attempts = attempts


@dataclass(slots=True)
class _Exchange:
    """One question to the model and all that it cost until the last answer to it."""

    answer: Answer
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0

    def add(self, answer: Answer, seconds: float) -> None:
        self.answer = answer
        self.prompt_tokens += answer.prompt_tokens
        self.completion_tokens += answer.completion_tokens
        self.seconds += seconds


class FunctionWriter:
    """Asks, has the answer examined, asks again with everything that was wrong.

    `timer` gives seconds, from whatever beginning.
    """

    def __init__(
        self,
        model: LanguageModel,
        sandbox: Sandbox,
        limits: Limits,
        *,
        timer: Callable[[], float],
        briefing: Briefing,
    ) -> None:
        self._model = model
        self._sandbox = sandbox
        self._limits = limits
        self._timer = timer
        self._briefing = briefing

    async def write(
        self,
        specification: Specification,
        *,
        examples: Sequence[DynamicFunction] = (),
        bench: Bench | None = None,
        progress: Progress | None = None,
        shelf: Shelf | None = None,
        unsound: Unsound | None = None,
        model: LanguageModel | None = None,
    ) -> Draft:
        """The function that was asked for, or all that was wrong with every attempt.

        A model may ask one question at once in the place of a function; that is the last attempt.
        With a `shelf` the model may ask for further functions, which are kept there at once. They
        are not rehearsed by themselves but with the function that runs them. With `unsound` the
        first attempt mends that source. A `model` is asked in the place of the writer's own.

        Raises:
            Interrupted: the model cannot be reached; nothing came of this function.
        """
        tell = progress or _nobody
        examination = Examination(specification, self._sandbox, self._limits, bench=bench)
        asked = model or self._model
        commissions = self._commissions(specification, shelf, asked)
        mending = partial(self._briefing.mending, specification, examples)
        messages = self._briefing.opening(specification, examples)
        if unsound is not None:
            wrong, source = unsound.findings, unsound.source
            examination.remember(source, wrong)
            messages = mending(answer=source, findings=wrong, traceback=unsound.traceback)
        attempts: list[Attempt] = []
        for number, temperature in enumerate(TEMPERATURES, start=1):
            tell("thinking" if number == 1 and unsound is None else "mending", number)
            try:
                exchange = await self._ask(
                    asked, specification.name, messages, temperature, commissions
                )
            except ModelUnavailable as error:
                paid = error.attempts if isinstance(error, Interrupted) else ()
                raise Interrupted(error, _counted([*attempts, *paid])) from error
            tell("checking", number)
            examined = await examination.examine(
                exchange.answer, rehearsing=partial(tell, "rehearsing", number)
            )
            attempts.append(_attempt(number, exchange, examined))
            if examined.is_sound or examined.is_question:
                return _draft(specification, attempts, examined)
            answer = examined.source or exchange.answer.text
            messages = mending(answer=answer, findings=examined.findings)
        return Draft(specification=specification, attempts=tuple(attempts))

    def _commissions(
        self, specification: Specification, shelf: Shelf | None, model: LanguageModel
    ) -> Commissions | None:
        if shelf is None:
            return None
        return Commissions(
            specification,
            tool=self._briefing.tool,
            most=COMMISSIONS,
            shelf=shelf,
            write=partial(self.write, model=model),
        )

    async def _ask(
        self,
        model: LanguageModel,
        name: str,
        messages: Sequence[Message],
        temperature: float,
        commissions: Commissions | None,
    ) -> _Exchange:
        """Ask, and go on while the model asks for further functions first."""
        said = list(messages)
        exchange = _Exchange(Answer(text="", model=""))
        while True:
            tools = commissions.tools if commissions else None
            started = self._timer()
            answer = await model.complete(said, temperature=temperature, tools=tools)
            exchange.add(answer, self._timer() - started)
            if commissions is None or tools is None or not answer.tool_calls:
                return exchange
            calls = [call.raw for call in answer.tool_calls]
            said.append(
                {"role": "assistant", "content": answer.text or None, "tool_calls": [*calls]}
            )
            for call in answer.tool_calls:
                result = await commissions.fulfil(call)
                said.append(self._briefing.made(call.id, result, name))


def _nobody(stage: str, attempt: int) -> None:
    """The progress nobody watches."""


def _counted(attempts: list[Attempt]) -> tuple[Attempt, ...]:
    """Attempts at a function and at a further one it asked for, numbered as those of one."""
    return tuple(replace(one, number=number) for number, one in enumerate(attempts, start=1))


def _attempt(number: int, exchange: _Exchange, examined: Examined) -> Attempt:
    return Attempt(
        number=number,
        model=exchange.answer.model,
        source=examined.source,
        findings=examined.findings,
        prompt_tokens=exchange.prompt_tokens,
        completion_tokens=exchange.completion_tokens,
        seconds=exchange.seconds,
        answer=exchange.answer.text[:_LONGEST_ANSWER],
        rung=exchange.answer.rung,
    )


def _draft(specification: Specification, attempts: list[Attempt], last: Examined) -> Draft:
    return Draft(
        specification=specification,
        attempts=tuple(attempts),
        source=last.source,
        label=last.label,
    )
