"""Taking off what a model put before every line: diff marks, prompts, numbers; and escapes."""

from __future__ import annotations

import json
from collections.abc import Iterator

_PROMPTS = (">>> ", "... ")
_FILE_MARKS = ("diff ", "index ", "new file", "--- ", "+++ ", "\\ No newline")


def unwrapped(text: str) -> Iterator[str]:
    """What the text is under its wrapping, once for each kind it seems to have."""
    lines = text.split("\n")
    kinds = (_of_diff(lines), _of_interpreter(lines), _of_numbers(lines), _of_escapes(text))
    yield from (one for one in kinds if one is not None)


def is_diff(text: str) -> bool:
    """Whether a text has the marks of a diff."""
    return any(line.startswith("@@ ") for line in text.split("\n"))


def _of_diff(lines: list[str]) -> str | None:
    """The new side of a diff; None where it has several parts, between which lines are missing."""
    parts = sum(line.startswith("@@") for line in lines)
    if parts > 1 or not any(line.startswith("+") for line in lines):
        return None
    kept: list[str] = []
    for line in lines:
        if line.startswith((*_FILE_MARKS, "@@", "-")):
            continue
        if line and line[0] not in "+ ":
            return None
        kept.append(line[1:])
    return "\n".join(kept)


def _of_interpreter(lines: list[str]) -> str | None:
    """What was typed in a session of the interpreter, without what that answered."""
    typed = [line for line in lines if f"{line} ".startswith(_PROMPTS)]
    return "\n".join(line[4:] for line in typed) if typed else None


def _of_numbers(lines: list[str]) -> str | None:
    """The lines without the numbers before them, where those count up one by one."""
    first: int | None = None
    kept: list[str] = []
    for at, line in enumerate(lines):
        if not line.strip() and at in {0, len(lines) - 1}:
            continue
        bare = line.lstrip()
        digits = bare[: len(bare) - len(bare.lstrip("0123456789"))]
        if not digits.isascii() or not digits or len(digits) > 5:
            return None
        first = int(digits) - len(kept) if first is None else first
        if int(digits) != first + len(kept):
            return None
        rest = bare[len(digits) :]
        kept.append(rest[1:] if rest[:1] in {":", ".", "|", ")", "\t"} else rest)
    if all(line.startswith(" ") for line in kept if line.strip()):
        kept = [line[1:] for line in kept]
    return "\n".join(kept) or None


def _of_escapes(text: str) -> str | None:
    """The lines of a text whose line breaks are written as a backslash and an n."""
    bare = text.strip()
    if "\n" in bare or "\\n" not in bare:
        return None
    quoted = (
        bare if bare.startswith('"') else '"' + bare.replace('\\"', '"').replace('"', '\\"') + '"'
    )
    try:
        return str(json.loads(quoted.replace("\\'", "'")))
    except ValueError:
        return None
