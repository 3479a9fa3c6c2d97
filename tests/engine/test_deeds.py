"""What a soul can do: join, look, step up, leave, give, rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playing import WORLD, Open, Stage, in_the_yard, without_chronicle, yard_world

from bot.engine.errors import NotFound, Refused, WorldConflict

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_newcomer_arrives_at_the_start(yard: Stage) -> None:
    """The start is the world's own, and so is what newcomers carry."""
    told = await yard.game.join(WORLD, player_id="Cy", name="Cy")
    soul = (await yard.world()).soul_of("Cy")
    assert soul is not None
    assert (soul.location_id, soul.inventory) == ("yard", ("wand",))
    assert told.text == "You are Cy, in Yard."
    assert await yard.log() == ["Cy arrives in Yard.", "Cy carries Wand."]


async def test_joining_twice_gives_one_soul(yard: Stage) -> None:
    """Whoever has a soul keeps it, whatever name is given now."""
    before = without_chronicle(await yard.world())
    assert (await yard.game.join(WORLD, player_id="Ada", name="Eve")).text == "You are Ada."
    assert without_chronicle(await yard.world()) == before


async def test_a_newcomer_takes_nobody_elses_place(open_stage: Open) -> None:
    """A new soul's id is free even where the world has ids of its own."""
    world = yard_world()
    world.souls["soul_1"] = replace(world.souls.pop("s1"), id="soul_1")
    stage = await in_the_yard(await open_stage(), world)
    await stage.game.join(WORLD, player_id="Cy", name="Cy")
    names = {soul.id: soul.name for soul in (await stage.world()).souls.values()}
    assert names == {"soul_1": "Ada", "s2": "Ben", "soul_2": "Cy"}


@pytest.mark.parametrize("start", [None, "nowhere", ["yard"]])
async def test_a_world_whose_start_is_not_named(open_stage: Open, start: object) -> None:
    """Without a name it is the first place; with a wrong one nobody can come."""
    world = yard_world()
    world.properties["initial_start_location_id"] = start  # pyright: ignore
    world.properties["initial_player_artifacts"] = "wand"
    stage = await in_the_yard(await open_stage(), world)
    if start is None:
        await stage.game.join(WORLD, player_id="Cy", name="Cy")
        soul = (await stage.world()).soul_of("Cy")
        assert soul is not None
        assert (soul.location_id, soul.inventory) == ("yard", ())
        return
    with pytest.raises(Refused, match="no place to begin in"):
        await stage.game.join(WORLD, player_id="Cy", name="Cy")
    assert (await stage.world()).soul_of("Cy") is None


async def test_before_the_world_is_born_there_is_only_the_void(open_stage: Open) -> None:
    """Whoever joins too early waits, sees the Void, and can do nothing there."""
    stage = await open_stage()
    world = await stage.game.create_world(WORLD, name="Nowhere", seed=1, meta={"by": "Ada"})
    assert not world.chronicle.is_born
    assert (
        "until the world is born" in (await stage.game.join(WORLD, player_id="Cy", name="Cy")).text
    )
    soul = (await stage.world()).soul_of("Cy")
    assert soul is not None
    assert (await stage.game.look(WORLD, soul.id)).location_id is None
    for deed in (stage.game.focus(WORLD, soul.id, None), stage.game.go(WORLD, soul.id, "gate")):
        with pytest.raises(Refused, match="drift in the Void"):
            await deed
    with pytest.raises(WorldConflict):
        await stage.game.create_world(WORLD, name="Nowhere", seed=1)


async def test_who_has_no_soul_can_do_nothing(yard: Stage) -> None:
    """Looking and acting ask a stranger to join first; an unknown world is not there."""
    for deed in (
        yard.game.look(WORLD, "nobody"),
        yard.game.focus(WORLD, "nobody", "well"),
        yard.game.use(WORLD, "nobody", "wand"),
    ):
        with pytest.raises(NotFound, match="join it first"):
            await deed
    with pytest.raises(NotFound, match="no such world"):
        await yard.game.world("elsewhere")


