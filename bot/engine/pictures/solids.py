"""Landmarks as bodies: where they stand, their shape, size, colour and what their words say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

from bot.engine.pictures.plainly import Triple, clean, number, numbers, words_in
from bot.engine.pictures.stage import Point, Solid
from bot.engine.pictures.tints import Rgb, tint_in
from bot.engine.pictures.vocabulary import meaning_of
from bot.engine.scene import Exit, Scene, Sight
from bot.values import Json, JsonObject, as_object, as_text

FARTHEST = 40.0
_PLAIN: Rgb = (150, 148, 142)
_SHAPES = {"sphere": "sphere", "ball": "sphere", "cylinder": "cylinder", "cone": "cylinder"}
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_LEAST_DOOR, _LEAF = 1.0, 0.3


def solids_of(scene: Scene) -> tuple[Solid, ...]:
    """The landmarks of a scene, in its order."""
    exits = {one.key: one for one in scene.exits}
    return tuple(
        _solid(sight, index, exits.get(sight.key)) for index, sight in enumerate(scene.landmarks)
    )


def _solid(sight: Sight, index: int, way: Exit | None) -> Solid:
    config = sight.config
    geometry = as_object(config.get("geometry_config"))
    shape, size = size_of(geometry)
    spot, lift = place_of(config, index, size[1])
    tint, glow, strength = paint_of(config, sight.update)
    interaction = as_text(config.get("landmark_interaction_type_key"))
    make = meaning_of(words_in(interaction, sight.name, sight.key), "makes") or "plain"
    if make == "door" and (shape == "sphere" or size[1] < _LEAST_DOOR):
        make = "plain"
    if make == "door" and shape == "cylinder":
        shape, size = "box", (size[0], size[1], _LEAF)
    if make in ("flame", "lamp") and glow is None and "new_color_hex" in sight.update:
        make = "plain"
    return Solid(
        key=sight.key,
        name=clean(sight.name) or clean(sight.key) or "?",
        shape=shape,
        make=make,
        spot=spot,
        lift=lift,
        size=size,
        tint=tint,
        glow=glow,
        glow_strength=strength,
        is_focus=sight.is_focus,
        way=None if way is None else "sealed" if way.sealed is not None else "open",
        leads_to=clean(way.to_name) if way else "",
        target=sight.target_object_id,
    )


def paint_of(config: JsonObject, update: JsonObject) -> tuple[Rgb, Rgb | None, float]:
    """The colour, the glow and its strength (0 to 1) of a config, as its object recolours it."""
    material = as_object(config.get("material_config"))
    tints = (*_tints(update, "new_color_hex"), *_tints(material, "base_color_hex", "color_hex"))
    glows = (*_tints(update, "emissive_color_hex"), *_tints(material, "emissive_color_hex"))
    tint = next(iter(tints), _PLAIN)
    # An update that recolours without a glow has put the old glow out.
    if tint_in(update.get("new_color_hex")) and "emissive_color_hex" not in update:
        glows = ()
    held = update if "emissive_intensity" in update else material
    strength = number(held.get("emissive_intensity"), 0.7, low=0.0, high=1.0)
    glow = next(iter(glows), None)
    flag = material.get("emissive")
    if glow is None and flag:
        glow = tint_in(flag) if isinstance(flag, str) else tint
    if glow is None or max(glow) == 0 or strength == 0:
        return tint, None, 0.0
    return tint, glow, strength


def _tints(held: JsonObject, *keys: str) -> Iterator[Rgb]:
    for key in keys:
        if (found := tint_in(held.get(key))) is not None:
            yield found


def size_of(geometry: JsonObject) -> tuple[str, Triple]:
    """The shape (box, sphere, cylinder) of a geometry config, and its sizes in paces."""
    shape = _SHAPES.get(as_text(geometry.get("type")).casefold(), "box")
    given = {**geometry, **as_object(geometry.get("parameters"))}
    listed = given.get("dimensions")
    values = cast("list[Json]", listed) if isinstance(listed, list) else []
    width, height, depth = (_length(value, 1.0) for value in [*values[:3], None, None, None][:3])
    radius = _length(given.get("radius", given.get("radius_top")), width / 2)
    if shape == "sphere":
        return shape, (radius * 2, radius * 2, radius * 2)
    height = _length(given.get("height"), height)
    if shape == "cylinder":
        return shape, (radius * 2, height, radius * 2)
    return shape, (_length(given.get("width"), width), height, _length(given.get("depth"), depth))


def _length(value: Json, default: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and value <= 0:
        return default
    return number(value, default, low=0.1, high=24.0)


def place_of(config: JsonObject, index: int, height: float) -> tuple[Point, float]:
    """Where a landmark stands and how high above the ground; the `index`th free spot if unsaid."""
    given = numbers(config.get("relative_position_xyz"), count=3, bound=FARTHEST)
    if given is None:
        around, away = index * _GOLDEN_ANGLE, 1.5 + 1.25 * math.sqrt(index)
        return (away * math.cos(around), away * math.sin(around)), 0.0
    x, y, z = given
    # Some recipes give the body's middle, others its foot: half its own height is the middle.
    lift = 0.0 if abs(y - height / 2) < 0.06 * height + 0.01 else y
    return (x, z), min(8.0, max(-4.0, lift))
