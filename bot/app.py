"""The composition root: the only place that builds things."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.cogs.services import Services
from bot.database import Database
from bot.engine.channels.channels import Channels
from bot.engine.channels.demo_worlds import DemoWorlds
from bot.engine.channels.world_settings import KeptSettings
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.clock import Clock, SystemClock
from bot.engine.consents import Consents
from bot.engine.credits import Credits
from bot.engine.files.exporting import Exports
from bot.engine.files.themes import Themes
from bot.engine.forging.alike import Alike
from bot.engine.forging.tools import Tools
from bot.engine.game import Game
from bot.engine.mending import Cases, Mender
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.spending import Spendings
from bot.engine.party import Parties
from bot.engine.storage.leases import holder_name
from bot.engine.storage.store import WorldStore
from bot.engine.travels import Travels
from bot.executor.budget import Limits
from bot.executor.embeddings import Embedder, GeminiEmbedder, HashingEmbedder
from bot.executor.executor import Executor
from bot.executor.index import ChromaIndex, FunctionIndex, MemoryIndex
from bot.executor.ladder import Ladder
from bot.executor.library import FunctionLibrary
from bot.executor.model import LanguageModel
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.sandbox.selftest import self_test
from bot.executor.specification import Account, Specification
from bot.models import Models
from bot.settings import GEMINI_BASE_URL, Settings
from demo import adventures

THEMES = Specification(scope="", name="themes", description="Thinking up worlds.")
"""What it costs to have worlds thought up is counted under this name."""
DEMO = Path(__file__).resolve().parent.parent / "demo"
"""Where the bundled worlds are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that runs, put together. `writer` is a sentence on who writes the functions,
    `themes` thinks up worlds; None where no language model is connected."""

    game: Game
    database: Database
    library: FunctionLibrary
    ladder: Ladder
    mender: Mender
    writer: str
    themes: Themes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A data folder opened to be looked at; nothing in it runs."""

    store: WorldStore
    library: FunctionLibrary
    exports: Exports


def limits_of(settings: Settings) -> Limits:
    """What one use may spend, as the settings say."""
    return Limits(
        seconds=settings.use_seconds,
        memory=settings.use_memory_mb * 1024 * 1024,
        host_calls=settings.use_host_calls,
    )


@asynccontextmanager
async def open_records(settings: Settings, folder: Path) -> AsyncGenerator[Records]:
    """The store and the library of a data folder."""
    database = await Database.open(settings.database(folder))
    try:
        store = WorldStore(database, holder_name(), SystemClock())
        library = FunctionLibrary(database)
        exports = Exports(store, library, database)
        yield Records(store=store, library=library, exports=exports)
    finally:
        await database.close()


@asynccontextmanager
async def open_app(
    settings: Settings,
    folder: Path,
    *,
    clock: Clock,
    keeps: bool,
    overhear: Callable[[LanguageModel], LanguageModel] = lambda model: model,
) -> AsyncGenerator[App]:
    """The whole game over a data folder; `keeps` is whether the folder outlives the program.

    What `overhear` makes of the model is asked in its place.

    Raises `DatabaseError` for an unusable folder, `SandboxUnavailable` where nothing generated can
    be run safely.
    """
    limits = limits_of(settings)
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database(folder))
        stack.push_async_callback(database.close)
        sandbox = await stack.enter_async_context(
            MontySandbox(width=settings.sandbox_width, depth=limits.depth, limits=limits)
        )
        await self_test(sandbox)
        library = FunctionLibrary(database)
        embedder = embedder_of(settings)
        stack.push_async_callback(embedder.close)
        index = _index(settings, folder, library, embedder, keeps)
        stack.push_async_callback(index.close)
        models, holder = Models(settings, DEMO), holder_name()
        stack.push_async_callback(models.close)
        ladder = models.ladder(database, holder, overhear)
        await ladder.ledger.begin()
        executor = Executor(
            library=library,
            index=index,
            model=models.usual,
            sandbox=sandbox,
            limits=limits,
            ladder=ladder,
        )
        store = WorldStore(database, holder, SystemClock())
        leases = asyncio.create_task(store.keep_leases())
        stack.callback(leases.cancel)
        game = Game(store=store, executor=executor, clock=clock, limits=limits)
        stack.push_async_callback(game.close)
        cases, channels = Cases(database), Channels(database)
        mender = Mender(game, library, cases, channels)
        game.on_fault = mender.report
        stack.push_async_callback(mender.close)

        def themer(guild: str) -> LanguageModel:
            return ladder.model_for(replace(THEMES, account=Account(guild=guild)))

        yield App(
            game=game,
            database=database,
            library=library,
            ladder=ladder,
            mender=mender,
            writer=_writer(settings),
            themes=Themes(themer) if settings.has_model else None,
        )


def services_of(app: App) -> Services:
    """What the front end asks of the game."""
    return Services(
        game=app.game,
        alike=Alike(app.game, app.library, Channels(app.database)),
        channels=Channels(app.database),
        settings=KeptSettings(app.database),
        parties=Parties(app.game, app.database),
        consents=Consents(app.game, app.database),
        credits=Credits(app.database),
        worlds=ChannelWorlds(app.game, app.library, app.database),
        mender=app.mender,
        moderation=Moderation(app.game, app.database),
        tools=Tools(app.game, app.library),
        demos=DemoWorlds(app.game.store, app.game.executor, app.game.limits),
        travels=Travels(app.database),
        spending=Spendings(app.ladder),
        themes=app.themes,
        adventures=adventures(),
        writer=app.writer,
    )


def _writer(settings: Settings) -> str:
    if not settings.has_model:
        return (
            "The built-in apprentice writes the functions: recorded ones for the bundled world, "
            "by rules for players' wishes; no language model is connected."
        )
    return f"{settings.model_name} at {settings.endpoint_host} writes the functions."


def _index(
    settings: Settings, folder: Path, library: FunctionLibrary, embedder: Embedder, keeps: bool
) -> FunctionIndex:
    if not keeps and not settings.chroma_url:
        return MemoryIndex(embedder)
    return ChromaIndex(settings.chroma_url or folder / "index", embedder, library)


def embedder_of(settings: Settings) -> Embedder:
    """What makes vectors of texts: Gemini where its key is known, else something local."""
    if settings.model_key is None or settings.endpoint != GEMINI_BASE_URL:
        return HashingEmbedder()
    return GeminiEmbedder(settings.model_key.get_secret_value(), model=settings.embedding_model)
