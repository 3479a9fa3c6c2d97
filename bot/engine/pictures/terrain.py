"""The ground of a place, read from its location config."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.paths import CHASM_GROUND
from bot.engine.pictures.plainly import number, numbers
from bot.engine.pictures.stage import Ground, Point, Slab
from bot.engine.pictures.tints import Rgb, mixed, tint_in
from bot.values import JsonObject, as_object, as_text

SMALLEST, WIDEST = 4.0, 80.0
_STONE: Rgb = (84, 86, 98)
_STONE_LIGHT: Rgb = (200, 196, 190)


def ground_of(config: JsonObject, spots: Iterable[Point], far_spots: Iterable[Point]) -> Ground:
    """The ground for landmarks on these spots, of which `far_spots` lie beyond a chasm."""
    kind = as_text(config.get("ground_type_key"), "flat_plane")
    details = as_object(config.get("ground_config"))
    tint = _tint(details)
    everything = [*spots]
    reach = max([4.0, *(max(abs(x), abs(z)) + 1.5 for x, z in everything)])
    width, depth = _size(details, min(reach, WIDEST / 2) * 2)
    half = max(width, depth) / 2
    if kind == "none":
        return Ground(slabs=(), tint=tint, reach=min(reach, half))
    if kind == CHASM_GROUND:
        slabs = _parted(details, width, depth, [*far_spots])
        return Ground(slabs=slabs, tint=tint, reach=half)
    whole = Slab(left=-width / 2, right=width / 2, back=-depth / 2, front=depth / 2)
    return Ground(slabs=(whole,), tint=tint, reach=half)


def _tint(details: JsonObject) -> Rgb:
    material = as_object(details.get("material_config"))
    for held in (material, details):
        for key in ("base_color_hex", "color_hex", "color"):
            if (found := tint_in(held.get(key))) is not None:
                return mixed(found, _STONE_LIGHT, 0.16)
    return _STONE


def _size(details: JsonObject, usual: float) -> tuple[float, float]:
    for key in ("size_xz", "size", "dimensions", "dimensions_xz"):
        if pair := numbers(details.get(key), count=2, bound=WIDEST):
            return (max(SMALLEST, abs(pair[0])), max(SMALLEST, abs(pair[1])))
    radius = number(details.get("radius"), 0.0, low=0.0, high=WIDEST / 2)
    both = radius * 2 or number(details.get("size"), usual, low=SMALLEST, high=WIDEST)
    width = number(details.get("width"), both, low=SMALLEST, high=WIDEST)
    deep = details.get("depth", details.get("length", details.get("height")))
    return (width, number(deep, both, low=SMALLEST, high=WIDEST))


def _parted(details: JsonObject, width: float, depth: float, far: list[Point]) -> tuple[Slab, ...]:
    """The near and the far platform."""
    place = numbers(details.get("keyhole_platform_relative_pos_xz"), count=2, bound=WIDEST)
    if place is not None:
        return _around(details, (place[0], place[1]))
    is_along_x = as_text(details.get("gap_axis"), "z").casefold() == "x"
    length = width if is_along_x else depth
    given = (details.get(key) for key in ("gap", "gap_width", "chasm_width") if key in details)
    gap = number(next(given, None), length * 0.36, low=1.0, high=length - 2)
    first = _strip(width, depth, gap / 2, length / 2, is_along_x=is_along_x)
    second = _strip(width, depth, -length / 2, -gap / 2, is_along_x=is_along_x)
    is_first_far = sum(first.holds(spot) for spot in far) > sum(second.holds(spot) for spot in far)
    return (second, first) if is_first_far else (first, second)


def _strip(width: float, depth: float, low: float, high: float, *, is_along_x: bool) -> Slab:
    if is_along_x:
        return Slab(left=low, right=high, back=-depth / 2, front=depth / 2)
    return Slab(left=-width / 2, right=width / 2, back=low, front=high)


def _around(details: JsonObject, far_middle: Point) -> tuple[Slab, ...]:
    near = _named_slab(details, "near_platform", (0.0, 0.0), (10.0, 6.0))
    far = _named_slab(details, "keyhole_platform", far_middle, (4.0, 4.0))
    return (near, far)


def _named_slab(details: JsonObject, name: str, middle: Point, usual: Point) -> Slab:
    place = numbers(details.get(f"{name}_relative_pos_xz"), count=2, bound=WIDEST) or middle
    sizes = (
        numbers(value, count=2, bound=WIDEST)
        for key, value in details.items()
        if key.startswith(name) and ("size" in key or "dimensions" in key)
    )
    width, depth = next((size for size in sizes if size), usual)
    half_w, half_d = max(2.0, abs(width)) / 2, max(2.0, abs(depth)) / 2
    return Slab(
        left=place[0] - half_w,
        right=place[0] + half_w,
        back=place[1] - half_d,
        front=place[1] + half_d,
    )
