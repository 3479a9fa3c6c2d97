"""What leaves the sandbox is plain, or refused in words."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.executor.sandbox.plain import NotPlain, TooMuch, reduce
from bot.values import Json, dump, load


class Colour(StrEnum):
    """A text that is more than a text."""

    RED = "red"


class Number(IntEnum):
    """An integer that is more than an integer."""

    ONE = 1


def deep(levels: int) -> list[Any]:
    """A list in a list in a list."""
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


PLAIN: dict[str, tuple[object, Json]] = {
    "none": (None, None),
    "bool": (True, True),
    "text": ("é", "é"),
    "subclass-of-text": (Colour.RED, "red"),
    "subclass-of-int": (Number.ONE, 1),
    "real": (1.5, 1.5),
    "largest": (2**63 - 1, 2**63 - 1),
    "tuple": ((1, (2,)), [1, [2]]),
    "set": ({"b", "a", "c"}, ["a", "b", "c"]),
    "frozenset-of-pairs": (frozenset({(2, "x"), (1, "y")}), [[1, "y"], [2, "x"]]),
    "bytes": ("é".encode(), "é"),
    "date": (date(2024, 1, 2), "2024-01-02"),
    "datetime": (datetime(2024, 1, 2, 3), "2024-01-02T03:00:00"),  # noqa: DTZ001
    "keys": (
        {1: "a", None: "b", False: "d", 2.5: "e", Colour.RED: "f"},
        {"1": "a", "null": "b", "false": "d", "2.5": "e", "red": "f"},
    ),
    "as-deep-as-may-be": (deep(32), deep(32)),
}


@pytest.mark.parametrize(("value", "expected"), PLAIN.values(), ids=PLAIN.keys())
def test_plain_values_come_out_plain(value: object, expected: Json) -> None:
    """Each becomes what JSON has for it, of JSON's own types."""
    reduced = reduce(value)
    assert load(dump(reduced)) == load(json.dumps(expected))
    assert type(reduced) in {type(None), bool, int, float, str, list, dict}


REFUSED: dict[str, tuple[object, str]] = {
    "too-deep": (deep(33), "nested more than 32 deep"),
    "very-deep": (deep(100_000), "nested more than 32 deep"),
    "nan": (float("nan"), "not finite"),
    "infinite": ({"x": [float("-inf")]}, "not finite"),
    "infinite-key": ({float("inf"): 1}, "not finite"),
    "large-integer": (2**63, "more than 64 bits"),
    "small-integer": (-(2**63) - 1, "more than 64 bits"),
    "large-key": ({10**30: 1}, "more than 64 bits"),
    "surrogate": ("\ud800", "not valid Unicode"),
    "surrogate-key": ({"\ud800": 1}, "not valid Unicode"),
    "binary": (b"\xff", "bytes that are no text"),
    "object": (object(), "no text, number, list or dict"),
    "complex": ([1j], "no text, number, list or dict"),
    "pair-key": ({(1, 2): 3}, "a key of type 'tuple'; keys must be texts"),
}


@pytest.mark.parametrize(("value", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_json_has_not_is_refused(value: object, message: str) -> None:
    """The error says what is wrong, and is a `ValueError`."""
    with pytest.raises(NotPlain, match=message):
        reduce(value)
    assert issubclass(NotPlain, ValueError)


@pytest.mark.parametrize(
    "value",
    ["x" * 1000, "é" * 60, {"x" * 60: "y" * 60}, [None] * 100, [[]] * 99, b"x" * 101],
    ids=["text", "wide-text", "key-and-value", "items", "empty-lists", "bytes"],
)
def test_too_much_is_refused(value: object) -> None:
    """Bytes and values are counted over the whole."""
    with pytest.raises(TooMuch):
        reduce(value, max_bytes=100, max_items=60)


def test_a_cycle_comes_to_an_end() -> None:
    """A list within itself is too deep."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(NotPlain):
        reduce(value)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.characters(categories=["Cs"]),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers() | st.none() | st.tuples(st.text()), inner)
    ),
    max_leaves=20,
)


@given(anything)
def test_anything_is_either_plain_or_refused(value: object) -> None:
    """What comes out survives the way through JSON text, whatever went in."""
    try:
        reduced = reduce(value, max_bytes=400)
    except NotPlain:
        return
    assert load(dump(reduced)) == reduced
    assert reduce(reduced, max_bytes=400) == reduced
