"""Taking actions back: which ones, what stands in the way, what stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from moderator_play import MOD, SPAN, TOUCH, state
from playing import WORLD, Stage

from bot.engine.errors import Refused
from bot.engine.moderating.history import History
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.undo import choose, take_back
from bot.engine.world import ScheduledEvent
from bot.values import as_object

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_last_action_is_taken_back_and_done_again(yard: Stage, mod: Moderation) -> None:
    """An undo is one action; an undo of it gives back what it took, and history tells all."""
    empty = await state(yard)
    await yard.use("Ada", "wand", "well")
    touched = await state(yard)
    outcome = await mod.undo(WORLD, 1, by=MOD)
    assert outcome.text == "Taken back: #2 Ada used Wand on Well."
    assert [line.text for line in outcome.lines] == [
        "Mod took back: #2 Ada used Wand on Well. (tidying)"
    ]
    await mod.undo(WORLD, 1, by=MOD)
    assert await state(yard) == touched
    page = await mod.history.page(await yard.world())
    assert [one.text for one in page.happenings] == [
        "Mod took back #3 (tidying).",
        "Mod took back #2 (tidying).",
        "Ada used Wand on Well.",
        "Ada stepped up to Well.",
    ]
    assert [one.is_undone for one in page.happenings] == [False, True, False, False]
    assert page.happenings[0].moderator == MOD
    assert page.happenings[2].changed == ("Well",)
    await mod.undo(WORLD, 4, by=MOD)
    assert await state(yard) == empty


async def test_what_was_changed_again_stands_in_the_way(yard: Stage, mod: Moderation) -> None:
    """Undoing one soul's action alone is refused where another built on it; it names which."""
    await yard.use("Ada", "wand", "well")
    await yard.use("Ben", "wand", "well")
    before = await state(yard)
    with pytest.raises(Refused, match=r"#2 .*Well was changed again by #4 \(Ben used Wand on Well"):
        await mod.undo(WORLD, 1, by=MOD, soul_id="s1")
    assert await state(yard) == before
    await mod.undo(WORLD, 1, by=MOD, soul_id="s2")
    await mod.undo(WORLD, 1, by=MOD, soul_id="s1")
    assert (await yard.world()).objects["well"].details == {}
    await mod.undo(WORLD, 1, by=MOD, soul_id="s1")
    with pytest.raises(Refused, match="nothing to be taken back"):
        await mod.undo(WORLD, 1, by=MOD, soul_id="s1")


async def test_only_where_a_function_ran(yard: Stage, mod: Moderation) -> None:
    """By a tool only the actions in which it ran are taken back, the rest stays."""
    await yard.use("Ada", "wand", "well")
    await yard.game.move(WORLD, "s2", "barn")
    await mod.undo(WORLD, 1, by=MOD, function_name="df_wand")
    world = await yard.world()
    assert world.objects["well"].details == {}
    assert world.souls["s2"].location_id == "barn"
    with pytest.raises(Refused, match="1 to 100"):
        await mod.undo(WORLD, 0, by=MOD)
    with pytest.raises(Refused, match="Only 4 of the 9"):
        await mod.undo(WORLD, 9, by=MOD)


async def test_what_ended_by_itself_does_not_stand_in_the_way(yard: Stage, mod: Moderation) -> None:
    """A tool's use is taken back though what it made has ended: that is as it was before."""
    await yard.teach("df_wand", TOUCH.replace("return 'Touched.'", "") + SPAN)
    before = await state(yard)
    await yard.game.use(WORLD, "s2", "wand")
    yard.clock.step(60)
    await yard.game.pass_time(WORLD)
    assert (await yard.world()).objects["well"].details == {"touched_by": "s2"}
    await mod.undo(WORLD, 1, by=MOD, function_name="df_wand")
    assert await state(yard) == before


async def test_an_entry_of_an_earlier_version_is_taken_back(yard: Stage) -> None:
    """A field that entries did not have when the action was kept has its usual value."""
    event = ScheduledEvent(id="e", event_id="ring", due_at=9_000.0)

    async def plan(turn: Any, _: Any) -> str:
        turn.world.schedule["e"] = event
        return ""

    await yard.game.act(WORLD, plan, kind="use", soul_id="s1")
    (change,) = [c for c in (await yard.record()).journal[0].changes if c.table == "schedule"]
    old = {key: one for key, one in as_object(change.after).items() if key != "restoring"}
    choice = await choose(History(yard.database), WORLD, 1)
    entry = replace(choice.chosen[0], changes=(replace(change, after=old),))
    draft = (await yard.world()).draft()
    take_back(draft, replace(choice, chosen=(entry,)))
    assert draft.schedule == {}


