"""What a tool made by a player may not do to the world, and what the world's own functions may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from engine_play import Begin, Play, mark

from bot.engine.permissions import A_TOOL_MAY_ADD
from bot.engine.world import World
from bot.values import JsonObject

HALL = {"id": "hall", "name": "Hall", "description": "A hall."}
TORCH = {"id": "torch", "name": "Torch", "description": "A torch."}
LAMP = {"id": "lamp", "location_id": "trial_chamber", "type": "lamp"}


FORBIDDEN: list[tuple[str, dict[str, Any], str]] = [
    (
        "host_set_puzzle_properties",
        {"puzzle_id": "elemental_trial", "properties": {"is_open": True, "fire": True}},
        "'is_open' of puzzle 'elemental_trial'",
    ),
    (
        "host_set_puzzle_properties",
        {"puzzle_id": "elemental_trial", "properties": {"is_complete": True}},
        "'is_complete'",
    ),
    (
        "host_set_puzzle_properties",
        {
            "puzzle_id": "elemental_trial",
            "properties": {"checking_dynamic_function_name": "df_yes"},
        },
        "'checking_dynamic_function_name'",
    ),
    (
        "host_set_puzzle_properties",
        {"puzzle_id": "elemental_trial", "properties": {"secret": 2, "protected": []}},
        "'protected', 'secret'",
    ),
    (
        "host_apply_effect_on_environment_object",
        {"object_id": "pedestal_fire", "effect_details": {"is_unlocked": True}},
        "'is_unlocked' of object 'pedestal_fire'",
    ),
    (
        "host_apply_effect_on_environment_object",
        {"object_id": "pedestal_fire", "effect_details": {"protected": []}},
        "'protected'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("trial_chamber", "stone_door", linked_puzzle_id_for_open_state=None),
        "'linked_puzzle_id_for_open_state' of landmark 'stone_door'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("trial_chamber", "stone_door", is_exit_to_location_id="vault_interior"),
        "'is_exit_to_location_id'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("trial_chamber", "mark_fire", targetable_as_env_object_id="keyhole_01"),
        "'targetable_as_env_object_id'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("trial_chamber", "hole", is_exit_to_location_id="vault_interior"),
        "open a way to 'vault_interior'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("trial_chamber", "hole", targetable_as_env_object_id="keyhole_01"),
        "stand for 'keyhole_01'",
    ),
    (
        "host_set_landmark_visual_config",
        mark("vault_approach", "pebble", across="pebbles"),
        "may not part 'vault_approach' in two",
    ),
    (
        "host_set_location_visual_config",
        {"location_id": "vault_approach", "config": {"ground_type_key": "flat_plane"}},
        "'ground_type_key' of location 'vault_approach'",
    ),
    (
        "host_register_puzzle_check_function",
        {"puzzle_id": "elemental_trial", "checking_dynamic_function_name": "df_yes"},
        "for the world's own functions",
    ),
    (
        "host_register_event_handler_function",
        {"event_id": "open", "handler_dynamic_function_name": "df_yes"},
        "for the world's own functions",
    ),
    (
        "host_set_world_property",
        {"property_name": "initial_start_location_id", "property_value": "vault_interior"},
        "for the world's own functions",
    ),
    (
        "host_core_initialize_puzzle_state",
        {"id": "elemental_trial", "initial_state": {"is_open": True}},
        "for the world's own functions",
    ),
    (
        "host_core_add_artifact_to_gamestate",
        {**TORCH, "linked_dynamic_function_name": "df_genesis_engine"},
        "only the tool's own function",
    ),
    (
        "host_give_artifact_to_soul",
        {"soul_id": "ada", "artifact_id": "orb_01"},
        "is neither",
    ),
]


@pytest.mark.parametrize(("api", "argument", "reason"), FORBIDDEN)
async def test_a_tool_may_not(
    trial: World, begin: Begin, api: str, argument: JsonObject, reason: str
) -> None:
    """What the world protects stays as it is, the refusal is JSON and says what and why."""
    tool = begin(trial, tool_of="ada")
    reply = await tool.raw(api, argument)
    assert reply["success"] is False
    assert reason in reply["error"]
    assert tool.turn.effects.forbidden == [f"{api}: {reply['error']}"]
    assert tool.world.state_hash() == trial.state_hash()
    assert tool.said == []


@pytest.mark.parametrize(("api", "argument", "reason"), FORBIDDEN)
async def test_the_worlds_own_functions_may(
    trial: World, begin: Begin, api: str, argument: JsonObject, reason: str
) -> None:
    """The same call succeeds when the world's own function makes it."""
    play = begin(trial)
    await play.raw(api, argument)
    assert not play.turn.effects.refusals, reason
    assert play.world.state_hash() != trial.state_hash()


