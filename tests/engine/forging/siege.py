"""Hostile wishes and hostile answers, driven through the whole forge of a running game."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playing import yard_world

from bot.app import App, open_app
from bot.cogs.pages import Page
from bot.cogs.ui.logs import log_page
from bot.cogs.ui.orb import card_page, failed_page, progress_page
from bot.cogs.ui.panel import panel
from bot.cogs.ui.tools import list_page
from bot.cogs.ui.wishes import question_page, wishes_page
from bot.engine.clock import SystemClock
from bot.engine.errors import GameError, OrbAsks
from bot.engine.forging.drafts import draft, specify
from bot.engine.forging.forge import Drafted, accept
from bot.engine.forging.tools import Tools
from bot.engine.game import Game
from bot.engine.moderating.moderation import Moderation
from bot.engine.world import EnvironmentObject, World
from bot.executor.specification import Attempt, Author, Generation, Specification
from bot.settings import Settings
from bot.values import dump
from tests.hostile import CANARIES, DIM, Case
from tests.model_server import ModelServer

WORLDS = ("north", "east", "south")
WORLDS_OWN = {
    "df_ring": "return 'It rings.'",
    "df_check_latch": 'return \'{"condition_met": false, "message": "Shut."}\'',
    "df_orb": "return 'EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION'",
}


@dataclass
class Siege:
    """What became of the cases: who got a tool, all that was shown, and what went wrong."""

    made: set[str] = field(default_factory=set[str])
    stages: set[str] = field(default_factory=set[str])
    shown: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    harm: list[str] = field(default_factory=list[str])
    logged: list[str] = field(default_factory=list[str])
    prompts: list[str] = field(default_factory=list[str])
    longest: tuple[float, str] = (0.0, "")
    kept_files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def show(self, name: str, *pages: Page) -> None:
        """A member sees these pages."""
        texts = [one["content"] for page in pages for one in _parts(page) if one["type"] == 10]
        self.shown.setdefault(name, []).extend(texts)

    def everything(self) -> Iterator[str]:
        """All texts that got anywhere."""
        yield from (text for texts in self.shown.values() for text in texts)
        yield from self.logged
        yield from self.prompts


def _parts(page: Page) -> Iterator[dict[str, Any]]:
    waiting: list[dict[str, Any]] = list(page.view.to_components())
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting[:0] = one.get("components", [])


class _Ear(logging.Handler):
    """Hears what is logged."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter())
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Note it, with its traceback."""
        self.heard.append(self.format(record))


@contextmanager
def watched(siege: Siege) -> Iterator[None]:
    """Measures the processor time of every single step of the event loop, and hears the log."""
    run: Callable[[Any], None] = asyncio.Handle._run

    def measured(handle: Any) -> None:
        begun = time.thread_time()
        run(handle)
        spent = time.thread_time() - begun
        if spent > siege.longest[0]:
            siege.longest = (spent, repr(handle)[:300])

    ear = _Ear(siege.logged)
    logging.getLogger().addHandler(ear)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger(), "level", logging.INFO)
        patch.setattr(asyncio.Handle, "_run", measured)
        for name, value in CANARIES.items():
            patch.setenv(name, value)
        yield
    logging.getLogger().removeHandler(ear)


@asynccontextmanager
async def running(folder: Path, server: ModelServer) -> AsyncGenerator[App]:
    """A game of three yards whose model is the server's."""
    variables: dict[str, Any] = {
        **{key: value for key, value in CANARIES.items() if key != "DATABASE_URL"},
        "OPENAI_API_BASE_URL": server.base_url,
        "DATABASE_URL": "",  # the one of the environment is there to be found
        "ORB_USE_SECONDS": 0.3,
        "ORB_APPRENTICE_STANDS_IN": False,
    }
    settings = Settings(_env_file=None, **variables)  # type: ignore[call-arg]
    async with open_app(settings, folder, clock=SystemClock(), keeps=False) as app:
        for world_id in WORLDS:
            world = yard_world(world_id)
            sealed: Any = {"is_sealed": True, "protected": ["is_sealed"]}
            world.objects["well"] = EnvironmentObject(
                id="well", location_id="yard", type="well", details=sealed
            )
            for name, body in WORLDS_OWN.items():
                await _keep(app, world_id, name, f"def {name}(params):\n    {body}\n")
            await app.game.add_world(world)
        yield app


async def _keep(app: App, scope: str, name: str, source: str) -> None:
    asked = Specification(scope=scope, name=name, description=name, author=Author.WORLD)
    made = Generation(
        specification=asked, attempts=(Attempt(number=1, model="hand", source=source),)
    )
    await app.library.keep(made, source, label=None, model="hand")


