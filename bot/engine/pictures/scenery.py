"""Things that are more than a box: stairs, chests, statues, banners, crystals, plants, water."""

from __future__ import annotations

from bot.engine.pictures.bodies import (
    LEFT,
    RIGHT,
    box_corners,
    paint_ball,
    paint_box,
    paint_cylinder,
)
from bot.engine.pictures.camera import CLIFF
from bot.engine.pictures.canvas import Canvas, between
from bot.engine.pictures.stage import Solid
from bot.engine.pictures.tints import mixed, shaded


def paint_stair(canvas: Canvas, solid: Solid) -> None:
    """Steps that rise away from who looks."""
    width, height, depth = solid.size
    x, z = solid.spot
    count = 4
    for step in range(count):
        deep = depth * (count - step) / count
        size = (width, height / count, deep)
        spot = (x, z - (depth - deep) / 2)
        paint_box(canvas, spot, solid.lift + height * step / count, size, solid.tint)


def paint_chest(canvas: Canvas, solid: Solid) -> None:
    """A box with a lid, two bands and a lock."""
    width, height, depth = solid.size
    paint_box(canvas, solid.spot, solid.lift, solid.size, solid.tint)
    lid = (width * 1.05, height * 0.3, depth * 1.08)
    paint_box(canvas, solid.spot, solid.lift + height, lid, shaded(solid.tint, 0.9))
    foot, top = box_corners(canvas, solid.spot, solid.lift, (width, height * 1.3, depth))
    iron = mixed((200, 170, 90), solid.tint, 0.3)
    for share in (0.2, 0.8):
        ends = [between(foot[3], foot[2], share), between(top[3], top[2], share)]
        canvas.line(ends, iron, canvas.camera.scale * 0.1)
    lock = between(between(foot[3], foot[2], 0.5), between(top[3], top[2], 0.5), 0.68)
    size = canvas.camera.scale * 0.14
    canvas.oval(lock, (size, size * 1.2), solid.glow or (232, 200, 110))


def paint_statue(canvas: Canvas, solid: Solid) -> None:
    """A robed figure on a plinth."""
    width, height, depth = solid.size
    plinth = (width * 1.25, height * 0.2, depth * 1.25)
    paint_box(canvas, solid.spot, solid.lift, plinth, shaded(solid.tint, 0.85))
    foot = canvas.camera.at(solid.spot, solid.lift + plinth[1])
    tall, wide = canvas.camera.paces(height * 0.62), width * canvas.camera.scale * 0.6
    x, y = foot
    robe = [(x - wide, y), (x - wide * 0.56, y - tall * 0.86), (x, y - tall)]
    canvas.area([*robe, (x, y + wide * 0.42)], shaded(solid.tint, 1.0))
    canvas.area(
        [(x, y - tall), (x + wide * 0.56, y - tall * 0.86), (x + wide, y), (x, y + wide * 0.42)],
        shaded(solid.tint, RIGHT),
    )
    for share in (-0.45, 0.4):
        canvas.line(
            [(x + wide * share * 0.7, y - tall * 0.7), (x + wide * share, y)],
            shaded(solid.tint, 0.5),
            2,
            0.6,
        )
    canvas.line(
        [(x - wide * 0.5, y - tall * 0.62), (x, y - tall * 0.5), (x + wide * 0.5, y - tall * 0.62)],
        shaded(solid.tint, 0.48),
        3,
    )
    paint_ball(canvas, (x, y - tall - wide * 0.16), wide * 0.5, solid.tint)


def paint_banner(canvas: Canvas, solid: Solid) -> None:
    """A cloth on a bar, cut to points at its foot."""
    _, height, _ = solid.size
    x, z = solid.spot
    wide = max(solid.size[0], solid.size[2]) / 2
    is_across_x = solid.size[0] > solid.size[2]
    ends = ((x - wide, z), (x + wide, z)) if is_across_x else ((x, z + wide), (x, z - wide))
    at, top = canvas.camera.at, solid.lift + height
    tint = shaded(solid.tint, LEFT if is_across_x else 0.8)
    pole = between(*ends, 0.5)
    foot = [at(pole, solid.lift), at(pole, top + 0.12)]
    canvas.line(foot, (70, 56, 40), canvas.camera.scale * 0.12)
    cloth = [
        at(ends[0], top),
        at(ends[1], top),
        at(ends[1], solid.lift + 0.25 * height),
        at(between(*ends, 0.75), solid.lift + 0.1 * height),
        at(between(*ends, 0.5), solid.lift + 0.25 * height),
        at(between(*ends, 0.25), solid.lift + 0.1 * height),
        at(ends[0], solid.lift + 0.25 * height),
    ]
    canvas.area(cloth, tint)
    for share in (0.3, 0.68):
        spot = between(*ends, share)
        fold = [at(spot, top), at(spot, solid.lift + 0.2 * height)]
        canvas.line(fold, shaded(tint, 0.66), canvas.camera.scale * 0.16, 0.6)
    heart = at(between(*ends, 0.5), solid.lift + 0.62 * height)
    size = canvas.camera.scale * wide * 0.3
    canvas.oval(heart, (size, size * 1.3), mixed(solid.glow or (226, 190, 110), tint, 0.25))
    canvas.line([at(ends[0], top), at(ends[1], top)], (92, 74, 52), canvas.camera.scale * 0.14)