async def test_stepping_up_and_back(yard: Stage) -> None:
    """The focus is on one landmark of the place, or on none."""
    ada = yard.souls["Ada"]
    assert (await yard.game.focus(WORLD, ada, "well")).text == "You step up to Well."
    scene = await yard.game.look(WORLD, ada)
    assert scene.focus is not None
    assert scene.focus.key == "well"
    assert "step back" in (await yard.game.focus(WORLD, ada, None)).text
    assert (await yard.game.look(WORLD, ada)).focus is None
    with pytest.raises(NotFound, match="no 'moon' in Yard"):
        await yard.game.focus(WORLD, ada, "moon")


async def test_leaving_by_an_open_exit(yard: Stage) -> None:
    """One goes on foot: first up to the exit, then through it, and looks at nothing then."""
    ada = yard.souls["Ada"]
    with pytest.raises(Refused, match="Step up to Lane first"):
        await yard.game.go(WORLD, ada, "lane")
    await yard.game.focus(WORLD, ada, "lane")
    assert (await yard.game.go(WORLD, ada, "lane")).text == "You go to Barn. A barn."
    soul = (await yard.world()).souls[ada]
    assert (soul.location_id, soul.focus) == ("barn", None)
    assert await yard.log() == ["Ada comes to Barn."]
    with pytest.raises(NotFound, match="no way out at 'lane' in Barn"):
        await yard.game.go(WORLD, ada, "lane")


@pytest.mark.parametrize(
    ("exit_key", "reason"), [("gate", "Gate is sealed"), ("hatch", "no way across to Hatch")]
)
async def test_an_exit_can_be_shut(yard: Stage, exit_key: str, reason: str) -> None:
    """A puzzle seals one, a ditch parts one from the other; neither lets anybody through."""
    ada = yard.souls["Ada"]
    with pytest.raises(Refused, match=reason):  # nobody is sent up to it in vain
        await yard.game.go(WORLD, ada, exit_key)
    await yard.game.focus(WORLD, ada, exit_key)
    before = await yard.record()
    with pytest.raises(Refused, match=reason):
        await yard.game.go(WORLD, ada, exit_key)
    assert await yard.record() == before


async def test_an_exit_without_a_landmark_is_a_way_all_the_same(open_stage: Open) -> None:
    """An imported place may name a way out that nothing marks."""
    world = yard_world()
    place = world.locations["yard"]
    exits = {**place.exits, "gap": "barn", "crack": "nowhere"}
    world.locations["yard"] = replace(place, exits=exits)
    stage = await in_the_yard(await open_stage(), world)
    await stage.game.go(WORLD, "s1", "gap")
    assert (await stage.world()).souls["s1"].location_id == "barn"
    with pytest.raises(NotFound, match="no way out at 'crack'"):
        await stage.game.go(WORLD, "s2", "crack")


async def test_being_set_down_elsewhere(yard: Stage) -> None:
    """A script or a moderator can move a soul, to places there are."""
    ada = yard.souls["Ada"]
    assert (await yard.game.move(WORLD, ada, "barn")).text == "You are in Barn. A barn."
    with pytest.raises(NotFound, match="no place 'moon'"):
        await yard.game.move(WORLD, ada, "moon")
    assert (await yard.world()).souls[ada].location_id == "barn"


async def test_a_note_is_only_said(yard: Stage) -> None:
    """A word of the script is in the log; an empty one is only an action."""
    before = without_chronicle(await yard.world())
    await yard.game.note(WORLD, "Once upon a time.")
    await yard.game.note(WORLD, "")
    assert without_chronicle(await yard.world()) == before
    assert await yard.log() == ["Once upon a time."]
    assert (await yard.world()).chronicle.actions == 2


