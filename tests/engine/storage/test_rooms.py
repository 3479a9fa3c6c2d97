"""Open worlds: let go when idle, read anew after a conflict, leased to one process."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from playing import START, WORLD, Open, Stage, in_the_yard, yard_world

from bot.database import WriteFailed
from bot.engine.errors import NotFound, StoreFailed, WorldConflict
from bot.engine.game import Game
from bot.engine.storage.rooms import Room, Rooms
from bot.engine.turn import Turn
from bot.executor.budget import Budget, Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")


def file_of(stage: Stage) -> Path:
    """The file a stage's database is in."""
    return Path(str(stage.database.place).split("'")[1])


async def said(rooms: Rooms, stage: Stage, text: str, world_id: str = WORLD) -> None:
    """One action in a room: a line of the log."""
    async with rooms.enter(world_id) as room:
        await keep(rooms, room, text)


async def keep(rooms: Rooms, room: Room, text: str) -> None:
    """Commit a line of the log in a room that is entered."""
    turn = Turn.begin(room.world, kind="note", now=START, budget=Budget(Limits(), timer=lambda: 0))
    turn.say(text)
    await rooms.commit(room, turn.entry(), turn.world)


async def test_idle_worlds_are_let_go_and_come_back(open_stage: Open) -> None:
    """Only the last used are held; one that was let go goes on where it was."""
    stage = await open_stage()
    rooms = Rooms(stage.store, keep=2)
    for name in ("a", "b"):
        await rooms.add(yard_world(name))
    await said(rooms, stage, "Hello.", "a")
    await rooms.add(yard_world("c"))
    assert stage.store.held == {"a", "c"}
    await said(rooms, stage, "Hello again.", "b")
    assert stage.store.held == {"b", "c"}
    assert (await rooms.look("a")).chronicle.actions == 1
    await said(rooms, stage, "Once more.", "a")
    assert await stage.log("a") == ["Hello.", "Once more."]


async def test_a_world_in_use_is_not_let_go(open_stage: Open) -> None:
    """Even when many others are opened meanwhile, its action ends as it began."""
    stage = await open_stage()
    rooms = Rooms(stage.store, keep=1)
    await rooms.add(yard_world("a"))
    async with rooms.enter("a") as room:
        await rooms.add(yard_world("b"))
        await rooms.add(yard_world("c"))
        assert stage.store.held == {"a", "c"}
        await keep(rooms, room, "Hello.")
    assert await stage.log("a") == ["Hello."]


async def test_who_waits_for_a_world_that_is_closed_opens_it_again(open_stage: Open) -> None:
    """A press that came too late for the old room finds the new one."""
    stage = await open_stage()
    rooms = Rooms(stage.store)
    await rooms.add(yard_world())
    async with rooms.enter(WORLD) as room:
        closing = asyncio.create_task(rooms.close(WORLD))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(said(rooms, stage, "Late."))
        await asyncio.sleep(0)
        await keep(rooms, room, "Early.")
    await asyncio.gather(closing, waiting)
    assert await stage.log() == ["Early.", "Late."]
    assert stage.store.held == {WORLD}


async def test_closing_what_was_opened_anew_leaves_it_open(open_stage: Open) -> None:
    """A room that was forgotten while one waited to close it is somebody else's by then."""
    stage = await open_stage()
    rooms = Rooms(stage.store)
    await rooms.add(yard_world())
    async with rooms.enter(WORLD) as room:
        closing = asyncio.create_task(rooms.close(WORLD))
        await asyncio.sleep(0)
        turn = Turn.begin(
            room.world, kind="note", now=START, budget=Budget(Limits(), timer=lambda: 0)
        )
        entry = replace(turn.entry(), world_id="nowhere")
        for _ in range(2):
            with pytest.raises(NotFound):
                await rooms.commit(room, entry, turn.world)
            await rooms.look(WORLD)
    await closing
    assert stage.store.held == {WORLD}
    await said(rooms, stage, "Still here.")
    assert await stage.log() == ["Still here."]


