"""The Orb's work: from a player's sentence to a tool in their hands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from bot.engine import deeds
from bot.engine.errors import NotFound, Refused
from bot.engine.game import NOW, Game
from bot.engine.genesis import unwritten
from bot.engine.host_apis import catalogue
from bot.engine.journal import LineKind
from bot.engine.outcome import Outcome, Request
from bot.engine.rehearsal import ToolBench
from bot.engine.running import TurnRunner, explained
from bot.engine.surroundings import surroundings
from bot.engine.turn import Turn
from bot.engine.world import Artifact, Soul, World
from bot.executor.errors import ModelUnavailable
from bot.executor.host import Progress
from bot.executor.specification import Author, DynamicFunction, Generation, Specification
from bot.values import Json, JsonObject, digest

FINALIZER = "df_system_finalize_orb_charging"
"""The world's own function that turns a new tool function into an artifact, where it has one."""

WISH_LENGTH = range(4, 501)
"""How long a description may be, in characters."""

TEMPLATE = (
    "A player wants a tool that does this: {description}. Write the function that is run when "
    "the tool is used. These host APIs are available: {api_list}"
)
QUOTED = "[what the player's own words ask for, quoted in player_words]"
"""What stands for the wish in the template: a player's words are data and never instructions."""


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
) -> Forged:
    """Write the tool a player describes, try it on a copy of the world, put it in their hands.

    The world is not held while the model writes. Raises `Refused` for a bad description or a soul
    without an Orb, `FunctionTrouble` where no sound function came of it; nothing changed then.
    """
    world = await game.world(world_id)
    soul = world.souls.get(soul_id)
    if soul is None:
        raise NotFound("You have no soul in this world yet: join it first.")
    catalyst = _catalyst(world, soul, catalyst_id)
    wish = wish.strip()
    specification = specify(world, soul, wish)
    if done := await _forged_before(game, specification, request):
        return done
    bench = ToolBench(game.executor, world, soul_id, game.limits)
    with explained():
        try:
            generation = await game.executor.write(specification, bench=bench, progress=progress)
        except ModelUnavailable as error:
            raise Refused(f"The Orb stays dark: {error}") from error
    function = generation.function
    if function is None:
        raise unwritten(generation)
    made: list[str] = []

    async def finish(turn: Turn, runner: TurnRunner) -> str:
        text, artifact_id = await _finalize(turn, runner, function, catalyst, wish)
        made.append(artifact_id)
        turn.details["artifact_id"] = artifact_id
        maker, item = turn.world.souls[soul_id], turn.world.artifacts[artifact_id]
        turn.say(f"{maker.name} forged {item.name}.", LineKind.DEED)
        return text

    outcome = await game.act(
        world_id,
        finish,
        kind="forge",
        soul_id=soul_id,
        details={"wish": wish, "function": function.name, "version": function.version},
        request=request,
    )
    if made:
        return Forged(outcome=outcome, generation=generation, artifact_id=made[0])
    if twin := await _forged_before(game, specification, request):
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


def specify(world: World, soul: Soul, wish: str) -> Specification:
    """A tool to be written: the world's template filled, the scene, the player's words."""
    if len(wish) not in WISH_LENGTH:
        raise Refused(
            f"Describe the tool in {WISH_LENGTH.start} to {WISH_LENGTH.stop - 1} characters."
        )
    apis = catalogue(Author.PLAYER)
    template = world.properties.get("tool_creation_prompt_template")
    words = template if isinstance(template, str) and template else TEMPLATE
    api_list = ", ".join(api.name for api in apis)
    mark = digest([world.chronicle.seed, world.chronicle.actions, soul.id, wish])
    return Specification(
        scope=world.id,
        name=f"df_user_{mark[:4]}_{mark[4:8]}",
        description=words.replace("{api_list}", api_list).replace("{description}", QUOTED),
        parameters={"type": "object", "properties": {}, "required": []},
        author=Author.PLAYER,
        maker=soul.id,
        wish=wish,
        scene=surroundings(world, soul.id),
        apis=apis,
    )


def _catalyst(world: World, soul: Soul, catalyst_id: str | None) -> str:
    orb = catalyst_id or world.properties.get("orb_of_ingenuity_artifact_id")
    if not isinstance(orb, str) or orb not in soul.inventory:
        raise Refused("Only who carries the Orb of Ingenuity can describe a tool to it.")
    return orb


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
    reply = await runner.run(FINALIZER, params)
    result = deeds.parsed(reply) or {}
    if result.get("error"):
        raise Refused(str(result["error"]))
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
    rules: Json = [{"action_name_template": "Use {artifact_name}", "is_general_use": True}]
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
    return f"The Orb glows: {item.name} is yours.", item.id


def _put_in_hands(turn: Turn, artifact_id: str) -> None:
    soul = turn.world.souls[cast(str, turn.soul_id)]
    if artifact_id not in soul.inventory:
        turn.world.souls[soul.id] = replace(soul, inventory=(*soul.inventory, artifact_id))
