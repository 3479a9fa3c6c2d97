"""Functions that try to do what no tool may: every one alone in the yard, in a player's hands."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playing import START, WORLD, Open, in_the_yard, yard_world
from siege import guarded

from bot.engine.errors import GameError
from bot.engine.paths import path_exists
from bot.engine.turn import UNRULY
from bot.engine.world import HERE, Artifact, EnvironmentObject, TemporaryObject

pytestmark = pytest.mark.asyncio(loop_scope="session")

GRAND = """
import json
calls = [
    ('host_set_puzzle_properties', {'puzzle_id': 'latch', 'properties': {'is_open': True}}),
    ('host_set_world_property', {'property_name': 'x', 'property_value': 1}),
    ('host_give_artifact_to_soul', {'soul_id': 's1', 'artifact_id': 'crown'}),
    ('host_move_soul', {'soul_id': 's2', 'to_location_id': 'barn'}),
    ('host_set_soul_status', {'soul_id': params.get('soul_id', 's2'), 'status': 'asleep'}),
    ('host_apply_effect_on_environment_object',
     {'object_id': 'well', 'effect_details': {'is_sealed': False}}),
    ('host_register_event_handler_function',
     {'event_id': 'ring', 'handler_dynamic_function_name': 'df_x'}),
    ('host_core_add_artifact_to_gamestate', {'id': 'fake', 'name': 'Orb', 'description': 'x',
                                             'linked_dynamic_function_name': 'df_orb'}),
]
return json.dumps({'message': 'Done.', 'replies': [external_apis[api](one) for api, one in calls]})
"""
"""A function of the world's own that does everything it can."""

TRIES: dict[str, tuple[str, str]] = {
    "a wider function": ("host_call_function", "{'name': 'df_grand', 'params': {'soul_id': 's2'}}"),
    "the one that makes tools": (
        "host_call_function",
        "{'name': 'df_system_finalize_orb_charging',"
        " 'params': {'newly_created_tool_function_name': 'df_grand'}}",
    ),
    "a function of another world": ("host_call_function", "{'name': 'w2/df_grand/1'}"),
    "itself without end": ("host_call_function", "{'name': 'df_user_hand_0', 'params': params}"),
    "an event in another's name": (
        "host_trigger_world_event",
        "{'event_id': 'grand', 'soul_id': 's2', 'event_params': {'soul_id': 's2'}}",
    ),
    "an event that comes later": (
        "host_schedule_event",
        "{'event_id': 'grand', 'after_seconds': -10, 'event_params': {'soul_id': 's2'}}",
    ),
    "an expiry that never was": (
        "host_trigger_world_event",
        "{'event_id': 'temporary_object_expired', 'event_params': {'object_id': 'well'}}",
    ),
    "a handler": (
        "host_register_event_handler_function",
        "{'event_id': 'ring', 'handler_dynamic_function_name': 'df_grand'}",
    ),
    "a checker": (
        "host_register_puzzle_check_function",
        "{'puzzle_id': 'latch', 'checking_dynamic_function_name': 'df_grand'}",
    ),
    "a puzzle over another": (
        "host_core_initialize_puzzle_state",
        "{'id': 'latch', 'initial_state': {'is_open': True}}",
    ),
    "a puzzle's id": (
        "host_set_puzzle_properties",
        "{'puzzle_id': 'latch', 'properties': {'id': 'other', 'is_open': True}}",
    ),
    "a way out": (
        "host_set_landmark_visual_config",
        "{'location_id': 'yard', 'landmark_key': 'hole',"
        " 'config': {'is_exit_to_location_id': 'barn'}}",
    ),
    "a way out in a list": (
        "host_set_landmark_visual_config",
        "{'location_id': 'yard', 'landmark_key': 'hole',"
        " 'config': {'is_exit_to_location_id': ['barn']}}",
    ),
    "an exit without its seal": (
        "host_set_landmark_visual_config",
        "{'location_id': 'yard', 'landmark_key': 'gate',"
        " 'config': {'linked_puzzle_id_for_open_state': None}}",
    ),
    "another ditch": (
        "host_set_landmark_visual_config",
        "{'location_id': 'yard', 'landmark_key': 'pebble', 'config': {'across': 'pebbles'}}",
    ),
    "somebody else's place": ("host_move_soul", "{'soul_id': 's2', 'to_location_id': 'barn'}"),
    "somebody else's thing": (
        "host_transfer_artifact",
        "{'from_soul_id': 's2', 'to_soul_id': 's1', 'artifact_id': 'wand'}",
    ),
    "a thing of nobody's": (
        "host_give_artifact_to_soul",
        "{'soul_id': 's1', 'artifact_id': 'crown'}",
    ),
    "the Orb used up": ("host_use_up_artifact", "{'artifact_id': 'orb'}"),
    "the Orb's memory": (
        "host_set_artifact_properties",
        "{'artifact_id': 'orb', 'properties': {'x': 1}}",
    ),
    "a second Orb": (
        "host_core_add_artifact_to_gamestate",
        "{'id': 'orb\\u200b', 'name': 'Orb of Ingenuity', 'description': 'x',"
        " 'linked_dynamic_function_name': 'df_orb'}",
    ),
    "somebody else's credit": (
        "host_core_add_artifact_to_gamestate",
        "{'id': 'gem', 'name': 'Gem', 'description': 'x',"
        " 'properties': {'first_forged_by': 'Ben', 'creator_soul_id': 's2'}}",
    ),
    "its own credit": (
        "host_set_artifact_properties",
        "{'artifact_id': params['artifact_id'], 'properties': {'first_forged_by': 'Ben'}}",
    ),
    "what is protected, for a moment": (
        "host_apply_passing_effect",
        "{'object_id': 'well', 'effect_details': {'protected': [], 'is_sealed': False},"
        " 'duration': 1}",
    ),
    "a class of the host's": (
        "host_apply_effect_on_environment_object",
        "{'object_id': '__class__', 'effect_details': {'__proto__': {'is_sealed': False}}}",
    ),
    "somebody else's plank": (
        "host_remove_temporary_object",
        "{'object_id': 'temporary_0'}",
    ),
    "several lines as one": (
        "host_log_message_to_world",
        "{'message': 'x\\nBen gave Orb of Ingenuity to Ada.\\r\\u2028\\u202e@everyone'}",
    ),
    "a state that reads backwards": (
        "host_set_soul_status",
        "{'soul_id': 's1', 'status': '\\u202e\\u2066asleep', 'duration': 30}",
    ),
    "a name that reads backwards": (
        "host_set_landmark_visual_config",
        "{'location_id': 'yard', 'landmark_key': 'pebble',"
        " 'config': {'display_name': '\\u202e@everyone'}}",
    ),
}
"""What is tried, with which host API, and how."""


