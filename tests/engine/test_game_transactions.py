"""One use is one transaction: what fails half way leaves world, log and journal as they were."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playing import SAY_AND_FAIL, WORLD, Open, Stage, in_the_yard

from bot.database import Database, DatabaseError
from bot.engine.errors import FunctionTrouble, Refused, StoreFailed, Unavailable
from bot.engine.storage.store import WorldStore
from bot.executor.budget import Limits
from bot.executor.specification import Label

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILL = """
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'is_full': True}})
external_apis['host_log_message_to_world']({'message': 'The well is full.'})
"""
FILL_AND_CHECK = f"""{FILL}
reply = external_apis['host_check_puzzle_condition']({{'puzzle_id': 'latch'}})
return reply if '"error"' in reply else 'Checked.'
"""
FILL_AND_RING = f"""{FILL}
return external_apis['host_trigger_world_event']({{'event_id': 'ring'}})
"""
FILL_AND_RING_ANYWAY = f"""{FILL}
external_apis['host_trigger_world_event']({{'event_id': 'ring'}})
return 'It rang, or did it.'
"""
ENDLESS = """
while True:
    external_apis['host_log_message_to_world']({'message': 'Again.'})
"""
DEEPER = """
return external_apis['host_call_function']({'name': 'df_wand', 'params': params})
"""


class FullDisk(WorldStore):
    """A store whose disk is full while `is_full`."""

    is_full = True

    async def append(self, *action: Any, **more: Any) -> None:
        """Fail, or keep the action."""
        if self.is_full:
            raise StoreFailed("The disk is full.")
        await super().append(*action, **more)


class SlowDisk(WorldStore):
    """A store that is told to go on before it keeps an action."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.began, self.may_go_on = asyncio.Event(), asyncio.Event()
        self.is_full = False

    async def append(self, *action: Any, **more: Any) -> None:
        """Keep the action when told to."""
        self.began.set()
        await self.may_go_on.wait()
        if self.is_full:
            raise StoreFailed("The disk is full.")
        await super().append(*action, **more)


async def assert_nothing_happens(stage: Stage, error: type[Exception], match: str) -> None:
    """Using the wand ends with this error and leaves everything as it was."""
    before = await stage.record()
    world = (await stage.world()).state_hash()
    with pytest.raises(error, match=match):
        await stage.use("Ada", "wand")
    assert await stage.record() == before
    assert (await stage.world()).state_hash() == world


async def test_a_function_that_fails_half_way_leaves_nothing(yard: Stage) -> None:
    """What it did and said before its mistake is gone; the detail names its line."""
    await yard.teach("df_wand", SAY_AND_FAIL)
    before = await yard.record()
    with pytest.raises(FunctionTrouble, match=r"^Wand did not work") as caught:
        await yard.use("Ada", "wand")
    assert not set("_'") & set(str(caught.value))
    assert caught.value.detail.startswith("df_wand failed: KeyError: 'no such thing'")
    assert "line 5" in caught.value.detail
    assert await yard.record() == before


async def test_a_function_that_is_not_there_leaves_nothing(yard: Stage) -> None:
    """An artifact whose function was never written says so."""
    await assert_nothing_happens(yard, FunctionTrouble, "Wand does nothing")


@pytest.mark.parametrize(
    ("wand", "nested"), [(FILL_AND_CHECK, "df_check_latch"), (FILL_AND_RING, "df_ring")]
)
async def test_a_nested_function_that_fails_is_an_answer(
    yard: Stage, wand: str, nested: str
) -> None:
    """The caller hears that its checker or handler failed; if it passes that on, nothing is."""
    await yard.teach("df_wand", wand)
    await yard.teach(nested, SAY_AND_FAIL)
    await assert_nothing_happens(yard, Refused, "^Wand set something in motion that did not work.$")


async def test_a_nested_failure_takes_only_its_own_back(yard: Stage) -> None:
    """A caller that goes on keeps what it did itself, and not a trace of what the other did."""
    await yard.teach("df_wand", FILL_AND_RING_ANYWAY)
    handler = """
        external_apis['host_set_puzzle_properties'](
            {'puzzle_id': 'latch', 'properties': {'is_open': True}})
        external_apis['host_log_message_to_world']({'message': 'Ding.'})
        return params['no such thing']
        """
    await yard.teach("df_ring", handler)
    assert await yard.use("Ada", "wand") == "It rang, or did it."
    world = await yard.world()
    assert world.objects["well"].details == {"is_full": True}
    assert not world.puzzles["latch"].is_solved
    assert await yard.log() == ["The well is full."]


@pytest.mark.parametrize(
    ("limits", "body", "match"),
    [
        (Limits(seconds=1.0, host_calls=20), ENDLESS, "too much at once"),
        (Limits(seconds=0.3, host_calls=20), f"{FILL}\nwhile True: pass", "took too long"),
        (Limits(seconds=1.0), f"{FILL}\nreturn 'x' * 70000", "became too large"),
        (Limits(seconds=2.0), f"{FILL}{DEEPER}", "again and again"),
    ],
)
@pytest.mark.parametrize("nested", [False, True])
async def test_a_spent_budget_ends_the_whole_use(
    open_stage: Open, limits: Limits, body: str, match: str, nested: bool
) -> None:
    """Host calls, time, output and depth: spent here or in a nested run, nothing stays."""
    stage = await in_the_yard(await open_stage(limits=limits))
    await stage.teach("df_wand", FILL_AND_RING_ANYWAY if nested else body)
    await stage.teach("df_ring", body)
    await assert_nothing_happens(stage, FunctionTrouble, match)


