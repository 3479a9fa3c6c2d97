"""What was forged before is found, handed out again without a model, and remade from."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from playing import WORLD, Open, Scribe, Stage, in_the_yard, yard_world
from sqlalchemy import insert

from bot.engine.channels.channels import Channels
from bot.engine.channels.tables import channels
from bot.engine.errors import NotFound, Refused
from bot.engine.forging.alike import Alike, code_of, likeness
from bot.engine.forging.drafts import draft
from bot.engine.forging.forge import accept, forge
from bot.executor.specification import DynamicFunction

pytestmark = pytest.mark.asyncio(loop_scope="session")

WISH = "a lamp that dims the yard"
DIM = """
external_apis['host_set_light'](
    {'location_id': params['location_id'], 'value': 'dim', 'duration': 20})
return 'It is dim.'
"""
WELL = """
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'is_deep': True}})
return 'Deeper.'
"""


async def opened(open_stage: Open, *answers: str) -> tuple[Stage, Scribe, Alike]:
    """The yard in a channel of a guild, and a model with these answers."""
    scribe = Scribe(*answers)
    stage = await in_the_yard(await open_stage(scribe))
    await hold(stage, WORLD)
    return stage, scribe, Alike(stage.game, stage.library, Channels(stage.database))


async def hold(stage: Stage, world_id: str, guild: str = "g") -> None:
    """Let a channel of a guild hold a world."""
    row = {
        "channel_id": f"c-{world_id}", "guild_id": guild, "world_id": world_id,
        "status": "active", "made": 1,
    }  # fmt: skip
    await stage.database.write((insert(channels), (row,)))


async def made(stage: Stage, wish: str = WISH) -> DynamicFunction:
    """The function of a tool that Ada has forged."""
    function = (await forge(stage.game, WORLD, "s1", wish)).generation.function
    assert function is not None
    return function


async def test_a_tool_like_the_wish_is_found(open_stage: Open) -> None:
    """Only one that somebody accepted, and only for a wish like the one it came from."""
    stage, _, alike = await opened(open_stage, DIM, WELL)
    function = await made(stage)
    await draft(stage.game, WORLD, "s1", "a lamp that dims a well")
    (tool,) = await alike.near(WORLD, "A lamp to dim the whole yard!")
    assert (tool.function, tool.title) == (function, "Orb: a lamp that dims the yard")
    assert (tool.maker, tool.is_here) == ("Ada", True)
    assert await alike.near(WORLD, "a boat of paper") == []
    await stage.library.disable(WORLD, function.name)
    assert await alike.near(WORLD, WISH) == []


async def test_a_tool_is_handed_out_once_more(open_stage: Open) -> None:
    """Ben gets his own without a model being asked; Ada keeps the credit and hers."""
    stage, scribe, alike = await opened(open_stage, DIM)
    code = code_of(await made(stage))
    with pytest.raises(Refused, match="Only who carries the Orb"):
        await alike.hand_out(WORLD, "s2", code)
    with pytest.raises(Refused, match="You carry Orb: a lamp"):
        await alike.hand_out(WORLD, "s1", code)
    await stage.game.give(WORLD, "s1", "s2", "orb")
    asked = len(scribe.asked)
    await alike.hand_out(WORLD, "s2", code)
    world = await stage.world()
    key = world.souls["s2"].inventory[-1]
    assert world.artifacts[key].properties["first_forged_by"] == "Ada"
    assert await stage.use("Ben", key) == "It is dim."
    assert len(scribe.asked) == asked
    told = "Ben has Orb: a lamp that dims the yard too, first forged by Ada."
    assert told in await stage.log()
    with pytest.raises(NotFound, match="gone: wish for it anew"):
        await alike.hand_out(WORLD, "s2", "0123456789")


async def test_a_tool_of_another_world_is_tried_here_first(open_stage: Open) -> None:
    """What works here is brought with its credit and origin; what does not is refused."""
    stage, _, alike = await opened(open_stage, DIM, WELL)
    lamp, drill = await made(stage), await made(stage, "a drill that deepens every well")
    there = yard_world("w2")
    del there.objects["well"]
    await stage.game.add_world(there)
    await hold(stage, "w2")
    (tool,) = await alike.near("w2", WISH)
    assert (tool.maker, tool.is_here) == ("Ada", False)
    await alike.hand_out("w2", "s1", code_of(lamp))
    brought = await stage.library.find("w2", lamp.name)
    assert (brought.origin, brought.maker, brought.version) == (lamp.mark, None, 1)
    key = (await stage.world("w2")).souls["s1"].inventory[-1]
    assert (await stage.game.use("w2", "s1", key)).text == "It is dim."
    (again,) = await alike.near("w2", WISH)
    assert (again.maker, again.is_here) == ("Ada", True)
    before = await stage.record("w2")
    with pytest.raises(Refused, match="does not work in this one"):
        await alike.hand_out("w2", "s1", code_of(drill))
    assert await stage.record("w2") == before


async def test_other_guilds_are_other_worlds(open_stage: Open) -> None:
    """Nothing of them is found or handed out."""
    stage, _, alike = await opened(open_stage, DIM)
    lamp = await made(stage)
    await stage.game.add_world(yard_world("w2"))
    assert await alike.near("w2", WISH) == []
    await hold(stage, "w2", guild="other")
    assert await alike.near("w2", WISH) == []
    with pytest.raises(NotFound):
        await alike.hand_out("w2", "s1", code_of(lamp))


async def test_a_remade_tool_knows_where_it_came_from(open_stage: Open) -> None:
    """The model is shown the tool it is to begin from; the new one is its maker's own."""
    stage, scribe, alike = await opened(open_stage, DIM, WELL)
    lamp = await made(stage)
    await stage.game.give(WORLD, "s1", "s2", "orb")
    origin = (await alike.coded(WORLD, code_of(lamp))).function
    drafted = await draft(stage.game, WORLD, "s2", "the same for wells", origin=origin)
    await accept(stage.game, drafted)
    asked = str(scribe.asked[-1])
    assert f"There is {lamp.name} already, the first of the examples" in asked
    assert "It is dim." in asked
    assert f'words for it were: \\"{WISH}' in asked or f'words for it were: "{WISH}' in asked
    remade = await stage.library.find(WORLD, drafted.name)
    assert (remade.origin, remade.maker) == (lamp.mark, "s2")
    assert remade.name != lamp.name


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("a bridge of light to the platform", "Create a light bridge to the platform!", True),
        ("a bridge of light to the platform", "a rope to the other side", False),
        ("мост из света через пропасть", "Мост из света, чтобы перейти пропасть", True),
        ("a torch", "", False),
        ("", "", False),
    ],
)
async def test_wishes_are_alike_by_their_words(one: str, other: str, is_alike: bool) -> None:
    """In any language, whatever the order, case and marks."""
    assert (likeness(one, other) >= 0.6) is is_alike


async def test_two_take_a_tool_of_another_world_at_once(open_stage: Open) -> None:
    """Both get it, though it is brought here but once."""
    stage, _, alike = await opened(open_stage, DIM)
    second = yard_world("w2")
    second.souls["s2"] = replace(second.souls["s2"], inventory=("orb",))
    await stage.game.add_world(second)
    await hold(stage, "w2")
    code = code_of(await made(stage))
    both = await asyncio.gather(*(alike.hand_out("w2", soul, code) for soul in ("s1", "s2")))
    assert {one.lines[-1].text.split()[0] for one in both} == {"Ada", "Ben"}
