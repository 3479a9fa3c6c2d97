"""Text as masks: the font that Pillow carries, and strokes for the letters it lacks.

That font has the plain Latin letters only. Accents are drawn over them; Cyrillic letters that look
like Latin ones are written with those, the others as strokes of the same weight.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FINER = 4
"""How many pixels a stroke is drawn with for each one kept, in each direction."""

SHADES = 4
"""How many shades a letter has from its edge to its middle."""

_CAPITAL, _SMALL = 0.70, 0.49
_WEIGHT = 0.084
_BASE = 1.02
_LINE = 1.34
_NARROWER = 0.8
_SPACE = 0.05
_TALL = frozenset("bdfhklti" + chr(0x431) + chr(0x444))
_KEPT_MASKS = 1024

Path2d = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter as strokes, in tenths of a capital's height."""

    width: float
    strokes: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line of text: how opaque each pixel is, the mask of its dark rim, that of its letters."""

    ink: Image.Image
    rim: Image.Image
    core: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the masks, in pixels."""
        return self.ink.size


@lru_cache(maxsize=_KEPT_MASKS)
def lettered(text: str, size: int) -> Lettered:
    """The masks of one line of text of a font size in pixels, a pixel of two of rim around it."""
    written = spelled(text)
    ink = _plain_ink(written, size) if written.isascii() else _stroked_ink(written, size)
    return lettered_from(ink)


def lettered_from(ink: Image.Image) -> Lettered:
    """The masks of a drawn shape; they have few shades, which costs few bytes."""
    rim = ink.filter(ImageFilter.MaxFilter(3)).point([255 * (level > 64) for level in range(256)])
    edge = 256 // (SHADES + 1)
    core = ink.point([255 * (level >= edge) for level in range(256)])
    return Lettered(ink, rim, core)


def spelled(text: str) -> str:
    """The text in letters that can be drawn, the others left out; `?` where nothing is left."""
    spellings: dict[str, str] = _letters()["spellings"]
    found: list[str] = []
    for letter in unicodedata.normalize("NFKD", text):
        found.append(spellings.get(letter, letter if _is_drawn(letter) else ""))
    return " ".join("".join(found).split()) or "?"


def _is_drawn(letter: str) -> bool:
    known = _letters()
    is_ours = letter.upper() in known["capitals"] or letter in known["marks"]
    return is_ours or (letter.isascii() and letter.isprintable())


@cache
def _letters() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("letters.toml").read_text("utf-8"))


@lru_cache(maxsize=16)
def _font(size: int) -> Any:
    return ImageFont.load_default(size)


def _plain_ink(text: str, size: int) -> Image.Image:
    font = _font(size)
    wide = round(font.getlength(text)) + 6
    ink = Image.new("L", (wide, round(size * _LINE) + 4), 0)
    ImageDraw.Draw(ink).text((3, 2 + size * _BASE), text, fill=255, font=font, anchor="ls")
    return ink


def _stroked_ink(text: str, size: int) -> Image.Image:
    font = _font(size * FINER)
    capital = size * FINER * _CAPITAL / 10
    high = (round(size * _LINE) + 4) * FINER
    fine = Image.new("L", (round(size * FINER * (len(text) + 2)), high), 0)
    pen = ImageDraw.Draw(fine)
    x, base = 3.0 * FINER, (2 + size * _BASE) * FINER
    start, is_tall = x, False
    for letter in text:
        if letter in _letters()["marks"]:
            _draw_mark(pen, letter, ((start + x) / 2, base), capital, is_tall=is_tall)
            continue
        start, is_tall = x, letter.isupper() or letter in _TALL
        glyph = _glyph(letter)
        if glyph is None:
            pen.text((x, base), letter, fill=255, font=font, anchor="ls")
            x += font.getlength(letter)
            continue
        for stroke in glyph.strokes:
            _draw(pen, [(x + px * capital, base + (py - 10) * capital) for px, py in stroke], size)
        x += glyph.width * capital + size * FINER * _SPACE
    wide = (round(x / FINER) + 3) * FINER
    return fine.crop((0, 0, wide, high)).reduce(FINER)


def _draw_mark(
    pen: ImageDraw.ImageDraw,
    mark: str,
    middle: tuple[float, float],
    capital: float,
    *,
    is_tall: bool,
) -> None:
    top = middle[1] - capital * (10 if is_tall else 10 * _SMALL / _CAPITAL)
    size = round(capital * 10 / _CAPITAL / FINER)
    for stroke in _letters()["marks"][mark]:
        points = [(middle[0] + x * capital, top + y * capital) for x, y in _points(stroke)]
        _draw(pen, points, size)


def _draw(pen: ImageDraw.ImageDraw, points: Path2d, size: int) -> None:
    thick = max(2, round(size * FINER * _WEIGHT))
    pen.line(points, fill=255, width=thick, joint="curve")
    half = thick / 2 - 0.5
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=255)


@cache
def _glyph(letter: str) -> Glyph | None:
    """The strokes of a letter; None where the font has it."""
    known = _letters()
    own = known["smalls"].get(letter) or known["capitals"].get(letter)
    if own:
        return Glyph(float(own[0]), tuple(tuple(_points(line)) for line in own[1:]))
    tall = known["capitals"].get(letter.upper())
    if tall is None:
        return None
    share = _SMALL / _CAPITAL
    strokes = tuple(
        tuple((x * _NARROWER, 10 - (10 - y) * share) for x, y in _points(line)) for line in tall[1:]
    )
    return Glyph(float(tall[0]) * _NARROWER, strokes)


def _points(line: str) -> Path2d:
    pairs = (point.split(",") for point in line.lstrip("~").split())
    points = [(float(x), float(y)) for x, y in pairs]
    return _curve(points) if line.startswith("~") else points


def _curve(points: Path2d) -> Path2d:
    """A smooth line through the points (Catmull-Rom)."""
    is_closed = points[0] == points[-1]
    before = points[-2] if is_closed else points[0]
    after = points[1] if is_closed else points[-1]
    padded = [before, *points, after]
    found: Path2d = []
    for index in range(1, len(padded) - 2):
        a, b, c, d = padded[index - 1 : index + 3]
        found += [_between(a, b, c, d, step / 6) for step in range(6)]
    return [*found, points[-1]]


def _between(
    a: tuple[float, float],
    b: tuple[float, float],
    c: tuple[float, float],
    d: tuple[float, float],
    t: float,
) -> tuple[float, float]:
    def along(p: float, q: float, r: float, s: float) -> float:
        bend = (2 * p - 5 * q + 4 * r - s) * t + (3 * (q - r) + s - p) * t * t
        return q + 0.5 * t * ((r - p) + bend)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])
