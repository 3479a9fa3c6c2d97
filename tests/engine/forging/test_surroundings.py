"""What a writer is told of the world: ids, names and details, here and in the other places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playing import yard_world

from bot.engine.forging.surroundings import surroundings
from bot.engine.world import EnvironmentObject, Passing


def test_the_place_of_the_soul_is_told_in_full() -> None:
    """Everything here has its id and the landmark it is reached by; what is secret is not told."""
    world = yard_world()
    place = world.locations["yard"]
    ground = {"barriers": [{"name": "ditch"}]}
    world.locations["yard"] = replace(
        place,
        config={"ground_type_key": "flat_plane", "ground_config": ground},  # pyright: ignore
        passing={"light": Passing(value="dim", until=world.chronicle.time + 1)},
        weather="rain",
    )
    world.objects["mouse"] = EnvironmentObject(id="mouse", location_id="yard", type="mouse")
    told: dict[str, Any] = surroundings(world, "s1")
    assert told["me"] == {"id": "s1", "name": "Ada"}
    assert told["location"] == {
        "id": "yard",
        "name": "Yard",
        "description": "A yard.",
        "exits": {"gate": "barn", "hatch": "barn", "lane": "barn"},
        "ground": "flat_plane",
        "barriers": [{"name": "ditch"}],
        "light": "dim",
        "weather": "rain",
    }
    assert told["landmarks"][0] == {
        "key": "well",
        "name": "Well",
        "interaction_type": None,
        "target_object_id": "well",
        "is_exit_to": None,
    }
    assert told["landmarks"][1]["is_exit_to"] == "barn"
    assert told["objects"] == [
        {"id": "well", "type": "well", "details": {}, "landmark_key": "well", "name": "Well"},
        {"id": "mouse", "type": "mouse", "details": {}, "landmark_key": None, "name": "mouse"},
    ]
    assert told["souls"] == [{"id": "s1", "name": "Ada"}, {"id": "s2", "name": "Ben"}]
    assert told["artifacts"][0] == {"id": "wand", "name": "Wand", "function": "df_wand"}
    assert told["puzzles"] == [{"id": "latch", "solved": False}]


def test_other_places_are_told_up_to_a_number() -> None:
    """All are named, some are described; a thing that is gone is not in the hands."""
    world = yard_world()
    for number in range(5):
        barn = replace(world.locations["barn"], id=f"barn_{number}", name=f"Barn {number}")
        world.locations[barn.id] = barn
    world.souls["s1"] = replace(world.souls["s1"], inventory=("moon", "stone"))
    told: dict[str, Any] = surroundings(world, "s1", places=2)
    assert [place["id"] for place in told["places"]] == ["barn", "barn_0"]
    assert told["places"][0]["landmarks"][0]["key"] == "door"
    assert len(told["locations"]) == 7
    assert told["artifacts"] == [{"id": "stone", "name": "Stone", "function": None}]


def test_in_the_void_there_is_no_place() -> None:
    """The scene has no location and nothing at hand, but the places there are."""
    world = yard_world()
    world.souls["s1"] = replace(world.souls["s1"], location_id=None)
    told: dict[str, Any] = surroundings(world, "s1")
    assert told["location"] is None
    assert "landmarks" not in told
    assert [place["id"] for place in told["places"]] == ["yard", "barn"]
    assert told["souls"] == [{"id": "s1", "name": "Ada"}]
