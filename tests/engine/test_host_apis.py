"""Host APIs: the contract with the original, the shapes of replies, and what is recorded."""

from __future__ import annotations

import pytest
from engine_play import Begin, Play

from bot.engine.host_apis import HostApis, catalogue, declared_apis
from bot.engine.labels import LabelBroken
from bot.engine.world import World
from bot.executor.specification import Author, Label
from bot.values import JsonObject

ORIGINAL: dict[str, tuple[str, str]] = {
    "host_core_add_location_to_gamestate": ("id name description", ""),
    "host_core_add_artifact_to_gamestate": (
        "id name description",
        "properties linked_dynamic_function_name",
    ),
    "host_core_add_env_object_to_gamestate": ("id location_id type", "details"),
    "host_core_initialize_puzzle_state": ("id initial_state", ""),
    "host_give_artifact_to_soul": ("soul_id artifact_id", ""),
    "host_set_world_property": ("property_name property_value", ""),
    "host_set_location_visual_config": ("location_id config", ""),
    "host_set_landmark_visual_config": ("location_id landmark_key config", ""),
    "host_log_message_to_world": ("message", ""),
    "host_apply_effect_on_environment_object": ("object_id effect_details", ""),
    "host_check_puzzle_condition": ("puzzle_id", ""),
    "host_trigger_world_event": ("event_id", "soul_id event_params"),
    "host_create_temporary_object": (
        "type to_landmark_id location_id soul_id client_visual_config",
        "duration from_landmark_id",
    ),
    "host_get_entity_data": ("entity_id", ""),
    "host_get_location_data": ("location_id", ""),
    "host_get_environment_object_data": ("object_id", ""),
    "host_register_puzzle_check_function": ("puzzle_id checking_dynamic_function_name", ""),
    "host_register_event_handler_function": ("event_id handler_dynamic_function_name", ""),
    "host_set_puzzle_properties": ("puzzle_id properties", ""),
}
"""The nineteen originals: what a call must give, and what it may."""

NEW: dict[str, tuple[str, str]] = {
    "host_list_environment_objects": ("location_id", ""),
    "host_list_souls_in_location": ("location_id", ""),
    "host_get_puzzle_state": ("puzzle_id", ""),
    "host_get_inventory": ("soul_id", ""),
    "host_move_soul": ("soul_id", "to_location_id to_landmark_key"),
    "host_set_soul_status": ("soul_id status", "duration"),
    "host_transfer_artifact": ("from_soul_id to_soul_id artifact_id", ""),
    "host_remove_temporary_object": ("object_id", ""),
    "host_set_light": ("location_id value", "duration"),
    "host_set_weather": ("location_id value", "duration"),
    "host_schedule_event": ("event_id after_seconds", "event_params"),
    "host_path_exists": ("location_id from_landmark to_landmark", ""),
    "host_random": ("low high", ""),
    "host_call_function": ("name", "params"),
    "host_apply_passing_effect": ("object_id effect_details duration", ""),
    "host_remove_soul_status": ("soul_id status", ""),
    "host_set_artifact_properties": ("artifact_id properties", ""),
    "host_use_up_artifact": ("artifact_id", ""),
}

TEXT_APIS = {
    "host_core_add_location_to_gamestate",
    "host_core_add_artifact_to_gamestate",
    "host_core_add_env_object_to_gamestate",
    "host_core_initialize_puzzle_state",
    "host_log_message_to_world",
}


@pytest.mark.parametrize(("name", "keys"), [*ORIGINAL.items(), *NEW.items()])
def test_parameters_are_the_contracts(name: str, keys: tuple[str, str]) -> None:
    """Each host API has exactly the contract's keys, and requires exactly the contract's."""
    described = declared_apis()[name].describe()
    required, optional = (set(part.split()) for part in keys)
    assert described.required == required
    assert described.keys == required | optional
    assert described.description.endswith(".")


def test_there_are_nineteen_originals_and_nothing_undocumented() -> None:
    """The catalogue is the nineteen originals and the new ones, no more."""
    assert len(ORIGINAL) == 19
    assert set(declared_apis()) == set(ORIGINAL) | set(NEW)
    assert {name for name, api in declared_apis().items() if api.is_text} == TEXT_APIS


