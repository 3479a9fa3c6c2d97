"""Each host API's yes and no, called as the world's own functions call it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_play import NOW, Begin, Play

from bot.engine.host_apis.events import MOST_LINES, MOST_TIMERS
from bot.engine.host_apis.souls import MOST_STATUSES
from bot.engine.host_apis.subject import LARGEST_LIST, MOST_ENTRIES, MOST_LANDMARKS
from bot.engine.host_apis.things import MOST_TEMPORARY
from bot.engine.world import World
from bot.values import JsonObject

BRIDGE: JsonObject = {
    "type": "light_bridge",
    "to_landmark_id": "vault_keyhole",
    "location_id": "vault_approach",
    "soul_id": "ada",
    "client_visual_config": {"color": "#ffffaa"},
}


@pytest.fixture
def play(trial: World, begin: Begin) -> Play:
    """A turn of the world's own functions in the trial."""
    return begin(trial)


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


async def test_a_temporary_object_appears_and_says_how_long(play: Play) -> None:
    """The object begins where its maker stands and its line in the log tells its duration."""
    reply = await play("host_create_temporary_object", **BRIDGE, duration=30)
    assert reply["success"] is True
    thing = play.world.temporary[reply["object_id"]]
    assert thing.from_landmark_id == "player_current_pos"
    assert thing.creator_soul_id == "ada"
    assert thing.expires_at == NOW + 30
    assert play.said == ["A light bridge appeared in Vault Approach. It will last 30s."]


async def test_a_temporary_object_has_defaults(play: Play) -> None:
    """Without soul, look or duration it is made all the same, for ten seconds."""
    reply = await play(
        "host_create_temporary_object",
        type="icy ladder",
        to_landmark_id="vault_keyhole",
        location_id="vault_approach",
    )
    thing = play.world.temporary[reply["object_id"]]
    assert (thing.duration, thing.creator_soul_id, thing.config) == (10, None, {})
    assert play.said[0].startswith("An icy ladder appeared")


@pytest.mark.parametrize(("asked", "lasts"), [(0, 1), (-5, 1), (1e6, 3600), ("20", 20)])
async def test_durations_are_bounded(play: Play, asked: float, lasts: float) -> None:
    """Too short or too long becomes the nearest that is allowed, and the reply says so."""
    reply = await play("host_create_temporary_object", **BRIDGE, duration=asked)
    assert play.world.temporary[reply["object_id"]].duration == lasts
    assert ("It lasts" in reply["message"]) is (asked != "20")


async def test_a_temporary_object_to_nowhere_says_so(play: Play) -> None:
    """An unknown landmark is no failure, but the reply tells that it leads nowhere."""
    reply = await play("host_create_temporary_object", **{**BRIDGE, "to_landmark_id": "moon"})
    assert reply["success"] is True
    assert "leads nowhere" in reply["message"]
    reply = await play("host_create_temporary_object", **{**BRIDGE, "location_id": "moon"})
    assert reply["success"] is False


async def test_temporary_objects_are_bounded_and_their_ids_new(play: Play) -> None:
    """An id is never one that is taken, and a world holds only so many."""
    reply = await play("host_create_temporary_object", **BRIDGE)
    thing = play.world.temporary[reply["object_id"]]
    number = play.world.chronicle.next_number
    play.world.temporary[f"temporary_{number}"] = thing
    reply = await play("host_create_temporary_object", **BRIDGE)
    assert reply["object_id"] == f"temporary_{number + 1}"
    for number in range(MOST_TEMPORARY):
        play.world.temporary[f"t{number}"] = thing
    assert "no more" in (await play("host_create_temporary_object", **BRIDGE))["error"]


async def test_a_temporary_object_is_removed(play: Play) -> None:
    """Removing takes it out of the world and tells everyone."""
    made = await play("host_create_temporary_object", **BRIDGE)
    reply = await play("host_remove_temporary_object", object_id=made["object_id"])
    assert reply["success"] is True
    assert play.world.temporary == {}
    assert play.said[-1] == "The light bridge is gone."
    reply = await play("host_remove_temporary_object", object_id=made["object_id"])
    assert reply["success"] is False


async def test_souls_move_and_are_listed_with_their_states(play: Play) -> None:
    """The world moves souls anywhere, and lists them with the states they are in now."""
    reply = await play("host_move_soul", soul_id="bob", to_location_id="vault_interior")
    assert reply["message"] == "Bob is now at Vault Interior."
    assert play.said == ["Bob is now in Vault Interior."]
    reply = await play("host_move_soul", soul_id="ada", to_landmark_key="mark_fire")
    assert play.world.souls["ada"].focus == "mark_fire"
    await play("host_set_soul_status", soul_id="ada", status="asleep", duration=5)
    await play("host_set_soul_status", soul_id="ada", status="asleep")
    assert play.said[1:] == ["Ada is asleep for 5 s.", "Ada is asleep."]
    listed = await play("host_list_souls_in_location", location_id="trial_chamber")
    assert listed["souls"] == [{"id": "ada", "name": "Ada", "status": ["asleep"]}]
    for argument in ({}, {"to_location_id": "moon"}, {"to_landmark_key": "moon"}):
        assert (await play("host_move_soul", soul_id="ada", **argument))["success"] is False
    for number in range(MOST_STATUSES):
        reply = await play("host_set_soul_status", soul_id="ada", status=f"s{number}")
    assert "too many states" in reply["error"]


