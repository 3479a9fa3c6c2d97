"""Rendering a plan as a Python function: constants first, then a fixed body, nothing mixed in.

Every value that depends on the wish is bound to a name through `repr`; the bodies are the text
files beside this module and are used to the letter. A player's words can therefore only ever be
the contents of a string.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bot.values import Json, JsonObject

_INDENT = "    "
_WIDTH = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A function in the making: the bodies it is put together from, and their constants.

    `summary` becomes the docstring, in the words of the game. `parts` become functions of their
    own before it, which it may call: `parts` is a tuple of them.
    """

    bodies: tuple[str, ...]
    summary: str
    constants: JsonObject = field(default_factory=dict[str, Json])
    parts: tuple[Plan, ...] = ()


class Bodies:
    """The fixed bodies, read from disk once."""

    def __init__(self, folder: Path | None = None) -> None:
        files = (folder or Path(__file__).parent / "bodies").glob("*.txt")
        self._texts = {file.stem: file.read_text("utf-8") for file in sorted(files)}

    def apis(self, plan: Plan) -> frozenset[str]:
        """The host APIs a plan's bodies call."""
        pieces = (piece for body in plan.bodies for piece in self._texts[body].split("'"))
        own = frozenset(piece for piece in pieces if piece.startswith("host_"))
        return own.union(*(self.apis(part) for part in plan.parts))

    def render(self, name: str, plan: Plan) -> str:
        """The source of the function `name`, which must be an identifier."""
        names = [f"part_{number}" for number in range(1, len(plan.parts) + 1)]
        lines = [f"def {name}(params):", f"{_INDENT}{plan.summary!r}", f"{_INDENT}import json"]
        lines += [f"{_INDENT}{key} = {_literal(value)}" for key, value in plan.constants.items()]
        lines += [f"{_INDENT}parts = ({', '.join(names)})"] if names else []
        body = "".join(self._texts[body] for body in plan.bodies)
        parts = (f"\n\n{self.render(*one)}" for one in zip(names, plan.parts, strict=True))
        return "\n".join(lines) + "\n" + body + "".join(parts)


def _literal(value: Json, indent: str = _INDENT) -> str:
    """The Python literal of a plain value; a long dict takes one line per entry."""
    flat = repr(value)
    if not isinstance(value, dict) or len(flat) + len(indent) <= _WIDTH - 20:
        return flat
    inner = indent + _INDENT
    rows = [
        f"{inner}{key!r}: {_literal(item, inner)},\n"
        for key, item in cast(JsonObject, value).items()
    ]
    return "{\n" + "".join(rows) + indent + "}"
