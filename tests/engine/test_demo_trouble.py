"""A script that cannot be played on ends with a clear line."""

from __future__ import annotations

from typing import Any

import pytest
from demo_audience import (
    WISH,
    Audience,
    play,
    step,
    with_orb,
)
from playing import WORLD, Open, Scribe, Stage, in_the_yard, yard_world

from bot.engine.demo import PLAYER
from bot.executor.errors import ModelUnavailable

pytestmark = pytest.mark.asyncio(loop_scope="session")


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