async def test_giving_to_somebody_here(yard: Stage) -> None:
    """The thing changes hands, once, and everyone hears of it."""
    ada, ben = yard.souls["Ada"], yard.souls["Ben"]
    told = await yard.game.give(WORLD, ada, ben, "stone")
    assert told.text == "You gave Stone to Ben."
    world = await yard.world()
    assert world.souls[ada].inventory == ("wand", "orb")
    assert world.souls[ben].inventory == ("wand", "stone")
    assert await yard.log() == ["Ada gave Stone to Ben."]


@pytest.mark.parametrize(
    ("giver", "receiver", "item", "error", "match"),
    [
        ("s1", "s9", "stone", Refused, "not here"),
        ("s1", "s1", "stone", Refused, "You already carry Stone"),
        ("s1", "s2", "wand", Refused, "Ben already carries Wand"),
        ("s2", "s1", "stone", NotFound, "do not carry that"),
        ("s1", "s2", "moon", NotFound, "do not carry that"),
    ],
)
async def test_what_cannot_be_given(
    yard: Stage, giver: str, receiver: str, item: str, error: type[Exception], match: str
) -> None:
    """Not to a stranger, not to oneself, not twice, and not what one has not."""
    before = await yard.record()
    with pytest.raises(error, match=match):
        await yard.game.give(WORLD, giver, receiver, item)
    assert await yard.record() == before


async def test_giving_needs_the_other_to_be_here(yard: Stage) -> None:
    """From the yard nothing reaches the barn."""
    await yard.game.move(WORLD, yard.souls["Ben"], "barn")
    with pytest.raises(Refused, match="not here"):
        await yard.game.give(WORLD, yard.souls["Ada"], yard.souls["Ben"], "stone")


async def test_going_to_rest_and_coming_back(yard: Stage) -> None:
    """At rest one is nowhere and can do nothing; joining again brings one back with everything."""
    ada = yard.souls["Ada"]
    assert "Yard waits for you" in (await yard.game.leave(WORLD, ada)).text
    soul = (await yard.world()).souls[ada]
    assert (soul.location_id, soul.rests_from) == (None, "yard")
    assert (await yard.game.leave(WORLD, ada)).text == "You are at rest already."
    with pytest.raises(Refused, match="come back into the world first"):
        await yard.use("Ada", "wand")
    with pytest.raises(Refused, match="not here"):
        await yard.game.give(WORLD, yard.souls["Ben"], ada, "wand")
    back = await yard.game.join(WORLD, player_id="Ada", name="Ada")
    assert back.text == "You are Ada, back in Yard."
    soul = (await yard.world()).souls[ada]
    assert (soul.location_id, soul.rests_from) == ("yard", None)
    assert soul.inventory == ("wand", "stone", "orb")
    assert await yard.log() == ["Ada goes to rest.", "Ada comes back to Yard."]


async def test_coming_back_to_a_place_that_is_gone(open_stage: Open) -> None:
    """One comes back to the start then."""
    world = yard_world()
    world.souls["s1"] = replace(world.souls["s1"], location_id=None, rests_from="moon")
    stage = await in_the_yard(await open_stage(), world)
    await stage.game.join(WORLD, player_id="Ada", name="Ada")
    soul = (await stage.world()).souls["s1"]
    assert (soul.location_id, soul.rests_from) == ("yard", None)


async def test_nothing_happens_in_a_paused_world(open_stage: Open) -> None:
    """Nobody acts, comes back or sees time pass until it goes on; leaving is always possible."""
    world = yard_world()
    world.chronicle = replace(world.chronicle, paused_at=1000.0)
    world.souls["s2"] = replace(world.souls["s2"], location_id=None, rests_from="yard")
    stage = await in_the_yard(await open_stage(), world)
    stage.clock.step(500)
    for deed in (
        stage.game.focus(WORLD, "s1", "well"),
        stage.game.join(WORLD, player_id="Ben", name="Ben"),
    ):
        with pytest.raises(Refused, match="The world is paused"):
            await deed
    assert (await stage.game.look(WORLD, "s1")).now == 1000.0
    assert await stage.game.pass_time(WORLD) == ()
    await stage.game.leave(WORLD, "s1")
