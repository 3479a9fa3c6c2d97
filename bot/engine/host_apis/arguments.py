"""Reading the one argument of a host call: plain, finite, of bounded size, or refused by name."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, cast

from bot.engine.errors import Refused
from bot.values import Json, JsonObject, dump, load

LARGEST_VALUE = 16 * 1024
"""The most bytes of JSON one value of a world may take."""

DEEPEST_VALUE = 32
"""How far lists and objects of one value may be nested."""

_LARGEST_NUMBER = 2**53
_TURNING = re.compile("[\0\u202a-\u202e\u2066-\u2069]")
"""What nobody sees, and what turns the direction of the text after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One key of a host API's argument.

    `kind` is its JSON type, None for any value; `is_required` is what the model is told,
    `is_needed` what a call cannot be answered without; `most` bounds a text, in characters.
    """

    name: str
    kind: str | None
    description: str
    is_required: bool
    is_needed: bool
    default: Any
    most: int

    @property
    def schema(self) -> JsonObject:
        """The JSON schema of the value."""
        schema: JsonObject = {"type": self.kind} if self.kind else {}
        if self.description:
            schema["description"] = self.description
        if self.default is not None:
            schema["default"] = self.default
        return schema


def read_argument(api: str, parameters: tuple[Parameter, ...], argument: Json) -> dict[str, Any]:
    """The values of the parameters by name; raises `Refused` naming the key that is wrong."""
    if not isinstance(argument, dict):
        raise Refused(f"{api} takes one dict with the keys {_listed(parameters)}.")
    missing = [one.name for one in parameters if one.is_needed and one.name not in argument]
    if missing:
        keys = ", ".join(repr(name) for name in missing)
        raise Refused(f"{api} needs {keys}; its keys are {_listed(parameters)}.")
    return {one.name: _read(api, one, argument.get(one.name)) for one in parameters}


def plain_copy(value: Json, *, what: str) -> Json:
    """A copy of a value that a world can keep; raises `Refused` if it is too large or not plain."""
    _require_finite(value, what, DEEPEST_VALUE)
    try:
        text = dump(value)
    except TypeError as error:
        raise Refused(f"{what} must be plain JSON: {error}.") from error
    if len(text.encode()) > LARGEST_VALUE:
        raise Refused(f"{what} is larger than {LARGEST_VALUE} bytes.")
    return load(_TURNING.sub("", text))


def _read(api: str, parameter: Parameter, value: Json) -> Any:
    what = f"{api}: {parameter.name!r}"
    if value is None and parameter.kind is not None:
        if parameter.is_needed:
            raise Refused(f"{what} must be {_article(parameter.kind)}, not null.")
        return parameter.default
    match parameter.kind:
        case "string":
            return _text(value, parameter, what)
        case "number":
            return _number(value, what)
        case "integer":
            number = _number(value, what)
            if number != int(number):
                raise Refused(f"{what} must be a whole number.")
            return int(number)
        case _:
            return _value(value, parameter, what)


def _text(value: Json, parameter: Parameter, what: str) -> str | None:
    if not isinstance(value, str):
        raise Refused(f"{what} must be a string.")
    text = _TURNING.sub("", value)
    if not text.strip():
        if not parameter.is_needed:
            return cast("str | None", parameter.default)
        raise Refused(f"{what} must not be empty.")
    if len(text) > parameter.most:
        raise Refused(f"{what} may have at most {parameter.most} characters.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused(f"{what} must be text that can be written as UTF-8.") from None
    return text


def _number(value: Json, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refused(f"{what} must be a number.")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise Refused(f"{what} must be a number.") from None
    if not math.isfinite(number) or abs(number) > _LARGEST_NUMBER:
        raise Refused(f"{what} must be a finite number of ordinary size.")
    return int(number) if number.is_integer() else number


def _value(value: Json, parameter: Parameter, what: str) -> Json:
    kinds: dict[str | None, type] = {"object": dict, "array": list, "boolean": bool}
    wanted = kinds.get(parameter.kind, object)
    if not isinstance(value, wanted):
        raise Refused(f"{what} must be {_article(str(parameter.kind))}.")
    return plain_copy(value, what=what)


def _require_finite(value: Json, what: str, depth: int) -> None:
    if depth < 0:
        raise Refused(f"{what} is nested more than {DEEPEST_VALUE} deep.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Refused(f"{what} must hold finite numbers only.")
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _require_finite(item, what, depth - 1)


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _listed(parameters: tuple[Parameter, ...]) -> str:
    return ", ".join(repr(one.name) for one in parameters)
