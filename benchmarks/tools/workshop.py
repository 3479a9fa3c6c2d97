"""Where tools are made and tried: the real game over a store and a library that are memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from benchmarks.tools.world import MAKER, WORLD, world_functions
from bot.engine.clock import SteppedClock
from bot.engine.errors import GameError, NotFound
from bot.engine.forging.forge import Drafted, accept, draft, specify
from bot.engine.game import Game
from bot.engine.journal import JournalEntry
from bot.engine.world import World
from bot.executor.budget import Limits
from bot.executor.completions import Answer
from bot.executor.errors import UnknownFunction
from bot.executor.executor import Executor
from bot.executor.model import LanguageModel
from bot.executor.sandbox import Sandbox
from bot.executor.specification import DynamicFunction, Generation, Label

WRITTEN_NAME = "df_tool"
"""What the functions in `references` and `mutants` are called."""

DECLINED = frozenset({"refusal", "prose"})
"""What is found in an answer that says no in words."""


class Ledger:
    """A store of one world that lasts as long as the trial."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.entries: list[JournalEntry] = []

    async def load(self, world_id: str) -> World:
        """The world."""
        if world_id != self.world.id:
            raise NotFound("There is no such world.")
        return self.world

    async def append(self, entry: JournalEntry, world: World, also: object = ()) -> None:
        """Keep an action."""
        self.entries.append(entry)
        self.world = world

    async def entry(self, world_id: str, reference: str) -> JournalEntry | None:
        """No request is delivered twice here."""
        return None

    async def earlier(self, world_id: str, reference: str | None) -> JournalEntry | None:
        """As `entry`."""
        return None

    async def backwards(self, world_id: str) -> AsyncIterator[JournalEntry]:
        """Every entry, the newest first."""
        for entry in reversed(self.entries):
            yield entry

    def holds(self, world_id: str) -> bool:
        """Nobody else is here, so the world is held."""
        return world_id == self.world.id

    async def acquire(self, world_id: str) -> None:
        """Nobody else is here."""

    async def release(self, world_id: str) -> None:
        """Nobody else is here."""


class Shelf:
    """A library of one world that lasts as long as the trial, and no index beside it."""

    def __init__(self) -> None:
        self.generations: list[Generation] = []
        self._functions = {one.name: one for one in world_functions()}

    async def find(self, scope: str, name: str) -> DynamicFunction:
        """The function of that name."""
        if name not in self._functions:
            raise UnknownFunction(f"There is no function {name!r} here.")
        return self._functions[name]

    async def names(self, scope: str) -> frozenset[str]:
        """The names of all functions."""
        return frozenset(self._functions)

    async def keep(
        self, generation: Generation, source: str, *, label: Label | None, model: str
    ) -> DynamicFunction:
        """Keep a source under the name the generation was asked for."""
        asked = generation.specification
        function = asked.function(source, version=1, model=model, label=label)
        self._functions[function.name] = function
        self.generations.append(replace(generation, function=function))
        return function

    async def record(self, generation: Generation) -> None:
        """Keep a generation of which nothing came."""
        self.generations.append(generation)

    async def add(self, function: DynamicFunction) -> None:
        """Nothing is indexed."""

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The nearest functions: none, so that every tool is written from the prompt alone."""
        return []


class Recital:
    """A model that always answers with the same function, under the name that is wanted."""

    def __init__(self, source: str) -> None:
        self._source = source

    async def complete(
        self, messages: Sequence[Any], *, temperature: float, tools: Sequence[Any] | None = None
    ) -> Answer:
        """The function."""
        signature = str(messages[-1]["content"]).rstrip().splitlines()[-1]
        name = signature.removeprefix("def ").removesuffix("(params):")
        source = self._source.replace(WRITTEN_NAME, name)
        return Answer(text=f"```python\n{source}\n```", model="recital")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a wish: the world with the tool in its maker's hands, or the trouble.

    `tool` is the artifact's id, None where there is none; `generation` None where the model could
    not be reached.
    """

    world: World
    executor: Executor
    tool: str | None
    generation: Generation | None
    trouble: str = ""

    @property
    def findings(self) -> str:
        """What was wrong with the first attempt."""
        attempts = self.generation.attempts[:1] if self.generation else ()
        return "; ".join(f"{one.rule}: {one}" for attempt in attempts for one in attempt.findings)

    @property
    def declined(self) -> bool:
        """Whether the last answer said in words that it cannot be done."""
        findings = self.generation.findings if self.generation else ()
        return self.tool is None and any(one.rule in DECLINED for one in findings)


async def make(
    world: World, wish: str, *, model: LanguageModel, sandbox: Sandbox, limits: Limits
) -> Made:
    """Have the tool that is wished for made by Ada in a world, as the game does it."""
    shelf = Shelf()
    executor = Executor(
        library=cast(Any, shelf),
        index=cast(Any, shelf),
        model=model,
        sandbox=sandbox,
        limits=limits,
    )
    game = game_over(Ledger(world), executor, limits)
    tool, trouble = None, ""
    try:
        drafted = await draft(game, WORLD, MAKER, wish)
        tool = (await accept(game, drafted)).artifact_id
    except GameError as error:
        trouble = str(error)
    return Made(
        world=await game.world(WORLD),
        executor=executor,
        tool=tool,
        generation=next((one for one in shelf.generations[-1:]), None),
        trouble=trouble,
    )


async def keep(world: World, wish: str, source: str, *, sandbox: Sandbox, limits: Limits) -> Made:
    """Put a function as it is into Ada's hands, with no look at it and no label."""
    shelf = Shelf()
    model: LanguageModel = Recital(source)
    executor = Executor(
        library=cast(Any, shelf),
        index=cast(Any, shelf),
        model=model,
        sandbox=sandbox,
        limits=limits,
    )
    game = game_over(Ledger(world), executor, limits)
    specification = specify(world, world.souls[MAKER], wish)
    generation = Generation(specification=specification, attempts=())
    function = await shelf.keep(
        generation,
        source.replace(WRITTEN_NAME, specification.name),
        label=None,
        model="by hand",
    )
    drafted = Drafted(
        world_id=WORLD,
        soul_id=MAKER,
        wish=wish,
        catalyst_id="orb_01",
        function=function,
        generation=generation,
    )
    tool = (await accept(game, drafted)).artifact_id
    return Made(world=await game.world(WORLD), executor=executor, tool=tool, generation=generation)


def game_over(ledger: Ledger, executor: Executor, limits: Limits) -> Game:
    """The game over a ledger; its clock stands at the ledger's world's time."""
    world = ledger.world
    clock = SteppedClock(world.chronicle.time)
    return Game(store=cast(Any, ledger), executor=executor, clock=clock, limits=limits)
