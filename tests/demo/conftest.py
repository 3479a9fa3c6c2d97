"""What the tests need to run recorded functions: a shelf that holds them, and a world to run in."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.engine.files.recipe import Recipe, load_recipe
from bot.engine.host_apis import HostApis
from bot.engine.turn import Rights, Turn
from bot.engine.world import Chronicle, Soul, World
from bot.executor.budget import Budget, Limits
from bot.executor.sandbox import Program, Sandbox
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import Author
from bot.values import JsonObject

ROOT = Path(__file__).parents[2]
VAULT = ROOT / "demo" / "vault"
SOMEBODY_ELSE = ROOT / "tests" / "recordings" / "somebody_else"


def sources(folder: Path) -> dict[str, str]:
    """The recorded functions of an adventure by name."""
    return {path.stem: path.read_text() for path in sorted((folder / "functions").glob("*.py"))}


class Shelf:
    """Runs recorded functions within one turn, as the game does with kept ones."""

    def __init__(self, folder: Path, sandbox: Sandbox, turn: Turn, players: set[str]) -> None:
        self._sources = sources(folder)
        self._sandbox = sandbox
        self._turn = turn
        self._players = players

    async def run(self, function_name: str, params: JsonObject, rights: Rights | None) -> str:
        """The text a recorded function returned."""
        author = Author.PLAYER if function_name in self._players else Author.WORLD
        own = Rights(author, self._turn.soul_id).under(rights)
        apis = HostApis(self._turn, own, self)
        program = Program(
            name=function_name,
            source=self._sources[function_name],
            params=params,
            apis=apis.names,
            seed=self._turn.seed,
            now=self._turn.now,
        )
        return await self._sandbox.run(program, host=apis.call, budget=self._turn.budget)


class Play:
    """A world that recorded functions act in, one turn after another."""

    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        self.recipe: Recipe = load_recipe(folder / "recipe.json")
        self.players: set[str] = set()
        self._folder = folder
        self._sandbox = sandbox
        self.world = World(id="w", chronicle=Chronicle(name="test", seed=7))
        self.lines: list[str] = []
        self.now = 1000.0

    async def begin(self) -> None:
        """Run the recipe and let Ada arrive."""
        for command in self.recipe.runs:
            await self.run(command.name, None, command.args)
        self.join("ada", "Ada")

    def join(self, soul_id: str, name: str) -> None:
        """A soul at the start, with what newcomers carry."""
        properties: dict[str, Any] = self.world.properties
        self.world.souls[soul_id] = Soul(
            id=soul_id,
            name=name,
            location_id=properties["initial_start_location_id"],
            inventory=tuple(properties["initial_player_artifacts"]),
        )

    def put(self, soul_id: str, location_id: str) -> None:
        """Set a soul down in another place."""
        soul = self.world.souls[soul_id]
        self.world.souls[soul_id] = replace(soul, location_id=location_id)

    async def use(self, soul_id: str, artifact_id: str, target: str | None = None) -> str:
        """Run what an artifact is linked to, with what the host puts into the params."""
        artifact = self.world.artifacts[artifact_id]
        params: JsonObject = {
            "soul_id": soul_id,
            "location_id": self.world.souls[soul_id].location_id,
            "artifact_id": artifact_id,
            "artifact_properties": artifact.properties,
            "target_env_object_id": target,
        }
        return await self.run(str(artifact.function_name), soul_id, params)

    async def run(self, name: str, soul_id: str | None, params: JsonObject) -> str:
        """Run a function in a turn of its own; its lines are kept in `lines`."""
        budget = Budget(Limits(seconds=20, host_calls=2000), timer=time.monotonic)
        turn = Turn.begin(self.world, kind="test", now=self.now, budget=budget, soul_id=soul_id)
        shelf = Shelf(self._folder, self._sandbox, turn, self.players)
        text = await shelf.run(name, params, None)
        self.world = turn.world
        self.lines = [line.text for line in turn.lines]
        return text


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """The sandbox that runs functions in the game too."""
    async with MontySandbox(width=1) as opened:
        yield opened


@pytest_asyncio.fixture
async def vault(sandbox: Sandbox) -> Play:
    """The default adventure, born, with Ada and Ben at its start."""
    play = Play(VAULT, sandbox)
    await play.begin()
    play.join("ben", "Ben")
    return play


@pytest_asyncio.fixture
async def observatory(sandbox: Sandbox) -> Play:
    """Somebody else's adventure, born, with Ada at its start; players may wish for its tool."""
    play = Play(SOMEBODY_ELSE, sandbox)
    play.players.add("df_player_tool")
    await play.begin()
    return play
