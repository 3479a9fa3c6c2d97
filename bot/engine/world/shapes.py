"""Whether a plain object has the shape of an entry: each field of the kind that is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeAlias, cast

Fits: TypeAlias = Callable[[object], bool]
"""Says whether a value is of the kind a field is declared to be."""

FURTHEST = 2**60
"""How large a time or a duration may be, far more than any that is meant."""


def require_shape(kind: type, value: Mapping[str, Any]) -> None:
    """Raise `TypeError` naming the first field whose value is not of its declared kind.

    What lies in a field's own entries is looked at when these are revived.
    """
    for name, declared, fits in _declared(kind):
        if name in value and not fits(value[name]):
            raise TypeError(f"{name!r} of a {kind.__name__} is not {declared}")


@cache
def _declared(kind: type) -> tuple[tuple[str, str, Fits], ...]:
    return tuple((part.name, str(part.type), _FITS[str(part.type)]) for part in fields(kind))


def is_text(value: object) -> bool:
    """Whether it is a string."""
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _is_number(value: object) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain and abs(cast(float, value)) <= FURTHEST


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _several(fits: Fits) -> Fits:
    def all_fit(value: object) -> bool:
        is_row = isinstance(value, list | tuple)
        return is_row and all(fits(one) for one in cast("list[object]", value))

    return all_fit


def _named(fits: Fits) -> Fits:
    def all_fit(value: object) -> bool:
        is_table = isinstance(value, dict)
        return is_table and all(fits(one) for one in cast("dict[str, object]", value).values())

    return all_fit


def _or_none(fits: Fits) -> Fits:
    return lambda value: value is None or fits(value)


_FITS: Mapping[str, Fits] = {
    "str": is_text,
    "bool": _is_flag,
    "int": _is_count,
    "float": _is_number,
    "JsonObject": _is_object,
    "str | None": _or_none(is_text),
    "float | None": _or_none(_is_number),
    "Restoring | None": _or_none(_is_object),
    "tuple[str, ...]": _several(is_text),
    "tuple[Status, ...]": _several(_is_object),
    "dict[str, str]": _named(is_text),
    "dict[str, Landmark]": _named(_is_object),
    "dict[str, Passing]": _named(_is_object),
}
"""What fits a field, by how the field is declared."""
