"""The world's own answer to whether one can get across: no flag, only what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from bot.engine.world import HERE, Landmark, Location, Soul, TemporaryObject, World
from bot.values import Json, JsonObject, as_object, as_text

CHASM_GROUND = "split_chasm_platforms"
"""The ground that parts a place in two without naming a barrier."""

PASSABLE_WHEN = frozenset({"frozen", "filled", "passable", "solid", "bridged"})
"""The details that make a barrier's own object a way, unless the barrier names others."""

CROSSING_STATUSES = frozenset({"flying", "winged", "levitating"})
"""The states in which a soul crosses by itself, unless the barrier names others."""

_PLATFORM_SIZE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """What parts a place in two: the landmarks named in `far` lie beyond it, all others before.

    `objects` are the environment objects the barrier is made of; one whose details have a true
    value under a key of `passable_when` lets everyone pass. `is_declared` tells a barrier the
    recipe names from the one that is read from the kind of ground.
    """

    name: str
    far: frozenset[str]
    objects: frozenset[str] = frozenset()
    passable_when: frozenset[str] = PASSABLE_WHEN
    statuses: frozenset[str] = CROSSING_STATUSES
    is_declared: bool = True

    def is_beyond(self, landmark_key: str) -> bool:
        """Whether a landmark lies on the far side; where a soul stands is the near one."""
        return landmark_key in self.far


def path_exists(
    world: World,
    location_id: str,
    from_landmark: str,
    to_landmark: str,
    now: float,
    *,
    soul: Soul | None = None,
) -> bool:
    """Whether one can get from one landmark (or `HERE`) to another in a place at `now`.

    An environment object's id stands for the landmark that targets it. False where the place or a
    landmark does not exist. With a soul, what it can do by itself counts too.
    """
    location = world.locations.get(location_id)
    if location is None:
        return False
    start, goal = (_landmark_key(location, name) for name in (from_landmark, to_landmark))
    if start is None or goal is None:
        return False
    return all(
        _can_cross(world, location, barrier, now, soul)
        for barrier in barriers_of(world, location)
        if barrier.is_beyond(start) != barrier.is_beyond(goal)
    )


def barriers_of(world: World, location: Location) -> list[Barrier]:
    """The barriers of a place: declared in its ground, by its landmarks, or implied by a chasm."""
    ground = as_object(location.config.get("ground_config"))
    across = _across(location)
    listed = ground.get("barriers")
    declared = [
        _declared(as_object(item), across)
        for item in (cast("list[Json]", listed) if isinstance(listed, list) else [])
    ]
    names = {barrier.name for barrier in declared}
    by_landmark = [
        Barrier(name=name, far=keys, objects=_objects_named(world, location, name))
        for name, keys in across.items()
        if name not in names
    ]
    found = [*declared, *by_landmark]
    if found or location.config.get("ground_type_key") != CHASM_GROUND:
        return found
    return [
        Barrier(
            name="chasm",
            far=frozenset(_on_platform(location, ground)),
            objects=_objects_named(world, location, "chasm"),
            is_declared=False,
        )
    ]


def _can_cross(
    world: World, location: Location, barrier: Barrier, now: float, soul: Soul | None
) -> bool:
    if soul is not None and barrier.statuses.intersection(soul.statuses_at(now)):
        return True
    if any(
        _spans(location, barrier, thing)
        for thing in world.temporary_in(location.id)
        if now < thing.expires_at
    ):
        return True
    for thing in world.objects_in(location.id):
        if thing.details.get("bridges") in (True, barrier.name):
            return True
        if thing.id in barrier.objects and any(
            thing.details.get(key) for key in barrier.passable_when
        ):
            return True
    return False


def _spans(location: Location, barrier: Barrier, thing: TemporaryObject) -> bool:
    if thing.config.get("spans") is False:
        return False
    ends = [
        _landmark_key(location, name) for name in (thing.from_landmark_id, thing.to_landmark_id)
    ]
    sides = {_side(location, barrier, key) for key in ends if key is not None}
    return len(sides) == 2


def _side(location: Location, barrier: Barrier, key: str) -> str:
    """The side a landmark is on; what begins or ends at the barrier's own landmark goes over it."""
    mark = location.landmarks.get(key)
    if mark and (key == barrier.name or mark.target_object_id in barrier.objects):
        return "over"
    return "far" if barrier.is_beyond(key) else "near"


def _landmark_key(location: Location, name: str) -> str | None:
    if name == HERE or name in location.landmarks:
        return name
    mark = location.landmark_targeting(name)
    return mark.key if mark else None


def _declared(item: JsonObject, across: dict[str, frozenset[str]]) -> Barrier:
    name = as_text(item.get("name"), "barrier")
    between = item.get("between")
    sides = cast("list[Json]", between) if isinstance(between, list) else []
    far = _texts(sides[1]) if len(sides) > 1 else frozenset[str]()
    own = _texts(item.get("object_id"))
    return Barrier(
        name=name,
        far=far | across.get(name, frozenset()),
        objects=_texts(item.get("objects")) | own,
        passable_when=_texts(item.get("passable_when")) or PASSABLE_WHEN,
        statuses=_texts(item.get("statuses")) or CROSSING_STATUSES,
    )


def _across(location: Location) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, mark in location.landmarks.items():
        if name := mark.text("across"):
            found[name] = found.get(name, frozenset()) | {key}
    return found


def _objects_named(world: World, location: Location, name: str) -> frozenset[str]:
    """The objects of a place that are, by their id or type, the barrier of that name."""
    return frozenset(
        thing.id
        for thing in world.objects_in(location.id)
        if name in thing.id.lower() or name in thing.type.lower()
    )


def _on_platform(location: Location, ground: JsonObject) -> Iterator[str]:
    platform = _pair(ground.get("keyhole_platform_relative_pos_xz"))
    size = next((_pair(ground[key]) for key in ground if _names_platform_size(key)), None)
    width, depth = size or (_PLATFORM_SIZE, _PLATFORM_SIZE)
    for key, mark in location.landmarks.items():
        place = _standing(mark)
        is_within = (
            platform is not None
            and place is not None
            and abs(place[0] - platform[0]) <= width / 2
            and abs(place[1] - platform[1]) <= depth / 2
        )
        if is_within or "keyhole" in key or "keyhole" in as_text(mark.interaction_type):
            yield key


def _names_platform_size(key: str) -> bool:
    return key.startswith("keyhole_platform") and ("size" in key or "dimensions" in key)


def _standing(mark: Landmark) -> tuple[float, float] | None:
    numbers = _numbers(mark.config.get("relative_position_xyz"))
    return (numbers[0], numbers[2]) if len(numbers) > 2 else None


def _pair(value: Json) -> tuple[float, float] | None:
    """Two numbers along x and z, of one number, two, or three of which the middle is height."""
    numbers = _numbers([value] if isinstance(value, int | float) else value)
    return (numbers[0], numbers[-1]) if numbers else None


def _numbers(value: Json) -> list[float]:
    items: Iterable[Json] = value if isinstance(value, list) else ()
    numbers = [float(one) for one in items if isinstance(one, int | float)]
    return numbers if isinstance(value, list) and len(numbers) == len(value) else []


def _texts(value: Json) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    items: Iterable[Json] = value if isinstance(value, list) else ()
    return frozenset(item for item in items if isinstance(item, str))
