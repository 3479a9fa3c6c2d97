"""Edits that bring the uses of host APIs into the contract's form, where that is surely meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bot.executor.edits import Edit, edited_if_sound, lines_of, replacing, text_at
from bot.executor.syntax import bound_names, functions, parse

_GLOBAL = "external_apis"
_API = "host_"


def in_form(source: str, name: str) -> str:
    """The source with its host calls as `external_apis['host_x']({…})`; lines keep their numbers.

    Mended are `external_apis` as a second argument of `name` or taken out of its first, host APIs
    that are called as attributes or by their bare names, and arguments given by keyword.
    """
    for edits in (_arguments_dropped(source, name), _taken_from_params(source)):
        source = edited_if_sound(source, edits)
    source = edited_if_sound(source, _by_subscript(source))
    return edited_if_sound(source, _by_one_dict(source))


def is_host_call(node: ast.expr) -> bool:
    """Whether a node calls a host API, in whatever form."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        return called.id.startswith(_API)
    if isinstance(called, ast.Call):
        called = called.func
    return isinstance(called, (ast.Subscript, ast.Attribute)) and is_global(called.value)


def is_given(name: str) -> bool:
    """Whether a name is the host's: the global itself, or of a host API."""
    return name == _GLOBAL or name.startswith(_API)


def is_global(node: ast.expr) -> bool:
    """Whether a node is the name of the global that holds the host APIs."""
    return isinstance(node, ast.Name) and node.id == _GLOBAL


def _arguments_dropped(source: str, name: str) -> Iterator[Edit]:
    """Takes `external_apis` out of the entry's arguments, where it stands behind the first."""
    for node in functions(parse(source)):
        arguments = node.args.args
        if node.name != name or len(arguments) != 2 or arguments[1].arg != _GLOBAL:
            continue
        first, second = arguments
        last = node.args.defaults[-1] if node.args.defaults else second
        if first.lineno == last.end_lineno:
            yield Edit(first.lineno, first.end_col_offset or 0, last.end_col_offset or 0)


def _taken_from_params(source: str) -> Iterator[Edit]:
    """Puts the global in the place of `params['external_apis']`."""
    lines = lines_of(source)
    assigned: set[ast.expr] = set()
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Assign) and all(map(is_global, node.targets)):
            if _is_looked_up(node.value) and text_at(lines, node) is not None:
                assigned.add(node.value)
                yield replacing(node, "pass")
        elif isinstance(node, ast.expr) and node not in assigned and _is_looked_up(node):
            text = text_at(lines, node)
            if text is not None and _GLOBAL.encode() in text:
                yield replacing(node, _GLOBAL)


def _is_looked_up(node: ast.expr) -> bool:
    """Whether an expression is `params['external_apis']` or `params.get('external_apis', …)`."""
    if isinstance(node, ast.Subscript):
        owner, key = node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        owner, key = node.func.value, node.args[0]
    else:
        return False
    named = isinstance(key, ast.Constant) and key.value == _GLOBAL
    return named and isinstance(owner, ast.Name) and owner.id == "params"


def _by_subscript(source: str) -> Iterator[Edit]:
    """Writes `external_apis.host_x` and a bare `host_x(…)` as `external_apis['host_x']`."""
    tree, lines = parse(source), lines_of(source)
    bound = bound_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_global(node.value):
            name, written = node.attr, f"{_GLOBAL}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            node = node.func
            name = written = node.id
            if name in bound:
                continue
        else:
            continue
        if name.startswith(_API) and text_at(lines, node) == written.encode():
            yield replacing(node, f"{_GLOBAL}[{name!r}]")


def _by_one_dict(source: str) -> Iterator[Edit]:
    """Writes the keywords of a host call as the one dict it takes."""
    lines = lines_of(source)
    for node in ast.walk(parse(source)):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Subscript)
            or not is_global(node.func.value)
            or node.args
            or not node.keywords
        ):
            continue
        last, end = node.end_lineno or node.lineno, node.end_col_offset or 1
        start = lines[(node.func.end_lineno or 1) - 1].find(b"(", node.func.end_col_offset)
        yield Edit(node.func.end_lineno or 1, start, start + 1, b"({")
        for keyword in node.keywords:
            yield _as_item(lines, keyword)
        yield Edit(last, end - 1, end, b"})")


def _as_item(lines: list[bytes], keyword: ast.keyword) -> Edit:
    """Makes `key=` the `'key':` of a dict; `**more` is the same in both."""
    at = keyword.col_offset
    if keyword.arg is None:
        return Edit(keyword.lineno, at, at)
    end = lines[keyword.lineno - 1].find(b"=", at) + 1
    return Edit(keyword.lineno, at, end, f"{keyword.arg!r}: ".encode())
