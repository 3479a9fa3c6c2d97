"""Looks an answer through: is there a function in it, is it sound, what does it do when tried."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.executor.budget import Limits
from bot.executor.codeless import Extraction
from bot.executor.completions import Answer
from bot.executor.errors import FunctionFailed, SandboxUnavailable
from bot.executor.extract import extract
from bot.executor.host import Bench
from bot.executor.sandbox import Sandbox
from bot.executor.specification import Finding, Label, Severity, Specification
from bot.executor.validate import validate

SAME_AGAIN = Finding(
    rule="same-answer",
    message="This is the same source again, with the same faults. Write it another way.",
)
CUT_OFF = Finding(
    rule="truncated",
    message="The answer was cut off at the longest that is allowed. Write a shorter function.",
)
TOO_SLOW = Finding(
    rule="too-long",
    message="The answer took too long to be read. Write a much shorter and plainer function.",
)
ASKED_AGAIN = Finding(
    rule="asked-again",
    message="The answer is a question, and nobody can answer it now. Choose the plainest and most "
    "modest reading of what is wanted, and write the function.",
)
READING_SECONDS = 20.0
"""So long an answer may take to be read and looked through, where everything is slow."""
_UNREADABLE = frozenset({"syntax", "too-long"})
_UNDEFINED = "used when not defined"

_Reading: TypeAlias = tuple[Extraction, list[Finding]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was seen of one answer; `is_question` where it asks the wisher something first."""

    source: str | None
    findings: tuple[Finding, ...]
    label: Label | None = None
    is_question: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether the source may be kept."""
        return self.source is not None and not _has_errors(self.findings)


class Examination:
    """The examination of all answers to one specification; it knows a source it saw before."""

    def __init__(
        self,
        specification: Specification,
        sandbox: Sandbox,
        limits: Limits,
        *,
        bench: Bench | None,
    ) -> None:
        self._specification = specification
        self._sandbox = sandbox
        self._limits = limits
        self._bench = bench
        self._seen: dict[str, tuple[Finding, ...]] = {}
        self._may_ask = specification.wish is not None
        self._readings: dict[str, _Reading] = {}

    def remember(self, source: str, findings: tuple[Finding, ...]) -> None:
        """Note what is wrong with a source, so that it is not accepted again."""
        self._seen[source.strip()] = findings
        self._may_ask = False

    async def examine(self, answer: Answer, *, rehearsing: Callable[[], None]) -> Examined:
        """Everything that can be seen of an answer; it is only tried where nothing else is wrong.

        `rehearsing` is called before it is tried.
        """
        may_ask, self._may_ask = self._may_ask, False
        try:
            extraction, found = await self._read(_said(answer))
        except TimeoutError:
            return Examined(None, (TOO_SLOW,))
        source, question = extraction.source, extraction.question
        if question is not None:
            asked = Finding(rule="question", message=question) if may_ask else ASKED_AGAIN
            return Examined(None, (asked,), is_question=may_ask)
        if source is None:
            return Examined(None, (_why_none(answer, extraction.finding or CUT_OFF),))
        if source.strip() in self._seen:
            return Examined(source, (SAME_AGAIN, *self._seen[source.strip()]))
        examined = await self._of_source(source, found, answer, rehearsing)
        if not examined.is_sound:
            self.remember(source, examined.findings)
        return examined

    async def _read(self, said: str) -> _Reading:
        """What an answer holds and what can be seen to be wrong with that; the loop is not held.

        Raises `TimeoutError`; the thread comes to its end by itself, since its work is bounded.
        """
        if said not in self._readings:
            async with asyncio.timeout(READING_SECONDS):
                reading = await asyncio.to_thread(
                    _looked_through, said, self._specification, self._limits
                )
            self._readings[said] = reading
        return self._readings[said]

    async def _of_source(
        self,
        source: str,
        seen: Sequence[Finding],
        answer: Answer,
        rehearsing: Callable[[], None],
    ) -> Examined:
        found = [*seen, CUT_OFF] if _was_cut(answer, source) else [*seen]
        if not any(one.rule in _UNREADABLE for one in found):
            found.extend(await self._diagnosed(source))
            found.sort(key=lambda one: one.line or 0)
        if self._bench is None or _has_errors(found):
            return Examined(source, tuple(found))
        rehearsing()
        rehearsal = await self._bench.rehearse(
            self._specification.function(source, version=0, model=answer.model)
        )
        return Examined(source, (*found, *rehearsal.findings), rehearsal.label)

    async def _diagnosed(self, source: str) -> list[Finding]:
        """What the sandbox's own checker says: undefined names are errors, the rest is told."""
        name = self._specification.name
        try:
            lines = await self._sandbox.check(name, source)
        except FunctionFailed as error:
            return [Finding(rule="unreadable", message=str(error), line=error.line)]
        except SandboxUnavailable as error:
            _log.warning("The function %r goes without the sandbox's check: %s", name, error)
            return []
        return [_diagnostic(line) for line in lines]


def _looked_through(said: str, specification: Specification, limits: Limits) -> _Reading:
    extraction = extract(said, specification.name)
    if extraction.source is None:
        return extraction, []
    return extraction, validate(extraction.source, specification, limits)


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def _said(answer: Answer) -> str:
    """What an answer says: its text, else what it calls tools with."""
    return answer.text or "\n".join(f"{call.name}\n{call.arguments}" for call in answer.tool_calls)


def _diagnostic(told: str) -> Finding:
    """A diagnostic of the form `line 3: what is wrong`."""
    place, _, message = told.partition(": ")
    line = int(place.removeprefix("line "))
    if _UNDEFINED in message:
        return Finding(rule="undefined-name", message=message, line=line)
    return Finding(rule="diagnostic", message=message, line=line, severity=Severity.WARNING)


def _why_none(answer: Answer, finding: Finding) -> Finding:
    """Why an answer has no source, in the endpoint's terms where it gives a reason."""
    if answer.finish_reason == "length":
        return CUT_OFF
    if answer.finish_reason in {"content_filter", "refusal"}:
        said = f" ({answer.text.strip()[:200]!r})" if answer.text.strip() else ""
        return Finding(
            rule="refusal",
            message=f"The answer was withheld{said}. Write the nearest thing that is all right.",
        )
    if answer.tool_calls and not answer.text:
        names = ", ".join(repr(call.name) for call in answer.tool_calls)
        return Finding(
            rule="tool-call",
            message=f"The answer calls {names}, which is not offered, and has no source. "
            "Answer with the source alone.",
        )
    return finding


def _was_cut(answer: Answer, source: str) -> bool:
    """Whether an answer ran into its limit within the source, and not in words behind it."""
    tail = source.rstrip()[-40:]
    return answer.finish_reason == "length" and answer.text.rstrip().endswith(tail)
