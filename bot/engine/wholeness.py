"""What a world needs before it can be played."""

from __future__ import annotations

from bot.engine.world import World
from bot.sentence import Sentence


def lacking(world: World) -> list[str]:
    """What a world needs to be played and does not have, in words."""
    found: list[str] = []
    if not world.locations:
        found.append(Sentence("it has no place at all"))
    start = world.properties.get("initial_start_location_id")
    if start is not None and str(start) not in world.locations:
        found.append(
            Sentence(
                "initial_start_location_id is {start!r}, which is no place of this world",
                start=start,
            )
        )
    given = world.properties.get("initial_player_artifacts") or []
    if isinstance(given, list):
        missing = [str(key) for key in given if str(key) not in world.artifacts]
        found.extend(
            Sentence("initial_player_artifacts names {key!r}, which does not exist", key=key)
            for key in missing
        )
    for place in world.locations.values():
        bad = [goal for goal in place.exits.values() if goal not in world.locations]
        found.extend(
            Sentence(
                "an exit of {place!r} leads to {goal!r}, which does not exist",
                place=place.id,
                goal=goal,
            )
            for goal in bad
        )
    return found
