"""What a tool made by a player may do to others, with what it makes, and on whose behalf."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from engine_play import Begin, Play, mark

from bot.engine.turn import Rights
from bot.engine.world import World
from bot.executor.specification import Author, Label
from bot.values import JsonObject

HALL = {"id": "hall", "name": "Hall", "description": "A hall."}
TORCH = {"id": "torch", "name": "Torch", "description": "A torch."}
LAMP = {"id": "lamp", "location_id": "trial_chamber", "type": "lamp"}


async def test_a_tool_may_give_what_it_makes(tool: Play) -> None:
    """An artifact that was just made, running the tool's own function, may be given to anyone."""
    await tool(
        "host_core_add_artifact_to_gamestate", **TORCH, linked_dynamic_function_name="df_tool"
    )
    reply = await tool("host_give_artifact_to_soul", soul_id="bob", artifact_id="torch")
    assert reply["success"] is True
    assert tool.world.souls["bob"].inventory == ("torch",)


async def test_a_tool_gives_what_its_user_carries_away(tool: Play) -> None:
    """A gift of a carried thing changes hands; it is not doubled."""
    reply = await tool("host_give_artifact_to_soul", soul_id="bob", artifact_id="key_01")
    assert reply["success"] is True
    assert tool.world.souls["ada"].inventory == ("ember_01",)
    assert tool.world.souls["bob"].inventory == ("key_01",)


async def test_a_tool_may_open_a_place_of_its_own(tool: Play) -> None:
    """A new place may be entered from where one is, and left to where one came from, only."""
    await tool("host_core_add_location_to_gamestate", **HALL)
    api = "host_set_landmark_visual_config"
    for allowed in (
        mark("trial_chamber", "tent", is_exit_to_location_id="hall"),
        mark("hall", "flap", is_exit_to_location_id="trial_chamber"),
    ):
        assert (await tool.raw(api, allowed))["success"] is True
    wrong = mark("hall", "hole", is_exit_to_location_id="vault_interior")
    assert (await tool.raw(api, wrong))["success"] is False
    config = {"ground_type_key": "flat_plane"}
    reply = await tool("host_set_location_visual_config", location_id="hall", config=config)
    assert reply["success"] is True
    reply = await tool("host_move_soul", soul_id="ada", to_location_id="hall")
    assert reply["success"] is True
    await tool("host_core_add_env_object_to_gamestate", **{**LAMP, "location_id": "hall"})
    target = mark("hall", "lamp", targetable_as_env_object_id="lamp")
    assert (await tool.raw(api, target))["success"] is True


ON_BOB: list[tuple[str, dict[str, Any]]] = [
    ("host_move_soul", {"soul_id": "bob", "to_landmark_key": "mark_fire"}),
    ("host_set_soul_status", {"soul_id": "bob", "status": "asleep"}),
    ("host_get_inventory", {"soul_id": "bob"}),
    (
        "host_transfer_artifact",
        {"from_soul_id": "bob", "to_soul_id": "ada", "artifact_id": "orb_01"},
    ),
]


@pytest.mark.parametrize(("api", "argument"), ON_BOB)
async def test_another_souls_consent_is_needed(
    trial: World, begin: Begin, api: str, argument: JsonObject
) -> None:
    """Without consent the call is refused, names whom to ask, and that is recorded."""
    trial.souls["bob"] = replace(trial.souls["bob"], inventory=("orb_01",))
    tool = begin(trial, tool_of="ada")
    reply = await tool.raw(api, argument)
    assert reply == {
        "success": False,
        "error": "Bob has not consented to what this does to them.",
        "needs_consent": "bob",
    }
    assert tool.turn.effects.asked == ["bob"]
    assert tool.world.state_hash() == trial.state_hash()


@pytest.mark.parametrize("consent", ["*", "ada", "df_tool"])
@pytest.mark.parametrize(("api", "argument"), ON_BOB)
async def test_consent_is_given_to_a_soul_a_tool_or_all(
    trial: World, begin: Begin, api: str, argument: JsonObject, consent: str
) -> None:
    """With consent the same call succeeds."""
    trial.souls["bob"] = replace(trial.souls["bob"], inventory=("orb_01",), consents=(consent,))
    tool = begin(trial, tool_of="ada")
    assert (await tool.raw(api, argument))["success"] is True
    assert World.from_document("w", trial.document()).souls["bob"].consents == (consent,)


async def test_a_tool_moves_its_user_only_where_there_is_a_way(trial: World, begin: Begin) -> None:
    """Sealed exits, missing exits and chasms stop a tool; an open exit and a bridge do not."""
    tool = begin(trial, tool_of="ada")
    reply = await tool("host_move_soul", soul_id="ada", to_location_id="vault_approach")
    assert reply["error"] == "Stone Door is sealed."
    reply = await tool("host_move_soul", soul_id="ada", to_location_id="vault_interior")
    assert reply["error"] == "No exit leads from Trial Chamber to Vault Interior."
    tool.world.puzzles["elemental_trial"] = replace(
        tool.world.puzzles["elemental_trial"], state={"is_complete": True}
    )
    reply = await tool("host_move_soul", soul_id="ada", to_location_id="vault_approach")
    assert reply["success"] is True
    step = {"soul_id": "ada", "to_landmark_key": "vault_keyhole"}
    reply = await tool("host_move_soul", **step)
    assert reply["error"] == "There is no way to get to Keyhole now."
    await tool(
        "host_create_temporary_object",
        type="bridge",
        to_landmark_id="vault_keyhole",
        location_id="vault_approach",
    )
    assert (await tool("host_move_soul", **step))["success"] is True
    assert tool.world.souls["ada"].focus == "vault_keyhole"


async def test_a_tool_removes_only_its_users_objects(trial: World, begin: Begin) -> None:
    """Bob's tool cannot take Ada's bridge away; Ada's can."""
    play = begin(trial)
    made = await play(
        "host_create_temporary_object",
        type="bridge",
        to_landmark_id="vault_keyhole",
        location_id="vault_approach",
        soul_id="ada",
    )
    for soul_id, is_allowed in (("bob", False), ("ada", True)):
        tool = begin(play.world, tool_of=soul_id)
        reply = await tool("host_remove_temporary_object", object_id=made["object_id"])
        assert reply["success"] is is_allowed


async def test_tools_fill_half_of_the_timers(tool: Play) -> None:
    """Players' tools leave room for the world's own timers."""
    for _ in range(25):
        reply = await tool("host_schedule_event", event_id="e", after_seconds=5)
        assert reply["success"] is True
    reply = await tool("host_schedule_event", event_id="e", after_seconds=5)
    assert "as many events as they may" in reply["error"]
    assert all(timer.by_player for timer in tool.world.schedule.values())


def test_rights_under_a_caller_are_the_weaker() -> None:
    """Under the world a run keeps its own rights; under a tool it has the tool's and a label."""
    label = Label(reads=frozenset({"a"}))
    own = Rights(Author.WORLD, "bob", label, "df_inner")
    assert own.under(None) is own
    assert own.under(Rights(Author.WORLD)) is own
    assert own.under(Rights(Author.PLAYER, "ada", None, "df_tool")) == Rights(
        Author.PLAYER, "ada", label, "df_tool"
    )
