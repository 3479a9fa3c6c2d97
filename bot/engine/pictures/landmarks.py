"""Landmarks painted: the body of the config, made into what its words say it is."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.pictures.bodies import cylinder_reach, paint_ball, paint_box, paint_cylinder
from bot.engine.pictures.camera import Pixel
from bot.engine.pictures.canvas import Canvas, arc
from bot.engine.pictures.doors import paint_door
from bot.engine.pictures.scenery import (
    paint_banner,
    paint_bell,
    paint_chest,
    paint_crystal,
    paint_plant,
    paint_stair,
    paint_statue,
    paint_waterfall,
)
from bot.engine.pictures.stage import Solid
from bot.engine.pictures.tints import WHITE, mixed, shaded

_FIRE = (255, 138, 43)
_BOWLS = ("plain", "basin", "pedestal")
_LEAST_BOWL = 0.5
_WHOLE = ((1.0, 1.0),)
_PARTS = ((1.16, 0.14), (0.78, 0.6), (1.06, 0.26))
"""Base, shaft and cap of a pedestal: shares of its width and of its height."""
GOLD = (255, 209, 102)

MAKES: dict[str, Callable[[Canvas, Solid], None]] = {
    "door": paint_door,
    "stair": paint_stair,
    "chest": paint_chest,
    "statue": paint_statue,
    "waterfall": paint_waterfall,
    "crystal": paint_crystal,
    "plant": paint_plant,
    "banner": paint_banner,
    "bell": paint_bell,
}
"""What is not painted as its bare body."""


def paint_landmark(canvas: Canvas, solid: Solid) -> None:
    """Paint a landmark with its shadow, its glow and, where it is looked at, its ring."""
    if solid.make == "chasm":
        return
    _paint_shadow(canvas, solid)
    if solid.is_focus:
        _paint_ring(canvas, solid)
    MAKES.get(solid.make, _paint_body)(canvas, solid)
    if solid.make == "flame":
        paint_flame(canvas, top_of(canvas, solid), min(solid.girth, 0.9), solid.glow or _FIRE)
    elif solid.glow is not None:
        _paint_glow(canvas, solid)
    if solid.glow is not None:
        reach = canvas.camera.scale * (2.2 + 2.6 * solid.glow_strength + solid.girth)
        canvas.shine(heart_of(canvas, solid), reach, solid.glow, 0.35 + 0.65 * solid.glow_strength)


def _paint_shadow(canvas: Canvas, solid: Solid) -> None:
    if solid.make == "waterfall":
        return
    if solid.shape == "box" and solid.make not in ("statue", "plant", "crystal", "banner"):
        canvas.footprint(solid.spot, (solid.size[0], solid.size[2]))
    else:
        canvas.shadow(solid.spot, max(solid.girth, 0.3), max(0.0, solid.lift))


def top_of(canvas: Canvas, solid: Solid) -> Pixel:
    """The middle of a landmark's top."""
    return canvas.camera.at(solid.spot, solid.lift + solid.size[1])


def heart_of(canvas: Canvas, solid: Solid) -> Pixel:
    """The middle of a landmark's body, near its top where it is tall."""
    return canvas.camera.at(solid.spot, solid.lift + solid.size[1] * 0.6)


def _paint_body(canvas: Canvas, solid: Solid) -> None:
    tint = solid.tint
    if solid.glow is not None:
        tint = mixed(tint, solid.glow, 0.3 * solid.glow_strength)
    if solid.shape == "sphere":
        reach = solid.size[0] / 2 * canvas.camera.scale * 1.15
        paint_ball(
            canvas, canvas.camera.at(solid.spot, solid.lift + solid.size[1] / 2), reach, tint
        )
        return
    paint = paint_cylinder if solid.shape == "cylinder" else paint_box
    lift = solid.lift
    for girth, height in _PARTS if _is_built(solid) else _WHOLE:
        size = (solid.size[0] * girth, solid.size[1] * height, solid.size[2] * girth)
        paint(canvas, solid.spot, lift, size, tint)
        lift += size[1]
    is_hollow = solid.make == "basin" or (solid.make != "post" and solid.size[1] >= _LEAST_BOWL)
    if solid.shape == "cylinder" and is_hollow:
        _paint_bowl(canvas, solid)


def _is_built(solid: Solid) -> bool:
    """Whether it has a base, a shaft and a cap."""
    return solid.make == "pedestal" and solid.size[1] >= _LEAST_BOWL


def _paint_bowl(canvas: Canvas, solid: Solid) -> None:
    """The hollow of a pedestal or the water of a basin."""
    top = top_of(canvas, solid)
    wide, high = cylinder_reach(canvas, solid.size[0])
    canvas.oval(top, (wide * 0.74, high * 0.74), shaded(solid.tint, 0.5))
    if solid.make != "basin":
        return
    water = solid.glow or mixed((70, 130, 170), solid.tint, 0.25)
    canvas.oval((top[0], top[1] + 2), (wide * 0.72, high * 0.66), water)
    canvas.line(arc((top[0], top[1] + 2), (wide * 0.4, high * 0.34), 190, 300), WHITE, 2, 0.4)


def _paint_glow(canvas: Canvas, solid: Solid) -> None:
    """What burns on a body that glows: a light over a bowl, a bright face on the rest."""
    glow = solid.glow or GOLD
    if solid.shape == "cylinder" and solid.make in (*_BOWLS, "post") and solid.size[1] >= 0.5:
        paint_flame(canvas, top_of(canvas, solid), min(0.85, solid.girth), glow)
        return
    if solid.shape == "sphere":
        middle = canvas.camera.at(solid.spot, solid.lift + solid.size[1] / 2)
        reach = solid.girth * canvas.camera.scale * 0.7
        for share in (1.0, 0.7, 0.45):
            canvas.oval(middle, (reach * share, reach * share), mixed(glow, WHITE, 0.6), 0.35)


def paint_flame(canvas: Canvas, foot: Pixel, girth: float, glow: tuple[int, int, int]) -> None:
    """A flame of the glow's colour, `girth` paces around its middle."""
    wide = girth * canvas.camera.scale * 0.62
    x, y = foot
    for share, tint in (
        (1.0, mixed(glow, (0, 0, 0), 0.12)),
        (0.72, mixed(glow, WHITE, 0.3)),
        (0.42, mixed(glow, WHITE, 0.8)),
    ):
        w, h = wide * share, wide * 2.5 * share
        canvas.area(
            [
                (x - w, y - w * 0.25),
                (x - w * 0.86, y - h * 0.34),
                (x - w * 0.34, y - h * 0.6),
                (x - w * 0.1, y - h),
                (x + w * 0.42, y - h * 0.62),
                (x + w * 0.58, y - h * 0.72),
                (x + w * 0.96, y - h * 0.3),
                (x + w * 0.9, y - w * 0.2),
                (x + w * 0.4, y + w * 0.28),
                (x - w * 0.4, y + w * 0.28),
            ],
            tint,
        )


def _paint_ring(canvas: Canvas, solid: Solid) -> None:
    """The ring on the ground around what the soul looks at."""
    middle = canvas.camera.at(solid.spot)
    wide = (solid.girth + 0.55) * canvas.camera.scale * 1.3
    for more, width, alpha in ((5, 10, 0.16), (2, 5, 0.3), (0, 3, 0.95)):
        canvas.hoop(middle, (wide + more, wide / 2 + more / 2), GOLD, width, alpha)
