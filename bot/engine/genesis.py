"""How a world is born: its recipe's functions are written, then the runs among them build it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from bot.engine import deeds
from bot.engine.errors import FunctionTrouble, GameError, NotFound, Refused, Unavailable
from bot.engine.files.recipe import CreateFunction, Recipe, RunFunction
from bot.engine.forging.rehearsal import GenesisBench
from bot.engine.game import NOW, Game
from bot.engine.host_apis import catalogue
from bot.engine.journal import LineKind
from bot.engine.outcome import Outcome, Request
from bot.engine.running import TurnRunner, explained
from bot.engine.turn import Turn
from bot.engine.wholeness import lacking
from bot.engine.world import World
from bot.executor.budget import Limits
from bot.executor.errors import ModelUnavailable, UnknownFunction
from bot.executor.specification import (
    Account,
    Author,
    DynamicFunction,
    Finding,
    Generation,
    Specification,
)
from bot.executor.writer import Unsound
from bot.sentence import Sentence, together

GENESIS_LIMITS = Limits(seconds=20.0, host_calls=4_000, output=1024 * 1024)
"""A genesis makes a whole world in one run, so it may do more than a use."""


BORN = "The world is born."
"""What a world's log says of its beginning."""
WORDS_ONLY = frozenset({"refusal", "prose"})
"""What is found wrong with an answer that has words and no code."""
LONGEST_REASON = 600
"""How much of such an answer a player is shown, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A function of the recipe was written, or found already written."""

    generation: Generation


Teller = Callable[["Written | Outcome"], None]


class Genesis:
    """Brings one world into being from one recipe; can be begun again where it was cut off.

    What it costs is on the account of the guild, of whoever runs the program where there is none.
    """

    def __init__(
        self, game: Game, recipe: Recipe, tell: Teller | None = None, *, guild: str | None = None
    ) -> None:
        self._game = game
        self._account = Account(guild=guild) if guild is not None else None
        self._recipe = recipe
        self._tell: Teller = tell or (lambda _: None)
        self._apis = catalogue(Author.WORLD)
        self._runs = [one for one in recipe.commands if isinstance(one, RunFunction)]

    async def run(self, world_id: str, *, request: Request = NOW) -> World:
        """The born world.

        Functions between two runs are written at the same time; runs keep their place. Raises
        `FunctionTrouble` naming what could not be written or run, `Unavailable` where the model
        cannot be reached; what was written is kept.
        """
        world = await self._game.world(world_id)
        if world.chronicle.is_born:
            return world
        if not self._runs:
            raise Refused("This recipe runs no function, so no world comes of it.")
        runs_before = 0
        for is_run, group in groupby(
            self._recipe.commands, key=lambda one: isinstance(one, RunFunction)
        ):
            commands = list(group)
            if is_run:
                for command in commands:
                    await self._build(world_id, cast(RunFunction, command), request)
                runs_before += len(commands)
            elif runs_before >= world.chronicle.genesis_runs:
                await self._write_all(world_id, cast(list[CreateFunction], commands))
        return await self._game.world(world_id)

    async def _write_all(self, world_id: str, commands: list[CreateFunction]) -> None:
        wanted = {one.name: one for one in commands}.values()
        done = await asyncio.gather(
            *(self._write(world_id, one) for one in wanted), return_exceptions=True
        )
        for result in done:
            if isinstance(result, BaseException):
                raise result

    async def _write(self, world_id: str, command: CreateFunction) -> None:
        with explained(), _naming(command.name):
            known = await self._known(world_id, command.name)
            if known is not None and known.description == command.description:
                return
            specification = self._specification(world_id, command)
            self._written(await self._game.executor.write(specification))

    async def _known(self, world_id: str, name: str) -> DynamicFunction | None:
        try:
            return await self._game.executor.find(world_id, name)
        except UnknownFunction:
            return None

    def _written(self, generation: Generation) -> None:
        self._tell(Written(generation=generation))
        if generation.function is None:
            raise unwritten(generation)

    def _specification(self, world_id: str, command: CreateFunction) -> Specification:
        return Specification(
            scope=world_id,
            name=command.name,
            description=command.description,
            parameters=command.parameters,
            author=Author.WORLD,
            apis=self._apis,
            account=self._account,
        )

    async def _build(self, world_id: str, command: RunFunction, request: Request) -> None:
        index = self._runs.index(command)
        if index < (await self._game.world(world_id)).chronicle.genesis_runs:
            return
        try:
            outcome = await self._run(world_id, index, request)
        except (Refused, NotFound, FunctionTrouble) as trouble:
            await self._mend(world_id, command, trouble)
            outcome = await self._run(world_id, index, request)
        self._tell(outcome)

    async def _run(self, world_id: str, index: int, request: Request) -> Outcome:
        command = self._runs[index]

        async def build(turn: Turn, runner: TurnRunner) -> str:
            told = deeds.answer(await runner.run(command.name, command.args))
            turn.remember(genesis_runs=index + 1)
            if index + 1 == len(self._runs):
                be_born(turn)
            return str(told)

        return await self._game.act(
            world_id,
            build,
            kind="genesis",
            details={"function": command.name, "recipe": self._recipe.hash},
            request=request,
            limits=GENESIS_LIMITS,
        )

    async def _mend(self, world_id: str, command: RunFunction, trouble: GameError) -> None:
        executor = self._game.executor
        broken = await self._known(world_id, command.name)
        made = self._recipe.description_of(command.name)
        if broken is None or made is None:
            raise trouble
        finding = Finding(rule="failed", message=str(trouble))
        detail = trouble.detail if isinstance(trouble, FunctionTrouble) else ""
        bench = GenesisBench(
            executor,
            await self._game.world(world_id),
            command.args,
            GENESIS_LIMITS,
            ends_genesis=command is self._runs[-1],
        )
        with explained(), _naming(command.name):
            generation = await executor.write(
                self._specification(world_id, made),
                bench=bench,
                unsound=Unsound(source=broken.source, findings=(finding,), traceback=detail),
            )
            self._written(generation)


