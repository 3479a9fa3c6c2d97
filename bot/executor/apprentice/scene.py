"""The scene of a prompt as the apprentice sees it: places and what stands in them, by id and name.

It reads the JSON between `<scene>` and `</scene>`: "me", "location" (the maker's place), its
"landmarks", "objects", "souls", "artifacts", "puzzles", and "places", a list of other places with
their own landmarks and objects. Whatever is missing or of another shape is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import cast

from bot.executor.apprentice.text import clean, tokens_of, words_of
from bot.values import Json, JsonObject, as_object, as_text

MOST = 400
"""How many things of a scene are looked at."""

_FAR = words_of(
    "keyhole platform far other opposite beyond across island isle upper top gallery loft tower"
    " roof balcony nest crane mast shelf alcove"
)
_NEAR = words_of("near this back return entrance exit door gate")
_CHASMS = words_of(
    "chasm gap abyss gorge ravine canyon pit rift river waterfall stream lake moat sea canal"
    " fissure gulf crevasse"
)


class Sort(StrEnum):
    """What a spot is."""

    LANDMARK = "landmark"
    OBJECT = "object"
    SOUL = "soul"
    PLACE = "place"
    ARTIFACT = "artifact"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Something of the scene a wish can aim at.

    `place_id` is where it is (for a place, its own id), `exit_to` and `object_id` are the place a
    landmark leads to and the object behind it, `function` is the function of an artifact.
    """

    sort: Sort
    id: str
    name: str
    place_id: str = ""
    exit_to: str = ""
    object_id: str = ""
    landmark_key: str = ""
    type: str = ""
    function: str = ""
    details: JsonObject = field(default_factory=dict[str, Json])

    @cached_property
    def named(self) -> tuple[tuple[str, ...], ...]:
        """The words of its name, of its id and of its type."""
        return tuple(tuple(tokens_of(text)) for text in (self.name, self.id, self.type))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name and id, none twice."""
        return tuple(dict.fromkeys([*self.named[0], *self.named[1]]))

    @property
    def is_gap(self) -> bool:
        """Whether it sounds like something one has to get across."""
        return not _CHASMS.isdisjoint({*self.words, *self.named[2]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """All spots of a scene, those of the maker's place first."""

    here: str = ""
    me: str = ""
    spots: tuple[Spot, ...] = ()
    beyond: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()
    puzzles: tuple[str, ...] = ()

    def of(self, sort: Sort, place_id: str | None = None) -> list[Spot]:
        """The spots of a sort, of one place if it is given."""
        return [
            spot
            for spot in self.spots
            if spot.sort is sort and (place_id is None or spot.place_id == place_id)
        ]

    def place_name(self, place_id: str) -> str:
        """What the place is called."""
        return next((spot.name for spot in self.of(Sort.PLACE, place_id)), place_id)

    def landmark_of(self, spot: Spot) -> Spot | None:
        """The landmark one gets to who aims at a landmark, an object or another place."""
        if spot.sort is Sort.LANDMARK:
            return spot
        for mark in self.of(Sort.LANDMARK):
            if spot.sort is Sort.OBJECT and spot.id == mark.object_id:
                return mark
            if spot.sort is Sort.PLACE and spot.id == mark.exit_to and mark.place_id == self.here:
                return mark
        return None

    def object_of(self, spot: Spot) -> Spot | None:
        """The environment object one works on who aims at an object or its landmark."""
        wanted = spot.id if spot.sort is Sort.OBJECT else spot.object_id
        return next((thing for thing in self.of(Sort.OBJECT) if thing.id == wanted), None)

    def far_landmark(self, place_id: str) -> Spot | None:
        """The landmark of a place that one most likely has to get across to, if it has any."""
        marks = self.of(Sort.LANDMARK, place_id)
        return max(marks, key=self._remoteness, default=None)

    def gap(self, place_id: str) -> Spot | None:
        """The environment object of a place that is a chasm, a river or the like."""
        things = self.of(Sort.OBJECT, place_id)
        named = (spot for spot in things if spot.id in self.gaps)
        return next(named, None) or next((spot for spot in things if spot.is_gap), None)

    def first_gap(self) -> Spot | None:
        """The gap of the maker's place, else of the first place that has one."""
        places = [self.here, *(spot.id for spot in self.of(Sort.PLACE))]
        found = [gap for place in places if (gap := self.gap(place))]
        return min(found, key=lambda gap: gap.id not in self.gaps, default=None)

    def is_far(self, spot: Spot) -> bool:
        """Whether a landmark looks as if one had to get across to it."""
        return spot.id in self.beyond or not _FAR.isdisjoint(spot.words)

    def _remoteness(self, spot: Spot) -> tuple[bool, int, bool, bool]:
        words = set(spot.words)
        seeming = len(_FAR & words) - len(_NEAR & words)
        return (spot.id in self.beyond, seeming, not spot.is_gap, not spot.exit_to)


