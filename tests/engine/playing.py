"""A stage: the real parts put together, and worlds prepared to be played on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from scribe import Scribe, apprentice, body_of
from yard import KEYHOLE, START, WORLD, spanning, yard_world

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.files.recipe import load_recipe
from bot.engine.game import Game
from bot.engine.genesis import Genesis
from bot.engine.journal import JournalEntry
from bot.engine.storage.store import WorldStore
from bot.engine.world import (
    Artifact,
    World,
)
from bot.executor.budget import Limits
from bot.executor.embeddings import HashingEmbedder
from bot.executor.executor import Executor
from bot.executor.index import MemoryIndex
from bot.executor.library import FunctionLibrary
from bot.executor.model import ChatModel, LanguageModel
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import (
    Attempt,
    Author,
    DynamicFunction,
    Generation,
    Label,
    Specification,
)
from bot.values import JsonObject, digest

__all__ = [
    "ELEMENTS",
    "KEYHOLE",
    "LIMITS",
    "SAY_AND_FAIL",
    "START",
    "VAULT",
    "WORLD",
    "Open",
    "Record",
    "Scribe",
    "Stage",
    "apprentice",
    "in_the_yard",
    "spanning",
    "without_chronicle",
    "yard_world",
]

VAULT = Path(__file__).parents[2] / "demo" / "vault"
LIMITS = Limits(seconds=1.0)
ELEMENTS = {"fire": "ember_01", "water": "water_01", "wind": "wind_01"}
SAY_AND_FAIL = """
external_apis['host_log_message_to_world']({'message': 'Half of it is done.'})
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'is_full': True}})
return params['no such thing']
"""
"""A body that changes the world and the log, and then fails."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything kept of a world."""

    state: str
    journal: tuple[JournalEntry, ...]
    log: tuple[str, ...]


@dataclass(slots=True)
class Stage:
    """The real parts put together, and short ways to play on them."""

    game: Game
    clock: SteppedClock
    library: FunctionLibrary
    store: WorldStore
    database: Database
    executor: Executor
    souls: dict[str, str] = field(default_factory=dict[str, str])

    async def teach(self, name: str, body: str, **more: Any) -> DynamicFunction:
        """Keep a function written by hand: the world's, or with `author` a player's."""
        asked = Specification(
            scope=more.get("scope", WORLD),
            name=name,
            description=f"Does what {name} does.",
            author=more.get("author", Author.WORLD),
            maker=more.get("maker"),
        )
        source = f"def {name}(params):\n{body_of(body)}"
        attempt = Attempt(number=1, model="hand", source=source)
        made = Generation(specification=asked, attempts=(attempt,))
        label: Label | None = more.get("label")
        return await self.library.keep(made, source, label=label, model="hand")

    async def world(self, world_id: str = WORLD) -> World:
        """The world as it now is."""
        return await self.game.world(world_id)

    async def record(self, world_id: str = WORLD) -> Record:
        """What the store holds of a world, read anew."""
        log = await self.store.log(world_id, size=10_000)
        return Record(
            state=(await self.store.load(world_id)).state_hash(),
            journal=tuple(await self.store.journal(world_id)),
            log=tuple(line.text for line in log.lines),
        )

    async def log(self, world_id: str = WORLD) -> list[str]:
        """The lines of the world log."""
        return list((await self.record(world_id)).log)

    async def use(self, name: str, artifact_id: str, target: str | None = None, **more: Any) -> str:
        """What a player of that name reads after a use, having stepped up to the target."""
        soul_id = self.souls[name]
        args: JsonObject = {}
        if target:
            args["target_env_object_id"] = target
            world = await self.world()
            place = world.locations[str(world.souls[soul_id].location_id)]
            mark = place.landmark_targeting(target)
            assert mark is not None
            if world.souls[soul_id].focus != mark.key:
                await self.game.focus(WORLD, soul_id, mark.key)
        return (await self.game.use(WORLD, soul_id, artifact_id, args, **more)).text

    async def hand(self, name: str, artifact: Artifact) -> None:
        """Put an artifact into a player's hands, as the game does, in an action of its own."""

        async def give(turn: Any, _: Any) -> str:
            soul = turn.world.souls[self.souls[name]]
            turn.world.artifacts[artifact.id] = artifact
            carried = (*soul.inventory, artifact.id)
            turn.world.souls[soul.id] = replace(soul, inventory=carried)
            return f"{soul.name} has {artifact.name}."

        await self.game.act(WORLD, give, kind="hand")

    async def tool(self, name: str, body: str, *, label: Label | None = None) -> str:
        """Put a tool that a player might have forged into their hands; its artifact's id."""
        number = (await self.world()).chronicle.actions
        tool_id, function_name = f"tool_of_{name.lower()}_{number}", f"df_user_hand_{number}"
        await self.teach(
            function_name, body, author=Author.PLAYER, maker=self.souls[name], label=label
        )
        item = Artifact(id=tool_id, name="Tool", description="", function_name=function_name)
        await self.hand(name, item)
        return tool_id


