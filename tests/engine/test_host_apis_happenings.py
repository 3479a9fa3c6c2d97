"""Each host API's yes and no: puzzles, events, chance, other functions, ways across."""

from __future__ import annotations

import pytest
from engine_play import NOW, Begin, Play

from bot.engine.host_apis.events import MOST_TIMERS
from bot.engine.world import World
from bot.values import JsonObject

BRIDGE: JsonObject = {
    "type": "light_bridge",
    "to_landmark_id": "vault_keyhole",
    "location_id": "vault_approach",
    "soul_id": "ada",
    "client_visual_config": {"color": "#ffffaa"},
}


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
