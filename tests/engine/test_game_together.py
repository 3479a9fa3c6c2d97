"""Several at once: presses that meet in one world, requests that come twice, a forge meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from playing import WORLD, Open, Scribe, Stage, in_the_yard, yard_world

from bot.engine.errors import Refused
from bot.engine.forging.forge import forge
from bot.engine.outcome import Request

pytestmark = pytest.mark.asyncio(loop_scope="session")

COUNT = """
import json
here = json.loads(external_apis['host_get_environment_object_data']({'object_id': 'well'}))
count = here['details'].get('count', 0) + 1
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'count': count}})
external_apis['host_log_message_to_world']({'message': f'The well was touched {count} times.'})
return str(count)
"""
ONCE = """
import json
here = json.loads(external_apis['host_get_environment_object_data']({'object_id': 'well'}))
if here['details'].get('count'):
    return json.dumps({'error': 'The well is full already.'})
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'well', 'effect_details': {'count': 1}})
return 'The well fills.'
"""


async def test_what_can_be_done_once_is_done_once(yard: Stage) -> None:
    """Of two presses at the same moment one fills the well, the other hears that it is full."""
    await yard.teach("df_wand", ONCE)
    told = await asyncio.gather(
        yard.use("Ada", "wand"), yard.use("Ben", "wand"), return_exceptions=True
    )
    assert [str(one) for one in told] == ["The well fills.", "The well is full already."]
    assert isinstance(told[1], Refused)
    assert len((await yard.record()).journal) == 1


async def test_a_request_that_comes_twice_has_effect_once(yard: Stage) -> None:
    """Delivered twice at once and again later, it is answered alike and done once."""
    await yard.teach("df_wand", COUNT)
    request = Request(reference="press-1")
    use = yard.game.use
    outcomes = await asyncio.gather(
        *(use(WORLD, yard.souls["Ada"], "wand", request=request) for _ in range(3))
    )
    again = await use(WORLD, yard.souls["Ada"], "wand", request=request)
    assert {one.text for one in (*outcomes, again)} == {"1"}
    assert len({one.number for one in (*outcomes, again)}) == 1
    assert again.functions == ("df_wand",)
    assert await yard.log() == ["The well was touched 1 times."]


async def test_twenty_uses_at_once_are_twenty_uses(yard: Stage) -> None:
    """None is lost, none counts twice, and the journal has no gap."""
    await yard.teach("df_wand", COUNT)
    names = ["Ada", "Ben"] * 10
    told = await asyncio.gather(*(yard.use(name, "wand") for name in names))
    assert sorted(map(int, told)) == list(range(1, 21))
    record = await yard.record()
    assert [entry.number for entry in record.journal] == list(range(1, 21))
    assert sorted(entry.narration for entry in record.journal) == sorted(told)
    assert len(record.log) == 20
    assert (await yard.world()).objects["well"].details == {"count": 20}
    assert record.state == (await yard.world()).state_hash()


async def test_a_forge_holds_nobody_up(open_stage: Open) -> None:
    """While a model writes, others act in the same world and in another."""
    scribe = Scribe("external_apis['host_log_message_to_world']({'message': 'Hm.'})\nreturn 'Hm.'")
    scribe.may_answer.clear()
    stage = await in_the_yard(await open_stage(scribe))
    await stage.game.add_world(yard_world("other"))
    await stage.teach("df_wand", COUNT)
    await stage.teach("df_wand", COUNT, scope="other")
    ada, ben = stage.souls["Ada"], stage.souls["Ben"]
    forging = asyncio.create_task(forge(stage.game, WORLD, ada, "a thing that says hm"))
    await scribe.was_asked.wait()
    assert await stage.use("Ben", "wand") == "1"
    assert await stage.use("Ada", "wand") == "2"
    assert (await stage.game.use("other", ben, "wand")).text == "1"
    assert not forging.done()
    scribe.may_answer.set()
    made = await forging
    world = await stage.world()
    assert made.artifact_id in world.souls[ada].inventory
    assert world.objects["well"].details == {"count": 2}
    assert await stage.use("Ada", made.artifact_id) == "Hm."


async def test_two_forge_at_once(open_stage: Open) -> None:
    """Two players who wish at the same moment each get their own tool."""
    body = "external_apis['host_log_message_to_world']({'message': 'Hm.'})\nreturn 'Hm.'"
    scribe = Scribe(body, body)
    scribe.may_answer.clear()
    stage = await in_the_yard(await open_stage(scribe))
    await stage.hand("Ben", (await stage.world()).artifacts["orb"])
    wishes = [
        asyncio.create_task(forge(stage.game, WORLD, stage.souls[name], f"a hum for {name}"))
        for name in ("Ada", "Ben")
    ]
    await scribe.was_asked.wait()
    await asyncio.sleep(0.05)
    assert scribe.busy == 2
    scribe.may_answer.set()
    made = await asyncio.gather(*wishes)
    world = await stage.world()
    assert len({one.artifact_id for one in made}) == 2
    for name, one in zip(("Ada", "Ben"), made, strict=True):
        assert one.artifact_id in world.souls[stage.souls[name]].inventory
        assert world.artifacts[one.artifact_id].properties["wish"] == f"a hum for {name}"


async def test_the_log_is_read_in_pages(yard: Stage) -> None:
    """The newest page of the world log comes first, its lines oldest first."""
    await yard.teach("df_wand", COUNT)
    for _ in range(3):
        await yard.use("Ada", "wand")
    newest = await yard.game.log(WORLD, size=2)
    oldest = await yard.game.log(WORLD, page=newest.pages, size=2)
    assert [line.text for line in newest.lines][-1] == "The well was touched 3 times."
    assert newest.page == 1
    assert oldest.lines[0].number < newest.lines[0].number
