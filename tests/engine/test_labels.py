"""A tool in play is held to what it was seen to do: how far it reached and how long it lasted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playing import WORLD, Stage

from bot.engine.consents import Consents
from bot.engine.labels import LabelBroken
from bot.executor.specification import Author, Label

pytestmark = pytest.mark.asyncio(loop_scope="session")

WRITES = frozenset({"host_set_light", "host_set_soul_status", "host_set_puzzle_properties"})
FAR = "external_apis['host_set_light']({'location_id': 'barn', 'value': 'dim'})"
LONG = (
    "external_apis['host_set_light']("
    "{'location_id': params['location_id'], 'value': 'dim', 'duration': 60})"
)
OTHER = "external_apis['host_set_soul_status']({'soul_id': 's2', 'status': 'calm'})"
RIDDLE = (
    "external_apis['host_set_puzzle_properties']({'puzzle_id': 'latch', 'properties': {'x': 1}})"
)


@pytest.mark.parametrize(
    ("body", "reach", "word"),
    [(FAR, "elsewhere", "elsewhere"), (RIDDLE, "puzzles", "puzzles"), (LONG, "", "60 s")],
)
async def test_what_goes_beyond_the_label_is_taken_back(
    yard: Stage, body: str, reach: str, word: str
) -> None:
    """Where it never reached and longer than it ever lasted; the world is as it was."""
    narrow = Label(writes=WRITES, reach=frozenset(), duration=30.0)
    tool = await yard.tool("Ada", f"{body}\nreturn 'Done.'", label=narrow)
    before = await yard.record()
    with pytest.raises(LabelBroken, match="never been seen to do") as caught:
        await yard.use("Ada", tool)
    assert word in caught.value.detail
    assert await yard.record() == before
    wide = Label(writes=WRITES, reach=frozenset({reach} - {""}), duration=60.0)
    tool = await yard.tool("Ada", f"{body}\nreturn 'Done.'", label=wide)
    assert await yard.use("Ada", tool) == "Done."


async def test_another_soul_is_beyond_a_label_that_never_saw_one(yard: Stage) -> None:
    """Even one that has consented to every tool."""
    await Consents(yard.game, yard.database).give(WORLD, "s2", "*")
    narrow = Label(writes=WRITES, reach=frozenset())
    tool = await yard.tool("Ada", f"{OTHER}\nreturn 'Calm.'", label=narrow)
    with pytest.raises(LabelBroken) as caught:
        await yard.use("Ada", tool)
    assert "others" in caught.value.detail
    assert (await yard.world()).souls["s2"].statuses == ()


async def test_what_a_tool_has_made_and_where_it_has_led_are_no_reach(yard: Stage) -> None:
    """A place made in this use, what is done there, and the way there are the tool's own."""
    body = """
        import json
        external_apis['host_core_add_location_to_gamestate'](
            {'id': 'pocket', 'name': 'Pocket', 'description': 'A small place.'})
        external_apis['host_set_light']({'location_id': 'pocket', 'value': 'dim'})
        external_apis['host_set_light']({'location_id': params['location_id'], 'value': 'dim'})
        return 'There.'
        """
    apis = WRITES | {"host_core_add_location_to_gamestate"}
    tool = await yard.tool("Ada", body, label=Label(writes=apis, reach=frozenset()))
    assert await yard.use("Ada", tool) == "There."
    assert (await yard.world()).locations["pocket"].light == "dim"


async def test_a_called_function_keeps_to_both_labels(yard: Stage) -> None:
    """Neither the caller's label nor the callee's own is widened by calling."""
    await yard.teach(
        "df_far", FAR + "\nreturn 'Far.'", author=Author.PLAYER, maker="s2",
        label=Label(writes=WRITES, reach=frozenset({"elsewhere"})),
    )  # fmt: skip
    call = "return external_apis['host_call_function']({'name': 'df_far'})"
    apis = WRITES | {"host_call_function"}
    narrow = await yard.tool("Ada", call, label=Label(writes=apis, reach=frozenset()))
    with pytest.raises(LabelBroken, match="never been seen"):
        await yard.use("Ada", narrow)
    assert (await yard.world()).locations["barn"].light is None
    wide = await yard.tool("Ada", call, label=Label(writes=apis, reach=frozenset({"elsewhere"})))
    assert await yard.use("Ada", wide) == "Far."
    silent = Label(writes=frozenset({"host_call_function"}), reach=frozenset({"elsewhere"}))
    with pytest.raises(LabelBroken, match="never been seen"):
        await yard.use("Ada", await yard.tool("Ada", call, label=silent))


async def test_two_labels_allow_what_both_allow() -> None:
    """Host APIs and reach are what they share, the duration is the shorter one."""
    one = Label(reads=frozenset("ab"), writes=frozenset("xy"), reach=frozenset("pq"), duration=9.0)
    two = Label(reads=frozenset("bc"), writes=frozenset("yz"), reach=frozenset("qr"), duration=5.0)
    both = Label(reads=frozenset("b"), writes=frozenset("y"), reach=frozenset("q"), duration=5.0)
    assert one.within(two) == two.within(one) == both
    assert one.within(None) == one
    assert replace(one, reach=None).within(two).reach == two.reach
    assert one.within(replace(two, reach=None, duration=None)).duration == 9.0