async def test_artifacts_change_hands(play: Play) -> None:
    """A transfer takes from the one and gives to the other, once."""
    hands = {"from_soul_id": "ada", "to_soul_id": "bob", "artifact_id": "ember_01"}
    reply = await play("host_transfer_artifact", **hands)
    assert reply["message"] == "Ada gave Flaming Ember to Bob."
    assert play.world.souls["ada"].inventory == ("key_01",)
    assert play.world.souls["bob"].inventory == ("ember_01",)
    assert "does not carry" in (await play("host_transfer_artifact", **hands))["error"]
    await play("host_give_artifact_to_soul", soul_id="ada", artifact_id="ember_01")
    assert "already carries" in (await play("host_transfer_artifact", **hands))["error"]


async def test_light_and_weather_pass(play: Play) -> None:
    """A light for a time covers the usual one; a lasting one takes its place."""
    await play("host_set_light", location_id="vault_approach", value="dim")
    await play("host_set_light", location_id="vault_approach", value="bright", duration=30)
    await play("host_set_weather", location_id="vault_approach", value="fog", duration=10)
    place = play.world.locations["vault_approach"]
    assert (place.light_at(NOW), place.light_at(NOW + 30)) == ("bright", "dim")
    assert (place.weather_at(NOW), place.weather_at(NOW + 10)) == ("fog", None)
    told = await play("host_get_location_data", location_id="vault_approach")
    assert (told["light"], told["weather"]) == ("bright", "fog")
    await play("host_set_weather", location_id="vault_approach", value="clear")
    assert play.world.locations["vault_approach"].weather_at(NOW) == "clear"
    assert play.said[-2:] == [
        "The weather in Vault Approach is fog for 10 s.",
        "The weather in Vault Approach is clear.",
    ]
    assert World.from_document("w", play.world.document()).state_hash() == play.world.state_hash()


async def test_a_puzzles_state_is_merged(play: Play) -> None:
    """Properties replace the same keys of the state; the id stays the puzzle's own."""
    reply = await play(
        "host_set_puzzle_properties",
        puzzle_id="elemental_trial",
        properties={"fire": True, "is_open": True, "id": "other"},
    )
    assert reply["success"] is True
    puzzle = play.world.puzzles["elemental_trial"]
    assert puzzle.is_solved
    assert puzzle.state["id"] == "elemental_trial"
    reply = await play("host_set_puzzle_properties", puzzle_id="none", properties={})
    assert reply["success"] is False


async def test_registering_a_checker_begins_the_puzzle(play: Play) -> None:
    """A checker may be named before or after the puzzle is begun."""
    for puzzle_id in ("elemental_trial", "new"):
        await play(
            "host_register_puzzle_check_function",
            puzzle_id=puzzle_id,
            checking_dynamic_function_name="df_check",
        )
        assert play.world.puzzles[puzzle_id].checker == "df_check"
    assert play.world.puzzles["elemental_trial"].state["fire"] is False


@pytest.mark.parametrize(
    ("answer", "condition_met", "message"),
    [
        ('{"condition_met": true, "message": "Lit."}', True, "Lit."),
        ('{"condition_met": false, "message": "Dark."}', False, "Dark."),
        ('{"condition_met": true}', True, "The condition is met."),
        ('{"error": "No."}', False, "No."),
        ("{}", False, "The condition is not met."),
        ("yes", False, "df_check did not answer with a JSON object."),
        ("[]", False, "df_check did not answer with a JSON object."),
        (None, False, "There is no function 'df_check' in this world."),
    ],
)
async def test_a_puzzle_is_checked_by_its_checker(
    trial: World, begin: Begin, answer: str | None, condition_met: bool, message: str
) -> None:
    """The checker's answer is the reply; one without sense is a condition not met."""
    play = begin(trial, **({"df_check": answer} if answer else {}))
    await play(
        "host_register_puzzle_check_function",
        puzzle_id="elemental_trial",
        checking_dynamic_function_name="df_check",
    )
    reply = await play("host_check_puzzle_condition", puzzle_id="elemental_trial")
    assert (reply["condition_met"], reply["message"]) == (condition_met, message)
    if answer:
        state = {**play.world.puzzles["elemental_trial"].state}
        params = {"puzzle_id": "elemental_trial", "current_puzzle_state": state}
        assert play.ran == [("df_check", params)]


