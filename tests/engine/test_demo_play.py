"""Playing scripts: every step, from where it was left, to the first step that fails."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from playing import VAULT, WORLD, Open, Scribe, Stage, apprentice, in_the_yard, yard_world

from bot.engine.demo import PLAYER, Demo, DemoEnd, DemoEvent
from bot.engine.files.recipe import CreateFunction, Recipe, RunFunction, load_recipe
from bot.engine.files.script import load_script, parse_script
from bot.engine.outcome import Prompt
from bot.engine.world import TemporaryObject, World
from bot.executor.errors import ModelUnavailable

pytestmark = pytest.mark.asyncio(loop_scope="session")

RECIPE = Recipe(
    commands=(CreateFunction(name="df_a", description="Makes it."), RunFunction(name="df_a")),
    source="test",
)


class Audience:
    """Sees everything that is shown, and can have a look at the world."""

    def __init__(self) -> None:
        self.events: list[DemoEvent] = []
        self.worlds: list[World] = []
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Note how long."""
        self.slept.append(seconds)

    def texts(self, kind: str) -> list[str]:
        """What was shown of one kind."""
        return [event.text for event in self.events if event.type == kind]

    def demo(self, stage: Stage, steps: list[dict[str, Any]], recipe: Recipe = RECIPE) -> Demo:
        """A demo of these steps in front of this audience."""
        return Demo(
            stage.game,
            stage.clock,
            recipe,
            parse_script(json.dumps(steps), source="test"),
            show=self.events.append,
            watch=self.worlds.append,
            sleep=self.sleep,
        )


async def play(stage: Stage, *steps: dict[str, Any]) -> tuple[DemoEnd, Audience]:
    """Play these steps in the stage's world."""
    audience = Audience()
    return await audience.demo(stage, list(steps)).play(WORLD), audience


def step(action: str, **more: Any) -> dict[str, Any]:
    """A step of a script."""
    return {"action": action, **more}


FOCUS_WELL = step("DEMO_FOCUS_ON_LANDMARK", landmark_key="well")
STEP_BACK = step("DEMO_FOCUS_ON_LANDMARK", landmark_key=None)
USE_ORB = step("USE_ARTIFACT", artifact_name="Orb of Ingenuity")
WISH = step("DESCRIBE_TOOL", description="a thing that hums")


async def with_orb(open_stage: Open, *answers: str | Exception) -> Stage:
    """The yard, where newcomers are given an Orb that asks for a description."""
    world = yard_world()
    world.properties["initial_player_artifacts"] = ["wand", "orb"]
    stage = await in_the_yard(await open_stage(Scribe(*answers)), world)
    await stage.teach("df_orb", f"return '{Prompt.TOOL_DESCRIPTION}'")
    await stage.teach("df_wand", "return params.get('target_env_object_id', 'nothing')")
    return stage


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


@pytest.mark.parametrize(
    ("failing", "reason"),
    [
        (
            step("USE_ARTIFACT", artifact_name="Lamp"),
            "DemoPlayer carries no 'Lamp', but: Wand, Orb of Ingenuity.",
        ),
        (step("DEMO_USE_EXIT", exit_landmark_key="gate"), "Gate is sealed."),
        (step("DEMO_FOCUS_ON_LANDMARK", landmark_key="moon"), "There is no 'moon' in Yard."),
        (step("MOVE_PLAYER_TO", target_location_id="moon"), "There is no place 'moon'"),
        (step("DESCRIBE_TOOL", description="x"), "Describe the tool in 4 to 500 characters."),
        (WISH, "The Orb stays dark: No model."),
    ],
)
async def test_a_step_that_fails_ends_the_demo(
    open_stage: Open, failing: dict[str, Any], reason: str
) -> None:
    """It says which and why, and what comes after it is not played."""
    stage = await with_orb(open_stage, ModelUnavailable("No model."))
    end, audience = await play(
        stage, step("COMMENT", text="Hello."), failing, step("COMMENT", text="Never said.")
    )
    assert (end.complete, end.failed_step) == (False, 2)
    last = audience.events[-1]
    assert last.text.startswith(reason)
    assert last.details == {"ok": False, "step": 2}
    assert "Never said." not in await stage.log()
    assert end.state_hash == (await stage.world()).state_hash()
    assert (await stage.world()).chronicle.script_step == 1


async def test_without_an_orb_nothing_can_be_described(yard: Stage) -> None:
    """The step fails, and the empty-handed are told what they carry."""
    end, audience = await play(yard, WISH)
    assert (end.failed_step, audience.events[-1].text) == (
        1,
        "Only who carries the Orb of Ingenuity can describe a tool to it.",
    )


async def test_who_carries_nothing_is_told_so(open_stage: Open) -> None:
    """A use without anything in one's hands names what there is: nothing."""
    world = yard_world()
    world.properties["initial_player_artifacts"] = []
    stage = await in_the_yard(await open_stage(), world)
    _, audience = await play(stage, step("USE_ARTIFACT", artifact_name="Lamp"))
    assert audience.events[-1].text == "DemoPlayer carries no 'Lamp', but: nothing."


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


async def test_a_genesis_that_fails_is_step_nothing(open_stage: Open) -> None:
    """The demo ends before its first step, and says what could not be written."""
    stage = await open_stage(Scribe(*["x ==="] * 4))
    await stage.game.create_world(WORLD, name="Nowhere", seed=1)
    end, audience = await play(stage, step("COMMENT", text="Never said."))
    assert (end.complete, end.failed_step) == (False, 0)
    assert "df_a could not be written" in audience.events[-1].text
    (function,) = [event for event in audience.events if event.type == "function"]
    assert (function.text, function.details["version"]) == ("", None)


async def test_a_world_that_has_lost_its_player(yard: Stage) -> None:
    """Should the soul be gone in the middle, the step fails with a sentence."""

    async def lose(turn: Any, _: Any) -> str:
        turn.world.souls.pop(turn.world.soul_of(PLAYER).id)
        return "Lost."

    class Thief(Audience):
        """Takes the player away while everybody sleeps."""

        async def sleep(self, seconds: float) -> None:
            await yard.game.act(WORLD, lose, kind="lose")

    audience = Thief()
    end = await audience.demo(yard, [step("WAIT", duration_ms=1)]).play(WORLD)
    assert (end.failed_step, audience.events[-1].text) == (
        1,
        "DemoPlayer has no soul in this world.",
    )
