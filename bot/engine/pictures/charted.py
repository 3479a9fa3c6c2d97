"""Where places stand on a map: as their recipe says, else by how they are joined."""

from __future__ import annotations

from collections import deque

from bot.engine.pictures.plainly import numbers
from bot.engine.pictures.stage import Point
from bot.engine.world import Location

_FARTHEST = 1_000_000.0
_LEAST_APART = 0.24
_ROUNDS = 24
_MOST_STEPS = 30_000


def laid_out(places: list[Location]) -> dict[str, Point]:
    """A spot for each place, x and y from 0 to 1, none upon another."""
    if not places:
        return {}
    given = {place.id: _given(place) for place in places}
    known = [spot for spot in given.values() if spot is not None]
    if len(known) < len(places) or len(set(known)) < len(places):
        return _apart(_fitted(_in_layers(places)))
    return _apart(_fitted({key: spot for key, spot in given.items() if spot is not None}))


def _given(place: Location) -> Point | None:
    middle = numbers(place.config.get("center_position_xyz"), count=3, bound=_FARTHEST)
    if middle is None:
        return None
    x, y, z = middle
    return (x - z, (x + z) / 2 - y)


def _in_layers(places: list[Location]) -> dict[str, Point]:
    """Places in columns: the first, what it leads to, what that leads to."""
    by_id = {place.id: place for place in places}
    depth: dict[str, int] = {}
    for first in places:
        queue = deque([(first.id, max(depth.values(), default=-1) + 1)])
        while queue:
            key, level = queue.popleft()
            if key not in depth and key in by_id:
                depth[key] = level
                queue.extend((goal, level + 1) for goal in by_id[key].exits.values())
    columns: dict[int, list[str]] = {}
    for key, level in depth.items():
        columns.setdefault(level, []).append(key)
    return {
        # Every other column stands a little lower: its ways do not run through its neighbours.
        key: (level * 1.0, index - (len(keys) - 1) / 2 + 0.18 * (level % 2))
        for level, keys in columns.items()
        for index, key in enumerate(keys)
    }


def _fitted(spots: dict[str, Point]) -> dict[str, Point]:
    """The spots in the unit square, as wide and as high as they go without much distortion."""
    xs, ys = [x for x, _ in spots.values()], [y for _, y in spots.values()]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    longest = max(wide, high) or 1.0
    width = max(wide, 0.5 * longest)
    height = max(high, 0.6 * longest)
    return {
        key: (
            0.5 + (x - (max(xs) + min(xs)) / 2) / width,
            0.5 + (y - (max(ys) + min(ys)) / 2) / height,
        )
        for key, (x, y) in spots.items()
    }


def _apart(spots: dict[str, Point]) -> dict[str, Point]:
    """The spots pushed off each other until there is room between them."""
    keys = list(spots)
    places = [list(spots[key]) for key in keys]
    count = len(keys)
    least = min(_LEAST_APART, 0.8 / max(1.0, count**0.5))
    for _ in range(min(_ROUNDS, _MOST_STEPS // (count * count) + 1)):
        for first in range(count):
            for second in range(first + 1, count):
                _push(places[first], places[second], least)
        for place in places:
            place[0], place[1] = min(1.0, max(0.0, place[0])), min(1.0, max(0.0, place[1]))
    return {key: (x, y) for key, (x, y) in zip(keys, places, strict=True)}


def _push(one: list[float], other: list[float], least: float) -> None:
    across, down = other[0] - one[0], other[1] - one[1]
    length = (across * across + down * down) ** 0.5
    if length >= least:
        return
    if length < 1e-6:
        across, down, length = 1.0, 0.6, 1.166
    more = (least - min(length, least)) / 2 + 0.004
    for place, sign in ((one, -1), (other, 1)):
        place[0] += sign * more * across / length
        place[1] += sign * more * down / length
