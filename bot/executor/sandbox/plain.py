"""Reduces what comes out of a sandbox to plain, bounded JSON values."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from bot.values import Json, JsonObject, canonical

_LARGEST = 2**63 - 1
_SMALLEST = -(2**63)


class NotPlain(ValueError):
    """A value that is no JSON, or more of it than is allowed; the text is told to the function."""


class TooMuch(NotPlain):
    """A value that is too large or holds too many values."""


def reduce(
    value: object,
    *,
    max_depth: int = 32,
    max_items: int = 10_000,
    max_bytes: int = 64 * 1024,
) -> Json:
    """The plain JSON value of what a function handed over.

    Tuples and sets become lists (sets in a fixed order), bytes become the text they encode, dates
    become ISO text, keys become strings. `max_items` counts every value, `max_bytes` the UTF-8
    bytes of all texts and a few for each value.

    Raises:
        TooMuch: it is too large; a `NotPlain` too.
        NotPlain: it is not finite, too deep, or of a type JSON has no word for.
    """
    return _Reduction(max_depth, max_items, max_bytes).value(value, 0)


def read(text: str, *, max_bytes: int) -> Json:
    """The plain JSON value of a text the sandbox made; raises as `reduce` does."""
    if len(text) > max_bytes:
        raise TooMuch(f"it is larger than {max_bytes} bytes")
    try:
        return reduce(json.loads(text), max_bytes=max_bytes)
    except RecursionError:
        raise NotPlain("it is nested too deep") from None
    except NotPlain:
        raise
    except ValueError as error:
        raise NotPlain(str(error)) from None


class _Reduction:
    """One value being reduced, and what is left of its bounds."""

    def __init__(self, max_depth: int, max_items: int, max_bytes: int) -> None:
        self._max_depth = max_depth
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._items = max_items
        self._bytes = max_bytes

    def value(self, value: Any, depth: int) -> Json:
        """The plain value of anything."""
        self._items -= 1
        if self._items < 0:
            raise TooMuch(f"it holds more than {self._max_items} values")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int):
            return self._whole(value)
        if isinstance(value, float):
            return self._real(value)
        if isinstance(value, dict):
            return self._mapping(cast(dict[Any, Any], value), depth + 1)
        if isinstance(value, list | tuple):
            return self._sequence(cast(Iterable[Any], value), depth + 1)
        if isinstance(value, set | frozenset):
            return sorted(self._sequence(cast(Iterable[Any], value), depth + 1), key=canonical)
        return self._other(value)

    def _spend(self, size: int) -> None:
        self._bytes -= size
        if self._bytes < 0:
            raise TooMuch(f"it is larger than {self._max_bytes} bytes")

    def _text(self, value: str) -> str:
        if len(value) > self._bytes:
            raise TooMuch(f"it is larger than {self._max_bytes} bytes")
        try:
            self._spend(len(value) if value.isascii() else len(value.encode()))
        except UnicodeEncodeError:
            raise NotPlain("it holds a text that is not valid Unicode") from None
        return str(value)

    def _whole(self, value: int) -> int:
        if not _SMALLEST <= value <= _LARGEST:
            raise NotPlain("it holds an integer of more than 64 bits")
        self._spend(8)
        return int(value)

    def _real(self, value: float) -> float:
        if not math.isfinite(value):
            raise NotPlain("it holds a number that is not finite (nan or inf)")
        self._spend(8)
        return float(value)

    def _mapping(self, value: dict[Any, Any], depth: int) -> JsonObject:
        self._check_depth(depth)
        return {self._key(key): self.value(item, depth) for key, item in value.items()}

    def _sequence(self, value: Iterable[Any], depth: int) -> list[Json]:
        self._check_depth(depth)
        return [self.value(item, depth) for item in value]

    def _check_depth(self, depth: int) -> None:
        if depth > self._max_depth:
            raise NotPlain(f"it is nested more than {self._max_depth} deep")
        self._spend(2)

    def _key(self, key: Any) -> str:
        if isinstance(key, str):
            return self._text(key)
        if key is None or isinstance(key, bool):
            return {None: "null", True: "true", False: "false"}[key]
        if isinstance(key, int):
            return str(self._whole(key))
        if isinstance(key, float):
            return repr(self._real(key))
        raise NotPlain(f"it holds a key of type {type(key).__name__!r}; keys must be texts")

    def _other(self, value: Any) -> Json:
        if isinstance(value, bytes):
            try:
                return self._text(value.decode())
            except UnicodeDecodeError:
                raise NotPlain("it holds bytes that are no text") from None
        if isinstance(value, date):
            return self._text(value.isoformat())
        raise NotPlain("it holds something that is no text, number, list or dict")
