"""The world store: what was acknowledged is there, whatever happens afterwards."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.errors import GameError, NotFound, StoreFailed, WorldConflict
from bot.engine.journal import JournalEntry, LineKind, LogLine
from bot.engine.moderating.history import History
from bot.engine.storage.store import SNAPSHOT_EVERY, WorldStore
from bot.engine.storage.tables import journal, snapshots
from bot.engine.world import Chronicle, Soul, World

HOST_APIS_MAY_SAY = "The bridge holds.\0"


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}"


def _world(world_id: str = "w") -> World:
    world = World(id=world_id, chronicle=Chronicle(name="Isle", seed=7))
    world.souls["s1"] = Soul(id="s1", name="Ada")
    return world


def _act(world: World, change: Any = None, **values: Any) -> tuple[JournalEntry, World]:
    """The entry of an action that changes a draft, and the world after it."""
    draft = world.draft()
    if change is not None:
        change(draft)
    number = world.chronicle.actions + 1
    draft.chronicle = replace(draft.chronicle, actions=number)
    lines = values.pop("lines", (LogLine(f"Action {number}."),))
    changes = tuple(draft.changes_since(world))
    given: dict[str, Any] = {"kind": "use", "changes": changes, "lines": lines, **values}
    return JournalEntry(world_id=world.id, number=number, at=float(number), **given), draft


async def _play(store: WorldStore, world: World, count: int) -> World:
    for _ in range(count):
        entry, world = _act(world, lambda draft: draft.properties.update(n=str(len(draft.id))))
        await store.append(entry, world)
    return world


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(_url(tmp_path))
    yield database
    await database.close()


@pytest.fixture
def store(db: Database) -> WorldStore:
    """A store whose time stands still."""
    return WorldStore(db, "elsewhere:1:a", SteppedClock(100.0))


async def test_a_world_comes_back_as_it_was(store: WorldStore) -> None:
    """A new world, and a world after actions past a snapshot, load as they are in memory."""
    world = _world()
    await store.create(world)
    assert (await store.load("w")).state_hash() == world.state_hash()
    world = await _play(store, world, SNAPSHOT_EVERY + 3)
    assert (await store.load("w")).state_hash() == world.state_hash()


async def test_a_world_is_made_once(store: WorldStore) -> None:
    """A second world of the same id is refused; an unknown one is not found."""
    await store.create(_world())
    with pytest.raises(WorldConflict):
        await store.create(_world())
    with pytest.raises(NotFound):
        await store.load("nowhere")


KEYS = st.sampled_from(["a", "b", "c"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), KEYS, VALUES.filter(lambda value: value is not None)),
        st.tuples(st.just("drop"), KEYS, st.none()),
        st.tuples(st.just("soul"), KEYS, st.text(max_size=8)),
    ),
    max_size=6,
)


def _step(draft: World, step: tuple[str, str, Any]) -> None:
    what, key, value = step
    if what == "set":
        draft.properties[key] = value
    elif what == "soul":
        draft.souls[key] = Soul(id=key, name=value, inventory=(key, value))
    else:
        draft.properties.pop(key, None)
        draft.souls.pop(key, None)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_any_sequence_of_actions_comes_back(
    tmp_path_factory: pytest.TempPathFactory, actions: list[list[tuple[str, str, Any]]]
) -> None:
    """Whatever changes are appended, the loaded world and the journal equal those in memory."""

    async def check() -> None:
        db = await Database.open(_url(tmp_path_factory.getbasetemp()))
        store = WorldStore(db, "h", SteppedClock())
        world = _world(f"w{len(await store.worlds())}")
        await store.create(world)
        entries: list[JournalEntry] = []
        for steps in actions:
            entry, world = _act(
                world, lambda draft, steps=steps: [_step(draft, step) for step in steps]
            )
            await store.append(entry, world)
            entries.append(entry)
        loaded = await store.load(world.id)
        kept = await store.journal(world.id)
        await db.close()
        assert loaded.state_hash() == world.state_hash()
        assert kept == entries

    asyncio.run(check())


async def test_the_journal_keeps_everything_of_an_action(store: WorldStore) -> None:
    """An entry read back equals the one appended; a request is found by its reference."""
    world = _world()
    await store.create(world)
    entry, world = _act(
        world,
        lambda draft: draft.souls.pop("s1"),
        soul_id="s1",
        details={"artifact": "ember"},
        lines=(LogLine("It burns.", LineKind.DEED), LogLine("It stops.")),
        narration="Fire!",
        seed=99,
        functions={"df_fire": 2},
        reference="discord:1",
    )
    await store.append(entry, world)
    quiet, world = _act(world, lines=())
    await store.append(quiet, world)
    assert await store.journal("w") == [entry, quiet]
    assert await store.journal("w", after=1) == [quiet]
    assert await store.journal("w", limit=1) == [entry]
    assert await store.entry("w", "discord:1") == entry
    assert await store.entry("w", "discord:2") is None


async def test_a_second_writer_is_refused(store: WorldStore) -> None:
    """Of two processes with the same world in memory, the second to act hears of it."""
    world = _world()
    await store.create(world)
    ours, _ = _act(world, kind="use")
    theirs, after = _act(world, kind="go")
    await store.append(theirs, after)
    with pytest.raises(WorldConflict):
        await store.append(ours, after)
    assert [entry.kind for entry in await store.journal("w")] == ["go"]


async def test_a_request_has_one_effect(store: WorldStore) -> None:
    """A second action of the same reference is refused."""
    world = _world()
    await store.create(world)
    entry, world = _act(world, reference="r")
    await store.append(entry, world)
    again, after = _act(world, reference="r")
    with pytest.raises(WorldConflict):
        await store.append(again, after)


async def test_a_deleted_world_is_gone_with_all_that_is_its(store: WorldStore) -> None:
    """Neither world nor journal nor log stay, and acting in it says so."""
    world = _world()
    await store.create(world)
    world = await _play(store, world, 2)
    await store.delete("w")
    assert await store.journal("w") == []
    assert (await store.log("w")).total == 0
    entry, after = _act(world)
    with pytest.raises(NotFound):
        await store.append(entry, after)


async def test_worlds_are_listed_with_their_actions(store: WorldStore) -> None:
    """A list shows name, count and time; a name that an action changes is shown."""
    await store.create(_world("a"), meta={"channel": 5})
    await store.create(_world("b"))
    entry, world = _act(
        _world("b"),
        lambda draft: setattr(draft, "chronicle", replace(draft.chronicle, name="Fen")),
    )
    await store.append(entry, world)
    first, second = await store.worlds()
    assert (first.id, first.name, first.actions, first.last_at) == ("a", "Isle", 0, None)
    assert (first.created_at, first.meta) == (100.0, {"channel": 5})
    assert (second.id, second.name, second.actions, second.last_at) == ("b", "Fen", 1, 1.0)


async def test_the_log_is_read_in_pages(store: WorldStore) -> None:
    """Page 1 has the newest lines, oldest first; pages past the end are the last."""
    world = _world()
    await store.create(world)
    assert (await store.log("w")).pages == 1
    await _play(store, world, 5)
    newest = await store.log("w", size=2)
    assert [line.text for line in newest.lines] == ["Action 4.", "Action 5."]
    assert (newest.page, newest.pages, newest.total) == (1, 3, 5)
    oldest = await store.log("w", page=99, size=2)
    assert [line.text for line in oldest.lines] == ["Action 1."]
    assert oldest.page == 3
    assert [line.number for line in await store.log_since("w", 3)] == [4, 5]
    assert [line.number for line in await store.log_since("w", 0, limit=2)] == [4, 5]


async def test_a_line_is_kept_without_what_a_database_refuses(store: WorldStore) -> None:
    """The character 0 in a line is replaced."""
    world = _world()
    await store.create(world)
    entry, world = _act(world, lines=(LogLine(HOST_APIS_MAY_SAY),))
    await store.append(entry, world)
    assert [line.text for line in (await store.log("w")).lines] == ["The bridge holds.\ufffd"]


async def test_old_snapshots_go_but_the_one_before_stays(db: Database, store: WorldStore) -> None:
    """Two snapshots are kept, and a newest that cannot be read is passed over."""
    world = _world()
    await store.create(world)
    world = await _play(store, world, 3 * SNAPSHOT_EVERY)

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
    world = _world()
    await store.create(world)
    await _play(store, world, 3)
    await db.write((delete(journal).where(journal.c.number == 2), ()))
    with pytest.raises(StoreFailed, match="lacks its action 2"):
        await store.load("w")


async def test_a_full_disk_keeps_the_world_as_it_was(db: Database, store: WorldStore) -> None:
    """The action is refused with a sentence, and can be done again when there is room."""
    world = _world()
    await store.create(world)

    async def limit(connection: AsyncConnection, pages: int) -> None:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await db.change(lambda connection: limit(connection, 1))
    entry, after = _act(world, lambda draft: draft.properties.update(big="x" * 200_000))
    with pytest.raises(StoreFailed, match="nothing has changed"):
        await store.append(entry, after)
    assert (await store.load("w")).state_hash() == world.state_hash()
    await db.change(lambda connection: limit(connection, 1_000_000))
    await store.append(entry, after)
    assert (await store.load("w")).state_hash() == after.state_hash()


async def test_what_is_no_json_is_not_kept(store: WorldStore) -> None:
    """An action that left something else behind is refused before it is written."""
    world = _world()
    await store.create(world)
    entry, after = _act(world, details={"huge": 2**70})
    with pytest.raises(StoreFailed):
        await store.append(entry, after)
    assert await store.journal("w") == []


async def test_many_worlds_act_at_once(store: WorldStore) -> None:
    """Thirty worlds acting together all end as they are in memory."""
    worlds = [_world(f"w{number}") for number in range(30)]
    await asyncio.gather(*(store.create(world) for world in worlds))
    ended = await asyncio.gather(*(_play(store, world, 10) for world in worlds))
    for world in ended:
        assert (await store.load(world.id)).state_hash() == world.state_hash()


APPENDER = """
import asyncio, sys
sys.path.insert(0, sys.argv[2])
from tests.engine.storage.test_store import _act, _url, _world
from bot.database import Database
from bot.engine.clock import SystemClock
from bot.engine.storage.store import WorldStore
from pathlib import Path

async def play(store, world):
    await store.create(world)
    while True:
        entry, world = _act(world, lambda draft: draft.properties.update(t="x" * 500))
        await store.append(entry, world)
        print(world.id, world.chronicle.actions, flush=True)

async def main():
    store = WorldStore(await Database.open(_url(Path(sys.argv[1]))), "h", SystemClock())
    await asyncio.gather(*(play(store, _world(f"w{n}")) for n in range(4)))

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """After SIGKILL in mid-writing every acknowledged action is there, and none by half."""
    root = str(Path(__file__).parents[3])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", APPENDER, str(tmp_path), root),
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
    db = await Database.open(_url(tmp_path))
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
    await store.create(_world())
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
    world = _world()
    await store.create(world)
    await _play(store, world, 1)
    for body in DAMAGED:
        await db.write((update(journal).values(body=body), ()))
        for reading in (store.load("w"), store.journal("w"), History(db).entry("w", 1)):
            with pytest.raises(StoreFailed, match="cannot read"):
                await reading
