"""Rewrites a function's source for the sandbox's dialect; every line keeps its number."""

from __future__ import annotations

import ast
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from bot.executor.sandbox.prelude import prelude
from bot.executor.sandbox.substitutions import of_expression, of_statement
from bot.executor.syntax import as_python_reads


class Unreadable(ValueError):
    """The source is no Python, or too much of it; `line` is where."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridged:
    """A source as the sandbox is given it.

    `prelude` goes before `source`; a line number of the whole, less `offset`, is the model's own.
    """

    prelude: str
    source: str

    @property
    def offset(self) -> int:
        """How many lines stand before the function's own first line."""
        return self.prelude.count("\n")

    @property
    def lines(self) -> int:
        """How many lines the function's own source has."""
        return self.source.count("\n") + 1

    @property
    def text(self) -> str:
        """All of it, ready for a call to be put after it."""
        return f"{self.prelude}{self.source}\n"


class Bridge:
    """Bridges sources and remembers the last of them."""

    def __init__(self, *, largest: int, remembered: int = 256) -> None:
        self._largest = largest
        self._remembered = remembered
        self._known: OrderedDict[str, Bridged] = OrderedDict()

    def bridged(self, source: str) -> Bridged:
        """The source for the sandbox; raises `Unreadable`."""
        found = self._known.get(source)
        if found is not None:
            self._known.move_to_end(source)
            return found
        if len(source) > self._largest or len(source.encode(errors="replace")) > self._largest:
            raise Unreadable(f"the source is larger than {self._largest} bytes")
        found = self._known[source] = bridge(source)
        if len(self._known) > self._remembered:
            self._known.popitem(last=False)
        return found


def bridge(source: str) -> Bridged:
    """Rewrite what the dialect lacks and can be said otherwise; raises `Unreadable`."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    tree = _parsed(source)
    rewritten = _rewritten(source, tree)
    nodes = list(ast.walk(_parsed(rewritten)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return Bridged(prelude=prelude(names, datetime_class=_means_the_class(nodes)), source=rewritten)


def _parsed(source: str) -> ast.Module:
    try:
        return as_python_reads(source)
    except SyntaxError as error:
        raise Unreadable(f"SyntaxError: {error.msg}", line=error.lineno) from None
    except (MemoryError, RecursionError):
        raise Unreadable("SyntaxError: the source is nested too deep") from None
    except ValueError as error:
        raise Unreadable(f"SyntaxError: {error}") from None


def _means_the_class(nodes: list[ast.AST]) -> bool:
    """Whether a `datetime` nobody imported is asked for what only the class can do."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "fromisoformat", "strptime"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "datetime"
        for node in nodes
    )


def _rewritten(source: str, tree: ast.Module) -> str:
    nodes = list(ast.walk(tree))
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    changed: dict[ast.expr | ast.stmt, str] = {}
    # Children before parents, so that what was rewritten inside is seen outside.
    for node in reversed(nodes):
        if isinstance(node, ast.stmt):
            statements = of_statement(node)
            if statements is not None:
                changed[node] = "; ".join(statements)
        elif isinstance(node, ast.expr):
            new = of_expression(node, parents.get(node))
            if new is not None:
                _put_in_place(node, ast.copy_location(new, node), parents)
                changed[_whole_text(new, parents)] = ""
    try:
        return _patched(source, changed) if changed else source
    except RecursionError:
        raise Unreadable("SyntaxError: the source is nested too deep") from None


def _put_in_place(old: ast.expr, new: ast.expr, parents: dict[ast.AST, ast.AST]) -> None:
    parent = parents[new] = parents[old]
    for name, child in ast.iter_fields(parent):
        if child is old:
            setattr(parent, name, new)
        elif isinstance(child, list):
            child[:] = [new if one is old else one for one in cast(list[object], child)]


def _whole_text(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> ast.expr:
    """The outermost f-string around a node, else the node: inside, positions are not told."""
    whole, at = node, parents.get(node)
    while at is not None:
        if isinstance(at, ast.JoinedStr):
            whole = at
        at = parents.get(at)
    return whole


def _patched(source: str, changed: dict[ast.expr | ast.stmt, str]) -> str:
    """The source with the changed nodes' new text in their places, each line where it was."""
    data = source.encode()
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = sorted(
        (
            (
                starts[node.lineno - 1] + node.col_offset,
                -(starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)),
                node,
            )
            for node in changed
        ),
        key=lambda span: span[:2],
    )
    pieces: list[bytes] = []
    at = 0
    for start, negative_end, node in spans:
        if start < at:
            continue
        blank = "\n" * data.count(b"\n", start, -negative_end)
        if isinstance(node, ast.stmt):
            text = f"({blank}); {changed[node]}" if blank else changed[node]
        else:
            text = f"({ast.unparse(node)}{blank})"
        pieces += [data[at:start], text.encode()]
        at = -negative_end
    return b"".join([*pieces, data[at:]]).decode()
