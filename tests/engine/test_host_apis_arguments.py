"""Host APIs: the schema a signature makes, and how an argument is read by it."""

from __future__ import annotations

from typing import Annotated

import pytest

from bot.engine.errors import Refused
from bot.engine.host_apis import Access, host_api
from bot.engine.host_apis.arguments import plain_copy
from bot.engine.host_apis.declaration import Expected, Most, declared_in
from bot.values import Json, JsonObject


class Sample:
    """A subject with one host API that uses everything a declaration can say."""

    @host_api(Access.READ)
    def host_sample(
        self,
        id: Annotated[str, "a name", Most(5)],
        size: float,
        count: int,
        is_lit: bool,
        shape: JsonObject,
        parts: list[Json],
        more: Json,
        maker: Annotated[str | None, "who", Expected()] = None,
        place: Annotated[str, "where"] = "here",
    ) -> str:
        """Do a thing
        of two lines.

        More that a model is not told.
        """
        return id


def read(argument: Json) -> dict[str, object]:
    """What the sample's method is given for an argument."""
    return next(declared_in(Sample)).read(argument)


WHOLE: JsonObject = {
    "id": "a",
    "size": 2.5,
    "count": 3,
    "is_lit": True,
    "shape": {},
    "parts": [],
    "more": None,
}


def test_a_schema_comes_from_the_signature() -> None:
    """Types, descriptions, defaults and what is required are read from the method."""
    api = next(declared_in(Sample))
    assert api.summary == "Do a thing of two lines."
    assert api.describe().parameters == {
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "a name"},
            "size": {"type": "number"},
            "count": {"type": "integer"},
            "is_lit": {"type": "boolean"},
            "shape": {"type": "object"},
            "parts": {"type": "array"},
            "more": {},
            "maker": {"type": "string", "description": "who"},
            "place": {"type": "string", "description": "where", "default": "here"},
        },
        "required": ["id", "size", "count", "is_lit", "shape", "parts", "more", "maker"],
    }


def test_an_argument_is_read_with_its_defaults() -> None:
    """Keys that are left out, null or empty have their defaults; unknown keys are ignored."""
    defaults = {"maker": None, "place": "here"}
    assert read(WHOLE) == {**WHOLE, **defaults}
    assert read({**WHOLE, "maker": None, "place": "", "unheard_of": 1}) == {**WHOLE, **defaults}


def test_numbers_may_be_written_as_strings() -> None:
    """A numeric string is a number, and a whole float is an integer."""
    given = read({**WHOLE, "size": "1.5", "count": 4.0})
    assert (given["size"], given["count"]) == (1.5, 4)


def test_a_value_is_kept_apart_from_the_callers() -> None:
    """What a function does to its dict after the call does not reach the world."""
    shape: JsonObject = {"inner": {}}
    given = read({**WHOLE, "shape": shape})
    shape["inner"] = 1
    assert given["shape"] == {"inner": {}}


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("id", 5, "must be a string"),
        ("id", None, "must be a string, not null"),
        ("id", " ", "must not be empty"),
        ("id", "toolong", "at most 5 characters"),
        ("id", "\ud800", "UTF-8"),
        ("size", True, "must be a number"),
        ("size", "wide", "must be a number"),
        ("size", float("nan"), "finite"),
        ("size", 10**400, "must be a number"),
        ("size", 1e300, "finite"),
        ("count", 1.5, "whole number"),
        ("count", [], "must be a number"),
        ("is_lit", "yes", "must be a boolean"),
        ("shape", "round", "must be an object"),
        ("shape", {"a": float("inf")}, "finite numbers"),
        ("shape", {"a": 2**70}, "plain JSON"),
        ("shape", {"a": "x" * 17_000}, "larger than"),
        ("parts", {}, "must be an array"),
    ],
)
def test_a_wrong_value_is_refused_by_its_key(key: str, value: Json, complaint: str) -> None:
    """A refusal names the API, the key and what is wrong with it."""
    with pytest.raises(Refused, match=complaint) as caught:
        read({**WHOLE, key: value})
    assert f"host_sample: {key!r}" in str(caught.value)


def test_nesting_is_bounded() -> None:
    """A value nested without end is refused before it could break the world's document."""
    value: Json = []
    for _ in range(100):
        value = [value]
    with pytest.raises(Refused, match="nested"):
        plain_copy(value, what="it")


@pytest.mark.parametrize("argument", [None, [], "id", 5])
def test_the_argument_is_one_dict(argument: Json) -> None:
    """Anything but one dict is refused with the keys it should have."""
    with pytest.raises(Refused, match="takes one dict with the keys 'id', 'size'"):
        read(argument)


def test_missing_keys_are_named() -> None:
    """All keys that are missing are named at once."""
    with pytest.raises(Refused, match="needs 'size', 'count'"):
        read({key: WHOLE[key] for key in WHOLE if key not in ("size", "count")})
