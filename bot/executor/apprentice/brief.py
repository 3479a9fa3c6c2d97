"""What a prompt asks for, read from its messages alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from bot.executor.apprentice.text import clean
from bot.values import Json, JsonObject, as_object, as_text, load

MOST_TEXT = 512 * 1024
"""The most characters of one message that are read."""

TOOL_PREFIX = "df_user_"
"""How the functions of players' tools are named."""

_SIGNATURE = re.compile(
    r"^[ \t]*def[ \t]+([^\W\d]\w*)[ \t]*\([ \t]*params[ \t]*\)[ \t]*:[ \t]*$", re.M
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A prompt taken apart.

    `name` is the wanted function, empty where none is named. `apis` are the host APIs on offer,
    None where the prompt does not say. `answers` are the model's former answers, oldest first.
    """

    name: str = ""
    task: str = ""
    words: str = ""
    scene: JsonObject = field(default_factory=dict[str, Json])
    apis: frozenset[str] | None = None
    answers: tuple[str, ...] = ()

    @property
    def is_wish(self) -> bool:
        """Whether this is a player's tool and not a function of the world itself."""
        return bool(self.words) or self.name.startswith(TOOL_PREFIX)


def read_brief(messages: Sequence[Json]) -> Brief:
    """The brief of a chat's messages; whatever is missing stays empty."""
    rows = [as_object(message) for message in messages]
    asked = [_text(row) for row in rows if row.get("role") not in ("assistant", "system")]
    answers = tuple(_text(row) for row in rows if row.get("role") == "assistant")
    whole = "\n".join(asked)
    offered = _section(whole, "host_apis")
    name = _name(asked[-1]) if asked else ""
    task = _section(whole, "task") or _SIGNATURE.sub("", whole)
    return Brief(
        name=name,
        task=task,
        words=_words(whole, task if name.startswith(TOOL_PREFIX) else ""),
        scene=_scene(whole),
        apis=None if not offered else frozenset(re.findall(r"\bhost_\w+", offered)),
        answers=tuple(answer for answer in answers if answer),
    )


def _name(message: str) -> str:
    found = _SIGNATURE.findall(message[-2000:])
    return found[-1] if found and found[-1].isidentifier() else ""


def _words(whole: str, task: str) -> str:
    """The player's words: in their own section, as JSON or plain, else the task of a tool."""
    section = _section(whole, "player_words")
    if section is None:
        return clean(task)
    try:
        value = load(section)
    except ValueError:
        value = section
    return clean(as_text(value))


def _scene(whole: str) -> JsonObject:
    try:
        return as_object(load(_section(whole, "scene") or "{}"))
    except ValueError:
        return {}


def _section(text: str, tag: str) -> str | None:
    """What stands between a tag and its end, None where the tag does not occur."""
    _, opening, rest = text.partition(f"<{tag}>")
    content, closing, _ = rest.partition(f"</{tag}>")
    return content.strip() if opening and closing else None


def _text(message: JsonObject) -> str:
    """A message's text; content given in parts is put together."""
    content = message.get("content")
    if isinstance(content, list):
        parts = (as_object(part).get("text") for part in cast(list[Any], content))
        content = "\n".join(part for part in parts if isinstance(part, str))
    return as_text(content)[-MOST_TEXT:]
