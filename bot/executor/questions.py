"""The one question that a model may ask in the place of a function."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.values import as_object, as_text

LONGEST_QUESTION = 300
"""How much of a question is passed on, in characters."""

_LARGEST = 8 * 1024


def question_in(pieces: Iterable[str]) -> str | None:
    """The question of the first piece that is an object `{"question": "…"}` and nothing more."""
    for piece in pieces:
        held = piece[piece.find("{") : piece.rfind("}") + 1]
        if 0 < len(held) <= _LARGEST and (asked := _asked(held)):
            return asked
    return None


def _asked(text: str) -> str:
    try:
        value = as_object(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        return ""
    said = " ".join(as_text(value.get("question")).split()) if len(value) == 1 else ""
    return said if len(said) <= LONGEST_QUESTION else f"{said[: LONGEST_QUESTION - 1]}…"
