"""Putting text in the place of other text in a source, by line and byte column."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from bot.executor.syntax import try_parse


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes to be put in place of others: a 1-based line, a span of byte columns."""

    line: int
    start: int
    end: int
    text: bytes = b""


def lines_of(source: str) -> list[bytes]:
    """The lines of a source as the positions of its tree count them."""
    return source.encode().split(b"\n")


def edited(lines: list[bytes], edits: Iterable[Edit]) -> str:
    """The lines with all edits made, the last one first, so that the columns stay true."""
    lines = list(lines)
    for edit in sorted(edits, key=lambda one: (one.line, one.start), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]
    return b"\n".join(lines).decode()


def edited_if_sound(source: str, edits: Iterable[Edit]) -> str:
    """The source with all edits made; as it was where that would be no Python.

    Positions inside f-strings are not always told rightly, so that an edit may go wrong.
    """
    wanted = dict.fromkeys(edits)
    if not wanted:
        return source
    result = edited(lines_of(source), wanted)
    return source if try_parse(result) is None else result


def text_at(lines: list[bytes], node: ast.expr | ast.stmt | ast.arg) -> bytes | None:
    """The text of a node that stands on one line, else None."""
    if node.end_lineno != node.lineno:
        return None
    return lines[node.lineno - 1][node.col_offset : node.end_col_offset]


def replacing(node: ast.expr | ast.stmt, text: str) -> Edit:
    """The edit that puts a text in the place of a node of one line."""
    return Edit(node.lineno, node.col_offset, node.end_col_offset or 0, text.encode())