async def besiege(folder: Path, cases: list[Case]) -> Siege:
    """Have all cases come upon the game, in three worlds at once."""
    siege, says = Siege(), dict[str, str]()
    server = ModelServer(lambda name, prompt: says[name].replace("NAME", name))
    with server.running(), watched(siege):
        async with running(folder, server) as app:
            shares = [cases[start :: len(WORLDS)] for start in range(len(WORLDS))]
            await asyncio.gather(
                *(
                    _Attack(app, world_id, siege, says).all(share)
                    for world_id, share in zip(WORLDS, shares, strict=True)
                )
            )
    siege.prompts = server.prompts
    siege.kept_files = _files(folder)
    return siege


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


class _Attack:
    """The cases of one world, one after another."""

    def __init__(self, app: App, world_id: str, siege: Siege, says: dict[str, str]) -> None:
        self.app, self.game, self.world_id = app, app.game, world_id
        self.siege, self.says = siege, says

    async def all(self, cases: list[Case]) -> None:
        """Every case, and then what moderators and members look at."""
        for case in cases:
            await self._one(case)
        world = await self.game.world(self.world_id)
        moderation = Moderation(self.game, self.app.database)
        failed = await moderation.wishes.failed(world, 100)
        tools = await Tools(self.game, self.app.library).all(self.world_id)
        self.siege.show(self.world_id, wishes_page("en", "Yard", failed), list_page("en", tools))
        for number in range(1, 9):
            self.siege.show(
                self.world_id, log_page("en", "Yard", await self.game.log(self.world_id, number))
            )

    async def _one(self, case: Case) -> None:
        world = await self.game.world(self.world_id)
        before, actions = guarded(world), world.chronicle.actions
        try:
            artifact_id = await self._forged(world, case)
        except GameError as error:
            self.siege.show(case.name, _failed(case, error))
            if (await self.game.world(self.world_id)).chronicle.actions != actions:
                self.siege.harm.append(f"{case.name}: a wish in vain was an action")
        else:
            self.siege.made.add(case.name)
            await self._used(case, artifact_id)
        if guarded(await self.game.world(self.world_id)) != before:
            self.siege.harm.append(f"{case.name}: what is protected was changed")

    async def _forged(self, world: World, case: Case) -> str:
        name = specify(world, world.souls["s1"], case.wish.strip()).name
        self.says[name] = case.answer
        drafted = await draft(
            self.game,
            self.world_id,
            "s1",
            case.wish,
            progress=lambda stage, attempt: self.siege.stages.add(f"{stage} {attempt}"),
        )
        self.siege.show(case.name, card_page("en", drafted), _progress(case, drafted))
        return (await accept(self.game, drafted)).artifact_id

    async def _used(self, case: Case, artifact_id: str) -> None:
        some = ({"target_env_object_id": "well"}, {})
        for args in some[: 1 if case.answer == DIM else 2]:
            try:
                outcome = await self.game.use(self.world_id, "s1", artifact_id, {**args})
                said = outcome.text
            except GameError as error:
                said = str(error)
            scene = await self.game.look(self.world_id, "s1")
            self.siege.show(case.name, panel("en", scene, notice=said))
        await put_away(self.game, self.world_id, artifact_id)


def _failed(case: Case, error: GameError) -> Page:
    if isinstance(error, OrbAsks):
        return question_page("en", case.wish, error.question, "x")
    return failed_page("en", case.wish, str(error), "x")


def _progress(case: Case, drafted: Drafted) -> Page:
    return progress_page("ru", case.wish, "mending", len(drafted.generation.attempts), 4)


async def put_away(game: Game, world_id: str, artifact_id: str) -> None:
    """Take a tool out of the world, so that it stays small."""

    async def deed(turn: Any, _: Any) -> str:
        ada = turn.world.souls["s1"]
        left = tuple(key for key in ada.inventory if key != artifact_id)
        turn.world.souls["s1"] = replace(ada, inventory=left)
        turn.world.artifacts.pop(artifact_id, None)
        return ""

    await game.act(world_id, deed, kind="note")


def guarded(world: World) -> str:
    """What no tool of a player may change, whatever it does."""
    ben = world.souls["s2"]
    marks = world.locations["yard"].landmarks
    return dump(
        {
            "latch": world.puzzles["latch"].state,
            "puzzles": sorted(world.puzzles),
            "handlers": dict(world.handlers),
            "properties": world.properties,
            "exits": {key: world.locations[key].exits for key in ("yard", "barn")},
            "gate": marks["gate"].config,
            "well": world.objects["well"].details.get("is_sealed"),
            "names": [one.name for one in world.locations.values()][:2],
            "ben": [ben.name, ben.location_id, *ben.inventory, *ben.consents],
            "statuses": sorted(map(str, ben.statuses)),
            "orb": str(world.artifacts["orb"]),
            "souls": sorted(world.souls),
            "consents": [*world.souls["s1"].consents],
        }
    )
