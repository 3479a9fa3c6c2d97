"""Small edits that make a model's source a function of the contract and keep its lines."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from bot.executor.syntax import FunctionNode, bound_names, functions, parse, used_names


@dataclass(frozen=True, slots=True)
class _Edit:
    """Bytes to be put in place of others: a 1-based line, a span of byte columns."""

    line: int
    start: int
    end: int
    text: bytes = b""


def renamed(source: str, old: str, new: str) -> str:
    """The source with a function called otherwise; raises `ValueError` where it cannot tell how."""
    tree = parse(source)
    lines = source.encode().split(b"\n")
    edits: list[_Edit] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == old:
            start = lines[node.lineno - 1].find(old.encode(), node.col_offset + len("def "))
        elif isinstance(node, ast.Name) and node.id == old:
            start = node.col_offset
        else:
            continue
        end = start + len(old.encode())
        if lines[node.lineno - 1][start:end] != old.encode():
            raise ValueError(f"{old!r} is spelled otherwise in line {node.lineno}")
        edits.append(_Edit(node.lineno, start, end, new.encode()))
    return _edited(lines, edits)


def made_plain(source: str, name: str) -> str:
    """The source with `async def` made `def`, where nothing inside waits."""
    lines = source.encode().split(b"\n")
    edits: list[_Edit] = []
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.AsyncFunctionDef) and node.name == name and not _waits(node):
            start = node.col_offset
            end = lines[node.lineno - 1].find(b"def", start)
            if end > start:
                edits.append(_Edit(node.lineno, start, end))
    return _edited(lines, edits)


def undecorated(source: str) -> str:
    """The source without decorators that it neither defines nor imports; their lines stay empty."""
    tree = parse(source)
    known = bound_names(tree)
    strange = [
        mark
        for node in functions(tree)
        for mark in node.decorator_list
        if not used_names(mark) <= known
    ]
    return _blanked(source, strange)


def without_strays(source: str) -> str:
    """The source without what would run beside the function: calls, prints, a `__main__` block."""
    tree = parse(source)
    return _blanked(source, [node for node in tree.body if _is_stray(node)])


def out_of_class(source: str, name: str) -> str:
    """The source with a method that does without its object moved out of its class.

    Raises:
        ValueError: the method uses its object, or takes something else than one argument.
    """
    tree = parse(source)
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef):
            for method in owner.body:
                if isinstance(method, ast.FunctionDef) and method.name == name:
                    return _moved_out(source, owner, method)
    raise ValueError(f"no class has a method {name!r}")


def _moved_out(source: str, owner: ast.ClassDef, method: ast.FunctionDef) -> str:
    names = [one.arg for one in method.args.args]
    marks = {one.id for one in method.decorator_list if isinstance(one, ast.Name)}
    if "staticmethod" not in marks and names[:1]:
        if names[0] in used_names(method):
            raise ValueError(f"{method.name!r} uses {names[0]!r}")
        names = names[1:]
    if len(names) != 1:
        raise ValueError(f"{method.name!r} takes {len(names)} arguments")
    lines = source.split("\n")
    first, last = method.body[0].lineno - 1, method.end_lineno
    if first < method.lineno:
        raise ValueError(f"the body of {method.name!r} stands on the line of its name")
    body = textwrap.indent(textwrap.dedent("\n".join(lines[first:last])), "    ")
    head = lines[: owner.lineno - 1]
    return "\n".join([*head, f"def {method.name}({names[0]}):", body, *lines[owner.end_lineno :]])


def _waits(node: FunctionNode) -> bool:
    waiting = (ast.Await, ast.AsyncFor, ast.AsyncWith)
    return any(
        isinstance(one, waiting) or (isinstance(one, ast.comprehension) and one.is_async)
        for one in ast.walk(node)
    )


def _is_stray(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    return isinstance(node, ast.If) and "__name__" in used_names(node.test)


def _blanked(source: str, nodes: Iterable[ast.expr | ast.stmt]) -> str:
    """The source with the lines of some nodes emptied."""
    lines = source.split("\n")
    for node in nodes:
        for at in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[at] = ""
    return "\n".join(lines)


def _edited(lines: list[bytes], edits: Iterable[_Edit]) -> str:
    """The lines with all edits made, the last one first, so that the columns stay true."""
    for edit in sorted(edits, key=lambda one: (one.line, one.start), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]
    return b"\n".join(lines).decode()
