"""Small signs before a name: a lock for what is sealed, an arrow for a way out."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from bot.engine.pictures.lettering import FINER, Lettered, lettered_from


@lru_cache(maxsize=64)
def icon(name: str, size: int) -> Lettered:
    """The masks of the sign "lock" or "arrow", `size` pixels high and wide."""
    fine = Image.new("L", (size * FINER, size * FINER), 0)
    pen = ImageDraw.Draw(fine)
    unit = size * FINER / 12
    if name == "lock":
        pen.rounded_rectangle(_box(unit, 2.4, 5.4, 9.6, 10.6), radius=unit, fill=255)
        pen.arc(_box(unit, 3.6, 1.6, 8.4, 8.6), 180, 360, fill=255, width=round(unit * 1.3))
        pen.ellipse(_box(unit, 5.2, 6.8, 6.8, 8.6), fill=0)
    else:
        pen.line(_box(unit, 1.8, 6, 8, 6), fill=255, width=round(unit * 1.8))
        pen.polygon(
            [(unit * 6, unit * 2.2), (unit * 11, unit * 6), (unit * 6, unit * 9.8)], fill=255
        )
    return lettered_from(fine.reduce(FINER))


def _box(unit: float, *sides: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (side * unit for side in sides)
    return (left, top, right, bottom)
