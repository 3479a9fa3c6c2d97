"""`orb demo`: a whole adventure, from an empty world to the last step of a script."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.app import DEMO, App, open_app
from bot.database import DatabaseError, DatabaseUnusable
from bot.engine.clock import SteppedClock
from bot.engine.demo import Demo, DemoEnd, DemoEvent, reason_of
from bot.engine.errors import BadFile, GameError, NotFound, Refused
from bot.engine.files.recipe import Recipe, load_recipe
from bot.engine.files.script import Script, load_script
from bot.engine.world import World
from bot.executor.errors import ExecutorError
from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.complaints import BAD_INPUT, FAILED, STOPPED, complain
from bot.terminal.logs import log_to_stderr
from bot.terminal.terminal_view import TerminalView
from bot.terminal.views import Bill, Credits, JsonView, View
from bot.values import JsonObject

TITLE = "The Orb of Ingenuity"
"""What the world is called, wherever its recipe comes from: its name is part of its state."""
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
        log_to_stderr(settings)
        played = _files(options)
        return asyncio.run(_run(options, settings, played))
    except (SettingsError, BadFile, DatabaseUnusable, NotFound, Refused) as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, ExecutorError, DatabaseError) as error:
        return complain(reason_of(error), FAILED)
    except BrokenPipeError:
        raise  # nobody reads any more: the command line ends quietly
    except OSError as error:
        return complain(f"The demo could not go on: {error.strerror or error}.", FAILED)
    except KeyboardInterrupt:
        return complain("Stopped.", STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Played:
    """The files of a demo, read, and what they are called."""

    recipe: Recipe
    script: Script
    names: tuple[str, str]


def _files(options: DemoOptions) -> _Played:
    recipe = options.recipe or DEMO / "vault" / "recipe.json"
    script = options.script or recipe.with_name("script.json")
    if options.script is None and not script.is_file():
        raise Refused(f"--script is missing, and there is no script.json beside {recipe.name}.")
    names = (_shown(recipe), _shown(script))
    return _Played(recipe=load_recipe(recipe), script=load_script(script), names=names)


def _shown(file: Path) -> str:
    """A file's name with its folder's, which alone would say little."""
    return "/".join(file.resolve().parts[-2:])


async def _run(options: DemoOptions, settings: Settings, played: _Played) -> int:
    if options.data is not None:
        return await _play(options, settings, played, options.data)
    folder = Path(tempfile.mkdtemp(prefix="orb-"))
    # What is not to be kept has no business in a database or an index that others use.
    alone = settings.model_copy(update={"database_url": None, "chroma_url": None})
    try:
        return await _play(options, alone, played, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _play(options: DemoOptions, settings: Settings, played: _Played, folder: Path) -> int:
    clock = SteppedClock(BORN_AT)
    view: View = JsonView() if options.as_json else TerminalView()
    try:
        async with open_app(settings, folder, clock=clock, keeps=options.data is not None) as app:
            world = await _world(app, played.recipe, options)
            view.begin(
                Bill(
                    title=TITLE,
                    recipe=played.names[0],
                    script=played.names[1],
                    writer=app.writer,
                    functions=0 if world.chronicle.is_born else len(played.recipe.functions),
                    kept=options.data,
                )
            )
            telling = _Telling(view)
            demo = Demo(
                app.game,
                clock,
                played.recipe,
                played.script,
                show=telling.show,
                watch=view.world,
                sleep=lambda seconds: _wait(seconds, options.waits),
                progress=view.progress,
            )
            end = await _ended(demo, telling)
            view.end(end, telling.credits)
            return 0 if end.complete else FAILED
    finally:
        view.close()


class _Telling:
    """Passes events on to the view, and remembers what its last word is about."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.credits = Credits()
        self.step = 0

    def show(self, event: DemoEvent) -> None:
        """Show an event."""
        number = event.details.get("step")
        if isinstance(number, int):
            self.step = number
        if event.type == "function":
            self.credits.note(event)
        self._view.show(event)


async def _ended(demo: Demo, telling: _Telling) -> DemoEnd:
    """How the demo ended, even where the records could neither be written nor read any more."""
    try:
        return await demo.play(WORLD_ID)
    except (GameError, ExecutorError, DatabaseError) as error:
        details: JsonObject = {"ok": False, "step": telling.step}
        telling.show(DemoEvent(type="result", text=reason_of(error), details=details))
        return DemoEnd(complete=False, failed_step=telling.step, state_hash="")


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
        name=TITLE,
        seed=int(recipe.hash[:12], 16),
        meta={"recipe": recipe.hash},
    )


async def _wait(seconds: float, speed: float) -> None:
    if speed:
        await asyncio.sleep(min(seconds / speed, LONGEST_WAIT))
