"""The ground under everything: tiles, edges, the walls of a chasm, or nothing but the void."""

from __future__ import annotations

from bot.engine.pictures.camera import CLIFF, FINE, HEIGHT, THICKNESS, WIDTH
from bot.engine.pictures.canvas import Canvas, between
from bot.engine.pictures.stage import Ground, Point, Slab, Stage
from bot.engine.pictures.tints import Rgb, mixed, shaded

_MOST_TILES = 11
_BANDS = 7
_SKY = 9
"""How many colours the sky has from its edge to its middle."""
_WEFT = (0.1, 0.6, 0.35, 0.85)
"""Where a row of pixels between two colours takes the second one, one row after another."""


def paint_ground(canvas: Canvas, stage: Stage) -> None:
    """Paint the background and the ground, the far parts first."""
    _paint_sky(canvas, stage)
    ground = stage.ground
    if not ground.slabs:
        return _paint_void(canvas, stage)
    is_split = len(ground.slabs) > 1
    depth = CLIFF if is_split else THICKNESS
    ordered = sorted(ground.slabs, key=lambda one: one.left + one.right + one.back + one.front)
    for index, slab in enumerate(ordered):
        if is_split and index == 1:
            _paint_depth(canvas, ordered[0], slab, stage)
        _paint_walls(canvas, slab, ground.tint, depth, stage.background)
        _paint_top(canvas, slab, ground.tint)
    return None


def _paint_sky(canvas: Canvas, stage: Stage) -> None:
    """A glow behind the place, woven of level rows in few colours: they cost hardly a byte."""
    base = stage.background
    lit = mixed(mixed(base, stage.ground.tint, 0.4), (70, 84, 130), 0.18)
    for row in range(HEIGHT):
        share = 1 - abs(row / (HEIGHT - 1) * 2 - 1)
        step = int(share * (_SKY - 1) + _WEFT[row % len(_WEFT)])
        y = row * FINE
        corners = [(0, y), (WIDTH * FINE, y), (WIDTH * FINE, y + FINE - 1), (0, y + FINE - 1)]
        canvas.area(corners, mixed(base, lit, step / (_SKY - 1)))


def _paint_void(canvas: Canvas, stage: Stage) -> None:
    """Stars, and a disc of pale mist to stand on."""
    for index in range(70):
        seed = (index * 2654435761 + 97) & 0xFFFFFFFF
        x, y = seed % (WIDTH * FINE), (seed >> 11) % (HEIGHT * FINE)
        bright = 0.25 + 0.6 * ((seed >> 5) % 8) / 8
        size = 1.2 + (seed >> 3) % 3 * 0.5
        canvas.oval((x, y), (size, size), mixed(stage.background, (200, 210, 255), bright))
    middle = canvas.camera.at((0.0, 0.0))
    wide = min(stage.ground.reach, 6.0) * canvas.camera.scale * 1.2
    for share in (1.0, 0.82, 0.64, 0.46, 0.28):
        canvas.oval(middle, (wide * share, wide * share / 2), (150, 160, 210), 0.07)


def _corners(slab: Slab) -> tuple[Point, Point, Point, Point]:
    """The back, right, front and left corner as they are seen."""
    return (
        (slab.left, slab.back),
        (slab.right, slab.back),
        (slab.right, slab.front),
        (slab.left, slab.front),
    )


def _paint_walls(canvas: Canvas, slab: Slab, tint: Rgb, depth: float, night: Rgb) -> None:
    _, right, front, left = _corners(slab)
    for start, end, factor in ((left, front, 0.62), (front, right, 0.42)):
        _paint_wall(canvas, start, end, shaded(tint, factor), depth, night)


def _paint_wall(
    canvas: Canvas, start: Point, end: Point, tint: Rgb, depth: float, night: Rgb
) -> None:
    """One wall, in bands that sink into the night where it is a cliff."""
    at = canvas.camera.at
    is_cliff = depth > THICKNESS * 2
    bands = _BANDS if is_cliff else 2
    for band in range(bands):
        top, low = -depth * band / bands, -depth * (band + 1) / bands
        sunk = (band / (bands - 1)) ** 0.8 if is_cliff else band * 0.35
        corners = [at(start, top), at(end, top), at(end, low), at(start, low)]
        canvas.area(corners, mixed(tint, night if is_cliff else (0, 0, 0), min(1.0, sunk)))
    if is_cliff:
        _paint_cracks(canvas, start, end, tint, depth)
    canvas.line([at(start), at(end)], shaded(tint, 1.35), 2)


