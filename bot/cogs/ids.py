"""What stands in a custom id: a verb and small arguments, and nothing that is trusted.

The channel gives the world, the presser the soul. An id that was made up, or that an older version
of this program made, finds no action and is answered with a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VERSION = "1"
LONGEST = 100
"""How many characters Discord allows."""

_FORM = re.compile(r"orb:(?P<version>\d{1,3}):(?P<verb>[a-z-]{1,30})(?P<args>(?::[\w.-]*)*)", re.A)
_ARGUMENT = re.compile(r"[\w.-]*", re.A)


@dataclass(frozen=True, slots=True)
class Parts:
    """A custom id taken apart. `args` are short texts of letters, digits, `_`, `.` and `-`."""

    verb: str
    args: tuple[str, ...] = ()

    def text(self, position: int = 0) -> str:
        """The argument at a position, empty where there is none."""
        return self.args[position] if position < len(self.args) else ""

    def number(self, position: int = 0, default: int = 1) -> int:
        """The argument at a position as a number; the default where it is none."""
        text = self.text(position)
        return int(text) if text.isdecimal() and len(text) < 10 else default


def custom_id(verb: str, *args: str | int) -> str:
    """The custom id of a verb and its arguments; raises `ValueError` if Discord forbids it."""
    texts = [str(one) for one in args]
    made = ":".join(["orb", VERSION, verb, *texts])
    if len(made) > LONGEST or not all(_ARGUMENT.fullmatch(one) for one in texts):
        raise ValueError(f"no custom id can be made of {verb!r} and {texts!r}")
    return made


def parse(text: str) -> Parts | None:
    """The parts of a custom id of this version; None for any other text."""
    found = _FORM.fullmatch(text)
    if found is None or found["version"] != VERSION:
        return None
    return Parts(found["verb"], tuple(found["args"].split(":")[1:]))
