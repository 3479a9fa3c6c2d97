"""Asks Monty's type checker what a function names that does not exist."""

from __future__ import annotations

import builtins
import re

from pydantic_monty import AsyncMonty, MontyError, MontyTypingError

from bot.executor.sandbox.bridge import Bridged

_STUBS = """\
from typing import Any, Callable
external_apis: dict[str, Callable[[dict[str, Any]], str]]
params: Any
"""
_NEVER_RUN = "_orb_never: int = 'this keeps the text from being run: it never passes'\n"
_LINE = re.compile(r"^[^:]*:(?P<line>\d+):\d+: \w+\[(?P<rule>[\w-]+)\] (?P<message>.*)$")
_SECONDS = 0.5

_RULES = ("unresolved-reference", "unresolved-import", "unresolved-attribute")
"""What the checker is never wrong about in code without annotations."""

_OWNERS = ("Module ", 'Object of type `Literal["')
"""Whose attributes are known for sure."""


async def diagnostics(pool: AsyncMonty, bridged: Bridged) -> list[str] | None:
    """What is wrong, a line each, with the function's own line numbers.

    Advice only: where the checker itself fails or takes too long, it has none, and None is told.
    """
    checkout = pool.checkout(
        limits={"max_feed_duration_secs": _SECONDS, "max_memory": 64 * 1024 * 1024},
        type_check=True,
        type_check_stubs=_STUBS,
        type_check_format="concise",
    )
    try:
        async with checkout as session:
            await session.feed_start(_NEVER_RUN + bridged.text)
    except MontyTypingError as error:
        found = [_told(line, bridged) for line in error.display().splitlines()]
        return [line for line in found if line]
    except MontyError:
        return None
    return []


def _told(line: str, bridged: Bridged) -> str | None:
    match = _LINE.match(line)
    if match is None or match["rule"] not in _RULES:
        return None
    own = int(match["line"]) - bridged.offset - 1
    message = match["message"]
    if own < 1 or (match["rule"] == "unresolved-reference" and _is_builtin(message)):
        return None
    if match["rule"] == "unresolved-attribute" and not message.startswith(_OWNERS):
        return None
    return f"line {own}: {message}"


def _is_builtin(message: str) -> bool:
    """Whether the name is one of Python's own: the checker does not know all that are there."""
    name = message.split("`")[1] if "`" in message else ""
    return hasattr(builtins, name)
