"""`orb demo`: a whole adventure, from an empty world to the last step of a script."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.app import DEMO, App, open_app
from bot.database import DatabaseError
from bot.engine.clock import SteppedClock
from bot.engine.demo import Demo, DemoEvent
from bot.engine.errors import BadFile, GameError, NotFound, Refused
from bot.engine.recipe import Recipe, load_recipe
from bot.engine.script import Script, load_script
from bot.engine.world import World
from bot.executor.errors import ExecutorError
from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.complaints import BAD_INPUT, FAILED, complain
from bot.terminal.views import JsonView, TerminalView, View

WORLD_ID = "demo"
"""The id of the world a demo is played in."""
BORN_AT = 1_767_225_600.0
"""When a demo's time begins, in seconds since the epoch: always the same, so is what follows."""
LONGEST_WAIT = 10.0
"""A script's wait is cut to so many seconds of real time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    """What the command line asked for; None is the default."""

    recipe: Path | None = None
    script: Path | None = None
    speed: float | None = None
    data: Path | None = None
    recreate: bool = False
    as_json: bool = False

    @property
    def waits(self) -> float:
        """How many times as fast waits pass; 0 for no waiting, the default for programs."""
        if self.speed is not None:
            return self.speed
        return 1.0 if sys.stdout.isatty() and not self.as_json else 0.0


def run_demo(options: DemoOptions) -> int:
    """Play; the exit status: 0 complete, 1 a step failed, 2 something given is wrong."""
    try:
        settings = read_settings()
        recipe, script = _files(options)
        return asyncio.run(_run(options, settings, recipe, script))
    except (SettingsError, BadFile, DatabaseError, NotFound, Refused) as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, ExecutorError) as error:
        return complain(str(error), FAILED)
    except KeyboardInterrupt:
        return complain("Stopped.", 130)


def _files(options: DemoOptions) -> tuple[Recipe, Script]:
    recipe = options.recipe or DEMO / "vault" / "recipe.json"
    beside = recipe.with_name("script.json")
    if options.script is None and not beside.is_file():
        raise Refused(f"--script is missing, and there is no {beside.name} beside {recipe.name}.")
    return load_recipe(recipe), load_script(options.script or beside)


async def _run(options: DemoOptions, settings: Settings, recipe: Recipe, script: Script) -> int:
    if options.data is not None:
        return await _play(options, settings, recipe, script, options.data)
    folder = Path(tempfile.mkdtemp(prefix="orb-"))
    try:
        return await _play(options, settings, recipe, script, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _play(
    options: DemoOptions, settings: Settings, recipe: Recipe, script: Script, folder: Path
) -> int:
    clock = SteppedClock(BORN_AT)
    view: View = JsonView() if options.as_json else TerminalView()
    async with open_app(settings, folder, clock=clock, keeps=options.data is not None) as app:
        world = await _world(app, recipe, options)
        writing = 0 if world.chronicle.is_born else len(recipe.functions)
        view.begin(_title(recipe), app.writer, writing)
        models: dict[str, int] = {}

        def show(event: DemoEvent) -> None:
            if event.type == "function":
                name = str(event.details.get("model"))
                models[name] = models.get(name, 0) + 1
            view.show(event)

        demo = Demo(
            app.game,
            clock,
            recipe,
            script,
            show=show,
            watch=view.world,
            sleep=lambda seconds: _wait(seconds, options.waits),
            progress=view.progress,
        )
        end = await demo.play(WORLD_ID)
        view.end(end, _credits(models))
        return 0 if end.complete else FAILED


async def _world(app: App, recipe: Recipe, options: DemoOptions) -> World:
    known = {summary.id: summary for summary in await app.game.store.worlds()}
    if WORLD_ID in known and options.recreate:
        await app.game.store.acquire(WORLD_ID)
        await app.game.store.delete(WORLD_ID)
        await app.library.delete(WORLD_ID)
    elif WORLD_ID in known:
        if known[WORLD_ID].meta.get("recipe") != recipe.hash:
            raise Refused(
                "This data folder holds a demo of another recipe; --recreate starts anew."
            )
        return await app.game.world(WORLD_ID)
    return await app.game.create_world(
        WORLD_ID,
        name=_title(recipe),
        seed=int(recipe.hash[:12], 16),
        meta={"recipe": recipe.hash},
    )


async def _wait(seconds: float, speed: float) -> None:
    if speed:
        await asyncio.sleep(min(seconds / speed, LONGEST_WAIT))


def _title(recipe: Recipe) -> str:
    return f"The Orb of Ingenuity: {recipe.source}"


def _credits(models: dict[str, int]) -> list[str]:
    return [f"{count} function{'s' * (count != 1)} by {name}" for name, count in models.items()]
