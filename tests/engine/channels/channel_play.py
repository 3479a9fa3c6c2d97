"""A channel with a world in it, to try the acts on worlds of channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playing import Open, Scribe, Stage

from bot.engine.channels.channels import Channels
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.files.recipe import parse_recipe
from bot.engine.moderating.moderator import Moderator
from bot.values import dump

MOD = Moderator(id="9", name="Mod", reason="why not")
GUILD, HERE = "g1", "c1"
RECIPE = parse_recipe(
    dump(
        [
            {
                "name": "create_dynamic_function",
                "args": {
                    "new_function_name": "df_build",
                    "new_function_description": "Builds a hall.",
                },
            },
            {"name": "df_build", "args": {"name": "Hall"}},
        ]
    ),
    source="hall.json",
)
BUILD = """
external_apis['host_core_add_location_to_gamestate'](
    {'id': 'hall', 'name': params['name'], 'description': 'A hall.'})
external_apis['host_set_world_property'](
    {'property_name': 'initial_start_location_id', 'property_value': 'hall'})
return 'Built.'
"""
FAILING = "return params['no such thing']"


def worlds_of(stage: Stage) -> ChannelWorlds:
    """The worlds of channels on a stage."""
    return ChannelWorlds(stage.game, stage.library, stage.database)


async def made(open_stage: Open, **more: Any) -> tuple[Stage, ChannelWorlds]:
    """A stage with a world in the channel, Ada in it."""
    stage = await open_stage(Scribe(BUILD, BUILD, BUILD), **more)
    worlds = worlds_of(stage)
    channel = await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    await stage.game.join(str(channel.world_id), player_id="Ada", name="Ada")
    return stage, worlds


async def held(stage: Stage) -> str:
    """The id of the world the channel holds, which can be played."""
    world_id = await Channels(stage.database).world_of(HERE)
    assert (await stage.game.world(world_id)).chronicle.is_born
    return world_id


async def ids(stage: Stage) -> list[str]:
    """The ids of all worlds there are."""
    return [one.id for one in await stage.store.worlds()]


def file_of(stage: Stage) -> Path:
    """The file a stage's database is in."""
    return Path(stage.database.place.split("'")[1])
