"""The party by place, what was missed, the tools, the credits, the ending."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playing import WORLD, Stage, yard_world

from bot.engine.credits import Credits
from bot.engine.errors import NotFound, Refused, WorldConflict
from bot.engine.forging.tools import Tools
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.moderator import Moderator
from bot.engine.party import Parties
from bot.engine.world import Artifact, Puzzle, Status
from bot.executor.specification import Author

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOD = Moderator(id="9", name="Mod", reason="too loud")


async def test_the_party_is_told_by_place(yard: Stage) -> None:
    """Who is where, who rests, what only they carry, when they were seen, what is to be done."""
    parties = Parties(yard.game, yard.database)
    await yard.game.move(WORLD, "s2", "barn")
    await parties.mark_seen(WORLD, "s2")
    party = await parties.party(WORLD)
    assert [(one.name, [m.name for m in one.members]) for one in party.gatherings] == [
        ("Yard", ["Ada"]),
        ("Barn", ["Ben"]),
    ]
    (ada,) = party.gatherings[0].members
    (ben,) = party.gatherings[1].members
    assert (ada.unique, ada.last_seen) == (("Stone", "Orb of Ingenuity"), None)
    assert (ben.unique, ben.last_seen) == ((), 1_000.0)
    assert [goal.text for goal in party.goals] == ["Latch"]
    assert (party.world_name, party.is_born, party.paused_at) == ("Yard", True, None)

    async def solve(turn: Any, _: Any) -> str:
        state = {"is_open": True, "goal": "Lift the latch"}
        turn.world.puzzles["latch"] = Puzzle(id="latch", state=state)
        turn.world.puzzles["roof"] = Puzzle(id="roof", state={})
        turn.world.souls["s1"] = replace(turn.world.souls["s1"], location_id="nowhere")
        return ""

    await yard.game.leave(WORLD, "s2")
    await yard.game.act(WORLD, solve, kind="use", soul_id="s1")
    party = await parties.party(WORLD)
    assert [one.name for one in party.resting] == ["Ben"]
    assert [one.name for one in party.gatherings] == ["The Void"]
    told = [[(one.number, one.text) for one in some] for some in (party.goals, party.solved)]
    assert told == [[(1, "Roof")], [(0, "Lift the latch")]]


async def test_in_a_paused_world_nothing_wears_off(yard: Stage) -> None:
    """The party is shown as it stands, however long the pause."""

    async def wet(turn: Any, _: Any) -> str:
        lasting = (Status(name="wet", until=turn.now + 20),)
        turn.world.souls["s1"] = replace(turn.world.souls["s1"], statuses=lasting)
        return ""

    await yard.game.act(WORLD, wet, kind="use", soul_id="s1")
    await Moderation(yard.game, yard.database).pause(WORLD, by=MOD)
    yard.clock.step(100)
    (gathering,) = (await Parties(yard.game, yard.database).party(WORLD)).gatherings
    assert gathering.members[0].statuses == ("wet",)


async def test_what_was_missed_is_what_others_did_since(yard: Stage) -> None:
    """Lines since one was last seen, or since one joined; one's own are none of them."""
    parties = Parties(yard.game, yard.database)
    assert (await parties.missed(WORLD, "s2")).lines == ()
    await yard.game.give(WORLD, "s1", "s2", "stone")
    await yard.game.join(WORLD, player_id="Cid", name="Cid")
    cid = (await yard.world()).soul_of("Cid")
    assert cid is not None
    await yard.game.give(WORLD, "s2", "s1", "stone")
    missed = await parties.missed(WORLD, cid.id)
    assert [line.text for line in missed.lines] == ["Ben gave Stone to Ada."]
    assert (missed.number, missed.earlier) == (3, 0)
    await parties.mark_seen(WORLD, cid.id, missed.number)
    await yard.game.give(WORLD, "s1", "s2", "stone")
    await yard.game.move(WORLD, "s2", "barn")
    await yard.game.leave(WORLD, cid.id)
    assert [line.text for line in (await parties.missed(WORLD, cid.id)).lines] == [
        "Ada gave Stone to Ben.",
        "Ben comes to Barn.",
    ]
    one = await parties.missed(WORLD, cid.id, limit=1)
    assert (one.lines[0].text, one.earlier) == ("Ben comes to Barn.", 1)
    await parties.mark_seen(WORLD, cid.id)
    await parties.mark_seen(WORLD, cid.id, 1)
    assert (await parties.missed(WORLD, cid.id)).lines == ()
    with pytest.raises(NotFound):
        await parties.missed(WORLD, "s99")
    with pytest.raises(WorldConflict, match="no such world"):
        await parties.mark_seen("w99", "s1", 1)


