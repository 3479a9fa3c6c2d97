"""What wears off and wears out: passing effects, ended states, tools that remember and crumble."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine_play import NOW, Begin
from playing import WORLD

from bot.engine.passing import come_to_pass, next_due
from bot.engine.world import (
    Artifact,
    Chronicle,
    EnvironmentObject,
    Location,
    ScheduledEvent,
    Soul,
    Status,
    World,
)

TOOL, MAKER, OTHER = "tool", "ada", "ben"


def yard() -> World:
    """A yard with a door in it, Ada with a tool of hers, and Ben, who is asleep."""
    souls = [
        Soul(id=MAKER, name="Ada", location_id="yard", inventory=(TOOL,)),
        Soul(id=OTHER, name="Ben", location_id="yard", statuses=(Status(name="asleep"),)),
    ]
    artifacts = [
        Artifact(id=TOOL, name="Key", description="", function_name="df_user_tool"),
        Artifact(id="cup", name="Cup", description=""),
    ]
    door = EnvironmentObject(
        id="door", location_id="yard", type="door", details={"locked": True, "protected": ["oak"]}
    )
    return World(
        id=WORLD,
        chronicle=Chronicle(name="Yard", seed=1, is_born=True, time=NOW),
        souls={soul.id: soul for soul in souls},
        locations={"yard": Location(id="yard", name="Yard", description="")},
        artifacts={item.id: item for item in artifacts},
        objects={"door": door},
    )


async def passed(play: Any, seconds: float) -> dict[str, Any]:
    """The door's details when everything has happened that falls due within some seconds."""
    due = next_due(play.world)
    while due is not None and due.at <= NOW + seconds:
        await come_to_pass(due, play.turn, play)
        due = next_due(play.world)
    return play.world.objects["door"].details


async def test_a_passing_effect_wears_off(begin: Begin) -> None:
    """Its keys are as they were when the time is over, and what was new is gone."""
    play = begin(yard(), tool_of=MAKER)

    reply = await play(
        "host_apply_passing_effect",
        object_id="door",
        effect_details={"locked": False, "glows": True},
        duration=30,
    )

    assert reply["success"]
    assert play.world.objects["door"].details["locked"] is False
    assert (await passed(play, 29))["glows"] is True
    assert await passed(play, 30) == {"locked": True, "protected": ["oak"]}
    assert play.world.schedule == {}
    assert play.said[-1] == "What was done to door wears off."


async def test_effects_over_each_other_end_as_it_was_before_all(begin: Begin) -> None:
    """The later one carries on what the earlier was to put back, key by key."""
    play = begin(yard(), tool_of=MAKER)
    for details, seconds in (
        ({"locked": False, "glows": True}, 10),
        ({"locked": "jammed"}, 20),
        ({"locked": "jammed", "hot": True}, 40),
    ):
        await play(
            "host_apply_passing_effect",
            object_id="door",
            effect_details=details,
            duration=seconds,
        )

    assert await passed(play, 25) == {"locked": "jammed", "hot": True, "protected": ["oak"]}
    assert await passed(play, 40) == {"locked": True, "protected": ["oak"]}


async def test_what_was_changed_again_stays(begin: Begin) -> None:
    """What somebody did meanwhile, or what is gone, is not put back."""
    play = begin(yard(), tool_of=MAKER)
    await play(
        "host_apply_passing_effect",
        object_id="door",
        effect_details={"locked": False, "glows": True},
        duration=10,
    )
    await play(
        "host_apply_effect_on_environment_object",
        object_id="door",
        effect_details={"locked": "for good"},
    )
    await play("host_schedule_event", event_id="bell", after_seconds=900)
    await play(
        "host_apply_passing_effect",
        object_id="door",
        effect_details={"locked": "jammed"},
        duration=5,
    )
    assert (await passed(play, 10))["locked"] == "for good"
    play.world.schedule.clear()

    await play("host_apply_passing_effect", object_id="door", effect_details={"hot": 1}, duration=5)
    door = play.world.objects.pop("door")
    due = next_due(play.world)
    assert due is not None
    await come_to_pass(due, play.turn, play)
    assert "door" not in play.world.objects
    play.world.objects["door"] = door


