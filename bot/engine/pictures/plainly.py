"""Numbers and words read from a config that anyone may have written, kept within sane bounds."""

from __future__ import annotations

import math
import re
from typing import Any, cast

Pair = tuple[float, float]
Triple = tuple[float, float, float]


def number(value: Any, default: float, *, low: float, high: float) -> float:
    """The value as a finite number within the bounds, the default where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    try:
        found = float(value)
    except OverflowError:
        return high if value > 0 else low
    return default if math.isnan(found) else min(high, max(low, found))


def numbers(value: Any, *, count: int, bound: float) -> tuple[float, ...] | None:
    """The first `count` numbers of a list or of an object's x, y, z; None where they are not."""
    if isinstance(value, dict):
        given = cast(dict[str, Any], value)
        value = [given.get(name, 0) for name in ("xyz" if count == 3 else "xz")]
    if not isinstance(value, list):
        return None
    found = cast(list[Any], value)
    if len(found) < count or any(
        isinstance(one, bool) or not isinstance(one, int | float) for one in found[:count]
    ):
        return None
    return tuple(number(one, 0.0, low=-bound, high=bound) for one in found[:count])


def words_in(*texts: str) -> tuple[str, ...]:
    """The lower-case words of the texts; an underscore parts words as a blank does."""
    return tuple(re.findall(r"[^\W_]+", " ".join(texts).casefold()))


def clean(text: str) -> str:
    """The text on one line, without characters that cannot be written as UTF-8."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def elided(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it has more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
