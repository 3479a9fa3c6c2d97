"""Trying a tool on copies: who tries it, where, on what, and what is found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playing import Open, Stage, in_the_yard, yard_world

from bot.engine.forging.rehearsal import ToolBench
from bot.engine.forging.trials import Props
from bot.engine.world import World
from bot.executor.budget import Limits
from bot.executor.host import Rehearsal
from bot.executor.specification import Author, DynamicFunction, Label, Severity

pytestmark = pytest.mark.asyncio(loop_scope="session")

TELL = """
import json
external_apis['host_log_message_to_world']({'message': 'Tried.'})
return json.dumps({'message': json.dumps([params['soul_id'], params['location_id'],
                                          params.get('target_env_object_id')])})
"""


async def rehearsed(
    stage: Stage, body: str, world: World | None = None, author: Author = Author.PLAYER
) -> Rehearsal:
    """What a rehearsal of a body in the yard shows, and that it has left no trace."""
    function: DynamicFunction = await stage.teach("df_tool", body, author=author, maker="s1")
    world = world or await stage.world()
    before = world.state_hash()
    bench = ToolBench(stage.executor, world, "s1", Limits(seconds=0.4))
    rehearsal = await bench.rehearse(function)
    assert world.state_hash() == before
    return rehearsal


async def test_a_tool_is_tried_by_others_and_elsewhere(yard: Stage) -> None:
    """By its maker and somebody else here, on the thing at hand, and in the other place."""
    rehearsal = await rehearsed(yard, TELL)
    assert rehearsal.findings == ()
    tried = [json.loads(json.loads(text)["message"]) for text in rehearsal.effects]
    assert tried == [
        ["s1", "yard", None],
        [Props.for_world(await yard.world()).somebody, "yard", None],
        ["s1", "yard", "well"],
        ["s1", "barn", None],
    ]
    assert await yard.log() == []


async def test_a_tool_that_needs_a_target_is_tried_on_one(yard: Stage) -> None:
    """What it does only to a thing is seen, counts, and is in its label."""
    body = """
        thing = params.get('target_env_object_id')
        if not thing:
            return 'Use it on something.'
        return external_apis['host_apply_effect_on_environment_object'](
            {'object_id': thing, 'effect_details': {'is_wet': True}})
        """
    rehearsal = await rehearsed(yard, body)
    assert rehearsal.findings == ()
    assert rehearsal.label is not None
    assert rehearsal.label.writes == {"host_apply_effect_on_environment_object"}
    assert rehearsal.label.targets == {"well"}
    assert len(rehearsal.effects) == 1


async def test_a_tool_that_breaks_on_a_target_is_found_out(yard: Stage) -> None:
    """An error that only a target brings about is found before anybody holds the tool."""
    body = """
        external_apis['host_log_message_to_world']({'message': 'Hm.'})
        if params.get('target_env_object_id'):
            return params['no such thing']
        return 'Hm.'
        """
    (finding,) = (await rehearsed(yard, body)).findings
    assert finding.rule == "failed"
    assert "in Yard" in finding.message
    assert "KeyError" in finding.message


async def test_a_tool_is_tried_in_the_void(open_stage: Open) -> None:
    """A maker who is nowhere tries it there, and then in the places there are."""
    world = yard_world()
    world.souls["s1"] = replace(world.souls["s1"], location_id=None)
    stage = await in_the_yard(await open_stage(), world)
    rehearsal = await rehearsed(stage, TELL)
    tried = [json.loads(json.loads(text)["message"])[1] for text in rehearsal.effects]
    assert tried == [None, None, "yard", "barn", "yard"]


@pytest.mark.parametrize(
    ("body", "rule", "match"),
    [
        ("return 'Abracadabra!'", "no-effect", "called no host API"),
        ("import json\nreturn json.dumps({'error': 'Never.'})", "only-errors", "Never."),
        ("return params['no such thing']", "failed", "KeyError"),
        ("while True: pass", "time", "in Yard: it ran longer than 0.4 s"),
    ],
)
async def test_what_a_rehearsal_finds(yard: Stage, body: str, rule: str, match: str) -> None:
    """Words alone, errors alone, a mistake, and no end."""
    findings = (await rehearsed(yard, body)).findings
    assert {one.rule for one in findings} == {rule}
    assert match in findings[0].message


async def test_a_tool_without_end_is_tried_once(yard: Stage) -> None:
    """Elsewhere it would take as long; nobody has to wait for that."""
    body = """
        external_apis['host_log_message_to_world']({'message': 'Again.'})
        while True: pass
        """
    assert len((await rehearsed(yard, body)).findings) == 1


async def test_a_rehearsal_that_the_label_would_stop(yard: Stage) -> None:
    """A tool that runs another player's tool is held to that one's label, and hears of it."""
    await yard.teach(
        "df_other", TELL, author=Author.PLAYER, maker="s2", label=Label(reads=frozenset())
    )
    body = "return external_apis['host_call_function']({'name': 'df_other', 'params': params})"
    findings = (await rehearsed(yard, body)).findings
    assert {one.rule for one in findings} == {"failed"}
    assert "never been seen to do" in findings[0].message


async def test_the_worlds_own_functions_have_no_label(yard: Stage) -> None:
    """Only what players make is held to what it was seen to do."""
    assert (await rehearsed(yard, TELL, author=Author.WORLD)).label is None
    assert (await rehearsed(yard, TELL)).label is not None


LIGHT = """
here = params['location_id']
reply = external_apis['host_set_light']({'location_id': here, 'value': 'dim', 'duration': 20})
"""
CLOSE = """
reply = external_apis['host_set_puzzle_properties'](
    {'puzzle_id': 'moon', 'properties': {'is_full': True}})
