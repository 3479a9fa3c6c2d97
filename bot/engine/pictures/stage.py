"""What a picture shows, as plain data: the picture is drawn from it and the alt text says it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.pictures.tints import Rgb

Point = tuple[float, float]
"""A place on the ground: x and z, in paces from the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slab:
    """A rectangle of ground: x from `left` to `right`, z from `back` to `front`, in paces."""

    left: float
    right: float
    back: float
    front: float

    def nearest(self, spot: Point, margin: float) -> Point:
        """The spot, moved onto the slab and `margin` paces away from its edge."""
        x_room = min(margin, (self.right - self.left) / 2)
        z_room = min(margin, (self.front - self.back) / 2)
        return (
            min(self.right - x_room, max(self.left + x_room, spot[0])),
            min(self.front - z_room, max(self.back + z_room, spot[1])),
        )

    def holds(self, spot: Point) -> bool:
        """Whether the spot is on the slab."""
        return self.left <= spot[0] <= self.right and self.back <= spot[1] <= self.front


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The ground: no slab (the void), one, or two with a chasm between; the near one is first."""

    slabs: tuple[Slab, ...]
    tint: Rgb
    reach: float
    sheet: Rgb | None = None
    sheet_glow: Rgb | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """A landmark: its body stands on `spot` at `lift`; sizes in paces.

    `make` is what it is by its words (door, stair, flame …), `plain` where they say nothing.
    `way` tells an exit: "open" or "sealed".
    """

    key: str
    name: str
    shape: str
    make: str
    spot: Point
    lift: float
    size: tuple[float, float, float]
    tint: Rgb
    glow: Rgb | None = None
    glow_strength: float = 0.0
    is_focus: bool = False
    way: str | None = None
    leads_to: str = ""
    target: str | None = None

    @property
    def girth(self) -> float:
        """How far the body reaches from its middle."""
        return max(self.size[0], self.size[2]) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A temporary object: from `start` to `end`, or standing at `end` where `start` is None."""

    id: str
    name: str
    make: str
    start: Point | None
    end: Point
    tint: Rgb
    glow: Rgb | None
    from_name: str = ""
    to_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A soul."""

    id: str
    name: str
    spot: Point
    tint: Rgb
    statuses: tuple[str, ...] = ()
    is_viewer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorway:
    """A way out that no landmark stands for."""

    name: str
    leads_to: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything a picture of a place shows."""

    title: str
    background: Rgb
    ground: Ground
    light: str = ""
    weather: str = ""
    solids: tuple[Solid, ...] = ()
    spans: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()
    doorways: tuple[Doorway, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speck:
    """A landmark on the map: its spot on the island, -1 to 1 each way, and how tall it is."""

    spot: Point
    tall: float
    tint: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Isle:
    """A place on the map, at x and y from 0 to 1."""

    id: str
    name: str
    spot: Point
    tint: Rgb
    is_here: bool
    is_split: bool
    specks: tuple[Speck, ...] = ()
    souls: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A way between two places of the map, by their ids."""

    one: str
    other: str
    is_open: bool
    is_both_ways: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything a map shows. `left_out` counts the places too far off to be on it."""

    title: str
    isles: tuple[Isle, ...] = ()
    roads: tuple[Road, ...] = ()
    left_out: int = 0