async def test_tools_are_listed_found_and_shown(yard: Stage) -> None:
    """By title or name; words find them; the story holds what they cost.

    What was only tried is nobody's tool; what is set aside is still told of.
    """
    tools = Tools(yard.game, yard.library)
    await yard.teach("df_wand", "return 'One.'")
    await yard.teach("df_wand", "return 'Two.'")
    await yard.teach("df_system_thing", "return 'No tool.'")
    bridge = await yard.teach("df_user_bridge", "return '.'", author=Author.PLAYER, maker="s1")
    assert [one.name for one in await tools.all(WORLD)] == ["df_wand"]
    item = Artifact(id="bridge", name="Bridge", description="", function_name=bridge.name)
    await yard.hand("Ada", item)
    await yard.teach("df_user_rope", "return '.'", author=Author.PLAYER, maker="s1")
    await yard.library.disable(WORLD, "df_user_rope")
    (forged, rope, wand) = listed = await tools.all(WORLD)
    assert [one.name for one in listed] == ["df_user_bridge", "df_user_rope", "df_wand"]
    assert not rope.is_enabled
    assert (forged.maker, forged.holders, forged.function) == ("Ada", ("Ada",), bridge)
    assert (wand.title, wand.holders, wand.maker, wand.version) == (
        "Wand",
        ("Ada", "Ben"),
        None,
        2,
    )
    assert len(await tools.search(WORLD)) == 3
    assert [one.name for one in await tools.search(WORLD, "wand")] == ["df_wand"]
    await yard.executor.make_findable([bridge])
    assert "df_user_bridge" in [one.name for one in await tools.search(WORLD, "WAND bridge")]
    story = await tools.show(WORLD, " WAND ")
    assert [one.version for one in story.versions] == [1, 2]
    assert (story.attempts, story.tokens) == (2, 0)
    with pytest.raises(NotFound, match="no tool 'ladder'"):
        await tools.find(WORLD, "ladder")


async def test_moderators_set_tools_aside_and_roll_them_back(yard: Stage) -> None:
    """Disabled it does nothing, enabled it works, rolled back it is as it was; all is recorded."""
    tools = Tools(yard.game, yard.library)
    await yard.teach("df_wand", "return 'One.'")
    await yard.teach("df_wand", "return 'Two.'")
    outcome = await tools.disable(WORLD, "Wand", by=MOD)
    assert outcome.text == "Disabled Wand."
    assert [line.text for line in outcome.lines] == ["Mod disabled Wand (too loud)."]
    assert not (await tools.find(WORLD, "Wand")).is_enabled
    with pytest.raises(Exception, match="Wand is set aside"):
        await yard.use("Ada", "wand")
    await tools.enable(WORLD, "Wand", by=MOD)
    assert await yard.use("Ada", "wand") == "Two."
    await tools.rollback(WORLD, "Wand", 1, by=MOD)
    assert await yard.use("Ada", "wand") == "One."
    assert (await yard.teach("df_wand", "return 'Three.'")).version == 3
    await tools.rollback(WORLD, "Wand", 2, by=MOD)
    assert await yard.use("Ada", "wand") == "Two."
    with pytest.raises(NotFound, match="no version 9"):
        await tools.rollback(WORLD, "Wand", 9, by=MOD)
    await tools.report(WORLD, "s2", "Wand", "It is rude.")
    with pytest.raises(Refused, match="Say why"):
        await tools.report(WORLD, "s2", "Wand", " ")
    history = Moderation(yard.game, yard.database).history
    page = await history.page(await yard.world(), function_name="df_wand")
    assert [one.text for one in page.happenings if one.kind in ("moderation", "report")] == [
        "Ben reported Wand (It is rude.).",
        "Mod set Wand to version 2 (too loud).",
        "Mod set Wand to version 1 (too loud).",
        "Mod enabled Wand (too loud).",
        "Mod disabled Wand (too loud).",
    ]


