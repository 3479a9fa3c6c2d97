"""What is painted on: fine pixels, opaque and veiled strokes, and the lights that were lit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.engine.pictures.camera import FINE, HEIGHT, WIDTH, Camera, Pixel
from bot.engine.pictures.stage import Point
from bot.engine.pictures.tints import Rgb


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light at a fine pixel that reaches `reach` fine pixels, of strength 0 to 1."""

    at: Pixel
    reach: float
    tint: Rgb
    strength: float


class Canvas:
    """A picture while it is painted."""

    def __init__(self, camera: Camera, background: Rgb) -> None:
        self.camera = camera
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), background)
        self.lamps: list[Lamp] = []
        self._pen = ImageDraw.Draw(self.image)
        self._veil = ImageDraw.Draw(self.image, "RGBA")

    def area(self, corners: Sequence[Pixel], tint: Rgb, alpha: float = 1.0) -> None:
        """A filled polygon of fine pixels; `alpha` below 1 lets what is under it through."""
        if alpha >= 1:
            self._pen.polygon(corners, fill=tint)
        else:
            self._veil.polygon(corners, fill=(*tint, round(alpha * 255)))

    def line(self, points: Sequence[Pixel], tint: Rgb, width: float, alpha: float = 1.0) -> None:
        """A stroke along fine pixels, `width` fine pixels wide."""
        thick = max(1, round(width))
        if alpha >= 1:
            self._pen.line(points, fill=tint, width=thick, joint="curve")
        else:
            self._veil.line(points, fill=(*tint, round(alpha * 255)), width=thick)

    def oval(
        self, middle: Pixel, reach: tuple[float, float], tint: Rgb, alpha: float = 1.0
    ) -> None:
        """A filled ellipse around a fine pixel."""
        box = _box(middle, reach)
        if alpha >= 1:
            self._pen.ellipse(box, fill=tint)
        else:
            self._veil.ellipse(box, fill=(*tint, round(alpha * 255)))

    def hoop(
        self,
        middle: Pixel,
        reach: tuple[float, float],
        tint: Rgb,
        width: float,
        alpha: float = 1.0,
    ) -> None:
        """The outline of an ellipse."""
        ink = (*tint, round(min(1.0, alpha) * 255))
        self._veil.ellipse(_box(middle, reach), outline=ink, width=max(1, round(width)))

    def shadow(self, spot: Point, girth: float, lift: float = 0.0) -> None:
        """A soft shadow on the ground under something `girth` paces around its middle."""
        x, y = self.camera.at(spot)
        wide = girth * self.camera.scale * (1.32 + 0.1 * lift)
        for share, alpha in ((1.2, 0.22), (1.0, 0.32)):
            reach = (wide * share, wide * share / 2)
            self.oval((x + wide * 0.12, y + wide * 0.08), reach, (0, 0, 6), alpha / (1 + lift))

    def footprint(self, spot: Point, size: tuple[float, float]) -> None:
        """The soft shadow of a box's foot, `size` its width and depth in paces."""
        for more, alpha in ((0.34, 0.2), (0.14, 0.3)):
            left, back = spot[0] - size[0] / 2 - more * 0.4, spot[1] - size[1] / 2 - more * 0.4
            right, front = spot[0] + size[0] / 2 + more * 1.5, spot[1] + size[1] / 2 + more * 0.7
            around = ((left, back), (right, back), (right, front), (left, front))
            self.area([self.camera.at(one) for one in around], (0, 0, 6), alpha)

    def shine(self, at: Pixel, reach: float, tint: Rgb, strength: float) -> None:
        """Light a lamp at a fine pixel; it shines when the picture is lit as a whole."""
        self.lamps.append(Lamp(at, reach, tint, strength))


def _box(middle: Pixel, reach: tuple[float, float]) -> tuple[float, float, float, float]:
    x, y = middle
    wide, high = max(0.5, reach[0]), max(0.5, reach[1])
    return (x - wide, y - high, x + wide, y + high)


def arc(
    middle: Pixel, reach: tuple[float, float], start: float, end: float, steps: int = 14
) -> list[Pixel]:
    """Points along an ellipse from one angle to another, in degrees, clockwise from the right."""
    return [
        (
            middle[0] + reach[0] * math.cos(math.radians(start + (end - start) * step / steps)),
            middle[1] + reach[1] * math.sin(math.radians(start + (end - start) * step / steps)),
        )
        for step in range(steps + 1)
    ]


def between(one: Pixel, other: Pixel, share: float) -> Pixel:
    """The point a share (0 to 1) of the way from one to the other."""
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
