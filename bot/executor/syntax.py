"""Reading Python source as trees, quietly and whatever the source is."""

from __future__ import annotations

import ast
import threading
import warnings
from collections.abc import Iterator
from typing import Any, TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

DEEPEST = 100
"""How deep a tree may be; a walk that goes down by calling itself comes to its end in one."""

READINGS = 5
"""How often a source is read where others read beside it."""

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
TOO_DEEP = "it is nested too deeply"
# What is warned of is a setting of the whole process, and Python 3.11 counts how deep a tree is in
# one place for all threads: one thread at a time reads.
_quietly = threading.Lock()


def parse(source: str) -> ast.Module:
    """The tree of a source; raises `SyntaxError` for whatever is wrong with it.

    What Python only warns of (an unknown escape in a string) is not reported. May be called in any
    thread.
    """
    try:
        return as_python_reads(source)
    except ValueError as error:
        raise SyntaxError(str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise SyntaxError(TOO_DEEP) from error


def as_python_reads(source: str) -> ast.Module:
    """The tree of a source; raises what `ast.parse` does, but may be called in any thread."""
    with _quietly, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _read(source, "exec")


def expression(source: str) -> ast.expr:
    """The tree of a sound expression. May be called in any thread."""
    with _quietly:
        return _read(source, "eval").body


def _read(source: str, mode: str) -> Any:
    """The tree; read once more where a library that is being imported in a thread read just then.

    Libraries know nothing of the lock, and both readings then end in a `SystemError`.
    """
    for _ in range(READINGS - 1):
        try:
            return ast.parse(source, mode=mode)
        except SystemError:
            continue
    return ast.parse(source, mode=mode)


def is_deep(tree: ast.Module) -> bool:
    """Whether a tree is deeper than `DEEPEST`."""
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return bool(level)


def try_parse(source: str) -> ast.Module | None:
    """The tree of a source, or None where it is no Python."""
    try:
        return parse(source)
    except SyntaxError:
        return None


def functions(tree: ast.Module) -> list[FunctionNode]:
    """The functions at the top of a module, in their order."""
    return [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below one that belong to its own scope, not to functions or classes inside it."""
    waiting = list(ast.iter_child_nodes(node))
    while waiting:
        child = waiting.pop()
        yield child
        if not isinstance(child, _SCOPES):
            waiting.extend(ast.iter_child_nodes(child))


def returns_value(node: ast.AST) -> bool:
    """Whether a `return` with something after it stands in the node's own scope."""
    return any(isinstance(one, ast.Return) and one.value is not None for one in own_nodes(node))


def own_loop_nodes(loop: ast.While | ast.For | ast.AsyncFor) -> Iterator[ast.AST]:
    """The nodes of a loop's body that are not inside a scope or a further loop's own body."""
    waiting: list[ast.AST] = list(loop.body)
    while waiting:
        child = waiting.pop()
        yield child
        if isinstance(child, (ast.While, ast.For, ast.AsyncFor)):
            waiting.extend(child.orelse)
        elif not isinstance(child, _SCOPES):
            waiting.extend(ast.iter_child_nodes(child))


def bound_names(tree: ast.AST) -> set[str]:
    """Every name that anything in a tree binds, whatever the scope."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            names.add(node.name)
    return names


def used_names(tree: ast.AST) -> set[str]:
    """Every name that anything in a tree reads."""
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def text_of(node: ast.AST | None) -> str | None:
    """The text that a node writes out, None where it is something else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
