"""The three bodies everything is made of, lit from the upper left: box, cylinder, ball."""

from __future__ import annotations

from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.canvas import Canvas, arc
from bot.engine.pictures.stage import Point
from bot.engine.pictures.tints import Rgb, mixed, shaded

LEFT, RIGHT, TOP = 0.86, 0.58, 1.16
"""How bright the three faces one sees are."""

_ROUND = 1.22
_STRIPS = 9


def box_corners(
    canvas: Canvas, spot: Point, lift: float, size: tuple[float, float, float]
) -> tuple[list[Pixel], list[Pixel]]:
    """The back, right, front and left corner of a box's foot and of its top."""
    half_w, half_d = size[0] / 2, size[2] / 2
    around = [
        (spot[0] - half_w, spot[1] - half_d),
        (spot[0] + half_w, spot[1] - half_d),
        (spot[0] + half_w, spot[1] + half_d),
        (spot[0] - half_w, spot[1] + half_d),
    ]
    at = canvas.camera.at
    return [at(one, lift) for one in around], [at(one, lift + size[1]) for one in around]


def paint_box(
    canvas: Canvas, spot: Point, lift: float, size: tuple[float, float, float], tint: Rgb
) -> None:
    """A box standing on `spot`, its sizes in paces."""
    foot, top = box_corners(canvas, spot, lift, size)
    _, foot_right, foot_front, foot_left = foot
    _, top_right, top_front, top_left = top
    canvas.area([top_left, top_front, foot_front, foot_left], shaded(tint, LEFT))
    canvas.area([top_front, top_right, foot_right, foot_front], shaded(tint, RIGHT))
    _darken_foot(canvas, (foot_left, foot_front, foot_right), canvas.camera.paces(size[1]) * 0.22)
    canvas.area(top, shaded(tint, TOP))
    canvas.line([top_left, top_front, top_right], shaded(tint, 1.34), 2)
    canvas.line([top_front, foot_front], shaded(tint, 0.98), 2)


def _darken_foot(canvas: Canvas, foot: tuple[Pixel, Pixel, Pixel], high: float) -> None:
    for share in (1.0, 0.5):
        raised = [(x, y - high * share) for x, y in reversed(foot)]
        canvas.area([*foot, *raised], (0, 0, 0), 0.14)


def paint_cylinder(
    canvas: Canvas, spot: Point, lift: float, size: tuple[float, float, float], tint: Rgb
) -> None:
    """An upright cylinder, its sizes in paces."""
    low, high = canvas.camera.at(spot, lift), canvas.camera.at(spot, lift + size[1])
    reach = cylinder_reach(canvas, size[0])
    # Light comes from the left: the strips go from bright to dark over the side one sees.
    edges = arc(low, reach, 180, 0, _STRIPS)
    tops = arc(high, reach, 180, 0, _STRIPS)
    for index in range(_STRIPS):
        share = index / (_STRIPS - 1)
        light = 1.04 - 0.58 * share - (0.16 if index == 0 else 0) + (0.1 if index == 2 else 0)
        corners = [edges[index], edges[index + 1], tops[index + 1], tops[index]]
        canvas.area(corners, shaded(tint, light))
    dark = canvas.camera.paces(size[1]) * 0.2
    raised = [(x, y - dark) for x, y in reversed(edges)]
    canvas.area([*edges, *raised], (0, 0, 0), 0.2)
    canvas.oval(high, reach, shaded(tint, 1.3))
    canvas.oval((high[0], high[1] + 1), (reach[0] - 3, reach[1] - 2), shaded(tint, TOP))


def cylinder_reach(canvas: Canvas, width: float) -> tuple[float, float]:
    """The half axes, in fine pixels, of a circle that lies on the ground."""
    wide = width / 2 * canvas.camera.scale * _ROUND
    return (wide, wide / 2)


def paint_ball(canvas: Canvas, middle: Pixel, reach: float, tint: Rgb) -> None:
    """A ball of `reach` fine pixels around a fine pixel."""
    rim = shaded(tint, 0.42)
    canvas.oval(middle, (reach, reach), rim)
    for step in range(1, 9):
        share = step / 8
        small = reach * (1 - 0.78 * share)
        off = reach * 0.3 * share
        lit = mixed(rim, shaded(tint, 1.25), share)
        canvas.oval((middle[0] - off, middle[1] - off * 1.1), (small, small), lit)
    shine = (middle[0] - reach * 0.36, middle[1] - reach * 0.42)
    canvas.oval(shine, (reach * 0.15, reach * 0.12), (255, 255, 255), 0.75)
