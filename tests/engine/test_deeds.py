"""What a soul can do: join, look, step up, leave, use, give."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playing import WORLD, Open, Stage, in_the_yard, without_chronicle, yard_world

from bot.engine.errors import NotFound, Refused, WorldConflict
from bot.engine.outcome import Outcome, Prompt
from bot.engine.world import Artifact, EnvironmentObject, World

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAYING = "return params['artifact_properties'].get('says', 'Nothing is said.')"


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


@pytest.mark.parametrize("item", ["moon", "key"])
async def test_what_is_not_carried_cannot_be_used(yard: Stage, item: str) -> None:
    """Neither a thing there is none of nor a thing of somebody else."""
    await yard.hand("Ben", Artifact(id="key", name="Key", description="", function_name="df_key"))
    with pytest.raises(NotFound, match="do not carry that"):
        await yard.use("Ada", item)


async def test_a_thing_without_a_function_does_nothing(yard: Stage) -> None:
    """A stone is a stone."""
    with pytest.raises(Refused, match="Stone does nothing by itself"):
        await yard.use("Ada", "stone")


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ("It hums.", "It hums."),
        ('{"message": "It hums.", "more": 1}', "It hums."),
        ('{"message": 7}', "7"),
        ('{"message": null, "more": 1}', '{"message": null, "more": 1}'),
        ('{"more": 1}', '{"more": 1}'),
        ('["It hums."]', '["It hums."]'),
        ('"It hums."', '"It hums."'),
        ('{"error": "", "message": "Fine."}', "Fine."),
    ],
)
async def test_what_a_result_tells_the_player(yard: Stage, result: str, text: str) -> None:
    """Words are told as they are, of a JSON object its message."""
    await yard.teach("df_wand", f"return {result!r}")
    assert await yard.use("Ada", "wand") == text
    assert (await yard.record()).journal[-1].narration == text


@pytest.mark.parametrize("error", ["It is too wet.", {"code": 7}, ["wet"]])
async def test_a_result_with_an_error_keeps_nothing(yard: Stage, error: object) -> None:
    """A function that reports an error has not done what it did before that."""
    body = f"""
        external_apis['host_log_message_to_world']({{'message': 'Splash.'}})
        return {json.dumps({"error": error, "message": "Done."})!r}
        """
    await yard.teach("df_wand", body)
    before = await yard.record()
    with pytest.raises(Refused) as caught:
        await yard.use("Ada", "wand")
    assert str(caught.value) == str(error)
    assert await yard.record() == before


async def test_a_result_can_ask_for_a_description(yard: Stage) -> None:
    """The Orb's answer is a prompt and no text, also when it is read from the journal again."""
    await yard.teach("df_orb", f"return '{Prompt.TOOL_DESCRIPTION}'")
    outcome = await yard.game.use(WORLD, yard.souls["Ada"], "orb")
    assert (outcome.prompt, outcome.text) == (Prompt.TOOL_DESCRIPTION, "")
    entry = (await yard.record()).journal[-1]
    assert Outcome.of(entry) == outcome


async def test_what_a_function_is_told(yard: Stage) -> None:
    """Who uses what where and on what, and nothing a player could put in its place."""
    await yard.teach("df_wand", "import json\nreturn json.dumps({'message': json.dumps(params)})")
    await yard.game.focus(WORLD, yard.souls["Ada"], "well")
    args = {"target_env_object_id": "well", "soul_id": "s2", "artifact_properties": {"x": 1}}
    told = await yard.game.use(WORLD, yard.souls["Ada"], "wand", args)  # pyright: ignore
    assert json.loads(told.text) == {
        "soul_id": "s1",
        "location_id": "yard",
        "artifact_id": "wand",
        "artifact_properties": {},
        "target_env_object_id": "well",
    }


async def test_what_is_said_and_seen_is_one_world(yard: Stage) -> None:
    """The scene, the world and the store tell the same after any deed."""
    await yard.teach("df_wand", SAYING)
    assert await yard.use("Ada", "wand") == "Nothing is said."
    world: World = await yard.world()
    assert (await yard.store.load(WORLD)).state_hash() == world.state_hash()
    assert world.objects["well"] == EnvironmentObject(id="well", location_id="yard", type="well")


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


SHIELD_BEN = """
import json
external_apis['host_log_message_to_world']({'message': 'A shimmer.'})
reply = json.loads(external_apis['host_set_soul_status'](
    {'soul_id': 's2', 'status': 'shielded', 'duration': 30}))
"""


@pytest.mark.parametrize("gives_up", [True, False])
async def test_what_needs_consent_is_asked_for(yard: Stage, gives_up: bool) -> None:
    """Nothing is done to Ben, who is asked; what the tool did besides stays if it went on."""
    ending = "json.dumps(reply)" if gives_up else "'It shimmers.'"
    tool = await yard.tool("Ada", f"{SHIELD_BEN}\nreturn {ending}")
    outcome = await yard.game.use(WORLD, "s1", tool)
    asked = "You asked Ben to agree to Tool."
    assert outcome.text == (asked if gives_up else f"It shimmers. {asked}")
    assert outcome.asked == ("s2",)
    assert outcome.kind == ("ask" if gives_up else "use")
    assert (await yard.world()).souls["s2"].statuses == ()
    said = [] if gives_up else ["A shimmer."]
    assert (await yard.log())[-len(said) - 1 :] == [*said, "Ada asks Ben to agree to Tool."]


async def test_nobody_can_be_asked_for_whom_nobody_plays(open_stage: Open) -> None:
    """A soul without a player answers nothing, so the use is refused."""
    world = yard_world()
    world.souls["s2"] = replace(world.souls["s2"], player_id=None)
    stage = await in_the_yard(await open_stage(), world)
    tool = await stage.tool("Ada", f"{SHIELD_BEN}\nreturn json.dumps(reply)")
    before = await stage.record()
    with pytest.raises(Refused, match="has not consented"):
        await stage.use("Ada", tool)
    assert await stage.record() == before
