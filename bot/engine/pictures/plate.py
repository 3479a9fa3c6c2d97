"""A finished picture with a palette, written upon in exact colours, as a small PNG.

Names are written after the colours of the picture are chosen: so they stay sharp and their colours
true, and cost neither the picture its colours nor the file its bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.lettering import SHADES, Lettered
from bot.engine.pictures.tints import Rgb, mixed

MOST_BYTES = 20_000
"""No picture is larger than this, in bytes, unless it cannot be helped."""

RIM: Rgb = (9, 10, 15)
"""What is around letters."""

_EFFORTS = ((64, 1, 1.0), (36, 1, 1.0), (64, 2, 1.0), (24, 2, 0.7), (8, 4, 0.4))
"""What is tried in turn: how many colours, how wide a grain in pixels, what share of the names."""

_COARSE = 0xFC
_MOST_SHARES = 24
_MOST_INKS = 28


class Plate:
    """A picture in a few colours, to be written upon."""

    def __init__(self, image: Image.Image, colours: int) -> None:
        chosen = _palette(image, colours)
        drawn = image.quantize(palette=chosen, dither=Image.Dither.NONE)
        self._palette: list[int] = (chosen.getpalette() or [])[: colours * 3]
        self._index = Image.frombytes("L", image.size, drawn.tobytes())
        self._rim = self._add(RIM)
        self._inks: dict[Rgb, list[int]] = {}

    def write(self, shape: Lettered, at: tuple[int, int], tint: Rgb) -> None:
        """A line of text with its dark rim, its upper left corner at a pixel."""
        shades = self._shades(tint)
        table = [shade for shade in shades for _ in range(256 // SHADES)]
        self._index.paste(self._rim, at, shape.rim)
        self._index.paste(shape.ink.point(table), at, shape.core)

    def line(self, points: Sequence[Pixel], tint: Rgb) -> None:
        """A thin line with a dark rim."""
        pen = ImageDraw.Draw(self._index)
        pen.line(points, fill=self._rim, width=3)
        pen.line(points, fill=self._shades(tint)[-2], width=1)

    def stroke(self, points: Sequence[Pixel], tint: Rgb, width: int) -> None:
        """A line without a rim."""
        pen = ImageDraw.Draw(self._index)
        pen.line(points, fill=self._shades(tint)[-1], width=width, joint="curve")

    def spot(self, middle: Pixel, reach: float, tint: Rgb) -> None:
        """A dot without a rim."""
        x, y = middle
        pen = ImageDraw.Draw(self._index)
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=self._shades(tint)[-1])

    def png(self) -> bytes:
        """The picture as a PNG."""
        image = Image.frombytes("P", self._index.size, self._index.tobytes())
        image.putpalette(self._palette)
        held = io.BytesIO()
        image.save(held, "PNG", compress_level=6)
        return held.getvalue()

    def _shades(self, tint: Rgb) -> list[int]:
        """The palette's entries for a letter's edge up to its middle."""
        if tint not in self._inks and len(self._inks) >= _MOST_INKS:
            tint = min(self._inks, key=lambda one: _distance(one, tint))
        if tint not in self._inks:
            shares = [(step + 1) / SHADES for step in range(SHADES)]
            self._inks[tint] = [self._add(mixed(RIM, tint, share)) for share in shares]
        return self._inks[tint]

    def _add(self, tint: Rgb) -> int:
        self._palette += tint
        return len(self._palette) // 3 - 1


def png_of(image: Image.Image, write: Callable[[Plate, float], None]) -> bytes:
    """The picture with what `write` writes upon it; the more is in it, the coarser it becomes.

    `write` is given the plate and the share (0 to 1) of the names there is room for.
    """
    *efforts, last = _EFFORTS
    for effort in efforts:
        found = _tried(image, write, effort)
        if len(found) <= MOST_BYTES:
            return found
    return _tried(image, write, last)


def _tried(
    image: Image.Image, write: Callable[[Plate, float], None], effort: tuple[int, int, float]
) -> bytes:
    colours, grain, share = effort
    plate = Plate(_coarse(image, grain), colours)
    write(plate, share)
    return plate.png()


def _coarse(image: Image.Image, grain: int) -> Image.Image:
    if grain == 1:
        return image
    return image.reduce(grain).resize(image.size, Image.Resampling.NEAREST)


def _distance(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _palette(image: Image.Image, colours: int) -> Image.Image:
    """The colours that serve the picture best, chosen from a ninth of its pixels.

    How often a colour occurs counts little, or the dark ground would take them all.
    """
    sample: Any = np.asarray(image)[::3, ::3].reshape(-1, 3).astype(np.int32) & _COARSE
    found, counts = np.unique(
        sample[:, 0] << 16 | sample[:, 1] << 8 | sample[:, 2], return_counts=True
    )
    bright = 0.7 + 1.6 * (found >> 16 | found >> 8 & 255 | found & 255) / 255
    shares = np.ceil(np.minimum(counts**0.45, _MOST_SHARES) * bright).astype(np.int32)
    chosen: Any = np.repeat(found, shares)
    row = np.stack([chosen >> 16, chosen >> 8 & 255, chosen & 255], axis=-1).astype(np.uint8)
    picked = Image.fromarray(row[None])
    return picked.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
