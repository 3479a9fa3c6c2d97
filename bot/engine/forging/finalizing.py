"""From a tool's function to the artifact a soul carries."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.engine import deeds
from bot.engine.errors import Refused
from bot.engine.failing import blaming, in_game_words
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import Artifact
from bot.executor.specification import DynamicFunction
from bot.sentence import Sentence
from bot.values import Json, JsonObject

FINALIZER = "df_system_finalize_orb_charging"
"""The world's own function that turns a new tool function into an artifact, where it has one."""
NAMED = 25
"""So many characters of a wish at most name the tool that came of it."""


async def finalize(
    turn: Turn, runner: TurnRunner, function: DynamicFunction, catalyst: str, wish: str
) -> tuple[str, str]:
    """Make an artifact that runs a function and put it into the acting soul's hands.

    What the player reads, and the artifact's id. Raises `Refused` where none came of it.
    """
    params: JsonObject = {
        "soul_id": turn.soul_id,
        "catalyst_artifact_id": catalyst,
        "newly_created_tool_function_name": function.name,
        "user_provided_description": wish,
    }
    if not await runner.knows(FINALIZER):
        return _hand_over(turn, function, wish)
    orb = turn.world.artifacts[catalyst].name
    with blaming(orb):
        reply = await runner.run(FINALIZER, params)
    result = deeds.parsed(reply) or {}
    if result.get("error"):
        raise Refused(in_game_words(turn, orb, str(result["error"])))
    artifact_id = result.get("new_artifact_id")
    item = turn.world.artifacts.get(str(artifact_id))
    if item is None or item.function_name != function.name:
        raise Refused("The Orb glowed, but no tool came of it.")
    turn.world.artifacts[item.id] = replace(
        item, properties={**item.properties, "creator_soul_id": turn.soul_id, "wish": wish}
    )
    _put_in_hands(turn, item.id)
    return str(result.get("message", reply)), item.id


def _whole_words(text: str) -> str:
    return (text.rpartition(" ")[0] or text[:-1]).rstrip()


def _hand_over(turn: Turn, function: DynamicFunction, wish: str) -> tuple[str, str]:
    soul = turn.world.souls[cast(str, turn.soul_id)]
    short = wish if len(wish) <= NAMED else f"{_whole_words(wish[: NAMED + 1])}…"
    rules: Json = [
        {"action_name_template": "Use {artifact_name}", "is_general_use": True},
        {"action_name_template": "Use {artifact_name} on {target_name}"},
    ]
    item = Artifact(
        id=turn.new_id("tool", turn.world.artifacts),
        name=f"Orb: {short}",
        description=f"A tool of the Orb of Ingenuity: {wish}",
        function_name=function.name,
        properties={
            "creator_soul_id": soul.id,
            "wish": wish,
            "client_interaction_rules": rules,
        },
    )
    turn.world.artifacts[item.id] = item
    _put_in_hands(turn, item.id)
    return Sentence("The Orb glows: {item} is yours.", item=item.name), item.id


def _put_in_hands(turn: Turn, artifact_id: str) -> None:
    soul = turn.world.souls[cast(str, turn.soul_id)]
    if artifact_id not in soul.inventory:
        turn.world.souls[soul.id] = replace(soul, inventory=(*soul.inventory, artifact_id))
