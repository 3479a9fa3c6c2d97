"""What mending never does: overrule a moderator, do more than was accepted, serve a mischief."""

from __future__ import annotations

import pytest
from playing import WORLD, Open
from test_mending import faulty, mended, yard_with

from bot.engine.errors import FunctionTrouble
from bot.executor.errors import ModelUnavailable
from bot.executor.specification import Author

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAULT = "return params['x']"


@pytest.mark.parametrize("act", ["set aside", "rolled back"])
async def test_what_a_moderator_decides_meanwhile_stays(open_stage: Open, act: str) -> None:
    """What was mended is not kept where the tool was set aside, or set to another version."""
    yard = await yard_with(open_stage, faulty(FAULT), mended(), faulty(FAULT), mended("!"))
    tool, name = await yard.forged()
    library = yard.stage.library
    await yard.make_odd()
    yard.scribe.may_answer.clear()
    yard.scribe.was_asked.clear()
    with pytest.raises(FunctionTrouble):
        await yard.stage.use("Ada", tool)
    await yard.scribe.was_asked.wait()
    if act == "set aside":
        await library.disable(WORLD, name)
    else:
        await yard.stage.teach(name, faulty("return params['z']"), author=Author.PLAYER, maker="s1")
    yard.scribe.may_answer.set()
    await yard.mender.settled()
    assert [one.name for one in await library.set_aside(WORLD)] == [name] * (act == "set aside")
    assert "mended" not in " ".join(await yard.stage.log())
    assert (await library.find(WORLD, name, 1)).version == 1
    assert len(await library.versions(WORLD, name)) == 1 + (act != "set aside")


async def test_what_was_mended_lasts_no_longer(open_stage: Open) -> None:
    """Twenty seconds were accepted, so fifteen minutes are sent back."""
    longer = mended().replace("'duration': 20", "'duration': 900")
    yard = await yard_with(open_stage, faulty(FAULT), longer, mended())
    tool, name = await yard.forged()
    await yard.make_odd()
    with pytest.raises(FunctionTrouble):
        await yard.stage.use("Ada", tool)
    await yard.mender.settled()
    assert "lasting 900 s and not 20 s" in str(yard.scribe.asked[-1])
    label = (await yard.stage.library.find(WORLD, name)).label
    assert label is not None
    assert label.duration == 20


async def test_a_model_that_goes_away_is_no_failed_mending(open_stage: Open) -> None:
    """Three mendings that were broken off do not set a tool aside."""
    gone, wrong = ModelUnavailable("The model cannot be reached."), faulty("return params['y']")
    answers = [wrong, gone] * 3
    yard = await yard_with(open_stage, faulty(FAULT), *answers, mended())
    tool, _ = await yard.forged()
    await yard.make_odd()
    for _ in range(4):
        with pytest.raises(FunctionTrouble, match="did not work"):
            await yard.stage.use("Ada", tool)
        await yard.mender.settled()
    assert [one.is_mended for one in yard.heard] == [True]
    assert await yard.stage.use("Ada", tool) == "The well is odd."


async def test_nobody_has_the_functions_of_others_written_anew(open_stage: Open) -> None:
    """What a tool gives to others' functions, and how often, is its own doing."""
    yard = await yard_with(open_stage, *["return 'Mended.'"] * 20)
    await yard.stage.teach("df_ring", "return params['what'].upper()")
    await yard.stage.teach("df_bens", "return params['x']", author=Author.PLAYER, maker="s2")
    tool = await yard.stage.tool(
        "Ada",
        """
        external_apis['host_trigger_world_event'](
            {'event_id': 'ring', 'event_params': {'what': 3}})
        external_apis['host_call_function']({'name': 'df_bens'})
        external_apis['host_schedule_event']({'event_id': 'ring', 'after_seconds': 1})
        if params.get('target_env_object_id'):
            while True:
                external_apis['host_call_function']({'name': 'df_bens', 'params': {'x': 'x'}})
        return 'Ha.'
        """,
    )
    assert await yard.stage.use("Ada", tool) == "Ha."
    yard.stage.clock.step(5)
    await yard.stage.game.pass_time(WORLD)
    with pytest.raises(FunctionTrouble, match="too much at once"):
        await yard.stage.use("Ada", tool, "well")
    await yard.mender.settled()
    assert set(yard.scribe.names) == {"df_user_hand_0"}


async def test_what_a_maker_combines_is_mended_where_it_broke(open_stage: Open) -> None:
    """A tool that calls its maker's other tool: the one that failed is written anew."""
    yard = await yard_with(open_stage, "return 'Bright.'")
    torch = await yard.stage.tool("Ada", "return params['no such thing']")
    world = await yard.stage.world()
    name = world.artifacts[torch].function_name
    both = await yard.stage.tool(
        "Ada", f"return external_apis['host_call_function']({{'name': '{name}'}})"
    )
    with pytest.raises(Exception, match="set something in motion that did not work"):
        await yard.stage.use("Ada", both)
    await yard.mender.settled()
    assert set(yard.scribe.names) == {name}


async def test_a_fault_after_anothers_is_noted_too(open_stage: Open) -> None:
    """A function that goes on when another has failed, and then never ends, is mended as well."""
    yard = await yard_with(open_stage, "return 'Ring!'", "return 'Done.'")
    await yard.stage.teach("df_ring", "return params['no such thing']")
    ring = "external_apis['host_trigger_world_event']({'event_id': 'ring'})"
    await yard.stage.teach("df_wand", f"{ring}\nwhile True: pass")
    with pytest.raises(FunctionTrouble, match="took too long"):
        await yard.stage.use("Ada", "wand")
    await yard.mender.settled()
    assert sorted(one.name for one in yard.heard) == ["df_ring", "df_wand"]
