"""The Orb's work: from a player's sentence to a tool in their hands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from bot.engine import deeds
from bot.engine.drafts import (
    WISH_LENGTH,
    Drafted,
    draft,
    drafted_before,
    maker_of,
    orb_of,
    require_new,
    specify,
)
from bot.engine.errors import Refused
from bot.engine.failing import blaming, in_game_words
from bot.engine.game import NOW, Game
from bot.engine.journal import LineKind
from bot.engine.outcome import Outcome, Request
from bot.engine.running import TurnRunner, explained
from bot.engine.turn import Turn
from bot.engine.world import Artifact
from bot.executor.host import Progress
from bot.executor.specification import DynamicFunction, Generation, Specification
from bot.sentence import Sentence
from bot.values import Json, JsonObject

__all__ = [
    "WISH_LENGTH",
    "Drafted",
    "Forged",
    "Progress",
    "accept",
    "draft",
    "drafted_before",
    "forge",
    "orb_of",
    "specify",
]

FINALIZER = "df_system_finalize_orb_charging"
"""The world's own function that turns a new tool function into an artifact, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forged:
    """A tool that was made: what the forging did in the world, and how its function came to be."""

    outcome: Outcome
    generation: Generation
    artifact_id: str


async def forge(
    game: Game,
    world_id: str,
    soul_id: str,
    wish: str,
    *,
    catalyst_id: str | None = None,
    request: Request = NOW,
    progress: Progress | None = None,
    guild: str | None = None,
) -> Forged:
    """Write the tool a player describes, try it on a copy of the world, put it in their hands.

    Both `draft` and `accept`, with what they raise.
    """
    specification = specify(*await maker_of(game, world_id, soul_id), wish.strip())
    if done := await _forged_before(game, specification, request):
        return done
    drafted = await draft(
        game, world_id, soul_id, wish, catalyst_id=catalyst_id, progress=progress, guild=guild
    )
    return await accept(game, drafted, request=request)


async def accept(game: Game, drafted: Drafted, *, request: Request = NOW) -> Forged:
    """Make the artifact of a drafted tool and put it in its maker's hands.

    Raises `Refused` where it was accepted before or its maker has no Orb any more.
    """
    function, wish = drafted.function, drafted.wish
    made: list[str] = []

    async def finish(turn: Turn, runner: TurnRunner) -> str:
        require_new(turn.world, function)
        catalyst = orb_of(turn.world, turn.world.souls[drafted.soul_id], drafted.catalyst_id)
        text, artifact_id = await _finalize(turn, runner, function, catalyst, wish)
        made.append(artifact_id)
        turn.details["artifact_id"] = artifact_id
        maker, item = turn.world.souls[drafted.soul_id], turn.world.artifacts[artifact_id]
        turn.say(f"{maker.name} forged {item.name}.", LineKind.DEED)
        return text

    outcome = await game.act(
        drafted.world_id,
        finish,
        kind="forge",
        soul_id=drafted.soul_id,
        details={"wish": wish, "function": function.name, "version": function.version},
        request=request,
    )
    if made:
        return Forged(outcome=outcome, generation=drafted.generation, artifact_id=made[0])
    if twin := await _forged_before(game, drafted.generation.specification, request):
        return twin
    raise Refused("That request was for something else and has been carried out.")


async def _forged_before(
    game: Game, specification: Specification, request: Request
) -> Forged | None:
    """What the same request forged when it was delivered before, if it was."""
    if request.reference is None:
        return None
    entry = await game.store.entry(specification.scope, request.reference)
    if entry is None or entry.kind != "forge":
        return None
    with explained():
        function = await game.executor.find(specification.scope, str(entry.details["function"]))
    return Forged(
        outcome=Outcome.of(entry),
        generation=Generation(specification=specification, attempts=(), function=function),
        artifact_id=str(entry.details["artifact_id"]),
    )


async def _finalize(
    turn: Turn, runner: TurnRunner, function: DynamicFunction, catalyst: str, wish: str
) -> tuple[str, str]:
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


def _hand_over(turn: Turn, function: DynamicFunction, wish: str) -> tuple[str, str]:
    soul = turn.world.souls[cast(str, turn.soul_id)]
    short = wish if len(wish) <= 25 else f"{wish[:25].rstrip()}…"
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
