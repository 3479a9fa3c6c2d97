"""Finding the Python source in a model's answer, whatever the model put around it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.executor import reshape
from bot.executor.host_forms import in_form
from bot.executor.passages import (
    LONGEST,
    LONGEST_ANSWER,
    Passage,
    is_empty,
    passages,
    readings,
    thoughts,
    tidy,
    without_tail,
)
from bot.executor.questions import question_in
from bot.executor.specification import Finding
from bot.executor.syntax import (
    FunctionNode,
    bound_names,
    functions,
    parse,
    returns_value,
    try_parse,
    used_names,
)
from bot.executor.unwrapping import is_diff

_REFUSALS = (
    "i can't", "i cannot", "i can not", "i'm sorry", "i am sorry", "i won't", "i will not",
    "i'm unable", "i am unable", "i'm not able", "i am not able", "as an ai", "i must decline",
    "can't help", "cannot help", "can't assist", "cannot assist",
)  # fmt: skip
_HEAD = 400
_EMPTY = "The answer was empty. Answer with the Python source."
_ONLY_THOUGHT = (
    "The answer was empty but for a thought. Think no longer than you must, and answer with the "
    "Python source."
)
_TOOL_CALLS = ("create_dynamic_function", "<tool_call", "tool_code", "<function_call")
_CUT_OFF = ("was never closed", "unexpected eof", "unterminated", "expected an indented block")
_CUT_OFF_AT_THE_END = ("invalid syntax", "expected ':'", "expected 'except' or 'finally' block")


_CODE = ("def", "return", "lambda")
"""One of these words is in all code that can be a function."""
_READ = 400_000
"""How many characters of an answer's passages are read as Python, each reading counted."""
_LONGEST_SOURCE = 40 * 1024
"""A longer source is given back as it stands: it is too long whatever else may be said of it."""
_NAMES = 8


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an answer held: a source, a question, or what kept a source from being found."""

    source: str | None = None
    finding: Finding | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage read as Python; `fit` is higher the surer it is the wanted function."""

    source: str
    tree: ast.Module
    fit: int
    passage: Passage


_NAMED, _BODY, _METHOD, _OTHER = 4, 3, 2, 1


@dataclass(slots=True)
class _Patience:
    """Bounds the work on one answer, whatever is in it."""

    left: int = _READ

    def reads(self, text: str) -> bool:
        """Whether a text may still be read; counts it."""
        self.left -= len(text)
        return self.left >= 0


def extract(answer: str, name: str) -> Extraction:
    """The source of the function `name` in an answer, or why there is none.

    The finding's rule is one of "empty", "refusal", "prose", "truncated", "too-long",
    "wrong-name", "class". A source that is no Python is given back as it stands where it is
    whole, so that its syntax error can be reported with its line. Takes a second or two at most,
    which is too long for an event loop; it may be called in any thread.
    """
    text = tidy(answer)
    if len(text) > LONGEST_ANSWER:
        return _too_long(text)
    if is_empty(text):
        candidates = _thought_out(answer, name)
        if not candidates:
            return _nothing("empty", _ONLY_THOUGHT if answer.strip("\ufeff \t\r\n") else _EMPTY)
    else:
        pieces = passages(text)
        candidates = _all_candidates(pieces, name)
        if not candidates:
            return _without_code(text, pieces, name)
    best = max(candidates, key=lambda one: (one.fit, returns_somewhere(one.tree), one.passage.rank))
    try:
        source = _shaped(best, name, candidates)
    except ValueError as error:
        rule = "class" if best.fit == _METHOD else "wrong-name"
        return _nothing(
            rule,
            f"The answer has no function {name!r} at its top level that could be used: {error}. "
            f"Write it as `def {name}(params):` outside of any class.",
        )
    return Extraction(source=source.strip("\n") + "\n")


def _thought_out(answer: str, name: str) -> list[_Candidate]:
    """The functions of the right name in fences among the thoughts, where nothing else was said."""
    text, patience = thoughts(answer), _Patience()
    pieces = [one for one in passages(text[-LONGEST_ANSWER:]) if one.fenced]
    found = [one for piece in pieces for one in _candidates(piece, name, patience)]
    return [one for one in found if one.fit == _NAMED]


def returns_somewhere(tree: ast.Module) -> bool:
    """Whether any function at the top of a module returns a value."""
    return any(returns_value(node) for node in functions(tree))


def _all_candidates(pieces: Iterable[Passage], name: str) -> list[_Candidate]:
    """The candidates of all passages; between prose only where none is surely meant before."""
    found: list[_Candidate] = []
    patience = _Patience()
    for piece in pieces:
        if piece.rank < 0 and any(
            one.fit == _NAMED and returns_somewhere(one.tree) for one in found
        ):
            break
        found.extend(_candidates(piece, name, patience))
    return found


def _candidates(passage: Passage, name: str, patience: _Patience) -> Iterator[_Candidate]:
    """The readings of a passage that are Python with a function in it: the first such one."""
    for reading in readings(passage.text):
        if not any(word in reading for word in _CODE):
            continue
        if not patience.reads(reading):
            return
        bodies = _continuations(reading, name) if passage.rank >= 0 else ()
        for source in (reading, *bodies):
            cut = without_tail(source)
            if cut is None:
                continue
            if "lambda" in cut:
                cut = reshape.lambda_as_function(cut, name)
            tree = parse(cut)
            fit = _fit(tree, name)
            if fit == _NAMED and source is not reading:
                fit = _BODY
            if fit:
                yield _Candidate(cut, tree, fit, passage)
                return


