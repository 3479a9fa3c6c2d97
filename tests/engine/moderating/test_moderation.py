"""What moderators do: pause and resume, choose, hand over, and that it is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from moderator_play import MOD, state
from playing import WORLD, Stage, yard_world

from bot.engine.channels.world_settings import WorldSettings
from bot.engine.errors import NotFound, Refused
from bot.engine.moderating.history import History
from bot.engine.moderating.moderation import Moderation
from bot.engine.outcome import Request
from bot.engine.world import Passing, ScheduledEvent, Status, TemporaryObject

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_paused_world_stands_still(yard: Stage, mod: Moderation) -> None:
    """Nobody acts in it, nothing expires; resumed, everything has the time it had left."""

    async def set_times(turn: Any, _: Any) -> str:
        now, world = turn.now, turn.world
        world.temporary["t"] = TemporaryObject(
            id="t", type="plank", location_id="yard", from_landmark_id="well",
            to_landmark_id="hatch", created_at=now, duration=30.0,
        )  # fmt: skip
        world.schedule["e"] = ScheduledEvent(id="e", event_id="ring", due_at=now + 40)
        lasting = (Status(name="calm"), Status(name="wet", until=now + 20))
        world.souls["s1"] = replace(world.souls["s1"], statuses=lasting)
        yard_place = world.locations["yard"]
        dusk = {"light": Passing(value="dusk", until=now + 10)}
        world.locations["yard"] = replace(yard_place, passing=dusk)
        return "Set."

    await yard.game.act(WORLD, set_times, kind="set", soul_id="s1")
    set_up = await state(yard)
    yard.clock.step(5)
    await mod.pause(WORLD, by=MOD)
    with pytest.raises(Refused, match="paused already"):
        await mod.pause(WORLD, by=MOD)
    yard.clock.step(1_000)
    assert await yard.game.pass_time(WORLD) == ()
    scene = await yard.game.look(WORLD, "s1")
    assert [thing.id for thing in scene.temporary] == ["t"]
    assert (scene.light, scene.statuses, scene.now) == ("dusk", ("calm", "wet"), 1_005.0)
    with pytest.raises(Refused, match="The world is paused"):
        await yard.use("Ada", "wand")
    with pytest.raises(Refused, match="The world is paused"):
        await yard.game.join(WORLD, player_id="Dot", name="Dot")
    assert (await yard.game.join(WORLD, player_id="Ada", name="Ada")).text == "You are Ada."
    await mod.resume(WORLD, by=MOD)
    with pytest.raises(Refused, match="not paused"):
        await mod.resume(WORLD, by=MOD)
    world = await yard.world()
    assert world.temporary["t"].expires_at == 2_030.0
    assert world.schedule["e"].due_at == 2_040.0
    assert world.souls["s1"].statuses == (Status(name="calm"), Status(name="wet", until=2_020.0))
    assert world.locations["yard"].passing["light"].until == 2_010.0
    await mod.undo(WORLD, 1, by=MOD)
    assert set_up != await state(yard)
    assert (await yard.world()).temporary == {}
    await mod.undo(WORLD, 1, by=MOD)
    assert (await yard.world()).temporary["t"].expires_at == 2_030.0
    texts = [one.text for one in (await mod.history.page(world)).happenings]
    assert "Mod resumed the world (tidying)." in texts
    assert "Mod paused the world (tidying)." in texts


async def test_settings_are_checked_and_recorded(yard: Stage, mod: Moderation) -> None:
    """A choice that cannot be is refused with everything wrong with it, the others are kept."""
    request = Request(reference="press")
    assert await mod.settings.of(WORLD) == WorldSettings()
    for _ in range(2):
        await mod.choose(WORLD, {"card": "off", "log_seconds": "2"}, by=MOD, request=request)
    await mod.choose(WORLD, {"who_may_forge": "moderators", "picture": False}, by=MOD)
    kept = WorldSettings(card=False, picture=False, log_seconds=2.0, who_may_forge="moderators")
    assert await mod.settings.of(WORLD) == kept
    wrong = {"card": 3, "locale": "xx", "log_seconds": "soon", "stage": "perhaps", "size": 1}
    with pytest.raises(Refused) as told:
        await mod.choose(WORLD, wrong, by=MOD)
    assert all(repr(name) in str(told.value) for name in wrong)
    for seconds in (99, True, None, [1]):
        with pytest.raises(Refused, match="seconds"):
            await mod.choose(WORLD, {"log_seconds": seconds}, by=MOD)
    assert await mod.settings.of(WORLD) == kept
    texts = [one.text for one in (await mod.history.page(await yard.world())).happenings]
    assert texts == [
        "Mod set who_may_forge = moderators, picture = False (tidying).",
        "Mod set card = False, log_seconds = 2.0 (tidying).",
    ]


async def test_a_moderator_hands_over_what_a_soul_at_rest_carries(
    yard: Stage, mod: Moderation
) -> None:
    """Unique things are not lost to the party when their bearer leaves."""
    await yard.game.leave(WORLD, "s1")
    outcome = await mod.hand_over(WORLD, "s1", "s2", "stone", by=MOD)
    assert outcome.text == "Stone went from Ada to Ben."
    world = await yard.world()
    assert "stone" in world.souls["s2"].inventory
    assert "stone" not in world.souls["s1"].inventory
    with pytest.raises(NotFound, match="Ada does not carry that"):
        await mod.hand_over(WORLD, "s1", "s2", "stone", by=MOD)
    with pytest.raises(Refused, match="Ben already carries Wand"):
        await mod.hand_over(WORLD, "s1", "s2", "wand", by=MOD)
    with pytest.raises(NotFound, match="nobody like that"):
        await mod.hand_over(WORLD, "s1", "s9", "wand", by=MOD)


async def test_history_has_pages_and_can_be_narrowed(yard: Stage, mod: Moderation) -> None:
    """Pages count from the newest; a soul's or a function's part can be had alone."""
    for _ in range(6):
        await yard.game.focus(WORLD, "s1", None)
    await yard.use("Ben", "wand", "well")
    history, world = History(yard.database), await yard.world()
    last = await history.page(world, page=99, size=3)
    assert (last.page, last.pages, last.total) == (3, 3, 8)
    assert [one.number for one in last.happenings] == [2, 1]
    assert last.happenings[0].text == "Ada stepped back."
    mine = await history.page(world, soul_id="s2")
    assert [one.who for one in mine.happenings] == ["Ben", "Ben"]
    with_wand = await history.page(world, function_name="df_wand")
    assert [one.text for one in with_wand.happenings] == ["Ben used Wand on Well."]
    nothing = await history.page(yard_world("other"))
    assert (nothing.happenings, nothing.pages) == ((), 1)
    assert await history.entry(WORLD, 99) is None


async def test_the_journal_is_read_backwards_to_its_end(
    yard: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many entries are read at once, each comes once, the newest first."""
    monkeypatch.setattr("bot.engine.moderating.history.CHUNK", 2)
    for _ in range(4):
        await yard.game.focus(WORLD, "s1", None)
    history = History(yard.database)
    assert [entry.number async for entry in history.backwards(WORLD)] == [4, 3, 2, 1]