def test_every_parameter_is_described() -> None:
    """A model reads a description for every key of every host API."""
    for api in catalogue():
        properties = api.parameters["properties"]
        assert isinstance(properties, dict)
        assert all(isinstance(one, dict) and one.get("description") for one in properties.values())


def test_a_tool_is_not_told_of_what_only_the_world_may_do() -> None:
    """The catalogue for players' tools leaves out what would be refused anyway."""
    hidden = {api.name for api in catalogue()} - {api.name for api in catalogue(Author.PLAYER)}
    assert hidden == {
        "host_core_initialize_puzzle_state",
        "host_set_world_property",
        "host_register_puzzle_check_function",
        "host_register_event_handler_function",
    }


async def test_an_unknown_api_is_refused(void: World, begin: Begin) -> None:
    """A name that is no host API has a reply that says so."""
    reply = await begin(void)("host_unheard_of")
    assert reply == {"success": False, "error": "There is no host API 'host_unheard_of'."}


async def test_replies_have_the_originals_shapes(void: World, begin: Begin) -> None:
    """JSON replies carry success with message or error; text replies are sentences or errors."""
    play = begin(void)
    place = {"id": "hall", "name": "Hall", "description": "A hall."}
    assert await play("host_core_add_location_to_gamestate", **place) == (
        "Location 'hall' (Hall) was added."
    )
    assert await play("host_core_add_location_to_gamestate", **place) == (
        "Error: There is already a location 'hall'."
    )
    reply = await play("host_get_location_data", location_id="hall")
    assert reply["success"] is True
    assert reply["message"]
    reply = await play("host_get_location_data", location_id="hell")
    assert reply == {
        "success": False,
        "error": "There is no location 'hell'; there are 'hall'.",
    }


async def test_what_is_called_is_recorded(trial: World, begin: Begin) -> None:
    """Reads, writes, targets, refusals and the longest duration become the turn's effects."""
    play = begin(trial, tool_of="ada")
    await play("host_get_location_data", location_id="vault_approach")
    await play("host_set_light", location_id="vault_approach", value="dim", duration=60)
    await play(
        "host_create_temporary_object",
        type="rope",
        to_landmark_id="vault_keyhole",
        location_id="vault_approach",
        duration=30,
    )
    await play("host_get_puzzle_state", puzzle_id="none")
    await play("host_set_world_property", property_name="x", property_value=1)
    effects = play.turn.effects
    assert effects.reads == {"host_get_location_data", "host_get_puzzle_state"}
    assert effects.writes == {
        "host_set_light",
        "host_create_temporary_object",
        "host_set_world_property",
    }
    assert effects.targets == {"vault_approach", "vault_keyhole"}
    assert effects.duration == 60
    assert len(effects.refusals) == 2
    assert [line.split(":")[0] for line in effects.forbidden] == ["host_set_world_property"]


async def test_a_broken_label_ends_the_use(trial: World, begin: Begin) -> None:
    """A call the label does not name raises, so that the whole turn is taken back."""
    label = Label(reads=frozenset({"host_get_location_data"}), writes=frozenset({"host_set_light"}))
    play = begin(trial, tool_of="ada", label=label)
    await play("host_get_location_data", location_id="trial_chamber")
    await play("host_set_light", location_id="trial_chamber", value="dim")
    with pytest.raises(LabelBroken, match="never been seen to do") as caught:
        await play("host_set_weather", location_id="trial_chamber", value="rain")
    assert "host_set_weather" in caught.value.detail


async def test_a_label_is_kept_by_what_the_tool_calls(trial: World, begin: Begin) -> None:
    """A function that a labelled tool calls cannot do more than the tool was seen to do."""

    async def stray(play: Play, params: JsonObject) -> str:
        return str(await play("host_set_weather", location_id="trial_chamber", value="rain"))

    label = Label(writes=frozenset({"host_call_function"}))
    play = begin(trial, tool_of="ada", label=label, df_other=stray)
    with pytest.raises(LabelBroken):
        await play("host_call_function", name="df_other")


async def test_names_are_what_a_function_finds(void: World, begin: Begin) -> None:
    """`external_apis` holds every host API, for the label and the rights to judge."""
    play = begin(void)
    apis = HostApis(play.turn, play.rights, play)
    assert apis.names == set(declared_apis())
    for message in ("One.", "Two."):
        await apis.call("host_log_message_to_world", {"message": message})
    assert play.said == ["One.", "Two."]
