"""Whatever is done in whatever order: a world stays whole, replayable, undoable, exportable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count

import pytest
import pytest_asyncio
from any_play import ACTS, MOD, AnyPlay, astray
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import Open, Stage

from bot.engine.channels.channels import Channels
from bot.engine.channels.worlds_of_channels import ChannelWorlds
from bot.engine.files.exporting import Exports
from bot.engine.files.exports import import_world
from bot.engine.moderating.moderation import Moderation
from bot.engine.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

NUMBERS = count(1)
PLAYS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from((0, 0, 0, 1, 1, 2)), st.integers(0, 7)),
    max_size=16,
)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(open_stage: Open) -> AsyncIterator[Stage]:
    """One stage for all the plays, each in a yard of its own."""
    yield await open_stage()


def lasting(world: World, souls: frozenset[str]) -> str:
    """The state's hash of what an undo takes back: no counters, no consents, no newcomers."""
    kept = world.draft()
    kept.chronicle = replace(kept.chronicle, actions=0, time=0.0, next_number=0, paused_at=None)
    kept.souls = {
        key: replace(soul, consents=()) for key, soul in kept.souls.items() if key in souls
    }
    return kept.state_hash()


async def check_whole(play: AnyPlay) -> None:
    """Nothing is astray, and the journal played again gives the world in memory."""
    world = await play.world()
    assert astray(world) == []
    assert (await play.stage.store.load(world.id)).document() == world.document()


async def check_round_trip(play: AnyPlay) -> None:
    """The world comes back from a file as it was, and from a backup with its functions."""
    stage, world = play.stage, await play.world()
    text = await Exports(stage.store, stage.library, stage.database).whole(world)
    back = import_world(text, world_id="back", source="x.json")
    assert back.world.document() == world.document()
    assert len(back.functions) == 3
    page = await stage.store.log(world.id, size=1_000)
    assert [line.text for line in back.lines] == [line.text for line in page.lines]


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=PLAYS, data=st.data())
async def test_any_play_leaves_a_whole_world(
    stage: Stage, acts: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    """After each act the world is whole and on record; the last ones undone, it is as before."""
    play = AnyPlay(stage, f"w{next(NUMBERS)}")
    await play.begin()
    for kind, who, pick in acts:
        await play.act(kind, who, pick)
        await check_whole(play)
    await check_round_trip(play)
    if not play.before:
        return
    back = data.draw(st.integers(1, len(play.before)))
    then = play.before[-back]
    souls = frozenset(then.souls)
    await stage.game.pass_time(play.world_id)
    await Moderation(stage.game, stage.database).undo(play.world_id, back, by=MOD)
    assert lasting(await play.world(), souls) == lasting(then, souls)
    await check_whole(play)
    await stage.game.close()


async def test_a_play_comes_back_from_its_backup(stage: Stage) -> None:
    """Deleted and restored the world is as it was, but that its time goes on where it stood."""
    play = AnyPlay(stage, f"w{next(NUMBERS)}")
    await play.begin()
    for pick in range(6):
        await play.act("wand", 0, pick)
    worlds, channels = (
        ChannelWorlds(stage.game, stage.library, stage.database),
        Channels(stage.database),
    )
    await channels.new_world_id("g", "c")
    await channels.bind("c", play.world_id)
    before = (await play.world()).draft()
    backup = await worlds.delete("c", by=MOD)
    assert backup is not None
    stage.clock.step(500)
    back = await worlds.restore("g", "c", backup.id, by=MOD)
    play.world_id = str(back.world_id)
    await check_whole(play)
    world = (await play.world()).draft()
    souls = frozenset(before.souls)
    stopped = before.chronicle.time
    assert {key: one.due_at - stage.clock.now() for key, one in world.schedule.items()} == {
        key: one.due_at - stopped for key, one in before.schedule.items()
    }
    world.schedule, world.temporary = before.schedule, before.temporary
    world.locations = before.locations
    world.souls, before.souls = {}, {}
    assert lasting(world, souls) == lasting(before, souls)