def scenery(scene: JsonObject) -> Scenery:
    """The scenery of a scene's JSON."""
    here = as_object(scene.get("location"))
    contents: JsonObject = {**here, **{key: scene.get(key) for key in ("landmarks", "objects")}}
    places = [contents] if here else []
    places += _objects(scene.get("places"))
    spots = [spot for place in places for spot in _place(place)]
    known = {spot.id for spot in spots if spot.sort is Sort.PLACE}
    others = (row for row in _objects(scene.get("locations")) if row.get("id") not in known)
    spots += [spot for row in others if (spot := _spot(Sort.PLACE, row, _id(row)))]
    spots += _carried(scene, _id(here))
    return Scenery(
        here=_id(here),
        me=_id(as_object(scene.get("me"))),
        spots=tuple(spots[:MOST]),
        beyond=frozenset(text for place in places for text in _beyond(place.get("barriers"))),
        gaps=frozenset(text for place in places for text in _made_of(place.get("barriers"))),
        puzzles=tuple(_id(row) for row in _objects(scene.get("puzzles")) if _id(row)),
    )


def _place(place: JsonObject) -> Iterator[Spot]:
    place_id = _id(place)
    if spot := _spot(Sort.PLACE, place, place_id):
        yield spot
    for row in _objects(place.get("landmarks")):
        if spot := _spot(Sort.LANDMARK, row, place_id, key="key"):
            yield spot
    for row in _objects(place.get("objects")):
        if spot := _spot(Sort.OBJECT, row, place_id):
            yield spot


def _carried(scene: JsonObject, here: str) -> Iterator[Spot]:
    for row in _objects(scene.get("souls")):
        if spot := _spot(Sort.SOUL, row, here):
            yield spot
    for row in _objects(scene.get("artifacts")):
        if spot := _spot(Sort.ARTIFACT, row, here):
            yield spot


def _spot(sort: Sort, row: JsonObject, place_id: str, *, key: str = "id") -> Spot | None:
    spot_id = as_text(row.get(key))
    if not spot_id:
        return None
    return Spot(
        sort=sort,
        id=spot_id,
        name=clean(as_text(row.get("name")), limit=80) or spot_id.replace("_", " "),
        place_id=place_id,
        exit_to=as_text(row.get("is_exit_to")),
        object_id=as_text(row.get("target_object_id")),
        landmark_key=as_text(row.get("landmark_key")),
        type=as_text(row.get("type")),
        function=as_text(row.get("function")),
        details=as_object(row.get("details")),
    )


def _beyond(barriers: Json) -> Iterator[str]:
    """The landmark keys on the far side of barriers, {"between": [near, far]} or {"far": keys}."""
    for barrier in _objects(barriers):
        between = barrier.get("between")
        if isinstance(between, list) and len(between) > 1:
            yield from _texts(between[1])
        yield from _texts(barrier.get("far"))


def _made_of(barriers: Json) -> Iterator[str]:
    """The environment objects that barriers are made of."""
    for barrier in _objects(barriers):
        yield from _texts(barrier.get("objects"))
        yield from _texts(barrier.get("object_id"))


def _texts(value: Json) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _objects(value: Json) -> list[JsonObject]:
    if not isinstance(value, list):
        return []
    return [cast(JsonObject, row) for row in value[:MOST] if isinstance(row, dict)]


def _id(row: JsonObject) -> str:
    return as_text(row.get("id"))
