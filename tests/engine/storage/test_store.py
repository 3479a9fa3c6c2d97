"""The world store: what was acknowledged is there, and read again as it was."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_play import act_on, isle, play_on, url_of

from bot.database import Database
from bot.engine.clock import SteppedClock
from bot.engine.errors import NotFound, WorldConflict
from bot.engine.journal import JournalEntry, LineKind, LogLine
from bot.engine.storage.store import SNAPSHOT_EVERY, WorldStore
from bot.engine.world import Soul, World

HOST_APIS_MAY_SAY = "The bridge holds.\0"


async def test_a_world_comes_back_as_it_was(store: WorldStore) -> None:
    """A new world, and a world after actions past a snapshot, load as they are in memory."""
    world = isle()
    await store.create(world)
    assert (await store.load("w")).state_hash() == world.state_hash()
    world = await play_on(store, world, SNAPSHOT_EVERY + 3)
    assert (await store.load("w")).state_hash() == world.state_hash()


async def test_a_world_is_made_once(store: WorldStore) -> None:
    """A second world of the same id is refused; an unknown one is not found."""
    await store.create(isle())
    with pytest.raises(WorldConflict):
        await store.create(isle())
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
        db = await Database.open(url_of(tmp_path_factory.getbasetemp()))
        store = WorldStore(db, "h", SteppedClock())
        world = isle(f"w{len(await store.worlds())}")
        await store.create(world)
        entries: list[JournalEntry] = []
        for steps in actions:
            entry, world = act_on(
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
    world = isle()
    await store.create(world)
    entry, world = act_on(
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
    quiet, world = act_on(world, lines=())
    await store.append(quiet, world)
    assert await store.journal("w") == [entry, quiet]
    assert await store.journal("w", after=1) == [quiet]
    assert await store.journal("w", limit=1) == [entry]
    assert await store.entry("w", "discord:1") == entry
    assert await store.entry("w", "discord:2") is None


async def test_a_second_writer_is_refused(store: WorldStore) -> None:
    """Of two processes with the same world in memory, the second to act hears of it."""
    world = isle()
    await store.create(world)
    ours, _ = act_on(world, kind="use")
    theirs, after = act_on(world, kind="go")
    await store.append(theirs, after)
    with pytest.raises(WorldConflict):
        await store.append(ours, after)
    assert [entry.kind for entry in await store.journal("w")] == ["go"]


async def test_a_request_has_one_effect(store: WorldStore) -> None:
    """A second action of the same reference is refused."""
    world = isle()
    await store.create(world)
    entry, world = act_on(world, reference="r")
    await store.append(entry, world)
    again, after = act_on(world, reference="r")
    with pytest.raises(WorldConflict):
        await store.append(again, after)


async def test_a_deleted_world_is_gone_with_all_that_is_its(store: WorldStore) -> None:
    """Neither world nor journal nor log stay, and acting in it says so."""
    world = isle()
    await store.create(world)
    world = await play_on(store, world, 2)
    await store.delete("w")
    assert await store.journal("w") == []
    assert (await store.log("w")).total == 0
    entry, after = act_on(world)
    with pytest.raises(NotFound):
        await store.append(entry, after)


async def test_worlds_are_listed_with_their_actions(store: WorldStore) -> None:
    """A list shows name, count and time; a name that an action changes is shown."""
    await store.create(isle("a"), meta={"channel": 5})
    await store.create(isle("b"))
    entry, world = act_on(
        isle("b"),
        lambda draft: setattr(draft, "chronicle", replace(draft.chronicle, name="Fen")),
    )
    await store.append(entry, world)
    first, second = await store.worlds()
    assert (first.id, first.name, first.actions, first.last_at) == ("a", "Isle", 0, None)
    assert (first.created_at, first.meta) == (100.0, {"channel": 5})
    assert (second.id, second.name, second.actions, second.last_at) == ("b", "Fen", 1, 1.0)


async def test_the_log_is_read_in_pages(store: WorldStore) -> None:
    """Page 1 has the newest lines, oldest first; pages past the end are the last."""
    world = isle()
    await store.create(world)
    assert (await store.log("w")).pages == 1
    await play_on(store, world, 5)
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
    world = isle()
    await store.create(world)
    entry, world = act_on(world, lines=(LogLine(HOST_APIS_MAY_SAY),))
    await store.append(entry, world)
    assert [line.text for line in (await store.log("w")).lines] == ["The bridge holds.\ufffd"]


async def test_many_worlds_act_at_once(store: WorldStore) -> None:
    """Thirty worlds acting together all end as they are in memory."""
    worlds = [isle(f"w{number}") for number in range(30)]
    await asyncio.gather(*(store.create(world) for world in worlds))
    ended = await asyncio.gather(*(play_on(store, world, 10) for world in worlds))
    for world in ended:
        assert (await store.load(world.id)).state_hash() == world.state_hash()