async def test_a_tool_is_held_to_its_label(yard: Stage) -> None:
    """What a tool was never seen to do ends its use, even where a function it calls does it."""
    label = Label(writes=frozenset({"host_log_message_to_world"}))
    tool = await yard.tool(
        "Ada",
        f"{FILL}\nreturn 'Done.'".replace("'The well is full.'", "'Quite full.'"),
        label=label,
    )
    before = await yard.record()
    with pytest.raises(FunctionTrouble, match="never been seen to do"):
        await yard.use("Ada", tool)
    assert await yard.record() == before


async def test_a_label_holds_through_nested_runs(yard: Stage) -> None:
    """A handler that a tool triggers may do no more than the tool was seen to do."""
    both = frozenset({"host_log_message_to_world", "host_trigger_world_event"})
    body = """
        external_apis['host_log_message_to_world']({'message': 'Ring!'})
        external_apis['host_trigger_world_event']({'event_id': 'ring'})
        return 'Rang.'
        """
    tool = await yard.tool("Ada", body, label=Label(writes=both))
    await yard.teach("df_ring", f"{FILL}\nreturn 'Ding.'")
    before = await yard.record()
    with pytest.raises(FunctionTrouble, match="never been seen to do"):
        await yard.use("Ada", tool)
    assert await yard.record() == before


async def test_a_full_disk_changes_nothing(open_stage: Open) -> None:
    """An action that cannot be kept has not happened, and happens once there is room again."""
    stage = await in_the_yard(await open_stage(store=FullDisk))
    await stage.teach("df_wand", f"{FILL}\nreturn 'Filled.'")
    await assert_nothing_happens(stage, StoreFailed, "disk is full")
    assert isinstance(stage.store, FullDisk)
    stage.store.is_full = False
    assert await stage.use("Ada", "wand") == "Filled."
    assert await stage.log() == ["The well is full."]


async def test_a_library_that_cannot_be_read_changes_nothing(
    yard: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trouble with the database of functions is told in the game's words."""
    await yard.teach("df_wand", f"{FILL}\nreturn 'Filled.'")

    def unreadable(_: Database) -> Any:
        raise DatabaseError("The file is gone.")

    before = await yard.record()
    with monkeypatch.context() as patch:
        patch.setattr(Database, "reading", unreadable)
        with pytest.raises(StoreFailed, match="cannot be reached"):
            await yard.use("Ada", "wand")
    assert await yard.record() == before


async def test_a_busy_sandbox_changes_nothing(yard: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can be had the player is told to try again, and can."""
    await yard.teach("df_wand", f"{FILL}\nreturn 'Filled.'")
    with monkeypatch.context() as patch:
        patch.setattr(yard.executor._sandbox, "_pool", None)  # pyright: ignore
        await assert_nothing_happens(yard, Unavailable, "not open")
    assert await yard.use("Ada", "wand") == "Filled."


async def test_a_press_cancelled_while_its_function_runs_leaves_nothing(yard: Stage) -> None:
    """The world is free again at once, and as it was."""
    await yard.teach("df_wand", f"{FILL}\nwhile True: pass")
    before = await yard.record()
    press = asyncio.create_task(yard.use("Ada", "wand"))
    await asyncio.sleep(0.2)
    press.cancel()
    with pytest.raises(asyncio.CancelledError):
        await press
    assert await yard.record() == before
    await yard.game.note(WORLD, "Still here.")
    assert await yard.log() == ["Still here."]


@pytest.mark.parametrize("comes_next", [False, True])
async def test_a_press_cancelled_while_it_is_kept_is_kept_whole(
    open_stage: Open, comes_next: bool
) -> None:
    """Once it is being written it is all there, and whoever comes next builds on it."""
    stage = await in_the_yard(await open_stage(store=SlowDisk))
    store = stage.store
    assert isinstance(store, SlowDisk)
    await stage.teach("df_wand", f"{FILL}\nreturn 'Filled.'")
    press = asyncio.create_task(stage.use("Ada", "wand"))
    await store.began.wait()
    press.cancel()
    await asyncio.sleep(0)
    following = asyncio.create_task(stage.game.note(WORLD, "Next.")) if comes_next else None
    await asyncio.sleep(0.05)
    store.may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await press
    if following:
        await following
    assert (await stage.world()).objects["well"].details == {"is_full": True}
    assert await stage.log() == ["The well is full.", *(["Next."] if comes_next else [])]


async def test_a_press_cancelled_while_it_cannot_be_kept_leaves_nothing(open_stage: Open) -> None:
    """Cancelled and then not written: the world goes on from what the store holds."""
    stage = await in_the_yard(await open_stage(store=SlowDisk))
    store = stage.store
    assert isinstance(store, SlowDisk)
    press = asyncio.create_task(stage.game.note(WORLD, "Lost."))
    await store.began.wait()
    press.cancel()
    await asyncio.sleep(0)
    store.is_full = True
    store.may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await press
    assert await stage.log() == []
    assert (await stage.world()).chronicle.actions == 0
