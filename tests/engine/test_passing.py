"""What happens by itself: expiries, scheduled events, and handlers that hear of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playing import SAY_AND_FAIL, START, WORLD, Open, Stage, in_the_yard, yard_world

from bot.engine.acting import MOST_AT_ONCE
from bot.engine.errors import Unavailable
from bot.engine.passing import EXPIRED, next_due
from bot.engine.world import ScheduledEvent, Status, TemporaryObject, World

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEARING = """
import json
external_apis['host_log_message_to_world']({'message': json.dumps(params)})
return 'Heard.'
"""


def plank(id: str = "t1", *, at: float = START, where: str = "yard") -> TemporaryObject:
    """A plank that lasts for ten seconds."""
    return TemporaryObject(
        id=id,
        type="oak_plank",
        location_id=where,
        from_landmark_id="well",
        to_landmark_id="hatch",
        created_at=at,
        duration=10.0,
        creator_soul_id="s1",
    )


def timer(id: str = "e1", *, at: float = START + 5, **more: bool) -> ScheduledEvent:
    """The bell, to be rung at a time."""
    params = {"loud": True, "event_id": "other", "soul_id": "other"}
    return ScheduledEvent(
        id=id,
        event_id="ring",
        due_at=at,
        soul_id="s1",
        params=params,
        **more,  # pyright: ignore
    )


def with_things(*things: TemporaryObject | ScheduledEvent) -> World:
    """The yard with things that will happen."""
    world = yard_world()
    for thing in things:
        table = world.temporary if isinstance(thing, TemporaryObject) else world.schedule
        table[thing.id] = thing  # pyright: ignore
    return world


async def test_nothing_is_due_in_a_still_world(yard: Stage) -> None:
    """Where nothing passes, time alone does nothing."""
    assert next_due(await yard.world()) is None
    yard.clock.step(1e6)
    assert await yard.game.pass_time(WORLD) == ()
    assert (await yard.record()).journal == ()


async def test_a_handler_hears_of_what_expired(open_stage: Open) -> None:
    """The world's own handler is told what is gone, where, and who had made it."""
    world = with_things(plank())
    world.handlers[EXPIRED] = "df_mourn"
    stage = await in_the_yard(await open_stage(), world)
    await stage.teach("df_mourn", HEARING)
    stage.clock.step(10)
    (outcome,) = await stage.game.pass_time(WORLD)
    assert outcome.functions == ("df_mourn",)
    farewell, heard = await stage.log()
    assert farewell == "The oak plank in Yard fades away."
    assert json.loads(heard) == {
        "event_id": EXPIRED,
        "soul_id": "s1",
        "object_id": "t1",
        "object_type": "oak_plank",
        "location_id": "yard",
        "to_landmark_id": "hatch",
    }


@pytest.mark.parametrize("body", [SAY_AND_FAIL, "while True: pass", None])
async def test_a_handler_that_fails_leaves_the_expiry_done(
    open_stage: Open, body: str | None
) -> None:
    """It failed, never ended or does not exist: the plank is gone, its own doings are not there."""
    world = with_things(plank(where="moon"))
    world.handlers[EXPIRED] = "df_mourn"
    stage = await in_the_yard(await open_stage(), world)
    if body:
        await stage.teach("df_mourn", body)
    stage.clock.step(11)
    await stage.game.note(WORLD, "On it goes.")
    after = await stage.world()
    assert not after.temporary
    assert after.objects["well"].details == {}
    assert await stage.log() == ["The oak plank fades away.", "On it goes."]