async def test_a_passing_effect_keeps_to_the_rules(begin: Begin) -> None:
    """What an object protects cannot be changed for a while either, nor more than there is room."""
    play = begin(yard(), tool_of=MAKER)
    argument = {"object_id": "door", "duration": 10}

    sealed = await play("host_apply_passing_effect", effect_details={"oak": 1}, **argument)
    assert "protects" in sealed["error"]
    for number in range(25):
        play.world.schedule[f"t{number}"] = ScheduledEvent(
            id=f"t{number}", event_id="bell", due_at=NOW + 60, by_player=True
        )
    full = await play("host_apply_passing_effect", effect_details={"hot": 1}, **argument)
    assert "as many events as they may" in full["error"]


async def test_a_state_can_be_ended(begin: Begin) -> None:
    """One's own at any time, another's by consent; one that is not there is no failure."""
    world = yard()
    world.souls[MAKER] = replace(world.souls[MAKER], statuses=(Status(name="wounded"),))
    play = begin(world, tool_of=MAKER)

    ended = await play("host_remove_soul_status", soul_id=MAKER, status="wounded")
    again = await play("host_remove_soul_status", soul_id=MAKER, status="wounded")
    others = await play("host_remove_soul_status", soul_id=OTHER, status="asleep")

    assert ended["message"] == "Ada is no longer wounded."
    assert again["message"] == "Ada is not wounded."
    assert play.world.souls[MAKER].statuses == ()
    assert others["needs_consent"] == OTHER
    assert play.world.souls[OTHER].statuses == (Status(name="asleep"),)


async def test_only_its_own_artifact_is_a_tools(begin: Begin) -> None:
    """A tool marks and uses up itself and what it has just made, and nothing else."""
    play = begin(yard(), tool_of=MAKER)
    play.rights = replace(play.rights, function_name="df_user_tool")

    async def mark(item: str, **properties: Any) -> Any:
        return await play("host_set_artifact_properties", artifact_id=item, properties=properties)

    assert (await mark(TOOL, uses_left=2))["success"]
    assert play.world.artifacts[TOOL].properties == {"uses_left": 2}
    assert "protects" in (await mark(TOOL, wish="more"))["error"]
    assert "only itself" in (await mark("cup", full=True))["error"]
    await play("host_core_add_artifact_to_gamestate", id="new", name="New", description="It is.")
    assert (await mark("new", full=True))["success"]

    assert "only itself" in (await play("host_use_up_artifact", artifact_id="cup"))["error"]
    gone = await play("host_use_up_artifact", artifact_id=TOOL)
    assert gone["message"] == "Key is used up."
    assert TOOL not in play.world.artifacts
    assert play.world.souls[MAKER].inventory == ()


async def test_the_world_may_use_anything_up_that_is_in_one_hand(begin: Begin) -> None:
    """What several carry under one name stays."""
    world = yard()
    world.souls[OTHER] = replace(world.souls[OTHER], inventory=(TOOL,))
    play = begin(world)

    shared = await play("host_use_up_artifact", artifact_id=TOOL)
    alone = await play("host_use_up_artifact", artifact_id="cup")

    assert "more hands than one" in shared["error"]
    assert alone["success"]


async def test_a_restoring_is_kept_with_the_world(begin: Begin) -> None:
    """A world read from its document ends the effects that were under way in it."""
    play = begin(yard(), tool_of=MAKER)
    await play("host_apply_passing_effect", object_id="door", effect_details={"hot": 1}, duration=5)

    again = World.from_document(WORLD, play.world.document())

    assert again.state_hash() == play.world.state_hash()
    assert again.schedule == play.world.schedule
