"""A host API as its method declares it: the docstring describes it, the signature is its schema."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from bot.engine.host_apis.arguments import Parameter, read_argument
from bot.executor.specification import ApiDescription
from bot.values import Json, JsonObject

Method = TypeVar("Method", bound=Callable[..., Any])

_MARK = "__host_api__"
_JSON_TYPES: dict[Any, str] = {
    str: "string",
    float: "number",
    int: "integer",
    bool: "boolean",
    dict: "object",
    list: "array",
}


class Access(StrEnum):
    """What a call may do; `WORLD` is a write that only the world's own functions may do."""

    READ = "read"
    WRITE = "write"
    WORLD = "world"


@dataclass(frozen=True, slots=True)
class Most:
    """In an annotation: the most characters a text may have."""

    characters: int


@dataclass(frozen=True, slots=True)
class Expected:
    """In an annotation: told to the model as required, but a call without it is answered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a JSON API answers: a sentence, and more by name."""

    message: str
    more: JsonObject = field(default_factory=dict[str, Json])
    success: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HostApi:
    """One host API. `is_text` marks those that answer a plain sentence instead of JSON."""

    name: str
    subject: type
    access: Access
    is_text: bool
    summary: str
    parameters: tuple[Parameter, ...]

    def read(self, argument: Json) -> dict[str, Any]:
        """The argument as the method takes it; raises `Refused` naming the wrong key."""
        return read_argument(self.name, self.parameters, argument)

    def describe(self) -> ApiDescription:
        """The API as a model is told of it."""
        schema: JsonObject = {
            "type": "object",
            "properties": {one.name: one.schema for one in self.parameters},
            "required": [one.name for one in self.parameters if one.is_required],
        }
        return ApiDescription(name=self.name, description=self.summary, parameters=schema)


def host_api(access: Access) -> Callable[[Method], Method]:
    """Declare a method to be a host API of its own name."""

    def mark(method: Method) -> Method:
        setattr(method, _MARK, access)
        return method

    return mark


def declared_in(subject: type) -> Iterator[HostApi]:
    """The host APIs a class declares, in the order they are written."""
    for name, method in vars(subject).items():
        access = getattr(method, _MARK, None)
        if access is None:
            continue
        signature = inspect.signature(method, eval_str=True)
        yield HostApi(
            name=name,
            subject=subject,
            access=access,
            is_text=signature.return_annotation is str,
            summary=" ".join((inspect.getdoc(method) or "").split("\n\n")[0].split()),
            parameters=tuple(_parameters(signature)),
        )


def _parameters(signature: inspect.Signature) -> Iterator[Parameter]:
    for one in signature.parameters.values():
        if one.name == "self":
            continue
        kind, notes = _taken_apart(one.annotation)
        has_default = one.default is not inspect.Parameter.empty
        yield Parameter(
            name=one.name,
            kind=kind,
            description=next((note for note in notes if isinstance(note, str)), ""),
            is_required=not has_default or any(isinstance(note, Expected) for note in notes),
            is_needed=not has_default,
            default=one.default if has_default else None,
            most=next((note.characters for note in notes if isinstance(note, Most)), 200),
        )


def _taken_apart(annotation: Any) -> tuple[str | None, list[Any]]:
    notes: list[Any] = []
    if get_origin(annotation) is Annotated:
        annotation, *notes = get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
        inner, more = _taken_apart(annotation)
        return inner, [*more, *notes]
    key = get_origin(annotation) or annotation
    return (_JSON_TYPES.get(key) if isinstance(key, type) else None), notes
