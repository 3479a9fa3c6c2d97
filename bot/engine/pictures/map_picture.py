"""A chart as a picture: places as islands, the ways between them, souls in their colours."""

from __future__ import annotations

import math

from bot.engine.pictures.atmosphere import lit
from bot.engine.pictures.bodies import paint_ball
from bot.engine.pictures.camera import FINE, HEIGHT, WIDTH, Camera, Pixel
from bot.engine.pictures.canvas import Canvas, between
from bot.engine.pictures.icons import icon
from bot.engine.pictures.labels import Box, Label, placed, write_labels
from bot.engine.pictures.lettering import lettered
from bot.engine.pictures.plainly import elided
from bot.engine.pictures.plate import Plate, png_of
from bot.engine.pictures.stage import Chart, Isle, Road, Speck
from bot.engine.pictures.tints import WHITE, Rgb, legible, mixed, shaded

_NIGHT: Rgb = (22, 26, 40)
_DEEP: Rgb = (34, 42, 66)
_GOLD: Rgb = (255, 209, 102)
_OPEN: Rgb = (198, 214, 226)
_SEALED: Rgb = (240, 170, 96)
_TOP, _SIDE, _BOTTOM = 84, 92, 62
_BANDS = 16
_MOST_DOTS = 8


def chart_picture(chart: Chart) -> bytes:
    """The PNG of a chart: the same bytes for the same chart."""
    canvas = Canvas(Camera(1.0, 0.0, 0.0), _NIGHT)
    _paint_sea(canvas)
    spots = {isle.id: _pixel(isle) for isle in chart.isles}
    size = FINE * max(15.0, min(60.0, 150 / max(1.0, len(chart.isles) ** 0.65)))
    for road in chart.roads:
        _paint_road(canvas, road, spots[road.one], spots[road.other], size)
    for isle in sorted(chart.isles, key=lambda one: one.spot[1]):
        _paint_isle(canvas, isle, spots[isle.id], size)
    image = lit(canvas.image.reduce(FINE), canvas.lamps, "", "")
    title = lettered(elided(chart.title, 40), 20)
    boxes = [_body(spots[isle.id], size) for isle in chart.isles]
    locks = [_middle(spots, road) for road in chart.roads if not road.is_open]
    kept: list[Box] = [(10, 5, 18 + title.size[0], 9 + title.size[1])]
    kept += [(x - 9, y - 9, x + 9, y + 9) for x, y in locks]
    labels = placed(_labels(chart, spots, size), boxes, kept)

    def write(plate: Plate, share: float) -> None:
        plate.write(title, (14, 9), (250, 246, 232))
        for x, y in locks:
            plate.write(icon("lock", 18), (round(x) - 9, round(y) - 9), _SEALED)
        write_labels(plate, labels, share)

    return png_of(image, write)


def _paint_sea(canvas: Canvas) -> None:
    for band in range(_BANDS):
        share = 1 - abs(band / (_BANDS - 1) * 2 - 1)
        top, low = HEIGHT * FINE * band // _BANDS, HEIGHT * FINE * (band + 1) // _BANDS
        wide = WIDTH * FINE
        canvas.area([(0, top), (wide, top), (wide, low), (0, low)], mixed(_NIGHT, _DEEP, share))


def _pixel(isle: Isle) -> Pixel:
    x, y = isle.spot
    return (
        FINE * (_SIDE + x * (WIDTH - 2 * _SIDE)),
        FINE * (_TOP + y * (HEIGHT - _TOP - _BOTTOM)),
    )


def _middle(spots: dict[str, Pixel], road: Road) -> Pixel:
    x, y = between(spots[road.one], spots[road.other], 0.5)
    return (x / FINE, y / FINE)


def _body(spot: Pixel, size: float) -> Box:
    x, y = spot[0] / FINE, spot[1] / FINE
    wide = size / FINE
    return (x - wide * 0.8, y - wide * 0.4, x + wide * 0.8, y + wide * 0.5)


def _paint_road(canvas: Canvas, road: Road, start: Pixel, end: Pixel, size: float) -> None:
    length = math.dist(start, end) or 1.0
    dash = 22.0 if road.is_open else 14.0
    count = max(1, int(length / dash))
    tint = _OPEN if road.is_open else mixed(_SEALED, _NIGHT, 0.35)
    canvas.line([start, end], (14, 17, 27), 12)
    if road.is_open:
        canvas.line([start, end], mixed(tint, _NIGHT, 0.25), 5)
    else:
        for index in range(0, count, 2):
            ends = [between(start, end, index / count), between(start, end, (index + 1) / count)]
            canvas.line(ends, tint, 5)
    if not road.is_both_ways:
        _paint_arrow(canvas, start, end, length, size, tint)


def _paint_arrow(
    canvas: Canvas, start: Pixel, end: Pixel, length: float, size: float, tint: Rgb
) -> None:
    """A way of one direction ends in an arrow."""
    tip = between(end, start, min(0.6, size * 1.05 / length))
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    back = (tip[0] - x * 22, tip[1] - y * 22)
    canvas.area(
        [tip, (back[0] - y * 12, back[1] + x * 12), (back[0] + y * 12, back[1] - x * 12)], tint
    )


