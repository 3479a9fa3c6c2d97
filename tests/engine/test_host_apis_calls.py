"""Each host API's yes and no: what there is, how it looks, and what is told of it."""

from __future__ import annotations

from dataclasses import replace

from engine_play import Play

from bot.engine.host_apis.events import MOST_LINES
from bot.engine.host_apis.subject import LARGEST_LIST, MOST_ENTRIES, MOST_LANDMARKS


async def test_creation_refuses_known_ids(play: Play) -> None:
    """Locations and artifacts are added once; puzzles and objects of a recipe may be replaced."""
    reply = await play(
        "host_core_add_artifact_to_gamestate", id="ember_01", name="x", description="y"
    )
    assert reply == "Error: There is already an artifact 'ember_01'."
    reply = await play(
        "host_core_add_env_object_to_gamestate",
        id="chasm_01",
        location_id="vault_approach",
        type="gap",
        details={"depth": 9},
    )
    assert reply == "Environment object 'chasm_01' was added to 'vault_approach'."
    assert play.world.objects["chasm_01"].details == {"depth": 9}
    reply = await play(
        "host_core_add_env_object_to_gamestate", id="x", location_id="nowhere", type="gap"
    )
    assert reply.startswith("Error: There is no location 'nowhere'; there are 'trial_chamber'")


async def test_a_world_has_room_for_so_much(play: Play) -> None:
    """A table that is full takes no more, and says so."""
    place = play.world.locations["trial_chamber"]
    for number in range(MOST_ENTRIES - len(play.world.locations)):
        play.world.locations[f"p{number}"] = place
    reply = await play(
        "host_core_add_location_to_gamestate", id="one_more", name="x", description="y"
    )
    assert reply == f"Error: There are already {MOST_ENTRIES} locations, and there can be no more."


async def test_giving_logs_only_the_first_time(play: Play) -> None:
    """An artifact is obtained once; giving it again says that it is carried already."""
    for _ in range(2):
        reply = await play("host_give_artifact_to_soul", soul_id="bob", artifact_id="orb_01")
        assert reply["success"] is True
    assert reply["message"] == "Bob already carries Orb of Ingenuity."
    assert play.said == ["Bob obtained Orb of Ingenuity."]
    assert play.world.souls["bob"].inventory == ("orb_01",)
    reply = await play("host_give_artifact_to_soul", soul_id="bob", artifact_id="none")
    assert "no artifact 'none'" in reply["error"]
    reply = await play("host_give_artifact_to_soul", soul_id="eve", artifact_id="orb_01")
    assert reply["error"] == "There is no soul 'eve'; there are 'ada', 'bob'."


async def test_world_properties_hold_any_json(play: Play) -> None:
    """A property is set to any value; null takes it away."""
    for value in (1, "x", [True], {"a": None}):
        await play("host_set_world_property", property_name="p", property_value=value)
        assert play.world.properties["p"] == value
    await play("host_set_world_property", property_name="p", property_value=None)
    assert play.world.properties == {}


async def test_configs_are_merged(play: Play) -> None:
    """Keys that are not given are kept, null takes one away, others are replaced as a whole."""
    await play(
        "host_set_landmark_visual_config",
        location_id="trial_chamber",
        landmark_key="stone_door",
        config={"material_config": {"base_color_hex": "#fff"}, "display_name": None},
    )
    place = play.world.locations["trial_chamber"]
    door = place.landmarks["stone_door"]
    assert door.name == "stone_door"
    assert door.config["material_config"] == {"base_color_hex": "#fff"}
    assert place.exits == {"stone_door": "vault_approach"}
    await play(
        "host_set_landmark_visual_config",
        location_id="trial_chamber",
        landmark_key="stone_door",
        config={"is_exit_to_location_id": None},
    )
    assert play.world.locations["trial_chamber"].exits == {}
    await play(
        "host_set_location_visual_config",
        location_id="vault_approach",
        config={"center_position_xyz": [0, 0, 0]},
    )
    assert play.world.locations["vault_approach"].config["ground_type_key"]


async def test_a_config_cannot_grow_without_end(play: Play) -> None:
    """Merging stops at the size a value may have."""
    for number in range(3):
        reply = await play(
            "host_set_location_visual_config",
            location_id="trial_chamber",
            config={f"part_{number}": "x" * 7000},
        )
    assert "larger than" in reply["error"]
    assert set(play.world.locations["trial_chamber"].config) == {"part_0", "part_1"}


