"""A tool in the writing: from a player's sentence to a function that was tried on a copy."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import chain, count

from bot.engine import deeds
from bot.engine.errors import ForgingPaused, ModelSilent, NotFound, OrbAsks, Refused
from bot.engine.forging.rehearsal import Preview, ToolBench
from bot.engine.forging.surroundings import surroundings
from bot.engine.forging.wishes import question_of
from bot.engine.game import Game
from bot.engine.genesis import unwritten
from bot.engine.host_apis import catalogue
from bot.engine.running import explained
from bot.engine.world import Soul, World
from bot.executor.errors import ModelUnavailable
from bot.executor.host import Progress
from bot.executor.specification import (
    Account,
    Author,
    DynamicFunction,
    Generation,
    Specification,
)
from bot.values import as_text, digest

WISH_LENGTH = range(4, 501)
"""How long a description may be, in characters."""

TEMPLATE = (
    "A player wants a tool that does this: {description}. Write the function that is run when "
    "the tool is used. These host APIs are available: {api_list}"
)
QUOTED = "[what the player's own words ask for, quoted in player_words]"
"""What stands for the wish in the template: a player's words are data and never instructions."""
REMIX = (
    " There is {name} already, the first of the examples: begin from it and change what the "
    "player's own words ask for."
)
"""What is added where a tool is to be made from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A tool that was written and tried on a copy of the world, and that nobody carries yet.

    `preview` is what it was seen to do on the copy, where it did something.
    """

    world_id: str
    soul_id: str
    wish: str
    catalyst_id: str
    function: DynamicFunction
    generation: Generation
    preview: Preview | None = None

    @property
    def name(self) -> str:
        """The name of its function, by which `drafted_before` finds it again."""
        return self.function.name

    @property
    def does(self) -> frozenset[str]:
        """The host APIs that change something and that it may call; its label is enforced."""
        return self.function.label.writes if self.function.label else frozenset()

    @property
    def reach(self) -> frozenset[str]:
        """How far beyond its user and their place it may act; its label is enforced."""
        return (self.function.label.reach or frozenset()) if self.function.label else frozenset()

    @property
    def duration(self) -> float | None:
        """How long what it makes was seen to last at most, in seconds."""
        return self.function.label.duration if self.function.label else None


async def draft(
    game: Game,
    world_id: str,
    soul_id: str,
    wish: str,
    *,
    catalyst_id: str | None = None,
    progress: Progress | None = None,
    guild: str | None = None,
    origin: DynamicFunction | None = None,
) -> Drafted:
    """Write the tool a player describes and try it on a copy of the world; its function is kept.

    The world is not held while the model writes. What it costs is on the account of the player and
    the `guild`; of whoever runs the program where there is none. With an `origin` that tool is
    remade as the description says. Raises `Refused` for a bad description or a soul without an
    Orb, `OrbAsks` where the model asks something first, `FunctionTrouble` where no sound function
    came of it; nothing changed then.
    """
    await game.pass_time(world_id)
    world, soul = await maker_of(game, world_id, soul_id)
    catalyst = orb_of(world, soul, catalyst_id)
    wish = wish.strip()
    specification = specify(world, soul, wish, origin)
    if guild is not None:
        account = Account(guild=guild, member=soul.player_id or soul.id)
        specification = replace(specification, account=account)
    bench = ToolBench(game.executor, world, soul_id, game.limits)
    with explained():
        name = _free(specification.name, await game.executor.names(world_id))
        specification = replace(specification, name=name)
        try:
            generation = await game.executor.write(specification, bench=bench, progress=progress)
        except ModelUnavailable as error:
            if error.resumes_at is not None:
                raise ForgingPaused(
                    "The Orb rests: {reason}", reason=error, until=error.resumes_at
                ) from error
            raise ModelSilent(
                "The Orb stays dark: {reason}", reason=error, passes=error.passes
            ) from error
    if question := question_of(generation):
        raise OrbAsks(question)
    if generation.function is None:
        raise unwritten(generation)
    return Drafted(
        world_id=world_id,
        soul_id=soul_id,
        wish=wish,
        catalyst_id=catalyst,
        function=generation.function,
        generation=generation,
        preview=bench.preview,
    )


