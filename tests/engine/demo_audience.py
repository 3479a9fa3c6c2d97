"""Who watches a demo, and the steps it is made of."""

from __future__ import annotations

import json
from typing import Any

from playing import WORLD, Open, Scribe, Stage, in_the_yard, yard_world

from bot.engine.demo import Demo, DemoEnd, DemoEvent
from bot.engine.files.recipe import CreateFunction, Recipe, RunFunction
from bot.engine.files.script import parse_script
from bot.engine.outcome import Prompt
from bot.engine.world import World

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
