"""Finding the Python source in a model's answer, whatever the model put around it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.executor import reshape
from bot.executor.codeless import Extraction, nothing, too_long, without_code
from bot.executor.host_forms import in_form
from bot.executor.passages import (
    LONGEST_ANSWER,
    Passage,
    is_empty,
    passages,
    readings,
    thoughts,
    tidy,
    without_tail,
)
from bot.executor.syntax import (
    FunctionNode,
    bound_names,
    functions,
    parse,
    returns_value,
    try_parse,
    used_names,
)

_EMPTY = "The answer was empty. Answer with the Python source."
_ONLY_THOUGHT = (
    "The answer was empty but for a thought. Think no longer than you must, and answer with the "
    "Python source."
)
_CODE = ("def", "return", "lambda")
"""One of these words is in all code that can be a function."""
_READ = 400_000
"""How many characters of an answer's passages are read as Python, each reading counted."""
_LONGEST_SOURCE = 40 * 1024
"""A longer source is given back as it stands: it is too long whatever else may be said of it."""
_NAMES = 8


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
        return too_long(text)
    if is_empty(text):
        candidates = _thought_out(answer, name)
        if not candidates:
            return nothing("empty", _ONLY_THOUGHT if answer.strip("\ufeff \t\r\n") else _EMPTY)
    else:
        pieces = passages(text)
        candidates = _all_candidates(pieces, name)
        if not candidates:
            return without_code(text, pieces, name)
    best = max(candidates, key=lambda one: (one.fit, returns_somewhere(one.tree), one.passage.rank))
    try:
        source = _shaped(best, name, candidates)
    except ValueError as error:
        rule = "class" if best.fit == _METHOD else "wrong-name"
        return nothing(
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
            whole = without_tail(source)
            if whole is None:
                continue
            cut, tree = whole
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
        whole = without_tail(head + body)
        if whole is not None and returns_value(whole[1].body[0]):
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