async def test_a_handler_that_cannot_run_now_is_not_forgotten(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While no worker can be had the event stays due, and happens as soon as one can."""
    stage = await in_the_yard(await open_stage(), with_things(timer()))
    await stage.teach("df_ring", HEARING)
    stage.clock.step(10)
    before = await stage.record()
    with monkeypatch.context() as patch:
        patch.setattr(stage.executor._sandbox, "_pool", None)  # pyright: ignore
        with pytest.raises(Unavailable):
            await stage.game.pass_time(WORLD)
    assert await stage.record() == before
    assert len(await stage.game.pass_time(WORLD)) == 1
    assert len(await stage.log()) == 1


async def test_an_event_happens_when_it_is_due(open_stage: Open) -> None:
    """At its own time and only once; its handler cannot be lied to about which event it is."""
    stage = await in_the_yard(await open_stage(), with_things(timer()))
    await stage.teach("df_ring", HEARING)
    stage.clock.step(4.9)
    assert await stage.game.pass_time(WORLD) == ()
    stage.clock.step(100)
    (outcome,) = await stage.game.pass_time(WORLD)
    assert json.loads(outcome.lines[0].text) == {"event_id": "ring", "soul_id": "s1", "loud": True}
    entry = (await stage.record()).journal[-1]
    assert (entry.kind, entry.at) == ("event", START + 5)
    assert await stage.game.pass_time(WORLD) == ()


@pytest.mark.parametrize("by_player", [False, True])
async def test_an_event_has_the_rights_of_who_scheduled_it(
    open_stage: Open, by_player: bool
) -> None:
    """What a player's tool has scheduled opens nothing, what the world has scheduled does."""
    stage = await in_the_yard(await open_stage(), with_things(timer(by_player=by_player)))
    opening = """
        return external_apis['host_set_puzzle_properties'](
            {'puzzle_id': 'latch', 'properties': {'is_open': True}})
        """
    await stage.teach("df_ring", opening)
    stage.clock.step(10)
    await stage.game.pass_time(WORLD)
    assert (await stage.world()).puzzles["latch"].is_solved is not by_player


async def test_things_happen_in_the_order_of_their_times(open_stage: Open) -> None:
    """An event between two expiries happens between them; without a handler it just passes."""
    world = with_things(plank("b"), timer(at=START + 12), plank("a", at=START + 5))
    del world.handlers["ring"]
    stage = await in_the_yard(await open_stage(), world)
    stage.clock.step(60)
    await stage.game.note(WORLD, "")
    entries = (await stage.record()).journal
    assert [(one.kind, one.at) for one in entries] == [
        ("expiry", START + 10),
        ("event", START + 12),
        ("expiry", START + 15),
        ("note", START + 60),
    ]


async def test_a_state_ends_and_another_lasts(open_stage: Open) -> None:
    """Of a soul's states only those are over whose time has come."""
    world = yard_world()
    states = (
        Status(name="asleep", until=START + 5),
        Status(name="shielded", until=START + 50),
        Status(name="royal"),
    )
    world.souls["s1"] = replace(world.souls["s1"], statuses=states)
    stage = await in_the_yard(await open_stage(), world)
    stage.clock.step(6)
    await stage.game.pass_time(WORLD)
    left = (await stage.world()).souls["s1"].statuses
    assert [state.name for state in left] == ["shielded", "royal"]
    assert await stage.log() == ["Ada is no longer asleep."]


async def test_an_event_that_schedules_itself_cannot_hold_the_world(open_stage: Open) -> None:
    """After a long sleep only so much happens at once, and the rest before the next action."""
    stage = await in_the_yard(await open_stage(), with_things(timer()))
    again = """
        external_apis['host_schedule_event']({'event_id': 'ring', 'after_seconds': 1})
        return 'Again.'
        """
    await stage.teach("df_ring", again)
    stage.clock.step(24 * 3600)
    assert len(await stage.game.pass_time(WORLD)) == MOST_AT_ONCE
    assert len((await stage.record()).journal) == MOST_AT_ONCE


async def test_time_does_not_run_backwards(yard: Stage) -> None:
    """A clock that was put back does not make the world younger."""
    yard.clock.step(50)
    await yard.game.note(WORLD, "Later.")
    yard.clock.step(-500)
    await yard.game.note(WORLD, "Earlier?")
    times = [entry.at for entry in (await yard.record()).journal]
    assert times == [START + 50, START + 50]
