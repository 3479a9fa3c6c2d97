"""Consoles for people: colours where they are wanted, nothing but text where they are not."""

from __future__ import annotations

import io
import os
import re
import sys

from rich.console import Console
from rich.text import Text

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def people_console() -> Console:
    """A console on standard output; without any escape code under NO_COLOR or in a file."""
    never_failing_output()
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    console = Console(
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=False if is_plain else None,
        force_interactive=sys.stdout.isatty() and not is_plain,
    )
    console.width = min(console.width, WIDEST)
    return console


def never_failing_output() -> None:
    """Let standard output take every character, whatever its encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def clean(text: str) -> str:
    """The text without control characters, by which it could take over the terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def hanging(console: Console, mark: Text, body: Text, width: int, indent: int) -> Text:
    """The body after a mark, its further lines under its first and not under the mark."""
    room = max(width - indent, 20)
    lines = body.wrap(console, room, tab_size=4)
    for line in lines:
        line.rstrip()
    joined = Text("\n" + " " * indent).join(lines)
    return Text.assemble(mark, " " * max(indent - mark.cell_len, 0), joined)
