"""What is to be said of an answer in which nothing is a Python function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.executor.passages import LONGEST, Passage
from bot.executor.questions import question_in
from bot.executor.specification import Finding
from bot.executor.syntax import parse
from bot.executor.unwrapping import is_diff

_REFUSALS = (
    "i can't", "i cannot", "i can not", "i'm sorry", "i am sorry", "i won't", "i will not",
    "i'm unable", "i am unable", "i'm not able", "i am not able", "as an ai", "i must decline",
    "can't help", "cannot help", "can't assist", "cannot assist",
)  # fmt: skip
_HEAD = 400
_TOOL_CALLS = ("create_dynamic_function", "<tool_call", "tool_code", "<function_call")
_CUT_OFF = ("was never closed", "unexpected eof", "unterminated", "expected an indented block")
_CUT_OFF_AT_THE_END = ("invalid syntax", "expected ':'", "expected 'except' or 'finally' block")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an answer held: a source, a question, or what kept a source from being found."""

    source: str | None = None
    finding: Finding | None = None
    question: str | None = None


def without_code(text: str, pieces: Sequence[Passage], name: str) -> Extraction:
    """What to say of an answer in which nothing is a Python function."""
    if question := question_in([text, *(one.text for one in pieces if one.fenced)]):
        return Extraction(question=question)
    for piece in sorted(pieces, key=lambda one: one.rank, reverse=True):
        if _opens_like_code(piece.text):
            return _broken(piece.text)
    if is_diff(text):
        return nothing("diff", "The answer is a part of a diff. Answer with the whole source.")
    if len(text) > LONGEST:
        return too_long(text)
    if f"def {name}" in text:
        return nothing("truncated", "The answer broke off inside the code. Answer with all of it.")
    said = " ".join(text.split())[:200]
    head = text[:_HEAD].lower().replace("\u2019", "'")
    if any(phrase in head for phrase in _REFUSALS):
        return nothing(
            "refusal",
            f"You refused: {said!r}. The function only changes a story's world, through the host "
            "APIs it is given. Write one that does the nearest thing that is all right.",
        )
    if any(sign in text for sign in _TOOL_CALLS):
        return nothing(
            "tool-call",
            f"The answer is a tool call written as text, which calls nothing: {said!r}. "
            "Call the tool itself, or answer with the Python source alone.",
        )
    if any(piece.fenced for piece in pieces):
        return nothing(
            "no-python",
            f"The code in the answer is no Python function: {said!r}. It must begin with "
            f"`def {name}(params):`.",
        )
    return nothing("prose", f"The answer has no code: {said!r}. Answer with the source alone.")


def _opens_like_code(text: str) -> bool:
    return text.lstrip().startswith(("def ", "async def "))


def _broken(source: str) -> Extraction:
    """A source that is no Python: truncated where it ends too early, else for the validator."""
    try:
        parse(source)
    except SyntaxError as error:
        message = (error.msg or "").lower()
        last = len(source.rstrip().split("\n"))
        at_end = (error.end_lineno or error.lineno or 0) >= last or "never closed" in message
        lines = source.rstrip().split("\n")
        is_last = at_end and (error.offset or 0) > len(lines[-1])
        if (at_end and any(sign in message for sign in _CUT_OFF)) or (
            is_last and any(sign in message for sign in _CUT_OFF_AT_THE_END)
        ):
            return nothing(
                "truncated",
                f"The source breaks off at line {last} ({error.msg}). Answer with all of it, "
                "and make it shorter if it was cut for its length.",
            )
    return Extraction(source=source.strip("\n") + "\n")


def too_long(text: str) -> Extraction:
    """Why an answer is not looked at."""
    return nothing("too-long", f"The answer is {len(text)} characters long. Be much shorter.")


def nothing(rule: str, message: str) -> Extraction:
    """An answer without a source, and why."""
    return Extraction(finding=Finding(rule=rule, message=message))
