"""Doors: a frame with a barred leaf, or with the way beyond it in sight."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.pictures.bodies import paint_box
from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.canvas import Canvas, between
from bot.engine.pictures.stage import Point, Solid
from bot.engine.pictures.tints import Rgb, mixed, shaded

_JAMB = 0.16
_BEYOND: Rgb = (255, 226, 160)


@dataclass(frozen=True, slots=True)
class _Wall:
    """How a door stands: `along` its breadth, `out` to where one sees it from, as unit steps."""

    along: Point
    out: Point
    breadth: float
    thick: float

    def spot(self, solid: Solid, along: float, out: float = 0.0) -> Point:
        return (
            solid.spot[0] + self.along[0] * along + self.out[0] * out,
            solid.spot[1] + self.along[1] * along + self.out[1] * out,
        )

    def size(self, breadth: float, height: float, thick: float) -> tuple[float, float, float]:
        return (breadth, height, thick) if self.along[0] else (thick, height, breadth)

    def face(self, canvas: Canvas, solid: Solid, out: float) -> tuple[Pixel, Pixel, Pixel, Pixel]:
        """The side one sees: foot left, foot right, top right, top left."""
        at, low, high = canvas.camera.at, solid.lift, solid.lift + solid.size[1]
        left = self.spot(solid, -self.breadth / 2, out)
        right = self.spot(solid, self.breadth / 2, out)
        return at(left, low), at(right, low), at(right, high), at(left, high)


def paint_door(canvas: Canvas, solid: Solid) -> None:
    """A door in its frame; it stands open where it is a way out and nothing seals it."""
    width, height, depth = solid.size
    thick = max(0.3, min(width, depth))
    if width >= depth:
        wall = _Wall((1.0, 0.0), (0.0, 1.0), width, thick)
    else:
        wall = _Wall((0.0, -1.0), (1.0, 0.0), depth, thick)
    jamb = max(0.22, wall.breadth * _JAMB)
    post, stone = wall.size(jamb, height, thick * 1.3), shaded(solid.tint, 0.78)
    paint_box(canvas, wall.spot(solid, -wall.breadth / 2), solid.lift, post, stone)
    if solid.way == "open":
        _paint_opening(canvas, solid, wall)
    else:
        _paint_leaf(canvas, solid, wall)
    paint_box(canvas, wall.spot(solid, wall.breadth / 2), solid.lift, post, stone)
    lintel = wall.size(wall.breadth + jamb, jamb, thick * 1.4)
    paint_box(canvas, solid.spot, solid.lift + height, lintel, shaded(solid.tint, 0.92))


def _paint_leaf(canvas: Canvas, solid: Solid, wall: _Wall) -> None:
    paint_box(canvas, solid.spot, solid.lift, solid.size, solid.tint)
    left, right, top_right, top_left = wall.face(canvas, solid, wall.thick / 2)
    dark = shaded(solid.tint, 0.36)
    middle = between(left, right, 0.5), between(top_left, top_right, 0.5)
    canvas.line(middle, dark, 2)
    for share in (0.2, 0.74):
        ends = [between(left, top_left, share), between(right, top_right, share)]
        canvas.line(ends, dark, canvas.camera.scale * 0.12)
    heart = between(*middle, 0.47)
    size = canvas.camera.scale * 0.34
    canvas.oval(heart, (size, size * 1.15), shaded(solid.tint, 0.5))
    canvas.hoop(heart, (size, size * 1.15), solid.glow or shaded(solid.tint, 1.3), 3)


def _paint_opening(canvas: Canvas, solid: Solid, wall: _Wall) -> None:
    """The light of the next place, falling through."""
    left, right, top_right, top_left = wall.face(canvas, solid, 0.0)
    glow = solid.glow or _BEYOND
    canvas.area([left, right, top_right, top_left], mixed((14, 14, 20), glow, 0.25))
    for inset, share in ((0.1, 0.4), (0.2, 0.62), (0.32, 0.9)):
        high = 1 - inset * 0.5
        low_ends = between(left, right, inset), between(left, right, 1 - inset)
        tops = between(left, top_left, high), between(right, top_right, high)
        high_ends = between(*tops, 1 - inset), between(*tops, inset)
        canvas.area([*low_ends, *high_ends], mixed((20, 20, 26), glow, share))
    wide = wall.breadth * 0.62
    at = canvas.camera.at
    carpet = [at(wall.spot(solid, wide, 2.2)), at(wall.spot(solid, -wide, 2.2))]
    canvas.area([left, right, *carpet], glow, 0.16)
    canvas.shine(between(left, top_right, 0.5), canvas.camera.scale * 3.4, glow, 0.55)
