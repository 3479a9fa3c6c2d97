"""What moderators do: take back, pause and resume, choose, hand over, and that it is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import WORLD, Open, Stage, in_the_yard, yard_world

from bot.engine.channels.world_settings import WorldSettings
from bot.engine.errors import NotFound, Refused
from bot.engine.moderating.history import History
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.moderator import Moderator
from bot.engine.moderating.undo import choose, take_back
from bot.engine.outcome import Request
from bot.engine.world import Passing, ScheduledEvent, Status, TemporaryObject, World
from bot.values import as_object

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOD = Moderator(id="9", name="Mod", reason="tidying")
TOUCH = """
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'touched_by': params['soul_id']}})
return 'Touched.'
"""
SPAN = """
return external_apis['host_create_temporary_object']({
    'type': 'plank', 'location_id': params['location_id'], 'soul_id': params['soul_id'],
    'to_landmark_id': 'hatch', 'duration': 30, 'client_visual_config': {}})
"""


def counted_out(world: World) -> str:
    """The state's hash without the counters of actions."""
    plain = world.draft()
    plain.chronicle = replace(plain.chronicle, actions=0, time=0.0, next_number=0)
    return plain.state_hash()


@pytest_asyncio.fixture(loop_scope="session")
async def mod(yard: Stage) -> Moderation:
    """The moderators' acts in the yard, where the wand touches the well."""
    await yard.teach("df_wand", TOUCH)
    return Moderation(yard.game, yard.database)


async def state(stage: Stage) -> str:
    """The yard's state without its counters."""
    return counted_out(await stage.world())


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


MOVES = st.lists(st.sampled_from(["Ada", "Ben", "gate", "give", "undo", "wait", "span"]))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES, data=st.data())
async def test_taking_back_the_last_ones_gives_the_state_of_then(
    open_stage: Open, moves: list[str], data: st.DataObject
) -> None:
    """After any play, undoing the last N leaves exactly what was there N actions ago."""
    stage = await in_the_yard(await open_stage())
    await stage.teach("df_wand", SPAN)
    mod = Moderation(stage.game, stage.database)
    states = [counted_out(await stage.world())]
    for move in moves:
        if not await _make(stage, mod, move, states):
            continue
        states.append(counted_out(await stage.world()))
    if len(states) > 1:
        back = data.draw(st.integers(1, len(states) - 1))
        await mod.undo(WORLD, back, by=MOD)
        assert counted_out(await stage.world()) == states[-1 - back]
    await stage.game.close()
    await stage.database.close()


async def _make(stage: Stage, mod: Moderation, move: str, states: list[str]) -> bool:
    """Make a move, and say whether it counts as an action."""
    game, souls = stage.game, stage.souls
    match move:
        case "Ada" | "Ben":
            here = (await stage.world()).souls[souls[move]].location_id
            await game.focus(WORLD, souls[move], "well" if here == "yard" else "door")
        case "gate":
            await game.move(WORLD, souls["Ada"], "barn")
        case "give":
            has = "stone" in (await stage.world()).souls[souls["Ada"]].inventory
            names = ("Ada", "Ben") if has else ("Ben", "Ada")
            ids = [souls[name] for name in names]
            await mod.hand_over(WORLD, *ids, "stone", by=MOD)
        case "undo":
            if len(states) == 1:
                return False
            await mod.undo(WORLD, 1, by=MOD)
        case "span":
            if (await stage.world()).souls[souls["Ben"]].location_id != "yard":
                return False
            await game.use(WORLD, souls["Ben"], "wand")
        case _:
            stage.clock.step(7)
            return False
    return True


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
    await yard.teach("df_wand", TOUCH + SPAN)
    before = await state(yard)
    await yard.game.use(WORLD, "s2", "wand")
    yard.clock.step(60)
    await yard.game.pass_time(WORLD)
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
