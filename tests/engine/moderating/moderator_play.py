"""A moderator, what the wand in the yard does, and the state without its counters."""

from __future__ import annotations

from dataclasses import replace

from playing import Stage

from bot.engine.moderating.moderator import Moderator
from bot.engine.world import World

MOD = Moderator(id="9", name="Mod", reason="tidying")
TOUCH = """
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'touched_by': params['soul_id']}})
return 'Touched.'
"""


SPAN = """
return external_apis['host_create_temporary_object']({
    'type': 'plank', 'location_id': params['location_id'], 'soul_id': params['soul_id'],
    'to_landmark_id': 'hatch', 'duration': 30, 'client_visual_config': {}})
"""


def counted_out(world: World) -> str:
    """The state's hash without the counters of actions."""
    plain = world.draft()
    plain.chronicle = replace(plain.chronicle, actions=0, time=0.0, next_number=0)
    return plain.state_hash()


async def state(stage: Stage) -> str:
    """The yard's state without its counters."""
    return counted_out(await stage.world())