async def test_what_became_of_functions_is_no_action(yard: Stage, mod: Moderation) -> None:
    """A mending told in the log is passed over, as nothing of the world is taken back by it."""

    async def tell(turn: Any, _: Any) -> str:
        turn.say("Wand has been mended.")
        return ""

    await yard.game.focus(WORLD, "s1", "well")
    await yard.game.act(WORLD, tell, kind="mend")
    await yard.game.act(WORLD, tell, kind="quarantine")
    outcome = await mod.undo(WORLD, 1, by=MOD)
    assert outcome.text == "Taken back: #1 Ada stepped up to Well."


async def test_who_joined_and_what_they_agreed_to_stays(yard: Stage, mod: Moderation) -> None:
    """Joins and consents are no actions to be taken back; what is kept is said."""
    await yard.game.focus(WORLD, "s1", "well")
    await yard.game.join(WORLD, player_id="Cid", name="Cid")

    async def consent(turn: Any, _: Any) -> str:
        turn.world.souls["s1"] = replace(turn.world.souls["s1"], consents=("*",))
        return "Yes."

    await yard.game.act(WORLD, consent, kind="consent", soul_id="s1")
    outcome = await mod.undo(WORLD, 1, by=MOD)
    assert outcome.text == "Taken back: #1 Ada stepped up to Well. Cid joined and stays."
    world = await yard.world()
    assert world.soul_of("Cid") is not None
    assert (world.souls["s1"].focus, world.souls["s1"].consents) == (None, ("*",))


async def test_nothing_is_taken_from_under_anybody(yard: Stage, mod: Moderation) -> None:
    """A place or a thing that somebody is in or carries meanwhile is not taken away."""

    async def build(turn: Any, _: Any) -> str:
        barn = turn.world.locations["barn"]
        turn.world.locations["loft"] = replace(barn, id="loft", name="Loft")
        stone = turn.world.artifacts["stone"]
        turn.world.artifacts["gem"] = replace(stone, id="gem", name="Gem")
        return "Built."

    async def fill(turn: Any, _: Any) -> str:
        soul = turn.world.souls["s2"]
        carried = (*soul.inventory, "gem")
        turn.world.souls["s2"] = replace(soul, location_id="loft", inventory=carried)
        well = turn.world.objects["well"]
        turn.world.objects["pail"] = replace(well, id="pail", location_id="loft")
        return "Filled."

    await yard.game.act(WORLD, build, kind="build", soul_id="s1")
    await yard.game.act(WORLD, fill, kind="fill", soul_id="s2")
    with pytest.raises(Refused, match="Ben is in a place it would remove; Ben carries a thing"):
        await mod.undo(WORLD, 1, by=MOD, soul_id="s1")
    await mod.undo(WORLD, 2, by=MOD)
    assert "loft" not in (await yard.world()).locations


async def test_what_nobody_changed_again_is_still_compared(yard: Stage) -> None:
    """Where no later action is to blame, the refusal says what is not as it was left."""
    await yard.game.focus(WORLD, "s1", "well")
    choice = await choose(History(yard.database), WORLD, 1)
    draft = (await yard.world()).draft()
    draft.souls["s1"] = replace(draft.souls["s1"], focus="gate")
    with pytest.raises(Refused, match="#1 cannot be taken back alone: Ada is not as it left it"):
        take_back(draft, choice)


async def test_nothing_before_the_beginning_is_taken_back(yard: Stage, mod: Moderation) -> None:
    """What was there when the world was brought in stays."""

    async def begin(turn: Any, _: Any) -> str:
        turn.world.properties["begun"] = True
        return ""

    await yard.game.focus(WORLD, "s1", "well")
    await yard.game.act(WORLD, begin, kind="import")
    with pytest.raises(Refused, match="nothing to be taken back"):
        await mod.undo(WORLD, 1, by=MOD)
