"""The Orb's work: from a player's sentence to a tool in their hands."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.errors import Refused
from bot.engine.forging.drafts import (
    WISH_LENGTH,
    Drafted,
    draft,
    drafted_before,
    maker_of,
    orb_of,
    require_new,
    specify,
)
from bot.engine.forging.finalizing import finalize
from bot.engine.game import NOW, Game
from bot.engine.journal import LineKind
from bot.engine.outcome import Outcome, Request
from bot.engine.running import TurnRunner, explained
from bot.engine.turn import Turn
from bot.executor.host import Progress
from bot.executor.specification import Generation, Specification

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
        before = len(turn.lines)
        text, artifact_id = await finalize(turn, runner, function, catalyst, wish)
        made.append(artifact_id)
        turn.details["artifact_id"] = artifact_id
        maker, item = turn.world.souls[drafted.soul_id], turn.world.artifacts[artifact_id]
        turn.say(f"{maker.name} forged {item.name}.", LineKind.DEED)
        turn.lines.insert(before, turn.lines.pop())  # it is forged before it is obtained
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
