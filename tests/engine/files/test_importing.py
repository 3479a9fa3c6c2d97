"""Keeping a world from a file: all of it, or nothing of it."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from playing import START, WORLD, Open, Stage, yard_world

from bot.database import WriteFailed
from bot.engine.errors import NotFound, StoreFailed, WorldConflict
from bot.engine.files.imported import ImportedWorld
from bot.engine.files.importing import keep_imported, world_id_from
from bot.engine.journal import LogLine
from bot.executor.specification import Author, DynamicFunction

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAND = DynamicFunction(
    scope=WORLD,
    name="df_wand",
    version=3,
    source="def df_wand(params):\n    return 'Swish.'\n",
    description="A wand.",
    parameters={},
    author=Author.WORLD,
    maker=None,
    model="elsewhere",
)
FOUND = ImportedWorld(
    world=yard_world(), lines=(LogLine("Long ago."), LogLine("Then.")), functions=(WAND,)
)


async def keep(stage: Stage) -> None:
    """Keep the yard as if it came from a file."""
    await keep_imported(stage.store, stage.library, FOUND, now=START)


async def test_an_imported_world_can_be_played(open_stage: Open) -> None:
    """Its log, its souls and its functions are there; the first version is what came.

    What it has brought along stands in the log, and is no news.
    """
    stage = await open_stage()
    await keep(stage)
    stage.souls = {"Ada": "s1"}
    assert await stage.use("Ada", "wand") == "Swish."
    assert await stage.log() == ["Long ago.", "Then."]
    assert await stage.store.log_since(WORLD, 0) == []
    kinds = [entry.kind for entry in (await stage.record()).journal]
    assert kinds == ["import", "use"]
    assert (await stage.library.find(WORLD, "df_wand")).version == 1


async def test_a_world_is_not_imported_over_another(yard: Stage) -> None:
    """The one that is there stays as it is, with its functions."""
    await yard.teach("df_wand", "return 'Mine.'")
    with pytest.raises(WorldConflict):
        await keep(yard)
    assert await yard.use("Ada", "wand") == "Mine."


async def test_a_world_that_was_deleted_can_be_imported_again(open_stage: Open) -> None:
    """Functions it has left behind are not in the way."""
    stage = await open_stage()
    await keep(stage)
    await stage.store.delete(WORLD)
    await keep(stage)
    assert (await stage.world()).souls["s1"].name == "Ada"


KILLED = """
import asyncio, os, signal, sys
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/tests/engine"]
from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.storage.store import WorldStore
from bot.executor import library
from tests.engine.files.test_importing import FOUND, START, keep_imported

async def switch_off(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    database = await Database.open("sqlite:///" + sys.argv[1])
    library.insert_firsts = switch_off
    store = WorldStore(database, "h", SteppedClock())
    await keep_imported(store, library.FunctionLibrary(database), FOUND, now=START)

asyncio.run(main())
"""


async def test_an_import_cut_off_in_the_middle_leaves_nothing(open_stage: Open) -> None:
    """Killed between the world and its functions there is neither, and it can be tried again."""
    stage = await open_stage()
    root = str(Path(__file__).parents[3])
    file = stage.database.place.split("'")[1]
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, file, root)
    assert await process.wait() == -signal.SIGKILL
    assert await stage.store.worlds() == []
    await keep(stage)
    assert await stage.log() == ["Long ago.", "Then."]


async def test_an_import_that_fails_leaves_no_world(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be kept whole is told as trouble with the records, and nothing is kept."""
    stage = await open_stage()

    async def fail(*_: Any, **__: Any) -> None:
        raise WriteFailed("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("bot.executor.library.insert_firsts", fail)
        with pytest.raises(StoreFailed):
            await keep(stage)
    with pytest.raises(NotFound):
        await stage.world()
    await keep(stage)


@pytest.mark.parametrize(
    ("name", "world_id"),
    [
        ("My Save!", "my-save"),
        ("game_save", "game-save"),
        ("___", "world"),
        ("", "world"),
        ("Été", "t"),
        ("x" * 80, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
async def test_the_id_of_a_file(name: str, world_id: str) -> None:
    """Lower case letters, digits and single hyphens, not too many, and never none."""
    assert world_id_from(name) == world_id
