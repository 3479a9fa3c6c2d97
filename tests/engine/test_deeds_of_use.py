"""Using what one carries: what is run, told and kept, and whom it asks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playing import WORLD, Open, Stage, in_the_yard, yard_world

from bot.engine.errors import NotFound, Refused
from bot.engine.outcome import Outcome, Prompt
from bot.engine.world import Artifact, EnvironmentObject, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


SAYING = "return params['artifact_properties'].get('says', 'Nothing is said.')"


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


async def test_what_is_said_and_seen_is_one_world(yard: Stage) -> None:
    """The scene, the world and the store tell the same after any deed."""
    await yard.teach("df_wand", SAYING)
    assert await yard.use("Ada", "wand") == "Nothing is said."
    world: World = await yard.world()
    assert (await yard.store.load(WORLD)).state_hash() == world.state_hash()
    assert world.objects["well"] == EnvironmentObject(id="well", location_id="yard", type="well")
