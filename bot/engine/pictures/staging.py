"""A scene as a stage: what is drawn, where, in which colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.engine.pictures.plainly import clean, words_in
from bot.engine.pictures.solids import paint_of, solids_of
from bot.engine.pictures.stage import (
    Doorway,
    Figure,
    Ground,
    Point,
    Slab,
    Solid,
    Span,
    Stage,
)
from bot.engine.pictures.standing import Crowd
from bot.engine.pictures.terrain import ground_of
from bot.engine.pictures.tints import Rgb, own_tint, tint_in
from bot.engine.pictures.vocabulary import meaning_of
from bot.engine.scene import Scene
from bot.engine.world import HERE, TemporaryObject
from bot.values import Json, JsonObject, as_object, as_text

LINEAR = frozenset({"bridge", "ladder", "vines", "rope"})
"""What is drawn from one end to the other."""

_NIGHT: Rgb = (20, 22, 32)
_FLYING = ("flying", "winged", "levitating")


def stage_of(scene: Scene) -> Stage:
    """What a picture of the scene shows."""
    solids = solids_of(scene)
    far = _far_keys(scene.config)
    ground = ground_of(
        scene.config,
        [one.spot for one in solids],
        [one.spot for one in solids if one.key in far or one.target in far],
    )
    if scene.location_id is None:
        ground = Ground(slabs=(), tint=ground.tint, reach=4.0)
    ground, solids = _with_chasm(ground, solids)
    crowd = Crowd(ground, solids)
    start = crowd.before(next((one for one in solids if one.is_focus), None))
    spans = tuple(_span(thing, solids, ground, start) for thing in scene.temporary)
    if _can_cross(scene, ground, spans):
        start = crowd.before(next((one for one in solids if one.is_focus), None), beyond=True)
    return Stage(
        title=clean(scene.name) or "?",
        background=_background(scene.config),
        ground=ground,
        light=clean(scene.light or ""),
        weather=clean(scene.weather or ""),
        solids=solids,
        spans=spans,
        figures=_figures(scene, crowd, start),
        doorways=_doorways(scene),
    )


def _background(config: JsonObject) -> Rgb:
    for key in ("background_color_hex", "fog_color_hex", "sky_color_hex"):
        if (found := tint_in(config.get(key))) is not None:
            return found
    return _NIGHT


def _far_keys(config: JsonObject) -> frozenset[str]:
    listed = as_object(config.get("ground_config")).get("barriers")
    found: list[Json] = []
    for item in listed if isinstance(listed, list) else []:
        far = as_object(item).get("far")
        found += far if isinstance(far, list) else [far]
    return frozenset(one for one in found if isinstance(one, str))


def _with_chasm(ground: Ground, solids: tuple[Solid, ...]) -> tuple[Ground, tuple[Solid, ...]]:
    """A chasm that is a landmark lies in the gap; recoloured, it is covered by a sheet."""
    if len(ground.slabs) < 2:
        return ground, solids
    found = next((one for one in solids if one.make == "chasm"), None)
    if found is None or max(found.tint) < 90:
        return ground, solids
    return replace(ground, sheet=found.tint, sheet_glow=found.glow), solids


def _figures(scene: Scene, crowd: Crowd, start: Point) -> tuple[Figure, ...]:
    soul = scene.soul
    own = Figure(
        id=soul.id,
        name=clean(soul.name) or "?",
        spot=start,
        tint=own_tint(soul.id),
        statuses=_statuses(scene.statuses),
        is_viewer=True,
    )
    crowd.take(start)
    others = (
        Figure(
            id=one.id,
            name=clean(one.name) or "?",
            spot=crowd.next_spot(),
            tint=own_tint(one.id),
            statuses=_statuses(one.statuses),
        )
        for one in scene.others
    )
    return (own, *others)


def _statuses(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean(name) for name in names if clean(name))


def _doorways(scene: Scene) -> tuple[Doorway, ...]:
    shown = {one.key for one in scene.landmarks}
    return tuple(
        Doorway(name=clean(one.name), leads_to=clean(one.to_name), is_open=one.sealed is None)
        for one in scene.exits
        if one.key not in shown
    )


def _can_cross(scene: Scene, ground: Ground, spans: tuple[Span, ...]) -> bool:
    if any(name in _FLYING for name in scene.statuses) or ground.sheet is not None:
        return True
    return any(
        span.start is not None and _slab_at(ground, span.start) != _slab_at(ground, span.end)
        for span in spans
    )


def _slab_at(ground: Ground, spot: Point) -> Slab | None:
    return next((slab for slab in ground.slabs if slab.holds(spot)), None)


def _span(thing: TemporaryObject, solids: tuple[Solid, ...], ground: Ground, here: Point) -> Span:
    config = thing.config
    name = clean(as_text(config.get("display_name")) or thing.type.replace("_", " ")) or "?"
    words = words_in(thing.type, name)
    make = meaning_of(words, "spans") or "orb"
    first, last = (
        _end(landmark, solids) for landmark in (thing.from_landmark_id, thing.to_landmark_id)
    )
    start = first.spot if first else here
    end = last.spot if last else here
    if last and last.make == "chasm" and len(ground.slabs) > 1:
        end = ground.slabs[1].nearest(_opposite(start, end), 0.6)
    is_linear = start != end and (make in LINEAR or (make == "orb" and first is not None))
    tint, glow = _paint(config, words)
    return Span(
        id=thing.id,
        name=name,
        make=make,
        start=start if is_linear and config.get("spans") is not False else None,
        end=end,
        tint=tint,
        glow=glow,
        from_name=first.name if first else "",
        to_name=last.name if last else "",
    )


def _opposite(start: Point, middle: Point) -> Point:
    return (2 * middle[0] - start[0], 2 * middle[1] - start[1])


def _end(name: str, solids: tuple[Solid, ...]) -> Solid | None:
    if name == HERE:
        return None
    return next((one for one in solids if name in (one.key, one.target)), None)


def _paint(config: JsonObject, words: tuple[str, ...]) -> tuple[Rgb, Rgb | None]:
    by_word = tint_in(meaning_of(words, "materials")) or (214, 196, 160)
    material = as_object(config.get("material_config"))
    if tint_in(material.get("base_color_hex")) is None:
        flat = next((tint_in(config[key]) for key in config if "color" in key), None)
        return flat or by_word, flat or by_word
    tint, glow, _ = paint_of(config, {})
    return tint, glow