def paint_crystal(canvas: Canvas, solid: Solid) -> None:
    """A cluster of faceted shards."""
    width, height, _ = solid.size
    tint = mixed(solid.tint, solid.glow, 0.35) if solid.glow else solid.tint
    x, y = canvas.camera.at(solid.spot, solid.lift)
    tall, wide = canvas.camera.paces(max(0.8, height)), width * canvas.camera.scale * 0.55
    for lean, share in ((-0.75, 0.62), (0.8, 0.5), (0.0, 1.0)):
        w, h = wide * 0.6 * share, tall * share
        mid = x + lean * wide * 0.6
        tip = (mid + lean * wide * 0.5, y - h)
        waist = y - h * 0.6
        left, right = (mid - w + lean * w, waist), (mid + w + lean * w, waist)
        ridge = (mid + lean * w, waist + w * 0.3)
        canvas.area([tip, left, (mid - w * 0.5, y), (mid, y + w * 0.3), ridge], shaded(tint, 1.15))
        canvas.area([tip, ridge, (mid, y + w * 0.3), (mid + w * 0.5, y), right], shaded(tint, 0.62))
        canvas.line([tip, ridge, (mid, y + w * 0.3)], shaded(tint, 1.6), 2)


def paint_plant(canvas: Canvas, solid: Solid) -> None:
    """A stem with a crown of leaves."""
    width, height, _ = solid.size
    stem = (max(0.16, width * 0.22), height * 0.5, max(0.16, width * 0.22))
    paint_cylinder(canvas, solid.spot, solid.lift, stem, mixed(solid.tint, (96, 66, 40), 0.8))
    leaf = mixed(solid.tint, solid.glow, 0.3) if solid.glow else solid.tint
    x, y = canvas.camera.at(solid.spot, solid.lift + height * 0.62)
    wide = max(width * 0.75, height * 0.3) * canvas.camera.scale
    for dx, dy, share in ((0.5, 0.12, 0.6), (-0.5, 0.1, 0.62), (0.0, -0.3, 0.75)):
        paint_ball(canvas, (x + dx * wide, y + dy * wide), wide * share, leaf)


def paint_bell(canvas: Canvas, solid: Solid) -> None:
    """A bell that hangs between two posts."""
    width, height, _ = solid.size
    wood = (104, 78, 54)
    x, z = solid.spot
    half = max(0.5, width * 0.6)
    post = (0.16, max(1.2, height), 0.16)
    paint_box(canvas, (x - half, z), solid.lift, post, wood)
    px, py = canvas.camera.at(solid.spot, solid.lift + post[1] * 0.92)
    wide, tall = half * canvas.camera.scale * 0.72, canvas.camera.paces(post[1] * 0.55)
    left = [(px, py), (px - wide * 0.5, py + tall * 0.15), (px - wide, py + tall)]
    canvas.area([*left, (px, py + tall * 1.16)], shaded(solid.tint, 1.15))
    right = [(px, py), (px + wide * 0.5, py + tall * 0.15), (px + wide, py + tall)]
    canvas.area([*right, (px, py + tall * 1.16)], shaded(solid.tint, 0.62))
    paint_box(canvas, (x + half, z), solid.lift, post, wood)
    paint_box(canvas, solid.spot, solid.lift + post[1], (half * 2.4, 0.16, 0.24), wood)


def paint_waterfall(canvas: Canvas, solid: Solid) -> None:
    """Water that comes from above and falls past the edge of the ground."""
    x, z = solid.spot
    wide = max(0.5, solid.girth)
    at, high = canvas.camera.at, solid.lift + solid.size[1]
    base = mixed(solid.tint, solid.glow, 0.3) if solid.glow else solid.tint
    strips = 5
    for index in range(strips):
        side = z + wide - 2 * wide * index / strips
        other = side - 2 * wide / strips
        low = -CLIFF * (0.72 + 0.14 * ((index * 7) % 3))
        tone = shaded(base, 0.86 + 0.16 * ((index * 3) % 4) / 2)
        upper = [at((x, side), high), at((x, other), high)]
        canvas.area([*upper, at((x, other), -0.4), at((x, side), -0.4)], tone, 0.92)
        middle = [at((x, side), -0.4), at((x, other), -0.4)]
        canvas.area([*middle, at((x, other), low), at((x, side), low)], tone, 0.4)
    for share in (0.25, 0.6, 0.85):
        spot = (x, z + wide - 2 * wide * share)
        canvas.line([at(spot, high * 0.9), at(spot, -1.2 - share)], (236, 248, 255), 2, 0.5)
    canvas.line([at((x, z + wide), high), at((x, z - wide), high)], (240, 250, 255), 4, 0.8)
