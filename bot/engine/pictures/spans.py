"""Temporary objects: ways from one place to another, and what merely appears."""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.engine.pictures.bodies import paint_ball
from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.canvas import Canvas, arc, between
from bot.engine.pictures.landmarks import paint_flame
from bot.engine.pictures.stage import Point, Span
from bot.engine.pictures.tints import Rgb, mixed, shaded

_HALF_WIDTH = 0.62
_AWAY = 0.9


def paint_way(canvas: Canvas, span: Span) -> None:
    """What leads from one place to another; it lies on the ground, under what stands on it."""
    start = span.start or span.end
    painter = _WAYS.get(span.make, _paint_beam)
    painter(canvas, span, start, span.end)
    if span.glow is not None:
        for share in (0.28, 0.72):
            at = canvas.camera.at(between(start, span.end, share), 0.2)
            canvas.shine(at, canvas.camera.scale * 4.4, span.glow, 0.6)


def paint_apparition(canvas: Canvas, span: Span) -> None:
    """What stands or hovers at a place."""
    glow = span.glow or span.tint
    spot = (span.end[0] + _AWAY, span.end[1] + _AWAY * 0.4)
    if span.make in ("portal", "ladder", "vines", "rope"):
        spot = (span.end[0] + _AWAY * 0.5, span.end[1] + _AWAY * 0.9)
    _APPARITIONS.get(span.make, _paint_orb)(canvas, span, spot)
    strength = 0.7 if span.glow else 0.25
    canvas.shine(canvas.camera.at(spot, 0.9), canvas.camera.scale * 2.8, glow, strength)


def _paint_bridge(canvas: Canvas, span: Span, start: Point, end: Point) -> None:
    left, right = _sides(start, end, _HALF_WIDTH)
    at, glow = canvas.camera.at, span.glow
    length = math.dist(start, end)
    count = max(4, min(40, round(length / 0.8)))
    if glow is not None:
        wide_left, wide_right = _sides(start, end, _HALF_WIDTH * 1.6)
        band = [at(wide_left[0], 0.06), at(wide_right[0], 0.06)]
        canvas.area([*band, at(wide_right[1], 0.06), at(wide_left[1], 0.06)], glow, 0.22)
    for index in range(count):
        one, other = (index + 0.06) / count, (index + 0.92) / count
        lifts = _arch(one), _arch(other)
        corners = [
            at(between(*left, one), lifts[0]),
            at(between(*right, one), lifts[0]),
            at(between(*right, other), lifts[1]),
            at(between(*left, other), lifts[1]),
        ]
        tint = mixed(span.tint, glow, 0.35) if glow else span.tint
        canvas.area([(x, y + canvas.camera.scale * 0.14) for x, y in corners], shaded(tint, 0.45))
        canvas.area(corners, shaded(tint, 1.05))
    for side in (left, right):
        rail = [at(between(*side, step / 12), _arch(step / 12) + 0.08) for step in range(13)]
        canvas.line(rail, mixed(glow or span.tint, (255, 255, 255), 0.55 if glow else 0.25), 4)


def _arch(share: float) -> float:
    return 0.08 + 0.5 * math.sin(math.pi * share)


def _sides(
    start: Point, end: Point, half: float
) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
    """The two long edges of a band."""
    length = math.dist(start, end) or 1.0
    x, z = (end[1] - start[1]) / length * half, (start[0] - end[0]) / length * half
    one = (start[0] + x, start[1] + z), (end[0] + x, end[1] + z)
    return one, ((start[0] - x, start[1] - z), (end[0] - x, end[1] - z))


def _sagging(canvas: Canvas, start: Point, end: Point, sag: float, lift: float) -> list[Pixel]:
    at = canvas.camera.at
    return [
        at(between(start, end, step / 16), lift - sag * math.sin(math.pi * step / 16))
        for step in range(17)
    ]