async def test_a_world_closed_while_it_is_opened_is_seen_all_the_same(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letting go of an idle world takes time, in which the new one may be let go of too."""
    stage = await open_stage()
    rooms = Rooms(stage.store, keep=1)
    await rooms.add(yard_world("a"))
    await stage.store.create(yard_world("b"))
    began, may_go_on, release = asyncio.Event(), asyncio.Event(), stage.store.release

    async def slow(world_id: str) -> None:
        if world_id == "a":
            began.set()
            await may_go_on.wait()
        await release(world_id)

    monkeypatch.setattr(stage.store, "release", slow)
    looking = asyncio.create_task(said(rooms, stage, "Hello.", "b"))
    await began.wait()
    await rooms.close("b")
    may_go_on.set()
    await looking
    assert await stage.log("b") == ["Hello."]
    assert stage.store.held == {"b"}


async def test_closing_a_world_that_is_not_open_is_harmless(open_stage: Open) -> None:
    """There is nothing to let go of."""
    stage = await open_stage()
    await Rooms(stage.store).close("nowhere")
    assert stage.store.held == frozenset()


async def test_a_world_there_is_not_cannot_be_opened(open_stage: Open) -> None:
    """Neither looked at nor entered."""
    rooms = Rooms((await open_stage()).store)
    with pytest.raises(NotFound):
        await rooms.look("nowhere")
    with pytest.raises(NotFound):
        async with rooms.enter("nowhere"):
            pass


async def test_a_second_writer_is_a_conflict_and_then_the_truth(yard: Stage) -> None:
    """An action that somebody else was quicker with is refused; the next one sees theirs."""
    other = Game(
        store=yard.store, executor=yard.executor, clock=yard.clock, limits=yard.game.limits
    )
    await other.world(WORLD)
    await yard.game.focus(WORLD, "s1", "well")
    with pytest.raises(WorldConflict, match="at the same moment"):
        await other.focus(WORLD, "s1", "gate")
    assert (await other.world(WORLD)).souls["s1"].focus == "well"
    assert (await other.focus(WORLD, "s2", "gate")).number == 2
    with pytest.raises(WorldConflict):
        await yard.game.note(WORLD, "Me again.")
    world = await yard.world()
    assert (world.souls["s1"].focus, world.souls["s2"].focus) == ("well", "gate")


async def test_a_world_is_open_in_one_process(open_stage: Open) -> None:
    """While another holds its lease it cannot be opened; once it is closed it can."""
    first = await in_the_yard(await open_stage(holder="elsewhere:1"))
    second = await open_stage(file=file_of(first), holder="here:2")
    with pytest.raises(WorldConflict, match="another process"):
        await second.game.note(WORLD, "Hello?")
    await first.game.close()
    await second.game.note(WORLD, "Hello!")
    with pytest.raises(WorldConflict, match="another process"):
        await first.game.world(WORLD)
    assert await second.log() == ["Hello!"]


async def test_a_lease_that_ran_out_is_anybodys(open_stage: Open) -> None:
    """A process that has gone away holds a world no longer than its lease."""
    first = await in_the_yard(await open_stage(holder="elsewhere:1"))
    second = await open_stage(file=file_of(first), holder="here:2")
    second.clock.step(16)
    await second.game.note(WORLD, "Hello!")
    with pytest.raises(WorldConflict):
        await first.game.note(WORLD, "Me too!")
    assert await second.log() == ["Hello!"]


async def test_closing_lets_go_of_everything(yard: Stage) -> None:
    """No lease is left, and the next use opens the world again as it was."""
    await yard.game.add_world(yard_world("other"))
    await yard.game.note(WORLD, "Hello.")
    state = (await yard.world()).state_hash()
    await yard.game.close()
    assert yard.store.held == frozenset()
    assert (await yard.world()).state_hash() == state


async def test_a_world_deleted_meanwhile_is_gone(yard: Stage) -> None:
    """An action in it finds that out, and so does everyone after."""
    await yard.world()
    await yard.store.delete(WORLD)
    for _ in range(2):
        with pytest.raises(NotFound):
            await yard.game.note(WORLD, "Anybody?")


async def test_a_cancelled_wait_for_the_disk_is_given_up(
    yard: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled twice it does not wait any longer; the world is read anew afterwards."""
    stuck, append = asyncio.Event(), yard.store.append

    async def slow(*action: object, **more: object) -> None:
        await stuck.wait()
        raise StoreFailed("The disk is full.")

    monkeypatch.setattr(yard.store, "append", slow)
    press = asyncio.create_task(yard.game.note(WORLD, "Lost."))
    await asyncio.sleep(0.02)
    for _ in range(2):
        press.cancel()
        await asyncio.sleep(0.01)
    assert press.cancelled()
    stuck.set()
    monkeypatch.setattr(yard.store, "append", append)
    await yard.game.note(WORLD, "Kept.")
    assert await yard.log() == ["Kept."]


async def test_a_world_can_be_held_still_and_deleted(yard: Stage) -> None:
    """While it is held nothing happens in it; deleted, it is gone for everyone."""
    async with yard.game.hold(WORLD) as world:
        press = asyncio.create_task(yard.game.note(WORLD, "Hello."))
        await asyncio.sleep(0.02)
        assert not press.done()
        assert world.chronicle.actions == 0
    await press
    await yard.game.delete_world(WORLD)
    await yard.game.delete_world(WORLD)
    assert yard.store.held == frozenset()
    with pytest.raises(NotFound):
        await yard.world()


async def test_a_world_whose_lease_was_lost_is_not_shown_as_it_was(open_stage: Open) -> None:
    """Once it is known that another process has it, nobody here sees it stand still."""
    first = await in_the_yard(await open_stage(holder="elsewhere:1"))
    second = await open_stage(file=file_of(first), holder="here:2")
    first.clock.step(16)
    second.clock.step(16)
    await second.game.note(WORLD, "Hello!")
    await first.store.renew_leases()
    with pytest.raises(WorldConflict, match="another process"):
        await first.game.world(WORLD)
    await second.game.close()
    assert (await first.game.world(WORLD)).chronicle.actions == 1


async def test_what_cannot_be_written_is_told(yard: Stage) -> None:
    """A name that no file can hold changes nothing, and is no trouble of the program's."""
    with pytest.raises(StoreFailed, match="cannot read or write"):
        await yard.game.join(WORLD, player_id="x", name="\ud800")
    assert (await yard.world()).soul_of("x") is None


async def test_where_nothing_can_be_written_the_world_is_seen(
    yard: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full refuses what is done, shows the place, and goes on when there is room."""

    async def full(*_: object) -> None:
        raise WriteFailed("The disk is full.")

    with monkeypatch.context() as patch:
        for way in ("write", "change"):
            patch.setattr(yard.database, way, full)
        for _ in range(2):
            with pytest.raises(StoreFailed, match="nothing has changed"):
                await yard.game.focus(WORLD, "s1", "well")
            assert (await yard.game.look(WORLD, "s1")).focus is None
    await yard.game.focus(WORLD, "s1", "well")
    assert (await yard.game.look(WORLD, "s1")).focus is not None
