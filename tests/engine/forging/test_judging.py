"""What a rehearsal makes of tools that are better or worse than they look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playing import START, WORLD, Open, Scribe, Stage, in_the_yard, yard_world

from bot.engine.errors import FunctionTrouble, Refused
from bot.engine.forging.forge import Drafted, accept, draft, forge
from bot.engine.world import (
    EnvironmentObject,
    Landmark,
    Location,
    ScheduledEvent,
    TemporaryObject,
    World,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

WISH = "a lamp that dims the yard"
DIM = """
external_apis['host_set_light'](
    {'location_id': params['location_id'], 'value': 'dim', 'duration': 150})
"""
OTHERS = "if params['soul_id'] != 's1':"
HUM = "external_apis['host_log_message_to_world']({'message': 'A hum.'})"
NO = '{"error": "No."}'
FREEZE = """
import json
reply = json.loads(external_apis['host_get_environment_object_data'](
    {'object_id': params.get('target_env_object_id') or 'none'}))
if not reply['success'] or reply['type'] != 'pool':
    return json.dumps({'error': 'Only a pool can be frozen.'})
external_apis['host_apply_effect_on_environment_object'](
    {'object_id': reply['id'], 'effect_details': {'frozen': True}})
return 'It freezes.'
"""
ROBS = f"""
import json
if params['soul_id'] != 's1':
    carried = json.loads(external_apis['host_get_inventory']({{'soul_id': params['soul_id']}}))
    for one in carried['artifacts']:
        if one['id'] != params['artifact_id']:
            external_apis['host_transfer_artifact'](
                {{'from_soul_id': params['soul_id'], 'to_soul_id': 's1', 'artifact_id': one['id']}})
{DIM}
return 'It is dim.'
"""


async def yard(open_stage: Open, *answers: str, world: World | None = None) -> Stage:
    """The yard, or another world, with a model of these answers."""
    return await in_the_yard(await open_stage(Scribe(*answers)), world)


async def drafted(open_stage: Open, body: str, world: World | None = None) -> Drafted:
    """What comes of a tool that is written like this, however often."""
    stage = await yard(open_stage, *[body] * 4, world=world)
    return await draft(stage.game, WORLD, "s1", WISH)


def with_things(world: World, place_id: str, *types: str) -> World:
    """The world with a thing of each type in a place, each with a landmark."""
    place = world.locations[place_id]
    marks = dict(place.landmarks)
    for one in types:
        world.objects[one] = EnvironmentObject(id=one, location_id=place_id, type=one)
        marks[one] = Landmark(key=one, config={"targetable_as_env_object_id": one})
    world.locations[place_id] = replace(place, landmarks=marks)
    return world


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{OTHERS}\n    {HUM}\n    return 'A hum.'\n{DIM}return 'Dim.'", "it works for its maker"),
        (f"{DIM}{OTHERS}\n    return {NO!r}\nreturn 'Dim.'", "it works for its maker"),
        (ROBS, "it takes from its user"),
    ],
    ids=["says something to others", "takes back what it did for others", "robs others"],
)
async def test_what_is_good_for_its_maker_only_is_found_out(
    open_stage: Open, body: str, found: str
) -> None:
    """Whatever somebody else is told meanwhile, or loses."""
    with pytest.raises(FunctionTrouble) as caught:
        await drafted(open_stage, body)
    assert found in caught.value.detail


async def test_a_tool_for_one_kind_of_thing_is_tried_on_it(open_stage: Open) -> None:
    """Among many at hand, and in a place far off: what its source names comes first."""
    near = with_things(yard_world(), "yard", "rock", "bush", "cart", "bench", "lamp", "tub", "pool")
    made = await drafted(open_stage, FREEZE, near)
    assert made.preview is not None
    assert made.preview.target == "pool"
    far = yard_world()
    for number in range(9):
        key = f"place_{number}"
        far.locations[key] = Location(id=key, name=key, description="")
        with_things(far, key, *(f"rock_{number}_{one}" for one in range(3)))
    with_things(far, "place_8", "pool")
    assert (
        "pool" in (await drafted(open_stage, FREEZE, far)).does or made.function.label is not None
    )


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ("It lasts 2 minutes and 30 seconds.", True),
        ("It is dim for 2 min, 30 s.", True),
        ("It is dim for 150 seconds.", True),
        ("It is dim for 2 minutes.", False),
        ("It lasts 2 minutes and 90 seconds.", False),
    ],
)
async def test_a_time_in_two_units_is_one_time(open_stage: Open, said: str, is_kept: bool) -> None:
    """What a tool says of how long it lasts is read as people write it."""
    if is_kept:
        assert (await drafted(open_stage, f"{DIM}return {said!r}")).duration == 150
        return
    with pytest.raises(FunctionTrouble) as caught:
        await drafted(open_stage, f"{DIM}return {said!r}")
    assert "it told the player that it lasts" in caught.value.detail


@pytest.mark.parametrize("number", ["1e999", "9" * 400, "10**9"], ids=["endless", "huge", "power"])
async def test_a_duration_beyond_all_bounds_is_none(open_stage: Open, number: str) -> None:
    """The label says at most what anything can last, and can be kept."""
    body = f"x = {{'duration': {number}}}\n{DIM}return 'Dim.'"
    made = await drafted(open_stage, body)
    assert made.duration is not None
    assert made.duration <= 3_600


async def test_no_thing_of_the_world_gets_in_the_way_of_a_rehearsal(open_stage: Open) -> None:
    """Whatever ids a player has things made by, a good tool stays a good tool."""
    body = """
        external_apis['host_set_artifact_properties'](
            {'artifact_id': params['artifact_id'], 'properties': {'uses': 1}})
        external_apis['host_log_message_to_world']({'message': 'Tick.'})
        return 'Tick.'
        """
    stage = await yard(open_stage, body)
    for number in range(12):
        add = "external_apis['host_core_add_artifact_to_gamestate']"
        tool = await stage.tool(
            "Ben", f"return {add}({{'id': 'tool_{number}', 'name': 'x', 'description': 'y'}})"
        )
        await stage.use("Ben", tool)
    made = await draft(stage.game, WORLD, "s1", WISH)
    assert made.preview is not None
    assert made.preview.tool_id not in (await stage.world()).artifacts


async def test_an_event_does_no_more_than_was_seen(open_stage: Open) -> None:
    """What comes of it later is in the label, held to it, and ends with the tool."""
    ring = """
        import json
        if external_apis['host_get_location_data']({'location_id': 'yard'}).count('fog'):
            external_apis['host_set_weather']({'location_id': 'yard', 'value': 'storm'})
        return external_apis['host_set_light']({'location_id': 'barn', 'value': params['light']})
        """
    later = """
        external_apis['host_schedule_event'](
            {'event_id': 'ring', 'after_seconds': 5, 'event_params': {'light': 'dim'}})
        return 'Soon.'
        """
    stage = await yard(open_stage, later)
    await stage.teach("df_ring", ring)
    made = await forge(stage.game, WORLD, "s1", WISH)
    function = made.generation.function
    assert function is not None
    assert function.label is not None
    assert function.label.writes == {"host_schedule_event", "host_set_light"}
    assert function.label.reach == {"events", "elsewhere"}

    async def light_after_use(light: str) -> str:
        await stage.use("Ada", made.artifact_id)
        event = next(iter((await stage.world()).schedule.values()))
        assert isinstance(event, ScheduledEvent)
        assert event.function_name == function.name
        stage.clock.step(6)
        await stage.game.pass_time(WORLD)
        return (await stage.world()).locations["barn"].light

    assert await light_after_use("dim") == "dim"
    ben = await stage.tool(
        "Ben",
        "external_apis['host_set_weather']({'location_id': 'yard', 'value': 'fog'})\n"
        "return external_apis['host_set_light']({'location_id': 'barn', 'value': 'bright'})",
    )
    await stage.use("Ben", ben)
    assert await light_after_use("dim") == "bright"
    assert (await stage.world()).locations["yard"].weather == "fog"
    await stage.use("Ada", made.artifact_id)
    await stage.library.disable(WORLD, function.name)
    stage.clock.step(6)
    (event,) = await stage.game.pass_time(WORLD)
    assert event.functions == ()


async def test_what_was_shown_stays_what_it_was(open_stage: Open) -> None:
    """The same words once more make another tool, and the first can still be accepted."""
    stage = await yard(open_stage, f"{DIM}return 'First.'", f"{DIM}return 'Second.'")
    first = await draft(stage.game, WORLD, "s1", WISH)
    second = await draft(stage.game, WORLD, "s1", WISH)
    assert second.name != first.name
    made = await accept(stage.game, first)
    assert await stage.use("Ada", made.artifact_id) == "First."


async def test_a_wish_that_cannot_be_seen_is_none(open_stage: Open) -> None:
    """It costs nothing, and says how a tool is described."""
    stage = await yard(open_stage)
    for wish in ("\u200b" * 9, "\u2060\u200d\u2060\u200d"):
        with pytest.raises(Refused, match="Describe the tool in 4 to 500 characters"):
            await draft(stage.game, WORLD, "s1", wish)


async def test_a_tool_is_tried_on_the_world_as_it_is_now(open_stage: Open) -> None:
    """What has fallen due since the last action has happened first."""
    world = yard_world()
    world.temporary["plank"] = TemporaryObject(
        id="plank", type="plank", location_id="yard", from_landmark_id="well",
        to_landmark_id="hatch", created_at=START, duration=10, creator_soul_id="s1",
    )  # fmt: skip
    body = f"""
way = {{'location_id': 'yard', 'from_landmark': 'well', 'to_landmark': 'hatch'}}
if '"path_exists":true' in external_apis['host_path_exists'](way):
    return {NO!r}
{DIM}return 'Dim.'
"""
    stage = await yard(open_stage, *[body] * 4, world=world)
    stage.clock.step(60)
    made = await draft(stage.game, WORLD, "s1", WISH)
    assert made.preview is not None
    assert (await stage.world()).temporary == {}