def _paint_rope(canvas: Canvas, span: Span, start: Point, end: Point) -> None:
    points = _sagging(canvas, start, end, 0.7, 1.15)
    thick = max(5.0, canvas.camera.scale * 0.2)
    canvas.line(points, shaded(span.tint, 0.45), thick + 4)
    canvas.line(points, span.tint, thick)
    for index in range(0, 16, 1):
        x, y = between(points[index], points[index + 1], 0.5)
        canvas.line([(x - 2, y + thick / 2), (x + 3, y - thick / 2)], shaded(span.tint, 1.4), 2)
    for x, y in (points[0], points[-1]):
        canvas.oval((x, y), (thick * 0.9, thick * 0.9), shaded(span.tint, 0.8))


def _paint_ladder(canvas: Canvas, span: Span, start: Point, end: Point) -> None:
    left, right = _sides(start, end, 0.36)
    at = canvas.camera.at
    count = max(5, min(36, round(math.dist(start, end) / 0.5)))
    for index in range(count + 1):
        share = index / count
        rung = [at(between(*left, share), 0.15), at(between(*right, share), 0.15)]
        canvas.line(rung, shaded(span.tint, 0.9), 5)
    for side in (left, right):
        canvas.line([at(side[0], 0.15), at(side[1], 0.15)], shaded(span.tint, 0.5), 9)
        canvas.line([at(side[0], 0.2), at(side[1], 0.2)], shaded(span.tint, 1.2), 5)


def _paint_vines(canvas: Canvas, span: Span, start: Point, end: Point) -> None:
    leaf = shaded(span.tint, 1.25)
    for offset, sag in ((-0.3, 0.5), (0.3, 0.35), (0.0, 0.15)):
        one = (start[0] + offset, start[1] + offset)
        other = (end[0] + offset, end[1] + offset)
        points = _sagging(canvas, one, other, sag, 0.45)
        canvas.line(points, shaded(span.tint, 0.5), 9)
        canvas.line(points, shaded(span.tint, 0.85), 5)
        for index in range(1, 16):
            x, y = points[index]
            up = -1 if index % 2 else 1
            size = canvas.camera.scale * 0.15
            canvas.area([(x, y), (x + size, y + up * size * 1.5), (x + size * 1.7, y)], leaf)


def _paint_beam(canvas: Canvas, span: Span, start: Point, end: Point) -> None:
    """A trail of sparks in an arc."""
    at = canvas.camera.at
    for step in range(15):
        share = step / 14
        spot = at(between(start, end, share), 0.4 + 1.2 * math.sin(math.pi * share))
        size = canvas.camera.scale * (0.12 + 0.1 * math.sin(math.pi * share))
        canvas.oval(spot, (size * 2, size * 2), span.tint, 0.25)
        canvas.oval(spot, (size, size), shaded(span.tint, 1.35))


def _paint_orb(canvas: Canvas, span: Span, spot: Point) -> None:
    canvas.shadow(spot, 0.35)
    middle = canvas.camera.at(spot, 1.0)
    reach = canvas.camera.scale * 0.42
    canvas.oval(middle, (reach * 1.5, reach * 1.5), span.tint, 0.22)
    paint_ball(canvas, middle, reach, span.tint)


def _paint_portal(canvas: Canvas, span: Span, spot: Point) -> None:
    middle = canvas.camera.at(spot, 1.15)
    wide, tall = canvas.camera.scale * 0.75, canvas.camera.scale * 1.25
    canvas.shadow(spot, 0.6)
    canvas.oval(middle, (wide, tall), mixed((10, 10, 24), span.tint, 0.3))
    for share, alpha in ((0.78, 0.3), (0.54, 0.45), (0.3, 0.7)):
        canvas.oval(middle, (wide * share, tall * share), shaded(span.tint, 1.2), alpha)
    canvas.hoop(middle, (wide, tall), shaded(span.tint, 1.4), 6)


