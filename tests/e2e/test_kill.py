"""The program is killed in the middle, again and again."""

from __future__ import annotations

import asyncio
import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.database import Database
from bot.engine.clock import SystemClock
from bot.engine.storage.leases import holder_name
from bot.engine.storage.store import WorldStore
from tests.e2e.conftest import ROOT, Orb, Ran, environment
from tests.e2e.ready_process import ReadyProcess

KILLS = 20


@dataclass(frozen=True)
class Kept:
    """What a data folder holds after a kill."""

    step: int
    actions: int
    numbers: list[int]
    state_hash: str


async def read(folder: Path) -> Kept | None:
    """The demo's world as the folder has it; None before it was made."""
    database = await Database.open(f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}")
    try:
        store = WorldStore(database, holder_name(), SystemClock())
        if not await store.worlds():
            return None
        world = await store.load("demo")
        numbers = [entry.number for entry in await store.journal("demo")]
        chronicle = world.chronicle
        return Kept(chronicle.script_step, chronicle.actions, numbers, world.state_hash())
    finally:
        await database.close()


def killed_after(folder: Path, lines: int) -> int:
    """Play, kill -9 after so many lines of output; the last step that was acknowledged."""
    ours, theirs = os.pipe()
    process = ReadyProcess(
        *("demo", "--json", "--data", str(folder)),
        cwd=ROOT,
        env=environment(),
        stdout=theirs,
        stderr=2,
    )
    os.close(theirs)
    acknowledged = 0
    with open(ours, encoding="utf-8") as output:
        for number, line in enumerate(output, start=1):
            event = json.loads(line)
            if event["type"] == "step":
                acknowledged = event["step"] - 1
            if number >= lines:
                process.kill()
                break
        process.wait(60)
    return acknowledged


@pytest.mark.timeout(240)
def test_twenty_kills_lose_nothing_that_was_acknowledged(
    orb: Orb, whole: Ran, tmp_path: Path
) -> None:
    """After each kill every acknowledged step is there, none is half there, and play goes on."""
    chance = random.Random(20)
    folder = tmp_path / "killed"
    last = 0
    for _ in range(KILLS):
        acknowledged = killed_after(folder, chance.randint(1, 14))
        kept = asyncio.run(read(folder))
        if kept is None:
            continue
        assert kept.step >= max(acknowledged, last)
        assert kept.numbers == list(range(1, kept.actions + 1))
        last = kept.step
    finished = orb("demo", "--json", "--data", folder)

    assert finished.status == 0
    assert finished.end["state_hash"] == whole.end["state_hash"]
