"""A wish of somebody in the yard, and a model that answers it."""

from __future__ import annotations

from playing import WORLD, Open, Scribe, Stage, in_the_yard

from bot.engine.forging.forge import Forged, forge

HUM = """
external_apis['host_log_message_to_world']({'message': 'Hm.'})
return 'It hums.'
"""
WISH = "a thing that hums"


async def wished(stage: Stage, wish: str = WISH, name: str = "Ada", **more: object) -> Forged:
    """What a wish of a player comes to."""
    return await forge(stage.game, WORLD, stage.souls[name], wish, **more)  # pyright: ignore


async def yard_with(open_stage: Open, *answers: str | Exception) -> tuple[Stage, Scribe]:
    """The yard, and a model with these answers."""
    scribe = Scribe(*answers)
    return await in_the_yard(await open_stage(scribe)), scribe