def _paint_cracks(canvas: Canvas, start: Point, end: Point, tint: Rgb, depth: float) -> None:
    """Upright cracks in the rock: straight down, which costs next to nothing."""
    at, pieces = canvas.camera.at, 7
    for piece in range(1, pieces):
        spot = between(start, end, piece / pieces + ((piece * 37) % 11 - 5) / 120)
        long = depth * (0.16 + ((piece * 53) % 17) / 48)
        x, top = at(spot, -0.2 - (piece * 29) % 5 * 0.1)
        even = round(x / FINE) * FINE
        canvas.line([(even, top), (even, at(spot, -long)[1])], shaded(tint, 0.68), FINE)


def _paint_depth(canvas: Canvas, far: Slab, near: Slab, stage: Stage) -> None:
    """What lies between the platforms: mist far down, or the sheet that covers the gap."""
    left, right = max(far.left, near.left), min(far.right, near.right)
    is_along_z = far.front <= near.back
    if is_along_z:
        gap = Slab(left=left, right=right, back=far.front, front=near.back)
    else:
        back, front = max(far.back, near.back), min(far.front, near.front)
        gap = Slab(left=far.right, right=near.left, back=back, front=front)
    if gap.right <= gap.left or gap.front <= gap.back:
        return None
    if stage.ground.sheet is not None:
        return _paint_sheet(canvas, gap, stage.ground)
    haze = mixed(stage.background, (110, 140, 190), 0.5)
    middle = ((gap.left + gap.right) / 2, (gap.back + gap.front) / 2)
    wide = min(gap.right - gap.left, gap.front - gap.back) * canvas.camera.scale
    for share, down in ((1.2, 3.6), (0.9, 3.9), (0.6, 4.2)):
        at = canvas.camera.at(middle, -down)
        canvas.oval(at, (wide * share, wide * share * 0.3), haze, 0.07)
    return None


def _paint_sheet(canvas: Canvas, gap: Slab, ground: Ground) -> None:
    at = canvas.camera.at
    tint = ground.sheet or ground.tint
    canvas.area([at(corner, -0.3) for corner in _corners(gap)], tint, 0.8)
    back, right, front, left = _corners(gap)
    for share in (0.2, 0.45, 0.7, 0.9):
        one, other = between(back, left, share), between(right, front, min(1.0, share + 0.08))
        canvas.line([at(one, -0.3), at(other, -0.3)], shaded(tint, 1.6), 3, 0.35)
    if ground.sheet_glow is not None:
        canvas.shine(at(between(back, front, 0.5)), canvas.camera.scale * 7, ground.sheet_glow, 0.6)


def _paint_top(canvas: Canvas, slab: Slab, tint: Rgb) -> None:
    at = canvas.camera.at
    canvas.area([at(corner) for corner in _corners(slab)], shaded(tint, 0.8))
    wide, deep = slab.right - slab.left, slab.front - slab.back
    pace = max(1.6, max(wide, deep) / _MOST_TILES)
    columns, rows = max(1, round(wide / pace)), max(1, round(deep / pace))
    joint = min(0.05, pace * 0.03)
    for column in range(columns):
        for row in range(rows):
            tile = Slab(
                left=slab.left + wide * column / columns + joint,
                right=slab.left + wide * (column + 1) / columns - joint,
                back=slab.back + deep * row / rows + joint,
                front=slab.back + deep * (row + 1) / rows - joint,
            )
            kind = (column * 7349 + row * 9151 + column * row * 31) % 2
            edge = column in (0, columns - 1) or row in (0, rows - 1)
            factor = 0.96 + kind * 0.06 - (0.06 if edge else 0.0)
            canvas.area([at(corner) for corner in _corners(tile)], shaded(tint, factor))
    back, right, _, left = _corners(slab)
    canvas.line([at(left), at(back), at(right)], shaded(tint, 0.62), 2)
