"""Playing a script: every kind of step, and going on where it was left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from demo_audience import (
    FOCUS_WELL,
    STEP_BACK,
    USE_ORB,
    WISH,
    Audience,
    play,
    step,
    with_orb,
)
from playing import VAULT, WORLD, Open, apprentice, in_the_yard, yard_world

from bot.engine.demo import PLAYER, Demo, DemoEnd
from bot.engine.files.recipe import load_recipe
from bot.engine.files.script import load_script
from bot.engine.world import TemporaryObject

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_vaults_own_script_opens_it(open_stage: Open) -> None:
    """From nothing to the First Lamp; played again there is nothing left to play."""
    stage = await open_stage(apprentice(VAULT))
    await stage.game.create_world(WORLD, name="The Vault", seed=7)
    audience = Audience()
    recipe, script = load_recipe(VAULT / "recipe.json"), load_script(VAULT / "script.json")
    demo = Demo(
        stage.game,
        stage.clock,
        recipe,
        script,
        show=audience.events.append,
        watch=audience.worlds.append,
        sleep=audience.sleep,
    )
    end = await demo.play(WORLD)
    world = await stage.world()
    assert end == DemoEnd(complete=True, failed_step=None, state_hash=world.state_hash())
    assert world.puzzles["vault_access_puzzle"].is_solved
    soul = world.soul_of(PLAYER)
    assert soul is not None
    assert soul.location_id == "vault_interior"
    assert len(audience.texts("function")) == 10
    assert len(audience.texts("step")) == len(script.steps)
    assert len(audience.worlds) == len(script.steps) + 1
    again = await demo.play(WORLD)
    assert again == replace(end, was_played=True)


async def test_every_kind_of_step(open_stage: Open) -> None:
    """Each is announced in words, does what it says, and its result is shown."""
    stage = await with_orb(open_stage, "external_apis['host_get_entity_data']({'entity_id': "
                           "params['soul_id']})\nreturn 'Hm.'")  # fmt: skip
    end, audience = await play(
        stage,
        step("COMMENT", text="Once upon a time."),
        step("WAIT", duration_ms=1500),
        FOCUS_WELL,
        step(
            "USE_ARTIFACT",
            artifact_name_starts_with="Wa",
            args={"target_env_object_id": "well"},
        ),
        STEP_BACK,
        USE_ORB,
        WISH,
        step("USE_ARTIFACT", artifact_name_starts_with="Orb: ", log_message="It hums."),
        step("DEMO_FOCUS_ON_LANDMARK", landmark_key="lane"),
        step("DEMO_USE_EXIT", exit_landmark_key="lane"),
        step("MOVE_PLAYER_TO", target_location_id="yard"),
    )
    assert end.complete
    assert audience.slept == [1.5]
    assert stage.clock.now() == 1001.5
    assert audience.texts("step") == [
        "Once upon a time.",
        "Waits 1.5 s.",
        "DemoPlayer goes to well.",
        "DemoPlayer uses Wa….",
        "DemoPlayer steps back.",
        "DemoPlayer uses Orb of Ingenuity.",
        "DemoPlayer describes a tool: a thing that hums",
        "It hums.",
        "DemoPlayer goes to lane.",
        "DemoPlayer goes to lane.",
        "DemoPlayer moves to yard.",
    ]
    assert audience.texts("result") == [
        "You are DemoPlayer, in Yard.",
        "You step up to Well.",
        "well",
        "You step back and take in the whole place.",
        "The Orb of Ingenuity waits for a description.",
        "The Orb glows: Orb: a thing that hums is yours.",
        "Hm.",
        "You step up to Lane.",
        "You go to Barn. A barn.",
        "You are in Yard. A yard.",
    ]
    (function,) = [event for event in audience.events if event.type == "function"]
    assert "return 'Hm.'" in function.text
    assert function.details["attempts"] == 1
    assert function.details["version"] == 1


async def test_an_older_script_walks_by_itself(open_stage: Open) -> None:
    """Without a focus of its own it steps up to targets and exits; with one it does not."""
    stage = await with_orb(open_stage)
    use = step("USE_ARTIFACT", artifact_name="Wand", args={"target_env_object_id": "well", "n": 1})
    go = step("DEMO_USE_EXIT", exit_landmark_key="lane")
    end, audience = await play(stage, use, use, go)
    assert end.complete
    assert audience.texts("result")[1:] == [
        "You step up to Well.",
        "well",
        "well",
        "You step up to Lane.",
        "You go to Barn. A barn.",
    ]
    end, audience = await play(
        stage, step("MOVE_PLAYER_TO", target_location_id="yard"), FOCUS_WELL, go
    )
    assert (end.complete, end.failed_step) == (False, 3)
    assert audience.texts("result")[-1] == "Step up to Lane first."


async def test_it_goes_on_at_the_step_it_was_left_at(open_stage: Open) -> None:
    """Steps that were played are not played again, and the time goes on from there."""
    stage = await with_orb(open_stage)
    steps = [
        step("COMMENT", text="One."),
        step("WAIT", duration_ms=60_000),
        step("USE_ARTIFACT", artifact_name="Lamp"),
        step("COMMENT", text="Four."),
    ]
    first, _ = await play(stage, *steps)
    assert first.failed_step == 3
    await stage.game.close()
    file = stage.database.place.split("'")[1]
    again = await open_stage(file=file)
    world = await again.world()
    lamp = replace(world.artifacts["stone"], id="lamp", name="Lamp", function_name="df_wand")
    again.souls = {PLAYER: str(getattr(world.soul_of(PLAYER), "id", None))}
    await again.hand(PLAYER, lamp)
    end, audience = await play(again, *steps)
    assert end.complete
    assert not end.was_played
    assert audience.texts("step") == ["DemoPlayer uses Lamp.", "Four."]
    assert audience.slept == []
    assert again.clock.now() == stage.clock.now()
    assert [line for line in await again.log() if line in {"One.", "Four."}] == ["One.", "Four."]


async def test_another_script_begins_at_its_beginning(open_stage: Open) -> None:
    """How far one script was played says nothing about another."""
    stage = await with_orb(open_stage)
    await play(stage, step("COMMENT", text="One."))
    _, audience = await play(stage, step("COMMENT", text="One."), step("COMMENT", text="Two."))
    assert audience.texts("step") == ["One.", "Two."]


async def test_what_falls_due_is_shown(open_stage: Open) -> None:
    """An expiry during a wait is a line of its own."""
    world = yard_world()
    world.temporary["t"] = TemporaryObject(
        id="t",
        type="plank",
        location_id="yard",
        from_landmark_id="well",
        to_landmark_id="hatch",
        created_at=1000.0,
        duration=10.0,
    )
    stage = await in_the_yard(await open_stage(), world)
    end, audience = await play(stage, step("WAIT", duration_ms=11_000))
    assert end.complete
    assert "The plank in Yard fades away." in audience.texts("log")
