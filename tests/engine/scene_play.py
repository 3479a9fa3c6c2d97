"""Short ways to look at a scene."""

from __future__ import annotations

from dataclasses import replace

from engine_play import NOW

from bot.engine.actions import ActionKind
from bot.engine.scene import (
    Scene,
    scene_of,
)
from bot.engine.world import Artifact, World
from bot.values import Json, JsonObject


def at(world: World, focus: str | None, *carried: str) -> Scene:
    """Ada's scene when she looks at a landmark, carrying these instead."""
    ada = world.souls["ada"]
    world.souls["ada"] = replace(ada, focus=focus, inventory=carried or ada.inventory)
    return scene_of(world, "ada", NOW)


def keys(scene: Scene, kind: ActionKind = ActionKind.USE) -> list[str]:
    """The keys of a scene's actions of one kind."""
    return [action.key for action in scene.actions if action.kind is kind]


def tool(world: World, *rules: Json, name: str = "Tool") -> Artifact:
    """An artifact of these interaction rules, in the world."""
    properties: JsonObject = {"client_interaction_rules": list(rules)} if rules else {}
    artifact = Artifact(
        id="tool", name=name, description="", function_name="df_tool", properties=properties
    )
    world.artifacts["tool"] = artifact
    return artifact


def solve(world: World, **state: Json) -> None:
    """Set the state of the trial's puzzle."""
    world.puzzles["elemental_trial"] = replace(world.puzzles["elemental_trial"], state=state)