def changing(**tables: dict[str, Any]) -> Any:
    """A deed that sets entries of tables."""

    async def deed(turn: Any, _: Any) -> str:
        for name, entries in tables.items():
            getattr(turn.world, name).update(entries)
        return ""

    return deed


async def test_credits_thank_for_what_was_done_and_stayed(yard: Stage) -> None:
    """Who forged, woke and solved what, once each; what was taken back is left out."""
    thanks = Credits(yard.database)
    act, world = yard.game.act, yard_world()
    well, latch = world.objects["well"], world.puzzles["latch"]
    lit = replace(well, details={"is_lit": True, "display_name": "Old Well"})
    gem = Artifact(id="gem", name="Orb: a gem", description="")
    await act(
        WORLD, changing(artifacts={"gem": gem}), kind="forge", soul_id="s1",
        details={"wish": "a gem"},
    )  # fmt: skip
    await act(WORLD, changing(objects={"well": lit}), kind="use", soul_id="s2")
    dim = replace(well, details={"is_lit": False})
    await act(WORLD, changing(objects={"well": dim}), kind="use", soul_id="s2")
    await act(WORLD, changing(objects={"well": lit}), kind="use", soul_id="s2")
    await act(WORLD, changing(objects={"well": dim}), kind="event")
    solved = replace(latch, state={**latch.state, "is_open": True})
    await act(WORLD, changing(puzzles={"latch": solved}), kind="use", soul_id="s1")
    await act(WORLD, changing(puzzles={"latch": solved}), kind="use", soul_id="s1")
    pit = replace(well, id="pit")
    await act(WORLD, changing(objects={"pit": pit}), kind="use", soul_id="s1")
    awake = replace(pit, location_id="nowhere", details={"is_open": True})
    await act(WORLD, changing(objects={"pit": awake}), kind="use", soul_id="s1")
    told = [str(one) for one in await thanks.of(await yard.world())]
    assert told == [
        "Ada forged Orb: a gem, wishing for “a gem”.",
        "Ben woke Old Well.",
        "Ada solved Latch.",
        "Ada woke well.",
    ]
    await Moderation(yard.game, yard.database).undo(WORLD, 1, by=MOD)
    assert len(await thanks.of(await yard.world())) == 3


async def test_a_world_ends_where_it_says(yard: Stage) -> None:
    """The closing scene is there once the ending's puzzle is solved, in the world's own words."""
    thanks = Credits(yard.database)
    act, world = yard.game.act, yard_world()
    assert await thanks.ending(await yard.world()) is None
    named: dict[str, Any] = {"puzzle_id": "latch", "location_id": "barn"}
    await act(WORLD, changing(properties={"ending": named}), kind="set")
    assert await thanks.ending(await yard.world()) is None
    latch = world.puzzles["latch"]
    solved = replace(latch, state={**latch.state, "is_complete": True})
    await act(WORLD, changing(puzzles={"latch": solved}), kind="event")
    ending = await thanks.ending(await yard.world())
    assert ending is not None
    assert (ending.title, ending.text, ending.reached_at) == ("Barn", "A barn.", None)
    closed = replace(latch, state={**latch.state, "is_complete": False})
    await act(WORLD, changing(puzzles={"latch": closed}), kind="event")
    yard.clock.step(5)
    words = {"puzzle_id": "latch", "title": "Home", "text": "The end."}
    changes = changing(properties={"ending": words}, puzzles={"latch": solved})
    await act(WORLD, changes, kind="use", soul_id="s1")
    ending = await thanks.ending(await yard.world())
    assert ending is not None
    assert (ending.title, ending.text, ending.reached_at) == ("Home", "The end.", 1_005.0)
    assert ending.location_id is None
