"""A world that is about to be born of a small recipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playing import WORLD, Open, Stage

from bot.engine.files.recipe import Command, CreateFunction, Recipe, RunFunction

PLACE = """
external_apis['host_core_add_location_to_gamestate'](
    {'id': 'yard', 'name': 'Yard', 'description': 'A yard.'})
return 'There is a yard.'
"""


WAND = """
external_apis['host_core_add_artifact_to_gamestate'](
    {'id': 'wand', 'name': 'Wand', 'description': 'A wand.'})
external_apis['host_set_world_property'](
    {'property_name': 'initial_player_artifacts', 'property_value': ['wand']})
return 'There is a wand.'
"""


GIFT = """
external_apis['host_set_world_property'](
    {'property_name': 'initial_player_artifacts', 'property_value': ['wand']})
return 'There will be gifts.'
"""


HUM = "return 'Hm.'"


def recipe(*names: str, texts: dict[str, str] | None = None) -> Recipe:
    """A recipe: `+name` has a function written, a bare name runs it."""
    commands: list[Command] = []
    for number, name in enumerate(names, start=1):
        plain = name.lstrip("+")
        text = (texts or {}).get(plain, f"Does what {plain} does.")
        if name.startswith("+"):
            commands.append(CreateFunction(name=plain, description=text, number=number))
        else:
            commands.append(RunFunction(name=plain, args={"n": number}, number=number))
    return Recipe(commands=tuple(commands), source="test")


async def unborn(open_stage: Open, model: Any = None, **more: Any) -> Stage:
    """A stage with a world without form, Cy waiting in its Void."""
    stage = await open_stage(model, **more)
    await stage.game.create_world(WORLD, name="Nowhere", seed=1)
    await stage.game.join(WORLD, player_id="Cy", name="Cy")
    return stage


async def assert_born(stage: Stage, inventory: Sequence[str] = ()) -> None:
    """The world is born and Cy stands at its start."""
    world = await stage.world()
    cy = world.soul_of("Cy")
    assert cy is not None
    assert world.chronicle.is_born
    assert (cy.location_id, list(cy.inventory)) == ("yard", list(inventory))