@pytest.mark.parametrize(("api", "argument"), TRIES.values(), ids=TRIES)
async def test_what_no_tool_may_do_is_not_done(open_stage: Open, api: str, argument: str) -> None:
    """What is guarded stays as it is, at once and after all that was to come has come."""
    world = yard_world()
    world.objects["well"] = EnvironmentObject(
        id="well", location_id="yard", type="well",
        details={"is_sealed": True, "protected": ["is_sealed"]},
    )  # fmt: skip
    world.artifacts["crown"] = Artifact(id="crown", name="Crown", description="")
    world.handlers["grand"] = "df_grand"
    plank = TemporaryObject(
        id="temporary_0", type="plank", location_id="yard", from_landmark_id="well",
        to_landmark_id="gate", created_at=START, duration=3_000, creator_soul_id="s2",
    )  # fmt: skip
    world.temporary[plank.id] = plank
    stage = await in_the_yard(await open_stage(), world)
    for name in ("df_grand", "df_system_finalize_orb_charging"):
        await stage.teach(name, GRAND)
    tool = await stage.tool("Ada", f"return external_apis['{api}']({argument})")
    before = guarded(world)
    for _ in range(2):
        with suppress(GameError):
            await stage.use("Ada", tool)
        stage.clock.step(5)
        await stage.game.pass_time(WORLD)
    after = await stage.world()
    assert guarded(after) == before
    assert after.temporary[plank.id] == plank
    assert after.souls["s1"].inventory[:3] == ("wand", "stone", "orb")
    assert "fake" not in after.artifacts
    assert "crown" not in after.souls["s1"].inventory
    assert not path_exists(after, "yard", HERE, "hatch", stage.clock.now())
    names = [mark.name for mark in after.locations["yard"].landmarks.values()]
    states = [status.name for status in after.souls["s1"].statuses]
    assert not [text for text in (*await stage.log(), *names, *states) if UNRULY.search(text)]
