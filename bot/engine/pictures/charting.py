"""A world as a chart: its places, the ways between them, who is where."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from bot.engine.paths import CHASM_GROUND
from bot.engine.pictures.charted import laid_out
from bot.engine.pictures.plainly import clean
from bot.engine.pictures.solids import paint_of, place_of, size_of
from bot.engine.pictures.stage import Chart, Figure, Isle, Point, Road, Speck
from bot.engine.pictures.terrain import ground_of
from bot.engine.pictures.tints import Rgb, own_tint
from bot.engine.scene import exit_refusal
from bot.engine.world import Location, Soul, World
from bot.values import as_object

MOST_ISLES = 36
"""The most places on a map: those nearest to where one is, counted in ways."""

_MOST_SPECKS = 10


def chart_of(world: World, soul_id: str, now: float) -> Chart:
    """What a map of the world shows to a soul at `now` (epoch seconds)."""
    viewer = world.souls.get(soul_id)
    here = viewer.location_id if viewer and viewer.location_id in world.locations else None
    start = here or next(iter(world.locations), None)
    shown = _nearest(world, start)[:MOST_ISLES]
    spots = laid_out([world.locations[key] for key in shown])
    isles = tuple(
        Isle(
            id=key,
            name=clean(world.locations[key].name) or "?",
            spot=spots[key],
            tint=ground_of(world.locations[key].config, (), ()).tint,
            is_here=key == here,
            is_split=world.locations[key].config.get("ground_type_key") == CHASM_GROUND,
            specks=_specks(world, world.locations[key]),
            souls=tuple(_figures(world.souls_in(key), soul_id, now)),
        )
        for key in shown
    )
    return Chart(
        title=clean(world.chronicle.name) or "?",
        isles=isles,
        roads=tuple(_roads(world, shown, viewer, now)),
        left_out=len(world.locations) - len(isles),
    )


def _nearest(world: World, start: str | None) -> list[str]:
    """The places by how many ways they are off; what no way leads to comes last."""
    found: dict[str, None] = {}
    for first in (start, *world.locations):
        queue = deque([first] if first is not None else [])
        while queue:
            key = queue.popleft()
            if key in found or key not in world.locations:
                continue
            found[key] = None
            queue.extend(world.locations[key].exits.values())
    return list(found)


def _specks(world: World, location: Location) -> tuple[Speck, ...]:
    """A few of the landmarks, as what they target recolours them."""
    found: list[tuple[Point, float, Rgb]] = []
    for index, mark in enumerate([*location.landmarks.values()][:_MOST_SPECKS]):
        thing = world.objects.get(mark.target_object_id or "")
        update = as_object(thing.details.get("client_visual_update")) if thing else {}
        _, size = size_of(as_object(mark.config.get("geometry_config")))
        tint, glow, _ = paint_of(mark.config, update)
        found.append((place_of(mark.config, index, size[1])[0], size[1], glow or tint))
    reach = max([3.0, *(max(abs(x), abs(z)) for (x, z), _, _ in found)]) * 1.15
    return tuple(
        Speck(spot=(x / reach, z / reach), tall=min(1.0, tall / reach), tint=tint)
        for (x, z), tall, tint in sorted(found, key=lambda one: sum(one[0]))
    )


def _figures(souls: Iterable[Soul], viewer_id: str, now: float) -> Iterable[Figure]:
    for soul in souls:
        statuses = soul.statuses_at(now)
        if soul.id == viewer_id or "invisible" not in statuses:
            yield Figure(
                id=soul.id,
                name=clean(soul.name) or "?",
                spot=(0.0, 0.0),
                tint=own_tint(soul.id),
                statuses=tuple(map(clean, statuses)),
                is_viewer=soul.id == viewer_id,
            )


def _roads(world: World, shown: list[str], viewer: Soul | None, now: float) -> Iterable[Road]:
    """One road for each two places; it is open if one can take it in one of its directions."""
    ways: dict[tuple[str, str], bool] = {}
    for key in shown:
        location = world.locations[key]
        for mark, goal in location.exits.items():
            if goal in shown and goal != key:
                is_open = _is_open(world, location, mark, viewer, now)
                ways[key, goal] = ways.get((key, goal), False) or is_open
    for (one, other), is_open in ways.items():
        back = ways.get((other, one))
        if back is None or shown.index(one) < shown.index(other):
            yield Road(one=one, other=other, is_open=is_open, is_both_ways=back is not None)


def _is_open(world: World, location: Location, mark: str, viewer: Soul | None, now: float) -> bool:
    return exit_refusal(world, location, mark, now, soul=viewer) is None