def _paint_isle(canvas: Canvas, isle: Isle, middle: Pixel, size: float) -> None:
    x, y = middle
    thick = size * 0.26
    canvas.oval((x, y + thick * 1.7), (size * 1.12, size * 0.56), (6, 8, 16), 0.4)
    if isle.is_here:
        canvas.shine(middle, size * 2.6, _GOLD, 0.55)
    tint = mixed(isle.tint, (176, 182, 196), 0.25)
    parts = [(-0.26, 0.46), (0.3, 0.46)] if isle.is_split else [(0.0, 1.0)]
    for along, share in sorted(parts, reverse=True):
        # A place that is parted shows its two halves, the near one on the left and lower.
        mx, my = x + along * size, y - along * size / 2
        _paint_slab(canvas, (mx, my), size, share, thick, tint)
    if isle.is_here:
        for more, width, alpha in ((7, 10, 0.2), (3, 4, 0.95)):
            canvas.hoop(
                (x, y + thick * 0.5),
                (size * 1.2 + more, size * 0.66 + more / 2),
                _GOLD,
                width,
                alpha,
            )
    for speck in isle.specks:
        _paint_speck(canvas, speck, middle, size)
    _paint_souls(canvas, isle, middle, size)


def _paint_speck(canvas: Canvas, speck: Speck, middle: Pixel, size: float) -> None:
    """A landmark as a little pillar."""
    x = middle[0] + (speck.spot[0] - speck.spot[1]) * size / 2
    y = middle[1] + (speck.spot[0] + speck.spot[1]) * size / 4
    wide, tall = max(3.0, size * 0.06), max(4.0, size * 0.5 * speck.tall)
    low, high = y + wide / 2, y - tall
    canvas.area(
        [(x - wide, y), (x, low), (x, high + wide / 2), (x - wide, high)], shaded(speck.tint, 0.9)
    )
    canvas.area(
        [(x, low), (x + wide, y), (x + wide, high), (x, high + wide / 2)], shaded(speck.tint, 0.6)
    )
    top = [(x - wide, high), (x, high - wide / 2), (x + wide, high), (x, high + wide / 2)]
    canvas.area(top, shaded(speck.tint, 1.2))


def _paint_slab(
    canvas: Canvas, middle: Pixel, size: float, share: float, thick: float, tint: Rgb
) -> None:
    """A diamond of ground; `share` narrows it from the lower left to the upper right."""
    x, y = middle
    a, b = size * share / 2, size / 2
    back, right = (x + a - b, y - a / 2 - b / 2), (x + a + b, y - a / 2 + b / 2)
    front, left = (x - a + b, y + a / 2 + b / 2), (x - a - b, y + a / 2 - b / 2)
    low = [(px, py + thick) for px, py in (left, front, right)]
    canvas.area([left, front, low[1], low[0]], shaded(tint, 0.66))
    canvas.area([front, right, low[2], low[1]], shaded(tint, 0.46))
    canvas.area([back, right, front, left], shaded(tint, 1.06))
    canvas.line([left, front, right], shaded(tint, 1.4), 2)
    canvas.line([between(back, left, 0.5), between(right, front, 0.5)], shaded(tint, 0.9), 2)


def _paint_souls(canvas: Canvas, isle: Isle, middle: Pixel, size: float) -> None:
    shown = sorted(isle.souls, key=lambda one: not one.is_viewer)[:_MOST_DOTS]
    reach = max(8.0, min(15.0, size * 0.15))
    for index, soul in enumerate(shown):
        row, column = divmod(index, 4)
        here = min(4, len(shown) - row * 4)
        x = middle[0] + (column - (here - 1) / 2) * reach * 2.3
        y = middle[1] + size * 0.16 + row * reach * 1.9
        canvas.oval((x, y + reach * 1.05), (reach * 0.9, reach * 0.4), (0, 0, 0), 0.35)
        if soul.is_viewer:
            canvas.oval((x, y), (reach + 4, reach + 4), WHITE)
        paint_ball(canvas, (x, y), reach, soul.tint)


def _labels(chart: Chart, spots: dict[str, Pixel], size: float) -> list[Label]:
    found: list[Label] = []
    for isle in chart.isles:
        x, y = spots[isle.id][0] / FINE, spots[isle.id][1] / FINE
        wide = size / FINE
        found.append(
            Label(
                text=isle.name,
                top=(x, y - wide * 0.62),
                foot=(x, y + wide * 0.84),
                tint=_GOLD if isle.is_here else (232, 234, 240),
                rank=0 if isle.is_here else 1,
                size=14 if isle.is_here else 12,
            )
        )
        found += _soul_labels(isle, (x, y), wide)
    return found


def _soul_labels(isle: Isle, middle: Pixel, wide: float) -> list[Label]:
    """The names of who is there, where there are few, to the side of the island."""
    if not isle.souls:
        return []
    x, y = middle
    names = ", ".join(soul.name for soul in isle.souls)
    first = next((soul for soul in isle.souls if soul.is_viewer), isle.souls[0])
    spot = (x, y + wide * (1.08 if isle.is_here else 0.95))
    return [Label(text=names, top=spot, foot=spot, tint=legible(first.tint), rank=2)]
