"""Colours: read from whatever a config holds, mixed, shaded, and each soul's own."""

from __future__ import annotations

import hashlib
import re
from typing import Any, TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)

_OWN: tuple[Rgb, ...] = (
    (242, 95, 92),
    (255, 166, 77),
    (247, 214, 84),
    (140, 214, 96),
    (72, 201, 160),
    (84, 196, 235),
    (96, 148, 255),
    (160, 128, 255),
    (222, 118, 235),
    (255, 128, 178),
    (214, 176, 140),
    (190, 205, 222),
)
_HEX = re.compile(r"(?:#|0x)?([0-9a-fA-F]{3,8})")


def tint_in(value: Any) -> Rgb | None:
    """The colour of "#rgb", "#rrggbb", "#rrggbbaa", "0xrrggbb" or a whole number, else None."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 0xFFFFFF:
        return (value >> 16, value >> 8 & 255, value & 255)
    found = _HEX.fullmatch(value.strip()) if isinstance(value, str) else None
    digits = found.group(1) if found else ""
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`one` with a share (0 to 1) of `other` in it."""
    keep = 1 - share
    return (
        round(one[0] * keep + other[0] * share),
        round(one[1] * keep + other[1] * share),
        round(one[2] * keep + other[2] * share),
    )


def shaded(tint: Rgb, factor: float) -> Rgb:
    """The tint made darker (factor below 1) or brighter (above 1, towards white)."""
    if factor <= 1:
        return mixed(tint, BLACK, 1 - factor)
    return mixed(tint, WHITE, min(1.0, factor - 1))


def legible(tint: Rgb) -> Rgb:
    """The tint lightened until it reads well on a dark ground."""
    bright = 0.3 * tint[0] + 0.59 * tint[1] + 0.11 * tint[2]
    return mixed(tint, WHITE, max(0.15, min(0.8, (205 - bright) / 205)))


def own_tint(key: str) -> Rgb:
    """The stable colour of the soul of that id."""
    mark = hashlib.sha256(key.encode("utf-8", "replace")).digest()
    return _OWN[mark[0] % len(_OWN)]