def _free(name: str, taken: Container[str]) -> str:
    """The name, or that with a number: what was shown before stays what it was."""
    names = chain([name], (f"{name}_{number}" for number in count(2)))
    return next(one for one in names if one not in taken)


async def drafted_before(game: Game, world_id: str, soul_id: str, name: str) -> Drafted:
    """A soul's draft that is still to be accepted, by its function's name.

    Raises `NotFound` where that soul has no such draft, or has accepted it.
    """
    world, soul = await maker_of(game, world_id, soul_id)
    with explained():
        if name not in await game.executor.names(world_id):
            raise NotFound("The Orb knows nothing of that tool.")
        function = await game.executor.find(world_id, name)
    if function.maker != soul_id or function.wish is None:
        raise NotFound("That wish was somebody else's.")
    require_new(world, function)
    return Drafted(
        world_id=world_id,
        soul_id=soul_id,
        wish=function.wish,
        catalyst_id=_carried_orb(world, soul),
        function=function,
        generation=Generation(
            specification=specify(world, soul, function.wish), attempts=(), function=function
        ),
    )


def specify(
    world: World, soul: Soul, wish: str, origin: DynamicFunction | None = None
) -> Specification:
    """A tool to be written: the world's template filled, the scene, the player's words."""
    is_seen = any(one.isprintable() and not one.isspace() for one in wish)
    if len(wish) not in WISH_LENGTH or not is_seen:
        raise Refused(
            "Describe the tool in {least} to {most} characters.",
            least=WISH_LENGTH.start,
            most=WISH_LENGTH.stop - 1,
        )
    apis = catalogue(Author.PLAYER)
    template = world.properties.get("tool_creation_prompt_template")
    words = template if isinstance(template, str) and template else TEMPLATE
    api_list = ", ".join(api.name for api in apis)
    description = words.replace("{api_list}", api_list).replace("{description}", QUOTED)
    if origin is not None:
        description += REMIX.format(name=origin.name)
    mark = digest([world.chronicle.seed, world.chronicle.actions, soul.id, wish])
    return Specification(
        scope=world.id,
        name=f"df_user_{mark[:4]}_{mark[4:8]}",
        description=description,
        parameters={"type": "object", "properties": {}, "required": []},
        author=Author.PLAYER,
        maker=soul.id,
        wish=wish,
        scene=surroundings(world, soul.id),
        apis=apis,
        origin=origin,
    )


def orb_of(world: World, soul: Soul, catalyst_id: str | None = None) -> str:
    """The artifact through which a soul may describe a tool; raises `Refused` without one."""
    orb = catalyst_id or _carried_orb(world, soul)
    if orb not in soul.inventory:
        raise Refused("Only who carries the Orb of Ingenuity can describe a tool to it.")
    return orb


def _carried_orb(world: World, soul: Soul) -> str:
    """The Orb a soul carries, or another thing that does what the Orb does; empty without one."""
    orb = as_text(world.properties.get("orb_of_ingenuity_artifact_id"))
    if orb in soul.inventory or orb not in world.artifacts:
        return orb
    function = world.artifacts[orb].function_name
    carried = (world.artifacts.get(key) for key in soul.inventory)
    alike = (item.id for item in carried if item and function and item.function_name == function)
    return next(alike, orb)


async def maker_of(game: Game, world_id: str, soul_id: str) -> tuple[World, Soul]:
    """The world, and the soul in it that is to have a tool.

    Raises `NotFound`, or `Refused` for a soul at rest or a world that is paused.
    """
    world = await game.world(world_id)
    soul = world.souls.get(soul_id)
    if soul is None:
        raise NotFound("You have no soul in this world yet: join it first.")
    deeds.require_awake(world, soul_id)
    return world, soul


def require_new(world: World, function: DynamicFunction) -> None:
    """Raise `Refused` where an artifact of the world runs this function already."""
    if any(item.function_name == function.name for item in world.artifacts.values()):
        raise Refused("That tool has been made already.")