async def test_a_puzzle_without_checker_is_not_met(play: Play) -> None:
    """An unknown puzzle, or one that nothing checks, answers in the same form."""
    for puzzle_id in ("none", "elemental_trial"):
        reply = await play("host_check_puzzle_condition", puzzle_id=puzzle_id)
        assert reply["condition_met"] is False
        assert reply["message"] == reply["error"]


async def test_an_event_runs_its_handler(trial: World, begin: Begin) -> None:
    """The handler gets the event, the soul and the event's params; its result is the message."""
    play = begin(trial, df_open="The door opens.", df_fail='{"error": "Stuck."}')
    reply = await play("host_trigger_world_event", event_id="open")
    assert reply == {"success": True, "message": "No handler is registered for event 'open'."}
    assert play.said == []
    for event_id in ("open", "fail", "lost"):
        await play(
            "host_register_event_handler_function",
            event_id=event_id,
            handler_dynamic_function_name=f"df_{event_id}",
        )
    reply = await play(
        "host_trigger_world_event", event_id="open", soul_id="ada", event_params={"by": "key"}
    )
    assert reply == {"success": True, "message": "The door opens.", "result": "The door opens."}
    assert play.ran == [("df_open", {"event_id": "open", "soul_id": "ada", "by": "key"})]
    assert (await play("host_trigger_world_event", event_id="fail"))["success"] is False
    assert "no function" in (await play("host_trigger_world_event", event_id="lost"))["error"]


async def test_events_are_scheduled(play: Play) -> None:
    """A timer is kept in the world, within bounds of time and number."""
    for seconds in (60, 0, 1e9):
        reply = await play("host_schedule_event", event_id="e", after_seconds=seconds)
        assert reply["success"] is True
    timers = list(play.world.schedule.values())
    assert [timer.due_at - NOW for timer in timers] == [60, 1, 7 * 24 * 3600]
    assert not timers[0].by_player
    number = play.world.chronicle.next_number
    play.world.schedule[f"timer_{number}"] = timers[0]
    reply = await play("host_schedule_event", event_id="e", after_seconds=5)
    assert reply["schedule_id"] == f"timer_{number + 1}"
    for number in range(MOST_TIMERS):
        play.world.schedule[f"x{number}"] = timers[0]
    reply = await play("host_schedule_event", event_id="e", after_seconds=5)
    assert "no more" in reply["error"]


async def test_chance_repeats_itself(trial: World, begin: Begin) -> None:
    """The same action of the same world draws the same numbers, within their bounds."""
    draws = []
    for _ in range(2):
        play = begin(trial)
        replies = [await play("host_random", low=1, high=6) for _ in range(20)]
        draws.append([reply["value"] for reply in replies])
    assert draws[0] == draws[1]
    assert set(draws[0]) <= set(range(1, 7))
    assert (await begin(trial)("host_random", low=2, high=1))["success"] is False


async def test_functions_call_functions(trial: World, begin: Begin) -> None:
    """What the called function returned is the result, its message the message."""
    play = begin(
        trial, df_plain="Done \ud800.", df_json='{"message": "Well."}', df_bad='{"error": "No."}'
    )
    reply = await play("host_call_function", name="df_plain")
    assert reply == {"success": True, "message": "Done ?.", "result": "Done ?."}
    reply = await play("host_call_function", name="df_json", params={"a": 1})
    assert (reply["message"], reply["result"]) == ("Well.", '{"message": "Well."}')
    reply = await play("host_call_function", name="df_bad")
    assert (reply["success"], reply["error"]) == (False, "No.")
    assert (await play("host_call_function", name="df_none"))["success"] is False
    assert play.ran[1] == ("df_json", {"a": 1})


async def test_a_path_is_asked_for(at_the_chasm: World, begin: Begin) -> None:
    """The answer changes with what spans the chasm at the time."""
    play = begin(at_the_chasm)
    way = {
        "location_id": "vault_approach",
        "from_landmark": "player_current_pos",
        "to_landmark": "vault_keyhole",
    }
    reply = await play("host_path_exists", **way)
    assert reply["path_exists"] is False
    assert reply["message"] == "There is no way to Keyhole now."
    await play("host_create_temporary_object", **BRIDGE)
    assert (await play("host_path_exists", **way))["path_exists"] is True


async def test_wings_are_a_path_for_who_has_them(at_the_chasm: World, begin: Begin) -> None:
    """The acting soul's own states count."""
    play = begin(at_the_chasm, tool_of="ada")
    await play("host_set_soul_status", soul_id="ada", status="flying", duration=20)
    reply = await play(
        "host_path_exists",
        location_id="vault_approach",
        from_landmark="ledge",
        to_landmark="vault_keyhole",
    )
    assert reply["path_exists"] is True
