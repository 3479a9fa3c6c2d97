"""The messages a model is asked with, built from text files and a specification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from string import Template
from typing import TypeAlias

from bot.executor.specification import (
    ApiDescription,
    Author,
    DynamicFunction,
    Finding,
    Severity,
    Specification,
)
from bot.values import Json, JsonObject, as_object, as_text, dump, load_object

Message: TypeAlias = JsonObject
"""One message of the chat-completions protocol."""

_LONGEST_EXAMPLE = 6000
_LONGEST_ANSWER = 32 * 1024
_LONGEST_DESCRIPTION = 300
_TAGS = (
    "scene", "host_apis", "examples", "example", "parameters", "player_words", "task",
    "findings", "traceback",
)  # fmt: skip


class Briefing:
    """Puts into words what is wanted of a model. Reads its texts once, when it is made.

    The last line of the last message is always the signature, `def NAME(params):`.
    """

    def __init__(self) -> None:
        self._contract = _text("contract.txt")
        self._authors = {Author.PLAYER: _text("player.txt"), Author.WORLD: _text("world.txt")}
        self._task = Template(_text("task.txt"))
        self._repair = Template(_text("repair.txt"))
        self._made = Template(_text("made.txt"))
        self.tool = load_object(_text("create_dynamic_function.json"))

    def opening(
        self, specification: Specification, examples: Sequence[DynamicFunction] = ()
    ) -> list[Message]:
        """The messages that ask for a function for the first time."""
        system = f"{self._contract}\n\n{self._authors[specification.author]}"
        task = self._task.substitute(
            scene=quoted(specification.scene),
            host_apis="\n".join(described(api) for api in specification.apis),
            examples="\n".join(
                _example(one, specification.origin) for one in examples if _fits(one)
            ),
            parameters=quoted(specification.parameters),
            player_words=quoted(specification.wish or ""),
            task=neutral(specification.description),
            signature=signature(specification.name),
        )
        return [_message("system", system), _message("user", task)]

    def mending(
        self,
        specification: Specification,
        examples: Sequence[DynamicFunction] = (),
        *,
        answer: str,
        findings: Sequence[Finding],
        traceback: str = "",
    ) -> list[Message]:
        """The messages that ask for a function again.

        `answer` is the last source, to whose lines the findings refer, or what the model said
        where there was none.
        """
        repair = self._repair.substitute(
            findings="\n".join(_finding(one) for one in findings),
            traceback=neutral(traceback.strip()),
            signature=signature(specification.name),
        )
        said = answer.strip("\n")[:_LONGEST_ANSWER] or "(nothing)"
        return [
            *self.opening(specification, examples),
            _message("assistant", said),
            _message("user", repair),
        ]

    def made(self, call_id: str, result: JsonObject, name: str) -> Message:
        """The reply to a model's request for a further function, while it writes `name`."""
        content = self._made.substitute(result=dump(result), signature=signature(name))
        return {"role": "tool", "tool_call_id": call_id, "content": content}


def signature(name: str) -> str:
    """The line a model goes on from."""
    return f"def {name}(params):"


def asks_for_source(messages: Sequence[Message]) -> bool:
    """Whether the last line of some messages is a signature to go on from."""
    last = as_text(messages[-1].get("content")).rstrip() if messages else ""
    return last.endswith("(params):")


def described(api: ApiDescription) -> str:
    """A host API in one line: `name {key*: type, key: type = default}: what it does`."""
    properties = as_object(api.parameters.get("properties"))
    keys = ", ".join(_key(name, as_object(one), api) for name, one in properties.items())
    about = " ".join(api.description.split())
    return neutral(f"{api.name} {{{keys}}}: {about}")


def quoted(value: Json) -> str:
    """A value as JSON in which no tag can begin."""
    return dump(value).replace("<", "\\u003c").replace(">", "\\u003e")


def neutral(text: str) -> str:
    """A text in which none of the prompt's own tags can begin or end a section."""
    return re.sub(rf"<(?=\s*/?\s*(?:{'|'.join(_TAGS)})\b)", "\u2039", text, flags=re.IGNORECASE)


def _key(name: str, schema: JsonObject, api: ApiDescription) -> str:
    mark = "*" if name in api.required else ""
    default = f" = {dump(schema['default'])}" if schema.get("default") is not None else ""
    about = " ".join(as_text(schema.get("description")).split())
    return f"{name}{mark}: {_kind(schema)}{default}{f' ({about})' if about else ''}"


def _kind(schema: JsonObject) -> str:
    """The types a schema allows, joined by bars."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    if isinstance(kind, list):
        return "|".join(as_text(one) for one in kind)
    choices = schema.get("anyOf")
    return (
        "|".join(_kind(as_object(one)) for one in choices) if isinstance(choices, list) else "any"
    )


def _fits(example: DynamicFunction) -> bool:
    return len(example.source) <= _LONGEST_EXAMPLE


def _example(example: DynamicFunction, origin: DynamicFunction | None) -> str:
    about = neutral(" ".join(example.description.split())[:_LONGEST_DESCRIPTION])
    if origin is not None and example.mark == origin.mark and origin.wish:
        about += f"\n# A player's words for it were: {quoted(origin.wish)}"
    return f"<example>\n# {about}\n{neutral(example.source.strip())}\n</example>"


def _finding(finding: Finding) -> str:
    mark = "may stay: " if finding.severity is Severity.WARNING else ""
    return neutral(f"- {mark}{finding}")


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content.rstrip("\n")}


def _text(name: str) -> str:
    """One of the text files beside this module."""
    path = files("bot").joinpath("executor", "prompts", name)
    return path.read_text(encoding="utf-8").strip("\n")
