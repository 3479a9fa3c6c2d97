"""The passages of a model's answer that may be source: fenced, in JSON, or between prose."""

from __future__ import annotations

import ast
import html
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from bot.executor.quoting import spelled_out
from bot.executor.syntax import parse
from bot.executor.unwrapping import unwrapped

LONGEST = 48 * 1024
"""Passages of more characters are not looked at."""
LONGEST_ANSWER = 256 * 1024
"""Of a longer answer, its thoughts left out, nothing is looked at."""

_THOUGHTS = ("think", "thinking", "thought", "reasoning")
_TURNS = (
    "<|im_start|>", "<|im_end|>", "<|eot_id|>", "<|end|>", "<|endoftext|>", "<start_of_turn>",
    "<end_of_turn>", "<\uff5cend\u2581of\u2581sentence\uff5c>",
)  # fmt: skip
_OPENERS = ("def ", "async def ", "import ", "from ", "@", "class ")
_STARTS = 12
_STRINGS = 200
_BLOCKS = 200
_CUTS = 20
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u00a0\u2007\u202f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None),
        **dict.fromkeys("\u2013\u2014\u2212", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an answer; of two that serve equally well, the higher rank is meant."""

    text: str
    rank: int
    fenced: bool = False


def tidy(answer: str) -> str:
    """The answer with plain line ends, without byte order mark and without thoughts."""
    text = _plain(answer)
    for tag in _THOUGHTS:
        text = text.rpartition(f"</{tag}>")[2]
        if text.lstrip().startswith(f"<{tag}>"):
            return ""
    return text.strip("\n")


def thoughts(answer: str) -> str:
    """The answer with plain line ends and with its thoughts, without the marks around them."""
    text = _plain(answer)
    for tag in _THOUGHTS:
        text = text.replace(f"<{tag}>", "\n").replace(f"</{tag}>", "\n")
    return text.strip("\n")


def is_empty(text: str) -> bool:
    """Whether a tidy answer has nothing but blanks and fences."""
    lines = (line.strip() for line in text.split("\n"))
    return all(not line or _fence_of(line) for line in lines)


def passages(text: str) -> list[Passage]:
    """Every piece of a tidy answer that may be the source, none longer than `LONGEST`."""
    found = [
        *(Passage(block, 2000 + at, fenced=True) for at, block in enumerate(_fenced(text))),
        *(Passage(block, 1000 + at) for at, block in enumerate(_in_json(text))),
        Passage(text, 0),
        *(Passage(block, -1 - at) for at, block in enumerate(_between_prose(text))),
    ]
    return [one for one in found if one.text.strip() and len(one.text) <= LONGEST]


def readings(text: str) -> Iterator[str]:
    """A passage as it stands, then with the usual damage undone, the lightest repair first."""
    seen: set[str] = set()
    for reading in _ways_to_read(text):
        if reading not in seen:
            seen.add(reading)
            yield reading


def without_tail(text: str) -> tuple[str, ast.Module] | None:
    """The text without the prose that follows its code, None where the code itself is broken.

    With it comes its tree.
    """
    lines = text.split("\n")
    for _ in range(_CUTS):
        left = "\n".join(lines)
        try:
            return left, parse(left)
        except SyntaxError as error:
            at = min(error.lineno or 0, len(lines))
            if at < 2 or lines[at - 1][:1].isspace() or lines[at - 1].startswith(_OPENERS):
                return None
            del lines[at - 1 :]
    return None


def _ways_to_read(text: str) -> Iterator[str]:
    yield text
    dedented = textwrap.dedent(text)
    yield dedented
    plain = dedented.translate(_PLAIN)
    yield plain
    yield plain.expandtabs(4)
    yield plain.expandtabs(8)
    yield html.unescape(plain)
    yield spelled_out(dedented)
    yield spelled_out(plain)
    yield from unwrapped(text)


def _plain(answer: str) -> str:
    lines = answer.replace("\r\n", "\n").replace("\r", "\n")
    for mark in _TURNS:
        lines = lines.replace(mark, "\n")
    return lines.replace("\x00", "").lstrip("\ufeff")


def _fenced(text: str) -> list[str]:
    """The blocks between fences of back-ticks or tildes; one left open reaches to the end."""
    blocks: list[str] = []
    fence: str | None = None
    block: list[str] = []
    for line in text.split("\n"):
        if len(blocks) == _BLOCKS:
            break
        bare = line.strip()
        if fence is None:
            fence = _fence_of(bare)
            block = _code_beside(bare, fence)
        elif bare.startswith(fence) and not bare.strip(fence[0]):
            blocks.append("\n".join(block))
            fence = None
        elif bare.endswith(fence):
            blocks.append("\n".join([*block, line.rstrip()[: -len(fence)]]))
            fence = None
        else:
            block.append(line)
    if fence is not None:
        blocks.append("\n".join(block))
    return [textwrap.dedent(one) for one in blocks]


def _fence_of(bare: str) -> str | None:
    """The fence a line opens, None where it opens none."""
    for mark in ("`", "~"):
        run = len(bare) - len(bare.lstrip(mark))
        if run >= 3:
            return mark * run
    return None


def _code_beside(bare: str, fence: str | None) -> list[str]:
    """The code that stands on the line of an opening fence, where the model forgot to break it."""
    beside = bare[len(fence or "") :].strip()
    return [beside] if fence and beside.startswith(_OPENERS) else []


def _in_json(text: str) -> list[str]:
    """The strings of JSON that the text or a fenced block of it is, or that it holds."""
    found: list[str] = []
    held = text[text.find("{") : text.rfind("}") + 1]
    for piece in dict.fromkeys([text, *_fenced(text), held]):
        for string in _strings(piece):
            clean = string.replace("\x00", "").encode(errors="replace").decode()
            found.extend([clean, *_fenced(clean)])
    return list(dict.fromkeys(found))


def _strings(piece: str) -> list[str]:
    """The strings of several lines, and lists of lines, inside a JSON text."""
    if len(piece) > 4 * LONGEST:
        return []
    found: list[str] = []
    waiting: list[Any] = [_loaded(piece)]
    while waiting and len(found) < _STRINGS:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
            waiting.append(_loaded(value) if value.lstrip()[:1] in {"{", "["} else None)
        elif isinstance(value, list):
            items = cast("list[Any]", value)
            found.append("\n".join(one for one in items if isinstance(one, str)))
            waiting.extend(one for one in items if not isinstance(one, str))
        elif isinstance(value, dict):
            waiting.extend(cast("dict[str, Any]", value).values())
    return [one for one in found if "def " in one or "return" in one]


def _loaded(piece: str) -> Any:
    """The value of a JSON text, raw line breaks in strings allowed; None where it is not JSON."""
    if piece.lstrip()[:1] not in {"{", "[", '"'}:
        return None
    try:
        return json.loads(piece, strict=False)
    except (ValueError, RecursionError):
        return None


def _between_prose(text: str) -> list[str]:
    """The text from each line on that opens like code, prose before it left out."""
    lines = text.split("\n")
    starts: list[int] = []
    at_margin = False
    for at, line in enumerate(lines):
        if line.startswith(_OPENERS) or (not at_margin and line.lstrip().startswith(_OPENERS)):
            starts.append(at)
            at_margin = at_margin or not line[0].isspace()
    found: list[str] = []
    for at in starts[:_STARTS]:
        if sum(map(len, found)) <= LONGEST:
            found.append(_at_margin(lines[at:]))
    return found


def _at_margin(lines: list[str]) -> str:
    """The lines moved left by the first one's indentation, up to where they leave it."""
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    kept: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith(margin):
            break
        kept.append(line[len(margin) :])
    return "\n".join(kept)
