"""The isometric view: paces in the world to pixels of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.pictures.stage import Point, Stage

WIDTH, HEIGHT = 640, 400
"""The size of every picture, in pixels."""

FINE = 2
"""How many pixels are drawn for each one kept, in each direction."""

CLIFF = 4.2
"""How far down the walls of a chasm are seen, in paces."""

THICKNESS = 0.55
"""How thick a slab of ground is, in paces."""

Pixel = tuple[float, float]

_TOP, _SIDE, _BOTTOM = 58, 30, 22
_UP = 1.06
_MOST = 34.0
_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Camera:
    """`scale` is how many fine pixels a pace goes sideways; `x` and `y` where the middle is."""

    scale: float
    x: float
    y: float

    def at(self, spot: Point, lift: float = 0.0) -> Pixel:
        """The fine pixel of a spot, `lift` paces above the ground."""
        across, down = _flat(spot, lift)
        return (self.x + across * self.scale, self.y + down * self.scale)

    def paces(self, length: float) -> float:
        """A height in paces as fine pixels."""
        return length * _UP * self.scale


def camera_for(stage: Stage) -> Camera:
    """The view that shows all of a stage."""
    across, down = zip(*(_flat(spot, lift) for spot, lift in _extremes(stage)), strict=True)
    wide, high = max(across) - min(across), max(down) - min(down)
    scale = FINE * min(
        _MOST, (WIDTH - 2 * _SIDE) / max(wide, 1.0), (HEIGHT - _TOP - _BOTTOM) / max(high, 1.0)
    )
    # Whole steps: the edges of tiles then repeat from row to row, which saves bytes.
    scale = max(_STEP, scale // _STEP * _STEP)
    middle_y = FINE * (_TOP + (HEIGHT - _TOP - _BOTTOM) / 2)
    return Camera(
        scale,
        _even(FINE * WIDTH / 2 - scale * (max(across) + min(across)) / 2),
        _even(middle_y - scale * (max(down) + min(down)) / 2),
    )


def _even(place: float) -> float:
    return round(place / _STEP) * _STEP


def _flat(spot: Point, lift: float) -> Pixel:
    return (spot[0] - spot[1], (spot[0] + spot[1]) / 2 - lift * _UP)


def _extremes(stage: Stage) -> list[tuple[Point, float]]:
    """Spots and heights that must be in the picture."""
    found: list[tuple[Point, float]] = []
    depth = -CLIFF * 0.75 if len(stage.ground.slabs) > 1 else -THICKNESS
    for slab in stage.ground.slabs:
        for x in (slab.left, slab.right):
            found += [((x, slab.back), 0.0), ((x, slab.front), depth)]
    found += [(one.spot, 1.6) for one in stage.figures]
    for one in stage.solids:
        found += [(one.spot, max(0.0, one.lift) + one.size[1])]
        if one.make != "chasm":
            x, z = one.spot
            found += [((x - one.girth, z), 0.0), ((x + one.girth, z + one.girth), 0.0)]
    if not stage.ground.slabs:
        found += [((-3.0, -3.0), 2.0), ((3.0, 3.0), 0.0), ((-3.0, 3.0), 0.0), ((3.0, -3.0), 0.0)]
    return found
