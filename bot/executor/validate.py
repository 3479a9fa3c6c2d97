"""Everything that can be seen to be wrong with a function before it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bot.executor.budget import Limits
from bot.executor.host_calls import host_call_findings
from bot.executor.sandbox.dialect import dialect_findings
from bot.executor.scene_names import scene_findings
from bot.executor.specification import Finding, Severity, Specification
from bot.executor.syntax import (
    TOO_DEEP,
    FunctionNode,
    functions,
    is_deep,
    own_loop_nodes,
    own_nodes,
    parse,
    returns_value,
)

_CLOSED_BUILTINS = frozenset(
    {"open", "exec", "eval", "compile", "__import__", "input", "breakpoint"}
)
_NO_TEXTS = (
    ast.Tuple, ast.Set, ast.SetComp, ast.GeneratorExp, ast.Lambda, ast.List, ast.ListComp,
)  # fmt: skip
_SAID = frozenset({"message", "error"})
_BESIDE = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign,
    ast.AnnAssign,
)  # fmt: skip
MOST = 40
"""So many findings are told of one source, errors before warnings."""


def validate(source: str, specification: Specification, limits: Limits) -> list[Finding]:
    """The findings about a source, in the order of its lines; empty where there is none.

    Findings of severity warning alone do not keep a function from being kept. At most `MOST`.
    """
    size = len(source.encode(errors="replace"))
    if size > limits.source:
        return [
            _error(
                "too-long",
                f"the source has {size} bytes; at most {limits.source} are allowed. Say it shorter",
            )
        ]
    try:
        tree = parse(source)
        if is_deep(tree):
            raise SyntaxError(TOO_DEEP)
    except SyntaxError as error:
        return [_syntax_finding(error, source)]
    found = [
        *_entry_findings(tree, specification.name),
        *_stray_findings(tree),
        *_builtin_findings(tree),
        *_loop_findings(tree),
        *host_call_findings(tree, specification.apis),
        *scene_findings(tree, specification),
        *dialect_findings(tree),
    ]
    each = list(dict.fromkeys(found))
    worst = sorted(each, key=lambda one: one.severity is not Severity.ERROR)[:MOST]
    told = each if len(each) <= MOST else worst
    return sorted(told, key=lambda one: one.line or 0)


def _syntax_finding(error: SyntaxError, source: str) -> Finding:
    lines = source.split("\n")
    at = error.lineno
    text = lines[at - 1].strip()[:120] if at and at <= len(lines) else ""
    hint = ""
    if "f-string" in (error.msg or ""):
        hint = ". Inside the braces of an f-string use the other kind of quotes, and no backslash"
    seen = f" in `{text}`" if text else ""
    return _error("syntax", f"this is no Python: {error.msg}{seen}{hint}", at)


def _entry_findings(tree: ast.Module, name: str) -> Iterator[Finding]:
    """What is wrong with the function that is called from outside."""
    named = [node for node in functions(tree) if node.name == name]
    if not named:
        others = ", ".join(repr(node.name) for node in functions(tree)[:MOST]) or "nothing"
        yield _error("wrong-name", f"there must be `def {name}(params):`, but it defines {others}")
        return
    for extra in named[1:]:
        yield _error("defined-twice", f"{name!r} is defined a second time here", extra.lineno)
    entry = named[-1]
    if not _takes_params(entry):
        yield _error(
            "arguments",
            f"the first line must be `def {name}(params):`; what it is given is in params",
            entry.lineno,
        )
    for mark in entry.decorator_list:
        yield _error("decorator", f"{name!r} must not be decorated", mark.lineno)
    yield from _return_findings(entry)
    last = entry.body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, (ast.Name, ast.Attribute)):
        text = ast.unparse(last)
        yield _error("truncated", f"{entry.name!r} breaks off here, in `{text}`", last.lineno)


def _takes_params(entry: FunctionNode) -> bool:
    """Whether a function can be called with one dict and nothing else."""
    positional = [*entry.args.posonlyargs, *entry.args.args]
    optional = len(entry.args.defaults)
    keywords = all(default is not None for default in entry.args.kw_defaults)
    return bool(positional) and len(positional) - optional <= 1 and keywords


def _return_findings(entry: FunctionNode) -> Iterator[Finding]:
    """The ways in which the function would give back something that is no text."""
    if not returns_value(entry):
        hint = "; nobody sees what it prints, return it" if _prints(entry) else ""
        yield _error(
            "no-return",
            f"{entry.name!r} never returns anything; it must return a text for the player{hint}",
            entry.lineno,
        )
        return
    for node in own_nodes(entry):
        if not isinstance(node, ast.Return):
            continue
        value = node.value
        if value is None or (isinstance(value, ast.Constant) and value.value is None):
            yield _error("no-text", "this returns nothing; return a text", node.lineno)
        elif isinstance(value, _NO_TEXTS) or (
            isinstance(value, ast.Constant) and not isinstance(value.value, str)
        ):
            yield _error("no-text", "this returns no text; return a str", node.lineno)
        elif isinstance(value, ast.Dict) and _is_silent(value):
            yield _error(
                "no-text",
                "this returns a dict that says nothing to the player; return a text, or "
                "json.dumps({'message': …})",
                node.lineno,
            )
        elif isinstance(value, (ast.Dict, ast.DictComp)):
            yield _warning("no-text", "this returns no text; return json.dumps(…)", node.lineno)
    if _runs_through(entry.body):
        yield _warning(
            "may-end-without-return",
            f"{entry.name!r} can reach its end without a return; end it with one",
            entry.body[-1].lineno,
        )


def _is_silent(value: ast.Dict) -> bool:
    """Whether a dict, all of whose keys can be seen, has nothing in it for the player."""
    keys = [key.value if isinstance(key, ast.Constant) else None for key in value.keys]
    return None not in keys and not _SAID.intersection(map(str, keys))


def _prints(entry: FunctionNode) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in own_nodes(entry)
    )


def _runs_through(body: list[ast.stmt]) -> bool:
    """Whether control can reach the end of a block."""
    return not body or not any(_stops(node) for node in body)


def _stops(node: ast.stmt) -> bool:
    """Whether control never goes on behind a statement."""
    if isinstance(node, (ast.Return, ast.Raise)):
        return True
    if isinstance(node, ast.If):
        return not _runs_through(node.body) and not _runs_through(node.orelse)
    if isinstance(node, ast.With):
        return not _runs_through(node.body)
    if isinstance(node, ast.Try):
        whole = not _runs_through([*node.body, *node.orelse])
        handled = all(not _runs_through(one.body) for one in node.handlers)
        return (whole and handled) or not _runs_through(node.finalbody)
    if isinstance(node, ast.Match):
        last = node.cases[-1]
        total = isinstance(last.pattern, ast.MatchAs) and not last.pattern.pattern
        return total and not last.guard and all(not _runs_through(one.body) for one in node.cases)
    if isinstance(node, ast.While):
        return _is_endless(node) and not any(
            isinstance(one, ast.Break) for one in own_loop_nodes(node)
        )
    return False


def _stray_findings(tree: ast.Module) -> Iterator[Finding]:
    """Statements beside the functions that would run before anything is asked of them."""
    for node in tree.body:
        words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not isinstance(node, _BESIDE) and not words:
            yield _warning(
                "stray-code",
                "this stands outside of any function; move it into the function that needs it",
                node.lineno,
            )


def _builtin_findings(tree: ast.Module) -> Iterator[Finding]:
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in _CLOSED_BUILTINS and name not in own:
                yield _error("builtin", f"{name}() is not available here", node.lineno)


def _loop_findings(tree: ast.Module) -> Iterator[Finding]:
    """Loops that only running out of time can end."""
    leaving = (ast.Break, ast.Return, ast.Raise)
    for node in ast.walk(tree):
        if not isinstance(node, ast.While) or not _is_endless(node):
            continue
        inner = [one for part in node.body for one in (part, *own_nodes(part))]
        broken = any(isinstance(one, ast.Break) for one in own_loop_nodes(node))
        left = any(isinstance(one, leaving[1:]) for one in inner)
        if not broken and not left:
            yield _warning(
                "endless-loop",
                "this loop has no break and no return, so it never ends",
                node.lineno,
            )


def _is_endless(node: ast.While) -> bool:
    return isinstance(node.test, ast.Constant) and bool(node.test.value)


def _error(rule: str, message: str, line: int | None = None) -> Finding:
    return Finding(rule=rule, message=f"{message}.", line=line)


def _warning(rule: str, message: str, line: int) -> Finding:
    return Finding(rule=rule, message=f"{message}.", line=line, severity=Severity.WARNING)