"""


@pytest.mark.parametrize(
    ("body", "rule", "match"),
    [
        (CLOSE + "return 'The moon is full now.'", "hid-refusal", "The moon is full now"),
        (LIGHT + "return 'It is dim for 5 minutes.'", "wrong-duration", "it lasts 300 seconds"),
        (
            "if params['location_id'] == 'attic':\n"
            + LIGHT.replace("\n", "\n    ")
            + "\n_ = external_apis['host_get_location_data']({'location_id': 'yard'})\n"
            "return 'It is dim.'",
            "nothing-changed",
            "told the player 'It is dim.'",
        ),
        (
            "if params['soul_id'] == 's1':\n" + LIGHT.replace("\n", "\n    ") + "\nreturn 'Dim.'",
            "maker-only",
            "must work for whoever uses it",
        ),
        (
            "here = external_apis['host_list_environment_objects']({'location_id': 'yard'})\n"
            "if 'is_wet' in here:\n    return params['no such thing']\n"
            "external_apis['host_apply_effect_on_environment_object'](\n"
            "    {'object_id': 'well', 'effect_details': {'is_wet': True}})\n"
            "return 'Wet.'",
            "failed",
            "a second time",
        ),
        (
            "import json\n"
            "here = json.loads(external_apis['host_get_location_data'](\n"
            "    {'location_id': params['location_id']}))\n"
            "known = external_apis['host_list_environment_objects']({'location_id': 'yard'})\n"
            "things = external_apis['host_list_temporary_objects']({'location_id': 'yard'})\n"
            "return things",
            "failed",
            "host_list_temporary_objects",
        ),
    ],
)
async def test_what_a_tool_claims_is_held_against_what_it_does(
    yard: Stage, body: str, rule: str, match: str
) -> None:
    """A hidden refusal, a false duration, words without deeds, and tools for one or for once."""
    findings = (await rehearsed(yard, body)).findings
    assert {one.rule for one in findings} == {rule}
    assert match in findings[0].message


async def test_a_tool_is_tried_when_what_it_made_is_gone(yard: Stage) -> None:
    """It may refuse a second time and work again later; breaking later is found out."""
    body = """
        import json
        soul = json.loads(external_apis['host_list_souls_in_location'](
            {'location_id': params['location_id']}))
        marks = external_apis['host_get_location_data']({'location_id': params['location_id']})
        mine = [one for one in soul['souls'] if one['id'] == params['soul_id']]
        if mine and 'asleep' in mine[0]['status']:
            return json.dumps({'error': 'You are asleep already.'})
        external_apis['host_set_soul_status'](
            {'soul_id': params['soul_id'], 'status': 'asleep', 'duration': 20})
        return 'You sleep.'
        """
    assert (await rehearsed(yard, body)).findings == ()


async def test_how_far_a_tool_reaches_is_in_its_label(yard: Stage) -> None:
    """Its user and their place are no reach; other souls, other places and riddles are."""
    near = await rehearsed(yard, LIGHT + "return 'Dim.'")
    assert near.label is not None
    assert near.label.reach == frozenset()
    far = await rehearsed(
        yard, "external_apis['host_set_light']({'location_id': 'barn', 'value': 'dim'})"
    )
    assert far.label is not None
    assert far.label.reach == {"elsewhere"}
    other = await rehearsed(
        yard,
        "external_apis['host_set_soul_status']({'soul_id': 's2', 'status': 'calm'})\nreturn 'Ok.'",
    )
    assert other.label is not None
    assert other.label.reach == {"others"}
    assert [one.rule for one in other.findings] == ["others"]
    assert other.findings[0].severity is Severity.WARNING


async def test_what_lasts_is_in_the_label(yard: Stage) -> None:
    """The longest of the durations that were seen."""
    body = """
        here = params['location_id']
        external_apis['host_set_light'](
            {'location_id': here, 'value': 'dim', 'duration': 60 if here == 'barn' else 20})
        return 'Dim.'
        """
    label = (await rehearsed(yard, body)).label
    assert label is not None
    assert label.duration == 60