def _paint_creature(canvas: Canvas, span: Span, spot: Point) -> None:
    """A small animal: body, head, ears, legs, a tail."""
    canvas.shadow(spot, 0.6)
    x, y = canvas.camera.at(spot)
    unit, dark = canvas.camera.scale * 0.5, shaded(span.tint, 0.6)
    for dx in (-0.75, -0.35, 0.3, 0.7):
        canvas.line([(x + dx * unit, y - unit * 0.7), (x + dx * unit, y)], dark, unit * 0.26)
    tail = arc((x + unit * 1.15, y - unit * 1.35), (unit * 0.5, unit * 0.6), 90, -60, 8)
    canvas.line(tail, dark, unit * 0.22)
    canvas.oval((x, y - unit * 0.95), (unit * 1.1, unit * 0.56), dark)
    canvas.oval((x - unit * 0.1, y - unit * 1.05), (unit * 0.98, unit * 0.44), span.tint)
    head = (x - unit * 1.05, y - unit * 1.55)
    for dx in (-0.34, 0.14):
        ear = [(head[0] + dx * unit, head[1] - unit * 0.3)]
        ear += [(ear[0][0] + unit * 0.06, head[1] - unit * 0.85)]
        canvas.area([*ear, (ear[0][0] + unit * 0.34, head[1] - unit * 0.24)], dark)
    paint_ball(canvas, head, unit * 0.52, span.tint)
    canvas.oval((head[0] - unit * 0.22, head[1]), (unit * 0.09, unit * 0.12), (16, 16, 22))


def _paint_wings(canvas: Canvas, span: Span, spot: Point) -> None:
    canvas.shadow(spot, 0.5)
    paint_feathers(canvas, canvas.camera.at(spot, 1.1), canvas.camera.scale * 1.1, span.tint)


def paint_feathers(canvas: Canvas, middle: Pixel, reach: float, tint: Rgb) -> None:
    """A pair of wings, each `reach` fine pixels long."""
    x, y = middle
    for side, factor in ((-1, 1.15), (1, 0.85)):
        for index, share in enumerate((1.0, 0.78, 0.56)):
            tip = (x + side * reach * share, y - reach * (0.62 - 0.34 * index))
            low = (x + side * reach * share * 0.55, y + reach * (0.05 + 0.12 * index))
            canvas.area(
                [(x, y - reach * 0.1), tip, low, (x, y + reach * 0.25)],
                shaded(tint, factor - 0.1 * index),
            )


def _paint_puff(canvas: Canvas, span: Span, spot: Point) -> None:
    unit = canvas.camera.scale * 0.55
    x, y = canvas.camera.at(spot, 0.8)
    for dx, dy, share in ((-0.9, 0.2, 0.8), (0.9, 0.15, 0.75), (0.0, -0.25, 1.0), (0.2, 0.4, 0.8)):
        middle = (x + dx * unit, y + dy * unit)
        canvas.oval(middle, (unit * share, unit * share * 0.8), shaded(span.tint, 1.2), 0.5)


def _paint_fire(canvas: Canvas, span: Span, spot: Point) -> None:
    canvas.shadow(spot, 0.4)
    paint_flame(canvas, canvas.camera.at(spot, 0.05), 0.7, span.tint)


def _paint_standing(canvas: Canvas, span: Span, spot: Point) -> None:
    """A ladder, a rope or vines that rise from where they were made."""
    top = (spot[0] - 0.1, spot[1] - 0.1)
    at = canvas.camera.at
    low, high = at(spot, 0.0), at(top, 3.0)
    canvas.shadow(spot, 0.3)
    half = canvas.camera.scale * (0.3 if span.make == "ladder" else 0.08)
    for side in (-half, half):
        canvas.line([(low[0] + side, low[1]), (high[0] + side, high[1])], span.tint, 6)
    for step in range(1, 9):
        x, y = between(low, high, step / 9)
        canvas.line([(x - half, y), (x + half, y - half * 0.5)], shaded(span.tint, 1.3), 4)


_WAYS: dict[str, Callable[[Canvas, Span, Point, Point], None]] = {
    "bridge": _paint_bridge,
    "rope": _paint_rope,
    "ladder": _paint_ladder,
    "vines": _paint_vines,
}
_APPARITIONS: dict[str, Callable[[Canvas, Span, Point], None]] = {
    "portal": _paint_portal,
    "creature": _paint_creature,
    "wings": _paint_wings,
    "puff": _paint_puff,
    "flame": _paint_fire,
    "ladder": _paint_standing,
    "rope": _paint_standing,
    "vines": _paint_standing,
}
