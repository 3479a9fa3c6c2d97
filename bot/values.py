"""Plain JSON values: the only thing that crosses between functions, worlds and stores."""

from __future__ import annotations

import hashlib
from typing import Any, TypeAlias, cast

import orjson

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]


def dump(value: object) -> str:
    """The compact JSON text of a plain value."""
    return orjson.dumps(value).decode()


def load(text: str | bytes) -> Json:
    """The plain value of a JSON text; raises `ValueError` where it is not JSON."""
    return cast(Json, orjson.loads(text))


def load_object(text: str | bytes) -> JsonObject:
    """The JSON object of a text; raises `ValueError` where it is not one."""
    value = load(text)
    if not isinstance(value, dict):
        raise ValueError(f"expected a JSON object, found {type(value).__name__}")
    return value


def canonical(value: object) -> bytes:
    """The one JSON text of a plain value: keys sorted, no blanks."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(value: object) -> str:
    """The SHA-256 of a plain value's canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def as_object(value: Any) -> JsonObject:
    """The value if it is a JSON object, else an empty one."""
    return cast(JsonObject, value) if isinstance(value, dict) else {}


def as_text(value: Any, default: str = "") -> str:
    """The value if it is a string, else the default."""
    return value if isinstance(value, str) else default