async def test_landmarks_need_a_place_and_room(play: Play) -> None:
    """A landmark stands in a known location that is not full."""
    reply = await play(
        "host_set_landmark_visual_config", location_id="nowhere", landmark_key="x", config={}
    )
    assert reply["success"] is False
    place = play.world.locations["trial_chamber"]
    crowd = {f"m{number}": place.landmarks["stone_door"] for number in range(MOST_LANDMARKS)}
    play.world.locations["trial_chamber"] = replace(place, landmarks=crowd)
    reply = await play(
        "host_set_landmark_visual_config", location_id="trial_chamber", landmark_key="x", config={}
    )
    assert "can be no more" in reply["error"]


async def test_the_log_is_bounded(play: Play) -> None:
    """A turn writes so many lines, and then is told to stop."""
    for _ in range(MOST_LINES):
        reply = await play("host_log_message_to_world", message="Again.")
        assert reply == "The message was written to the world log."
    reply = await play("host_log_message_to_world", message="Again.")
    assert reply.startswith("Error: One action writes at most")
    assert (await play("host_log_message_to_world", message="x" * 1001)).startswith("Error: ")


async def test_an_effect_replaces_top_level_keys(play: Play) -> None:
    """Details are merged by key, a nested value is replaced, and nothing raw is logged."""
    for update in ({"new_color_hex": "#f00", "emissive_intensity": 1}, {"new_color_hex": "#00f"}):
        reply = await play(
            "host_apply_effect_on_environment_object",
            object_id="pedestal_fire",
            effect_details={"lit": True, "client_visual_update": update},
        )
    assert reply["message"] == "Flame Pedestal was changed."
    details = play.world.objects["pedestal_fire"].details
    assert details["lit"] is True
    assert details["is_unlocked"] is False
    assert details["client_visual_update"] == {"new_color_hex": "#00f"}
    assert play.said == []
    reply = await play(
        "host_apply_effect_on_environment_object", object_id="none", effect_details={}
    )
    assert reply["success"] is False


async def test_an_effect_works_on_a_thing_without_a_place(play: Play) -> None:
    """An object whose location is not known is named by its id."""
    thing = play.world.objects["chasm_01"]
    play.world.objects["chasm_01"] = replace(thing, location_id="lost")
    reply = await play(
        "host_apply_effect_on_environment_object", object_id="chasm_01", effect_details={"a": 1}
    )
    assert reply["message"] == "chasm_01 was changed."


async def test_reading_tells_what_the_contract_says(play: Play) -> None:
    """Reads carry the contract's fields."""
    place = await play("host_get_location_data", location_id="trial_chamber")
    assert place["id"] == "trial_chamber"
    assert place["exits"] == {"stone_door": "vault_approach"}
    soul = await play("host_get_entity_data", entity_id="ada")
    assert (soul["id"], soul["name"], soul["location_id"]) == ("ada", "Ada", "trial_chamber")
    thing = await play("host_get_environment_object_data", object_id="keyhole_01")
    assert (thing["id"], thing["type"], thing["location_id"]) == (
        "keyhole_01",
        "lock",
        "vault_approach",
    )
    assert thing["details"] == {}
    things = await play("host_list_environment_objects", location_id="vault_approach")
    assert [one["id"] for one in things["objects"]] == ["keyhole_01", "chasm_01"]
    puzzle = await play("host_get_puzzle_state", puzzle_id="elemental_trial")
    assert puzzle["state"]["id"] == "elemental_trial"
    carried = await play("host_get_inventory", soul_id="ada")
    assert [one["id"] for one in carried["artifacts"]] == ["ember_01", "key_01"]
    for api, argument in (
        ("host_get_entity_data", {"entity_id": "x"}),
        ("host_get_environment_object_data", {"object_id": "x"}),
        ("host_list_environment_objects", {"location_id": "x"}),
        ("host_list_souls_in_location", {"location_id": "x"}),
        ("host_get_puzzle_state", {"puzzle_id": "x"}),
        ("host_get_inventory", {"soul_id": "x"}),
        ("host_path_exists", {"location_id": "x", "from_landmark": "a", "to_landmark": "b"}),
    ):
        assert (await play(api, **argument))["success"] is False


async def test_a_list_says_what_it_has_no_room_for(play: Play) -> None:
    """A long list is cut to what a reply may hold."""
    thing = play.world.objects["chasm_01"]
    for number in range(8):
        play.world.objects[f"o{number}"] = replace(
            thing, id=f"o{number}", details={"x": "y" * 9000}
        )
    things = await play("host_list_environment_objects", location_id="vault_approach")
    assert things["left_out"] == 8 - LARGEST_LIST // 9000
    assert len(things["objects"]) == 2 + LARGEST_LIST // 9000
