"""Running the program as a user does: a process of its own."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import shutil
import sys
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.discord_play import STANDIN, WORLD, Bot, bind, make_worlds
from tests.e2e.discord_table import Table
from tests.e2e.ready_process import ReadyProcess

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """Its output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def end(self) -> dict[str, Any]:
        """The last line of a demo."""
        return self.events[-1]

    def texts(self, kind: str) -> list[str]:
        """The texts of the events of a type."""
        return [event["text"] for event in self.events if event["type"] == kind]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with a few variables more."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **variables}


Orb = Callable[..., Ran]


def run_orb(folder: Path, *args: str | Path, room: int | None = None, **variables: str) -> Ran:
    """Run `orb` in a folder and wait for it; `room` is how many bytes a file may have."""
    out, err = folder / "orb.out", folder / "orb.err"
    with out.open("wb") as for_out, err.open("wb") as for_err:
        process = ReadyProcess(
            *map(str, args),
            cwd=folder,
            env=environment(**variables),
            stdout=for_out.fileno(),
            stderr=for_err.fileno(),
            room=room,
        )
    try:
        status = process.wait(100)
    finally:
        process.kill()
    return Ran(status, out.read_text("utf-8"), err.read_text("utf-8"))


@pytest.fixture
def orb(tmp_path: Path) -> Orb:
    """Runs `orb` in an empty folder and waits for it."""
    return functools.partial(run_orb, tmp_path)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the vault's world, as it was born."""
    folder = tmp_path_factory.mktemp("made") / "data"
    folder.mkdir()
    asyncio.run(make_worlds(folder, WORLD))
    return folder


@pytest.fixture
def data(_made: Path, tmp_path: Path) -> Path:
    """A copy of it, in which a channel may be bound to the world and the bot may play."""
    return Path(shutil.copytree(_made, tmp_path / "data"))


@pytest.fixture
async def table(data: Path) -> AsyncGenerator[Table]:
    """A table with a world and a running bot; everything on it is clean in the end."""
    sys.path.insert(0, str(STANDIN))
    from standin import Standin  # type: ignore[import-not-found]

    async with Standin() as sv:
        guild = sv.add_guild("Adventurers", channels=("vault", "other"))
        vault, other = guild.channels.values()
        await bind(data, vault)
        bot = Bot(sv, data)
        await bot.start()
        try:
            yield Table(sv, bot, vault, other, guild)
        finally:
            await bot.stop()
            sys.path.remove(str(STANDIN))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What the demo says that is played with nothing configured and not kept."""
    return run_orb(tmp_path_factory.mktemp("whole"), "demo", "--json")


@pytest.fixture(scope="session")
def _played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("played")
    return folder / "data", run_orb(folder, "demo", "--json", "--data", "data")


@pytest.fixture
def played(_played: tuple[Path, Ran], tmp_path: Path) -> Ran:
    """What a demo said whose data folder is a copy in `data`."""
    shutil.copytree(_played[0], tmp_path / "data")
    return _played[1]