@contextmanager
def _naming(function_name: str) -> Generator[None]:
    """Lets every trouble with writing a function begin with the function's name."""
    try:
        yield
    except ModelUnavailable as error:
        raise Unavailable(
            "{function_name} could not be written: {reason}",
            function_name=function_name,
            reason=error,
        ) from error
    except FunctionTrouble as trouble:
        if function_name in str(trouble):
            raise
        raise FunctionTrouble(
            "{function_name} could not be written: {reason}",
            function_name=function_name,
            reason=trouble,
            detail=trouble.detail,
        ) from trouble


def be_born(turn: Turn) -> None:
    """The world is whole: whoever waits in the Void is brought to its start.

    Raises `Refused` naming everything a world needs and this one lacks.
    """
    if lacks := lacking(turn.world):
        raise Refused("The world is not whole: {lacks}.", lacks=together(lacks, "{one}; {other}"))
    turn.remember(is_born=True)
    turn.say(BORN, LineKind.SYSTEM)
    for soul in list(turn.world.souls.values()):
        if soul.location_id is None:
            deeds.arrive(turn, soul)


def unwritten(generation: Generation) -> FunctionTrouble:
    """The trouble of a function that could not be written, in one sentence.

    Where the model gave a reason in place of code, that reason is what the player reads.
    """
    name = generation.specification.name
    findings = "; ".join(str(finding) for finding in generation.findings) or "no answer"
    if any(finding.rule in WORDS_ONLY for finding in generation.findings):
        said = " ".join(generation.attempts[-1].answer.split())
        return FunctionTrouble(said[:LONGEST_REASON] or findings, detail=findings)
    tries = len(generation.attempts)
    times = Sentence("once") if tries == 1 else Sentence("{count} times", count=tries)
    if generation.specification.author is Author.PLAYER:
        return FunctionTrouble(
            "The tool could not be written (tried {times}). Ask in other words, or for less.",
            times=times,
            detail=f"{name}: {findings}",
        )
    return FunctionTrouble(
        "{name} could not be written (tried {times}): {findings}",
        name=name,
        times=times,
        findings=findings,
    )