def _continuations(reading: str, name: str) -> Iterator[str]:
    """The reading taken as a body alone, which goes on from the signature that ended the prompt."""
    head = f"def {name}(params):\n"
    tree = try_parse(reading)
    if tree is not None:
        if returns_value(tree):
            lines = reading.split("\n")
            yield head + "\n".join(f"    {line}" if line.strip() else line for line in lines)
        return
    for body in (reading, f"    {reading}"):
        cut = without_tail(head + body)
        tree = try_parse(cut) if cut else None
        if tree is not None and returns_value(tree.body[0]):
            yield head + body


def _fit(tree: ast.Module, name: str) -> int:
    """How well a tree serves as the wanted function, 0 for not at all."""
    if returns_value(tree):
        return 0
    if any(node.name == name for node in functions(tree)):
        return _NAMED
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef) and _has_method(owner, name):
            return _METHOD
    return _OTHER if functions(tree) else 0


def _has_method(owner: ast.ClassDef, name: str) -> bool:
    return any(
        isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name == name
        for one in owner.body
    )


def _shaped(best: _Candidate, name: str, candidates: Iterable[_Candidate]) -> str:
    """The best candidate in the contract's form; raises `ValueError` where it will not fit."""
    source = best.source
    if len(source) > _LONGEST_SOURCE:
        return source
    if best.fit == _METHOD:
        source = reshape.out_of_class(source, name)
    if best.fit == _OTHER:
        source = reshape.renamed(source, _sole_entry(best.tree), name)
    source = reshape.without_strays(reshape.undecorated(source))
    source = in_form(reshape.made_plain(source), name)
    return "\n\n".join([source, *_companions(source, best, candidates)])


def _sole_entry(tree: ast.Module) -> str:
    """The one function that no other calls and that takes one argument."""
    tops = functions(tree)
    called = {used for node in tops for used in used_names(node) if used != node.name}
    entries = [node for node in tops if node.name not in called and _takes_one(node)]
    if len(entries) == 1:
        return entries[0].name
    found = ", ".join(repr(node.name) for node in tops[:_NAMES])
    found += f" and {len(tops) - _NAMES} more" if len(tops) > _NAMES else ""
    raise ValueError(f"it defines {found}")


def _takes_one(node: FunctionNode) -> bool:
    needed = len(node.args.posonlyargs) + len(node.args.args) - len(node.args.defaults)
    return needed == 1 or (needed == 0 and bool(node.args.args))


def _companions(source: str, best: _Candidate, candidates: Iterable[_Candidate]) -> list[str]:
    """Functions that the source calls and that stand in other fenced blocks of the answer."""
    tree = parse(source)
    missing = used_names(tree) - bound_names(tree)
    found: dict[str, str] = {}
    for one in candidates:
        if not one.passage.fenced or one.passage is best.passage:
            continue
        lines = one.source.split("\n")
        for node in functions(one.tree):
            if node.name in missing:
                found[node.name] = "\n".join(lines[node.lineno - 1 : node.end_lineno])
    return list(found.values())


def _without_code(text: str, pieces: list[Passage], name: str) -> Extraction:
    """What to say of an answer in which nothing is a Python function."""
    if question := question_in([text, *(one.text for one in pieces if one.fenced)]):
        return Extraction(question=question)
    for piece in sorted(pieces, key=lambda one: one.rank, reverse=True):
        if _opens_like_code(piece.text):
            return _broken(piece.text)
    if is_diff(text):
        return _nothing("diff", "The answer is a part of a diff. Answer with the whole source.")
    if len(text) > LONGEST:
        return _too_long(text)
    if f"def {name}" in text:
        return _nothing("truncated", "The answer broke off inside the code. Answer with all of it.")
    said = " ".join(text.split())[:200]
    head = text[:_HEAD].lower().replace("\u2019", "'")
    if any(phrase in head for phrase in _REFUSALS):
        return _nothing(
            "refusal",
            f"You refused: {said!r}. The function only changes a story's world, through the host "
            "APIs it is given. Write one that does the nearest thing that is all right.",
        )
    if any(sign in text for sign in _TOOL_CALLS):
        return _nothing(
            "tool-call",
            f"The answer is a tool call written as text, which calls nothing: {said!r}. "
            "Call the tool itself, or answer with the Python source alone.",
        )
    if any(piece.fenced for piece in pieces):
        return _nothing(
            "no-python",
            f"The code in the answer is no Python function: {said!r}. It must begin with "
            f"`def {name}(params):`.",
        )
    return _nothing("prose", f"The answer has no code: {said!r}. Answer with the source alone.")


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
            return _nothing(
                "truncated",
                f"The source breaks off at line {last} ({error.msg}). Answer with all of it, "
                "and make it shorter if it was cut for its length.",
            )
    return Extraction(source=source.strip("\n") + "\n")


def _too_long(text: str) -> Extraction:
    return _nothing("too-long", f"The answer is {len(text)} characters long. Be much shorter.")


def _nothing(rule: str, message: str) -> Extraction:
    return Extraction(finding=Finding(rule=rule, message=message))