@pytest.mark.parametrize(("api", "argument", "reason"), FORBIDDEN[:6])
async def test_a_tool_may_not_by_way_of_a_handler(
    trial: World, begin: Begin, api: str, argument: JsonObject, reason: str
) -> None:
    """A handler, checker or function that a tool sets off has the tool's rights at most."""

    async def world_made(play: Play, params: JsonObject) -> str:
        return str(await play.raw(api, argument))

    trial.handlers["e"] = "df_handler"
    puzzle = trial.puzzles["elemental_trial"]
    state = {**puzzle.state, "checking_dynamic_function_name": "df_handler"}
    trial.puzzles["elemental_trial"] = replace(puzzle, state=state)
    tool = begin(trial, tool_of="ada", df_handler=world_made)
    await tool("host_trigger_world_event", event_id="e")
    await tool("host_check_puzzle_condition", puzzle_id="elemental_trial")
    await tool("host_call_function", name="df_handler")
    assert len(tool.turn.effects.forbidden) == 3, reason
    assert tool.world.state_hash() == trial.state_hash()


async def test_a_tool_may_change_what_is_not_protected(tool: Play) -> None:
    """Flags, details, looks and landmarks of a tool's own are free."""
    for api, argument in (
        (
            "host_set_puzzle_properties",
            {"puzzle_id": "elemental_trial", "properties": {"fire": True}},
        ),
        (
            "host_apply_effect_on_environment_object",
            {"object_id": "pedestal_fire", "effect_details": {"lit": True}},
        ),
        (
            "host_set_landmark_visual_config",
            mark("trial_chamber", "stone_door", material_config={"base_color_hex": "#f00"}),
        ),
        ("host_set_landmark_visual_config", mark("trial_chamber", "rug", display_name="Rug")),
        ("host_set_location_visual_config", {"location_id": "trial_chamber", "config": {"a": 1}}),
    ):
        assert (await tool.raw(api, argument))["success"] is True


@pytest.mark.parametrize(
    ("api", "first"),
    [
        ("host_core_add_location_to_gamestate", HALL),
        ("host_core_add_artifact_to_gamestate", TORCH),
        ("host_core_add_env_object_to_gamestate", LAMP),
    ],
)
async def test_a_tool_adds_one_of_a_kind(tool: Play, api: str, first: JsonObject) -> None:
    """One use adds one artifact, one object, one location; the second is refused."""
    assert not str(await tool.raw(api, first)).startswith("Error")
    reply = await tool.raw(api, {**first, "id": "second"})
    assert "may add at most 1" in reply["error"]


async def test_a_tool_adds_so_many_landmarks_and_temporary_objects(tool: Play) -> None:
    """Landmarks and temporary objects are bounded too."""
    api = "host_set_landmark_visual_config"
    for number in range(A_TOOL_MAY_ADD["landmark"]):
        await tool.raw(api, mark("trial_chamber", f"m{number}"))
    assert "landmarks" in (await tool.raw(api, mark("trial_chamber", "more")))["error"]
    bridge = {"type": "rope", "to_landmark_id": "stone_door", "location_id": "trial_chamber"}
    for _ in range(A_TOOL_MAY_ADD["temporary object"]):
        await tool("host_create_temporary_object", **bridge, soul_id="bob")
    assert {one.creator_soul_id for one in tool.world.temporary.values()} == {"ada"}
    assert "at most 10" in (await tool("host_create_temporary_object", **bridge))["error"]


async def test_a_tool_does_not_replace_objects(tool: Play) -> None:
    """A tool adds objects under new ids only."""
    reply = await tool("host_core_add_env_object_to_gamestate", **{**LAMP, "id": "pedestal_fire"})
    assert reply == "Error: There is already an environment object 'pedestal_fire'."
