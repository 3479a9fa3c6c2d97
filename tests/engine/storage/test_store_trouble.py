"""The world store in trouble: gaps, damage, a full disk, a killed process."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from store_play import act_on, isle, play_on, url_of

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.errors import GameError, StoreFailed
from bot.engine.moderating.history import History
from bot.engine.storage.store import SNAPSHOT_EVERY, WorldStore
from bot.engine.storage.tables import journal, snapshots


async def test_old_snapshots_go_but_the_one_before_stays(db: Database, store: WorldStore) -> None:
    """Two snapshots are kept, and a newest that cannot be read is passed over."""
    world = isle()
    await store.create(world)
    world = await play_on(store, world, 3 * SNAPSHOT_EVERY)

    async def numbers(connection: AsyncConnection) -> list[int]:
        found = await connection.execute(select(snapshots.c.number).order_by(snapshots.c.number))
        return list(found.scalars())

    async with db.reading() as connection:
        assert await numbers(connection) == [200, 300]
    newest = snapshots.c.number == 300
    await db.write((update(snapshots).where(newest).values(document="{"), ()))
    assert (await store.load("w")).state_hash() == world.state_hash()
    await db.write((update(snapshots).values(document='{"format": 99}'), ()))
    with pytest.raises(StoreFailed, match="cannot read"):
        await store.load("w")


async def test_a_gap_in_the_journal_is_told(db: Database, store: WorldStore) -> None:
    """A world is not loaded as if an action that is missing had never been."""
    world = isle()
    await store.create(world)
    await play_on(store, world, 3)
    await db.write((delete(journal).where(journal.c.number == 2), ()))
    with pytest.raises(StoreFailed, match="lacks its action 2"):
        await store.load("w")


async def test_a_full_disk_keeps_the_world_as_it_was(db: Database, store: WorldStore) -> None:
    """The action is refused with a sentence, and can be done again when there is room."""
    world = isle()
    await store.create(world)

    async def limit(connection: AsyncConnection, pages: int) -> None:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await db.change(lambda connection: limit(connection, 1))
    entry, after = act_on(world, lambda draft: draft.properties.update(big="x" * 200_000))
    with pytest.raises(StoreFailed, match="nothing has changed"):
        await store.append(entry, after)
    assert (await store.load("w")).state_hash() == world.state_hash()
    await db.change(lambda connection: limit(connection, 1_000_000))
    await store.append(entry, after)
    assert (await store.load("w")).state_hash() == after.state_hash()


async def test_what_is_no_json_is_not_kept(store: WorldStore) -> None:
    """An action that left something else behind is refused before it is written."""
    world = isle()
    await store.create(world)
    entry, after = act_on(world, details={"huge": 2**70})
    with pytest.raises(StoreFailed):
        await store.append(entry, after)
    assert await store.journal("w") == []


APPENDER = """
import asyncio, sys
sys.path[:0] = sys.argv[2:]
from bot.database import Database
from bot.engine.clock import SystemClock
from bot.engine.storage.store import WorldStore
from pathlib import Path
from store_play import act_on, isle, url_of

async def play(store, world):
    await store.create(world)
    while True:
        entry, world = act_on(world, lambda draft: draft.properties.update(t="x" * 500))
        await store.append(entry, world)
        print(world.id, world.chronicle.actions, flush=True)

async def main():
    store = WorldStore(await Database.open(url_of(Path(sys.argv[1]))), "h", SystemClock())
    await asyncio.gather(*(play(store, isle(f"w{n}")) for n in range(4)))

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """After SIGKILL in mid-writing every acknowledged action is there, and none by half."""
    root = str(Path(__file__).parents[3])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", APPENDER, str(tmp_path), root, str(Path(__file__).parent)),
        stdout=asyncio.subprocess.PIPE,
        limit=2**22,
    )
    assert process.stdout is not None
    acknowledged: dict[str, int] = {}
    for _ in range(300):
        world_id, number = (await process.stdout.readline()).split()
        acknowledged[world_id.decode()] = int(number)
    os.kill(process.pid, signal.SIGKILL)
    for line in (await process.stdout.read()).splitlines():
        if len(parts := line.split()) == 2:
            acknowledged[parts[0].decode()] = int(parts[1])
    await process.wait()
    db = await Database.open(url_of(tmp_path))
    store = WorldStore(db, "after", SteppedClock())
    for world_id, number in acknowledged.items():
        entries = await store.journal(world_id, limit=100_000)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        assert len(entries) >= number
        assert (await store.log(world_id)).total == len(entries)
        assert (await store.load(world_id)).chronicle.actions == len(entries)
    await db.close()


async def test_every_trouble_is_a_game_error(db: Database, store: WorldStore) -> None:
    """A closed database is told in the game's words, by reading and writing alike."""
    await store.create(isle())
    await db.change(lambda connection: connection.execute(text("DROP TABLE log_lines")))
    with pytest.raises(GameError, match="cannot be reached"):
        await store.log("w")


DAMAGED = (
    "[]", "{}", "zzz", '{"changes": 5}', '{"changes": [5]}',
    '{"changes": [["souls", "x", null, 5]]}',
    '{"changes": [["souls", "x", null, {"id": "x"}]]}',
    '{"changes": [["locations", "x", null, {"landmarks": []}]]}',
    '{"changes": [["nowhere", "x", null, {}]]}',
    '{"changes": [["chronicle", "world", null, null]]}',
)  # fmt: skip


async def test_a_damaged_record_is_told_as_such(db: Database, store: WorldStore) -> None:
    """Whatever stands in a row of the journal, reading it never fails in other words."""
    world = isle()
    await store.create(world)
    await play_on(store, world, 1)
    for body in DAMAGED:
        await db.write((update(journal).values(body=body), ()))
        for reading in (store.load("w"), store.journal("w"), History(db).entry("w", 1)):
            with pytest.raises(StoreFailed, match="cannot read"):
                await reading
