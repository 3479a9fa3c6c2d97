"""Spells strings inside the braces of f-strings so that every Python can read them.

From Python 3.12 on they may have the quotes that are around the f-string, and backslashes. Models
write that; Python 3.11 refuses it.
"""

from __future__ import annotations

import ast

from bot.executor.syntax import text_of, try_parse

_OPEN, _CLOSE = "([{", ")]}"
_QUOTES = "\"'"


def spelled_out(source: str) -> str:
    """The source with those strings written otherwise; every line keeps its number."""
    if 'f"' not in source and "f'" not in source:
        return source
    try:
        return _spelled_out(source)
    except RecursionError:
        return source


def _spelled_out(source: str) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(source):
        if source[at] == "#":
            end = source.find("\n", at)
            end = len(source) if end < 0 else end
        elif source[at] not in _QUOTES:
            end = at + 1
        elif "f" in _prefix(source, at):
            piece, at = _of_f_string(source, at)
            pieces.append(piece)
            continue
        else:
            end = _end_of_string(source, at)
        pieces.append(source[at:end])
        at = end
    return "".join(pieces)


def _prefix(source: str, at: int) -> str:
    """The letters before a quote, in small letters, where they are a string's prefix."""
    start = at
    while start > 0 and at - start < 3 and source[start - 1] in "rRbBfFuU":
        start -= 1
    longer = start > 0 and (source[start - 1].isalnum() or source[start - 1] == "_")
    return "" if longer else source[start:at].lower()


def _quote(source: str, at: int) -> str:
    """The one or three quotes a string begins with."""
    return source[at] * 3 if source.startswith(source[at] * 3, at) else source[at]


def _end_of_string(source: str, at: int) -> int:
    """Where a string ends that begins with the quote at `at`; it may break off with its line."""
    quote = _quote(source, at)
    at += len(quote)
    while at < len(source) and not source.startswith(quote, at):
        if source[at] == "\n" and len(quote) == 1:
            return at
        at += 2 if source[at] == "\\" else 1
    return min(at + len(quote), len(source))


def _of_f_string(source: str, at: int) -> tuple[str, int]:
    """An f-string with the strings inside its braces spelled out, and where it ends."""
    quote = _quote(source, at)
    pieces = [quote]
    at += len(quote)
    while at < len(source) and not source.startswith(quote, at):
        if source[at] == "\n" and len(quote) == 1:
            return "".join(pieces), at
        if source[at] == "{" and not source.startswith("{{", at):
            piece, at = _of_field(source, at, quote)
        else:
            is_pair = source.startswith("{{", at) or (
                source[at] == "\\" and source[at + 1 : at + 2] not in {"{", "}"}
            )
            width = 2 if is_pair else 1
            piece, at = source[at : at + width], at + width
        pieces.append(piece)
    return "".join([*pieces, source[at : at + len(quote)]]), at + len(quote)


def _of_field(source: str, at: int, quote: str) -> tuple[str, int]:
    """What stands between two braces of an f-string, spelled out, and where it ends.

    Where a format follows, that ends it: what stands there is no expression.
    """
    pieces: list[str] = []
    depth = 0
    while at < len(source) and source[at] != "\n":
        one = source[at]
        if one in _QUOTES:
            piece, at = _inside(source, at, quote)
            pieces.append(piece)
            continue
        depth += (one in _OPEN) - (one in _CLOSE)
        pieces.append(one)
        at += 1
        if depth == 0 or (depth == 1 and one == ":"):
            break
    return "".join(pieces), at


def _inside(source: str, at: int, around: str) -> tuple[str, int]:
    """A string inside an f-string of the quotes `around`, spelled out, and where it ends."""
    prefix = _prefix(source, at)
    if "f" in prefix:
        token, end = _of_f_string(source, at)
    else:
        end = _end_of_string(source, at)
        token = source[at:end]
    other = "'" if around[0] == '"' else '"'
    if "\\" not in token and (token[0] == other or len(around) == 3):
        return token, end
    if not prefix:
        return _said_otherwise(token, other), end
    inner = token[1:-1]
    return token if other in inner or "\\" in inner else f"{other}{inner}{other}", end


def _said_otherwise(token: str, quote: str) -> str:
    """An expression for a string, in these quotes and without any other, or a backslash."""
    tree = try_parse(token)
    value = text_of(tree.body[0].value) if tree and isinstance(tree.body[0], ast.Expr) else None
    if value is None:
        return token
    pieces: list[str] = []
    run = ""
    for one in value:
        if one.isprintable() and one not in "\"'\\":
            run += one
            continue
        pieces += [f"{quote}{run}{quote}"] * bool(run) + [f"chr({ord(one)})"]
        run = ""
    if run or not pieces:
        pieces.append(f"{quote}{run}{quote}")
    return pieces[0] if len(pieces) == 1 else f"({' + '.join(pieces)})"
