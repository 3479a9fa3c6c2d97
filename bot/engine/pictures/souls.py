"""Souls: small cloaked figures in their own colours, with a hint of the state they are in."""

from __future__ import annotations

from bot.engine.pictures.bodies import paint_ball
from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.canvas import Canvas
from bot.engine.pictures.landmarks import paint_flame
from bot.engine.pictures.plainly import words_in
from bot.engine.pictures.spans import paint_feathers
from bot.engine.pictures.stage import Figure
from bot.engine.pictures.tints import WHITE, Rgb, mixed, shaded
from bot.engine.pictures.vocabulary import meaning_of

TALL = 1.45
"""How tall a soul is, in paces."""

_SKIN: Rgb = (240, 212, 184)
_ICE: Rgb = (170, 220, 255)
_AMBER: Rgb = (255, 138, 43)
_ALOFT = 0.9


def states_of(figure: Figure) -> frozenset[str]:
    """The states of a soul that a picture can hint at."""
    found = (meaning_of(words_in(name), "statuses") for name in figure.statuses)
    return frozenset(one for one in found if one is not None)


def paint_soul(canvas: Canvas, figure: Figure) -> None:
    """Paint a soul; the viewer's own stands in a ring of light."""
    states = states_of(figure)
    camera = canvas.camera
    is_aloft = "flying" in states
    canvas.shadow(figure.spot, 0.34, 1.0 if is_aloft else 0.0)
    if figure.is_viewer:
        wide = camera.scale * 0.72
        canvas.oval(camera.at(figure.spot), (wide, wide / 2), figure.tint, 0.22)
        canvas.hoop(camera.at(figure.spot), (wide, wide / 2), mixed(figure.tint, WHITE, 0.5), 3)
    foot = camera.at(figure.spot, _ALOFT if is_aloft else 0.0)
    unit = max(9.0, camera.scale * 0.43)
    tint = mixed(figure.tint, _ICE, 0.65) if "frozen" in states else figure.tint
    if is_aloft:
        paint_feathers(canvas, (foot[0], foot[1] - unit * 2.1), unit * 2.1, (236, 240, 255))
    if "asleep" in states:
        _paint_lying(canvas, foot, unit, tint)
    else:
        _paint_standing(canvas, foot, unit, tint)
    _paint_states(canvas, foot, unit, states, tint)


def _paint_standing(canvas: Canvas, foot: Pixel, unit: float, tint: Rgb) -> None:
    x, y = foot
    left = [(x, y - unit * 2.5), (x - unit * 0.55, y - unit * 2.2), (x - unit, y - unit * 0.08)]
    right = [(x, y - unit * 2.5), (x + unit * 0.55, y - unit * 2.2), (x + unit, y - unit * 0.08)]
    hem = (x, y + unit * 0.34)
    canvas.area([*left, hem], shaded(tint, 1.08))
    canvas.area([*right, hem], shaded(tint, 0.6))
    canvas.line([(x, y - unit * 2.3), hem], shaded(tint, 0.5), 2)
    head = (x, y - unit * 2.9)
    canvas.oval((x, head[1] - unit * 0.06), (unit * 0.74, unit * 0.78), shaded(tint, 0.78))
    paint_ball(canvas, (x - unit * 0.08, head[1] + unit * 0.08), unit * 0.52, _SKIN)


def _paint_lying(canvas: Canvas, foot: Pixel, unit: float, tint: Rgb) -> None:
    x, y = foot
    canvas.oval((x + unit * 0.3, y - unit * 0.4), (unit * 1.6, unit * 0.62), shaded(tint, 0.62))
    canvas.oval((x + unit * 0.25, y - unit * 0.56), (unit * 1.45, unit * 0.48), shaded(tint, 1.05))
    paint_ball(canvas, (x - unit * 1.5, y - unit * 0.7), unit * 0.5, _SKIN)
    for index, size in enumerate((0.34, 0.46, 0.6)):
        zx, zy = x - unit * (1.1 - 0.75 * index), y - unit * (1.9 + 0.95 * index)
        s = unit * size
        zigzag = [(zx - s, zy - s), (zx + s, zy - s), (zx - s, zy + s), (zx + s, zy + s)]
        canvas.line(zigzag, (214, 226, 255), 3)


def _paint_states(
    canvas: Canvas, foot: Pixel, unit: float, states: frozenset[str], tint: Rgb
) -> None:
    heart = (foot[0], foot[1] - unit * 1.6)
    if "shielded" in states:
        reach = (unit * 1.75, unit * 2.35)
        canvas.oval(heart, reach, (140, 205, 255), 0.2)
        canvas.hoop(heart, reach, (190, 230, 255), 3, 0.9)
    if "burning" in states:
        paint_flame(canvas, foot, unit / canvas.camera.scale * 1.1, _AMBER)
        canvas.shine(heart, canvas.camera.scale * 2.4, _AMBER, 0.6)
    if "glowing" in states:
        canvas.hoop((heart[0], heart[1] - unit * 2.2), (unit, unit * 0.4), (255, 240, 180), 4)
        canvas.shine(heart, canvas.camera.scale * 3, mixed(tint, (255, 240, 190), 0.6), 0.8)
    if "hidden" in states:
        canvas.oval(heart, (unit * 1.3, unit * 2.2), (30, 32, 44), 0.5)
