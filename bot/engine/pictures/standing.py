"""Where souls stand: before what they look at, and out of each other's way."""

from __future__ import annotations

from bot.engine.pictures.stage import Ground, Point, Slab, Solid

_CLEARANCE = 1.0
_STEP = 1.4


class Crowd:
    """The free spots of a ground with landmarks on it."""

    def __init__(self, ground: Ground, solids: tuple[Solid, ...]) -> None:
        self._slabs = ground.slabs
        reach = min(ground.reach, 6.0)
        void = Slab(left=-reach, right=reach, back=-reach, front=reach)
        self._near = ground.slabs[0] if ground.slabs else void
        self._taken: list[tuple[Point, float]] = [
            (one.spot, one.girth + 0.5) for one in solids if one.make != "chasm"
        ]
        self._home = self._near.nearest(
            (
                (self._near.left + self._near.right) / 2 + 0.6,
                (self._near.back + self._near.front) / 2 + 1.8,
            ),
            1.2,
        )

    def before(self, solid: Solid | None, *, beyond: bool = False) -> Point:
        """Where one stands who looks at a landmark; on the far side only with a way `beyond`."""
        if solid is None:
            return self._free_near(self._home, self._near)
        reach = solid.girth + 0.75
        wanted = (solid.spot[0] + reach * 0.35, solid.spot[1] + reach)
        side = self._near
        if beyond:
            side = next((slab for slab in self._slabs if slab.holds(solid.spot)), self._near)
        return self._free_near(side.nearest(wanted, 0.7), side)

    def take(self, spot: Point) -> None:
        """Let nobody else stand there."""
        self._taken.append((spot, 0.8))

    def next_spot(self) -> Point:
        """A free spot for one more, as near the middle as there is."""
        spot = self._free_near(self._home, self._near)
        self.take(spot)
        return spot

    def _free_near(self, wanted: Point, slab: Slab) -> Point:
        """The free spot of the slab nearest to the wanted one; the wanted one where all is full."""
        if self._is_free(wanted):
            return wanted
        rings = (
            slab.nearest((wanted[0] + x * _STEP / 2, wanted[1] + z * _STEP / 2), 0.5)
            for ring in range(1, 9)
            for x, z in _ring(ring)
        )
        return next((spot for spot in rings if self._is_free(spot)), wanted)

    def _is_free(self, spot: Point) -> bool:
        return all(
            (spot[0] - x) ** 2 + (spot[1] - z) ** 2 >= (reach + _CLEARANCE - 0.75) ** 2
            for (x, z), reach in self._taken
        )


def _ring(size: int) -> list[tuple[int, int]]:
    """The steps of a square ring, the nearest ones first, the front before the back."""
    found = [
        (x, z)
        for x in range(-size, size + 1)
        for z in range(-size, size + 1)
        if max(abs(x), abs(z)) == size
    ]
    return sorted(found, key=lambda step: (step[0] ** 2 + step[1] ** 2, -step[1], -step[0]))