Open = Callable[..., Awaitable[Stage]]
"""Opens a stage: `model`, `on` a prepared database, `limits`, `holder`, `store`."""


def without_chronicle(world: World) -> str:
    """The digest of all of a world but its counters."""
    document = world.document()
    del document["chronicle"]
    return digest(document)


@pytest_asyncio.fixture(name="monty", scope="session", loop_scope="session")
async def _monty() -> AsyncGenerator[MontySandbox]:
    async with MontySandbox(width=4, depth=8, limits=LIMITS) as opened:
        yield opened


@pytest.fixture(name="prepared", scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prepared")


@pytest_asyncio.fixture(name="empty", scope="session", loop_scope="session")
async def _empty(prepared: Path) -> Path:
    """A database with its tables and nothing in them."""
    file = prepared / "empty.db"
    await (await Database.open(f"sqlite:///{file}")).close()
    return file


@pytest_asyncio.fixture(name="at_the_chasm_file", scope="session", loop_scope="session")
async def _at_the_chasm_file(prepared: Path, empty: Path, monty: MontySandbox) -> Path:
    """A database with the vault's world, the trial done; Ada has the Orb at the chasm."""
    file = prepared / "chasm.db"
    shutil.copy(empty, file)
    model = apprentice(VAULT)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(model.close)
        stage = await _assemble(stack, file, monty, model, LIMITS, "prepared")
        await stage.game.create_world(WORLD, name="The Vault", seed=7)
        await Genesis(stage.game, load_recipe(VAULT / "recipe.json")).run(WORLD)
        for name in ("Ada", "Ben"):
            await stage.game.join(WORLD, player_id=name, name=name)
        stage.souls = _names(await stage.world())
        for element, artifact_id in ELEMENTS.items():
            await stage.use("Ada", artifact_id, f"pedestal_{element}")
        for name in ("Ada", "Ben"):
            soul_id = stage.souls[name]
            await stage.game.focus(WORLD, soul_id, "sealed_stone_door_landmark")
            await stage.game.go(WORLD, soul_id, "sealed_stone_door_landmark")
    return file


@pytest_asyncio.fixture(name="open_stage", loop_scope="session")
async def _open_stage(tmp_path: Path, monty: MontySandbox, empty: Path) -> AsyncIterator[Open]:
    count = iter(range(1000))
    async with AsyncExitStack() as stack:

        async def opened(
            model: LanguageModel | None = None,
            *,
            on: Path | None = None,
            file: Path | None = None,
            limits: Limits = LIMITS,
            holder: str = "here",
            store: type[WorldStore] = WorldStore,
        ) -> Stage:
            if file is None:
                file = tmp_path / f"stage_{next(count)}.db"
                shutil.copy(on or empty, file)
            if isinstance(model, ChatModel):
                stack.push_async_callback(model.close)
            stage = await _assemble(stack, file, monty, model or Scribe(), limits, holder, store)
            if on is not None:
                stage.souls = _names(await stage.world())
                stage.clock.reach((await stage.world()).chronicle.time)
            return stage

        yield opened


async def _assemble(
    stack: AsyncExitStack,
    file: Path,
    sandbox: MontySandbox,
    model: LanguageModel,
    limits: Limits,
    holder: str,
    kind_of_store: type[WorldStore] = WorldStore,
) -> Stage:
    database = await Database.open(f"sqlite:///{file}")
    stack.push_async_callback(database.close)
    clock = SteppedClock(START)
    library = FunctionLibrary(database)
    index = MemoryIndex(HashingEmbedder())
    executor = Executor(library=library, index=index, model=model, sandbox=sandbox, limits=limits)
    store = kind_of_store(database, holder, clock)
    game = Game(store=store, executor=executor, clock=clock, limits=limits)
    stack.push_async_callback(game.close)
    return Stage(game, clock, library, store, database, executor)


def _names(world: World) -> dict[str, str]:
    return {soul.name: soul.id for soul in world.souls.values()}


@pytest_asyncio.fixture(name="vault", loop_scope="session")
async def _vault(open_stage: Open, at_the_chasm_file: Path) -> Stage:
    """Ada with the Orb, and Ben, at the chasm; the apprentice writes."""
    return await open_stage(apprentice(), on=at_the_chasm_file)


@pytest_asyncio.fixture(name="yard", loop_scope="session")
async def _yard(open_stage: Open) -> Stage:
    """A small world without functions, Ada and Ben in its yard, each with a wand."""
    return await in_the_yard(await open_stage())


async def in_the_yard(stage: Stage, world: World | None = None) -> Stage:
    """The stage with the yard's world on it."""
    world = world or yard_world()
    await stage.game.add_world(world)
    stage.souls = _names(world)
    return stage
