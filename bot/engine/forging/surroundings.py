"""What the writer of a tool is told of the world: places, landmarks, things and souls, with ids."""

from __future__ import annotations

from typing import cast

from bot.engine.world import Landmark, Location, World
from bot.values import Json, JsonObject, as_object


def surroundings(world: World, soul_id: str, *, places: int = 12) -> JsonObject:
    """The soul's place in full, up to `places` others with what stands in them."""
    soul = world.souls[soul_id]
    here = world.locations.get(soul.location_id or "")
    now = world.chronicle.time
    others = [place for place in world.locations.values() if place is not here][:places]
    scene: JsonObject = {
        "me": {"id": soul.id, "name": soul.name},
        "location": _place(here, now) if here else None,
        "locations": [{"id": place.id, "name": place.name} for place in world.locations.values()],
        "souls": [
            {"id": other.id, "name": other.name} for other in world.souls_in(soul.location_id)
        ],
        "artifacts": [
            {"id": item.id, "name": item.name, "function": item.function_name}
            for item in (world.artifacts.get(key) for key in soul.inventory)
            if item
        ],
        "puzzles": [
            {"id": puzzle.id, "solved": puzzle.is_solved} for puzzle in world.puzzles.values()
        ],
        "places": [{**_place(place, now), **_contents(world, place)} for place in others],
    }
    return {**scene, **(_contents(world, here) if here else {})}


def _place(place: Location, now: float) -> JsonObject:
    ground = as_object(place.config.get("ground_config"))
    return {
        "id": place.id,
        "name": place.name,
        "description": place.description,
        "exits": cast(Json, dict(place.exits)),
        "ground": place.config.get("ground_type_key"),
        "barriers": ground.get("barriers", []),
        "light": place.light_at(now),
        "weather": place.weather_at(now),
    }


def _contents(world: World, place: Location) -> JsonObject:
    return {
        "landmarks": [_landmark(mark, place) for mark in place.landmarks.values()],
        "objects": [
            {
                "id": thing.id,
                "type": thing.type,
                "details": cast(Json, thing.details),
                "landmark_key": mark.key if mark else None,
                "name": mark.name if mark else thing.id,
            }
            for thing in world.objects_in(place.id)
            for mark in [place.landmark_targeting(thing.id)]
        ],
    }


def _landmark(mark: Landmark, place: Location) -> JsonObject:
    return {
        "key": mark.key,
        "name": mark.name,
        "interaction_type": mark.interaction_type,
        "target_object_id": mark.target_object_id,
        "is_exit_to": place.exits.get(mark.key),
    }
