"""Whether one can get across, as the world itself answers it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_play import NOW

from bot.engine.paths import barriers_of, path_exists
from bot.engine.world import HERE, Landmark, Location, Status, TemporaryObject, World
from bot.values import Json, JsonObject

PLACE = "vault_approach"


def span(world: World, start: str, end: str, **config: Json) -> None:
    """Put a temporary object between two landmarks, for thirty seconds."""
    world.temporary["t"] = TemporaryObject(
        id="t",
        type="anything",
        location_id=PLACE,
        from_landmark_id=start,
        to_landmark_id=end,
        created_at=NOW,
        duration=30,
        config=config,
    )


def crosses(world: World, start: str = HERE, end: str = "vault_keyhole", at: float = NOW) -> bool:
    """Whether one gets from start to end in the approach."""
    return path_exists(world, PLACE, start, end, at)


def change(world: World, object_id: str, **details: Json) -> None:
    """Set details of an environment object."""
    world.objects[object_id] = replace(world.objects[object_id], details=details)


def ground(world: World, **ground_config: Json) -> None:
    """Give the approach a ground of declared barriers."""
    place = world.locations[PLACE]
    world.locations[PLACE] = replace(place, config={"ground_config": ground_config})


@pytest.mark.parametrize(
    ("start", "end", "is_way"),
    [
        (HERE, "vault_keyhole", False),
        (HERE, "keyhole_01", False),
        ("vault_keyhole", "ledge", False),
        (HERE, "statue", False),
        ("statue", "vault_keyhole", True),
        (HERE, "ledge", True),
        (HERE, "way_back", True),
        (HERE, "moon", False),
        ("moon", "ledge", False),
    ],
)
def test_a_chasm_parts_a_place(trial: World, start: str, end: str, is_way: bool) -> None:
    """The keyhole, and what stands on its platform, are beyond; all else is on this side."""
    assert crosses(trial, start, end) is is_way
    assert not path_exists(trial, "moon", start, end, NOW)


@pytest.mark.parametrize(
    ("start", "end", "is_way"),
    [
        (HERE, "vault_keyhole", True),
        (HERE, "keyhole_01", True),
        ("ledge", "statue", True),
        ("statue", "ledge", True),
        ("statue", HERE, True),
        (HERE, "rim", True),
        (HERE, "ledge", False),
        ("statue", "vault_keyhole", False),
        (HERE, "moon", False),
        ("rim", "statue", True),
    ],
)
def test_what_spans_the_chasm_is_a_way(trial: World, start: str, end: str, is_way: bool) -> None:
    """Any object from one side to the other, or over the chasm itself, lets everyone cross."""
    span(trial, start, end)
    assert crosses(trial) is is_way
    assert crosses(trial, "statue", "ledge") is is_way


def test_a_way_ends_with_what_made_it(trial: World) -> None:
    """The way is there until the object expires, and not where it spans nothing."""
    span(trial, HERE, "vault_keyhole")
    assert crosses(trial, at=NOW + 29.9)
    assert not crosses(trial, at=NOW + 30)
    span(trial, HERE, "vault_keyhole", spans=False)
    assert not crosses(trial)


@pytest.mark.parametrize("key", ["frozen", "filled", "passable", "solid"])
def test_a_changed_chasm_is_a_way(trial: World, key: str) -> None:
    """Freezing or filling the chasm is enough, and thawing it undoes that."""
    change(trial, "chasm_01", **{key: True})
    assert crosses(trial)
    change(trial, "chasm_01", **{key: False})
    assert not crosses(trial)


def test_another_object_may_bridge(trial: World) -> None:
    """A thing that says it bridges is a way; one that is frozen elsewhere is not."""
    change(trial, "keyhole_01", frozen=True)
    assert not crosses(trial)
    change(trial, "keyhole_01", bridges=True)
    assert crosses(trial)
    change(trial, "keyhole_01", bridges="chasm")
    assert crosses(trial)
    change(trial, "keyhole_01", bridges="river")
    assert not crosses(trial)


def test_wings_carry_their_soul_while_they_last(trial: World) -> None:
    """A flying soul crosses for itself, until it no longer flies."""
    ada = replace(trial.souls["ada"], statuses=(Status(name="flying", until=NOW + 5),))
    assert path_exists(trial, PLACE, HERE, "vault_keyhole", NOW, soul=ada)
    assert not path_exists(trial, PLACE, HERE, "vault_keyhole", NOW + 5, soul=ada)
    assert not crosses(trial)


def test_declared_barriers_say_what_passes_them(trial: World) -> None:
    """A recipe names the sides, the objects, what makes them passable and who crosses."""
    ground(
        trial,
        barriers=[
            {
                "name": "river",
                "between": [["ledge"], ["statue"]],
                "object_id": "chasm_01",
                "passable_when": ["dry"],
                "statuses": "swimming",
            }
        ],
    )
    assert crosses(trial)
    assert not crosses(trial, end="statue")
    change(trial, "chasm_01", frozen=True)
    assert not crosses(trial, end="statue")
    change(trial, "chasm_01", dry=True)
    assert crosses(trial, end="statue")
    change(trial, "chasm_01")
    swimmer = replace(trial.souls["ada"], statuses=(Status(name="swimming"),))
    assert path_exists(trial, PLACE, HERE, "statue", NOW, soul=swimmer)


def test_every_barrier_in_between_must_be_crossed(trial: World) -> None:
    """Two barriers in a row need two ways, or one that spans both."""
    ground(
        trial,
        barriers=[
            {"name": "one", "between": [["ledge"], ["statue", "vault_keyhole"]]},
            {"name": "two", "between": [["ledge", "statue"], ["vault_keyhole"]]},
        ],
    )
    span(trial, HERE, "statue")
    assert crosses(trial, end="statue")
    assert not crosses(trial)
    span(trial, HERE, "vault_keyhole")
    assert crosses(trial)


def test_a_landmark_may_say_what_it_lies_across(trial: World) -> None:
    """`across` puts a landmark beyond a declared barrier, or declares one by its name."""
    place = trial.locations[PLACE]
    far = {"statue": "chasm", "ledge": "wall", "rim": "wall"}
    marks = {
        key: Landmark(key=key, config={**mark.config, "across": far.get(key)})
        for key, mark in place.landmarks.items()
    }
    config: JsonObject = {"ground_config": {"barriers": [{"name": "wall"}, "nonsense"]}}
    trial.locations[PLACE] = replace(place, landmarks=marks, config=config)
    found = {one.name: one.far for one in barriers_of(trial, trial.locations[PLACE])}
    assert found == {"wall": {"ledge", "rim"}, "barrier": set(), "chasm": {"statue"}}
    assert not crosses(trial, end="statue")
    change(trial, "chasm_01", filled=True)
    assert crosses(trial, end="statue")
    assert not crosses(trial, end="ledge")


@pytest.mark.parametrize(
    ("config", "far"),
    [
        ({}, {"lock"}),
        ({"keyhole_platform_relative_pos_xz": [0, 8]}, {"lock", "near_it"}),
        ({"keyhole_platform_relative_pos_xz": "there"}, {"lock"}),
        (
            {"keyhole_platform_relative_pos_xz": [0, 8], "keyhole_platform_size": 8},
            {"lock", "near_it", "beside"},
        ),
        (
            {"keyhole_platform_relative_pos_xz": [0, 8], "keyhole_platform_size_xz": [2, 2]},
            {"lock"},
        ),
        (
            {
                "keyhole_platform_relative_pos_xz": [0, 8],
                "keyhole_platform_dimensions": [9, 1, 9],
            },
            {"lock", "near_it", "beside"},
        ),
    ],
)
def test_the_platform_tells_what_is_beyond(void: World, config: JsonObject, far: set[str]) -> None:
    """The size and position of the keyhole platform decide which landmarks stand on it."""
    configs: dict[str, JsonObject] = {
        "lock": {"landmark_interaction_type_key": "keyhole"},
        "near_it": {"relative_position_xyz": [1.5, 0, 8]},
        "beside": {"relative_position_xyz": [3, 0, 5]},
        "door": {"relative_position_xyz": [0, 0, -8]},
        "odd": {"relative_position_xyz": [0, "up", 8]},
        "flat": {"relative_position_xyz": [0, 8]},
    }
    place = Location(
        id="gorge",
        name="Gorge",
        description="",
        landmarks={key: Landmark(key=key, config=config) for key, config in configs.items()},
        config={"ground_type_key": "split_chasm_platforms", "ground_config": config},
    )
    (chasm,) = barriers_of(void, place)
    assert chasm.far == far
    assert not chasm.is_declared
