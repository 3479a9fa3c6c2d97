"""How a world is born: written at the same time, run in order, resumed, mended, found whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from playing import VAULT, WORLD, Open, Scribe, Stage, apprentice

from bot.engine.errors import FunctionTrouble, GameError, Refused, StoreFailed, Unavailable
from bot.engine.files.recipe import Command, CreateFunction, Recipe, RunFunction, load_recipe
from bot.engine.genesis import Genesis, Written
from bot.engine.outcome import Outcome
from bot.executor.errors import ModelUnavailable

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLACE = """
external_apis['host_core_add_location_to_gamestate'](
    {'id': 'yard', 'name': 'Yard', 'description': 'A yard.'})
return 'There is a yard.'
"""
WAND = """
external_apis['host_core_add_artifact_to_gamestate'](
    {'id': 'wand', 'name': 'Wand', 'description': 'A wand.'})
external_apis['host_set_world_property'](
    {'property_name': 'initial_player_artifacts', 'property_value': ['wand']})
return 'There is a wand.'
"""
GIFT = """
external_apis['host_set_world_property'](
    {'property_name': 'initial_player_artifacts', 'property_value': ['wand']})
return 'There will be gifts.'
"""
HUM = "return 'Hm.'"


def recipe(*names: str, texts: dict[str, str] | None = None) -> Recipe:
    """A recipe: `+name` has a function written, a bare name runs it."""
    commands: list[Command] = []
    for number, name in enumerate(names, start=1):
        plain = name.lstrip("+")
        text = (texts or {}).get(plain, f"Does what {plain} does.")
        if name.startswith("+"):
            commands.append(CreateFunction(name=plain, description=text, number=number))
        else:
            commands.append(RunFunction(name=plain, args={"n": number}, number=number))
    return Recipe(commands=tuple(commands), source="test")


async def unborn(open_stage: Open, model: Any = None, **more: Any) -> Stage:
    """A stage with a world without form, Cy waiting in its Void."""
    stage = await open_stage(model, **more)
    await stage.game.create_world(WORLD, name="Nowhere", seed=1)
    await stage.game.join(WORLD, player_id="Cy", name="Cy")
    return stage


async def assert_born(stage: Stage, inventory: Sequence[str] = ()) -> None:
    """The world is born and Cy stands at its start."""
    world = await stage.world()
    cy = world.soul_of("Cy")
    assert cy is not None
    assert world.chronicle.is_born
    assert (cy.location_id, list(cy.inventory)) == ("yard", list(inventory))


async def test_the_vault_is_born_of_its_recipe(open_stage: Open) -> None:
    """Who waited in the Void is brought to the chamber with everything a newcomer carries."""
    stage = await unborn(open_stage, apprentice(VAULT))
    told: list[Written | Outcome] = []
    world = await Genesis(stage.game, load_recipe(VAULT / "recipe.json"), told.append).run(WORLD)
    cy = world.soul_of("Cy")
    assert cy is not None
    assert cy.location_id == "trial_chamber"
    assert cy.inventory == ("ember_01", "water_01", "wind_01", "key_01")
    assert [type(one) for one in told] == [Written] * 9 + [Outcome]
    log = await stage.log()
    assert log[0] == "Cy drifts in the Void, waiting for the world."
    assert log[2:4] == ["The world is born.", "Cy arrives in Trial Chamber."]


async def test_functions_are_written_at_once_and_run_in_order(open_stage: Open) -> None:
    """What stands between two runs is written together; each run finds what was made before."""
    scribe = Scribe(df_a=[PLACE], df_b=[WAND], df_c=[HUM], df_d=[HUM])
    stage = await unborn(open_stage, scribe)
    plan = recipe("+df_a", "+df_b", "+df_c", "df_a", "df_c", "+df_d", "df_b")
    await Genesis(stage.game, plan).run(WORLD)
    assert scribe.busiest == 3
    assert set(scribe.names[:3]) == {"df_a", "df_b", "df_c"}
    assert scribe.names[3] == "df_d"
    runs = [one for one in (await stage.record()).journal if one.kind == "genesis"]
    assert [one.details["function"] for one in runs] == ["df_a", "df_c", "df_b"]
    await assert_born(stage, ["wand"])


async def test_a_born_world_is_left_alone(open_stage: Open) -> None:
    """Running the recipe again asks for nothing and does nothing."""
    stage = await unborn(open_stage, Scribe(PLACE))
    plan = recipe("+df_a", "df_a")
    await Genesis(stage.game, plan).run(WORLD)
    before = await stage.record()
    assert (await Genesis(stage.game, plan).run(WORLD)).chronicle.is_born
    assert await stage.record() == before


async def test_the_same_run_may_stand_in_a_recipe_twice(open_stage: Open) -> None:
    """Each has its own place, and both are run."""
    touch = f"{PLACE.rsplit('return', 1)[0]}\nreturn str(params['n'])"
    stage = await unborn(open_stage, Scribe(touch))
    await Genesis(stage.game, recipe("+df_a", "df_a", "df_a")).run(WORLD)
    runs = [one for one in (await stage.record()).journal if one.kind == "genesis"]
    assert [one.narration for one in runs] == ["2", "3"]


async def test_of_a_function_described_twice_the_last_description_counts(open_stage: Open) -> None:
    """It is asked for once."""
    scribe = Scribe(PLACE)
    stage = await unborn(open_stage, scribe)
    await Genesis(stage.game, recipe("+df_a", "+df_a", "df_a")).run(WORLD)
    assert scribe.names == ["df_a"]


async def test_a_recipe_without_a_run_makes_no_world(open_stage: Open) -> None:
    """That is said before anything is written."""
    stage = await unborn(open_stage)
    with pytest.raises(Refused, match="runs no function"):
        await Genesis(stage.game, recipe("+df_a")).run(WORLD)


async def test_it_goes_on_where_it_was_cut_off(open_stage: Open) -> None:
    """Functions that are known are not asked for again, runs that are done are not repeated."""
    plan = recipe("+df_a", "+df_b", "df_a", "+df_c", "df_b", "+df_a", "df_c")
    first = Scribe(df_a=[PLACE], df_b=[WAND], df_c=[ModelUnavailable("The line is dead.")])
    stage = await unborn(open_stage, first)
    with pytest.raises(Unavailable, match=r"df_c could not be written: .*line is dead"):
        await Genesis(stage.game, plan).run(WORLD)
    await stage.game.close()
    kept = await stage.library.names(WORLD)
    assert kept == {"df_a", "df_b"}
    runs = [one for one in (await stage.record()).journal if one.kind == "genesis"]
    assert [one.details["function"] for one in runs] == ["df_a"]

    second = Scribe(df_c=[HUM])
    file = str(stage.database.place).split("'")[1]
    again = await open_stage(second, file=file)
    await Genesis(again.game, plan).run(WORLD)
    assert second.names == ["df_c"]
    runs = [one for one in (await again.record()).journal if one.kind == "genesis"]
    assert [one.details["function"] for one in runs] == ["df_a", "df_b", "df_c"]
    await assert_born(again, ["wand"])


async def test_a_new_description_has_a_function_written_again(open_stage: Open) -> None:
    """Known means known for the same description."""
    scribe = Scribe("return params['no such thing']", HUM, ":Never.", ":Never.", ":Never.", PLACE)
    stage = await unborn(open_stage, scribe)
    with pytest.raises(FunctionTrouble):
        await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)
    plan = recipe("+df_a", "df_a", texts={"df_a": "Makes a yard."})
    await Genesis(stage.game, plan).run(WORLD)
    await assert_born(stage)
    assert "Makes a yard." in str(scribe.asked[-1])


async def test_a_genesis_that_fails_is_mended_with_its_traceback(open_stage: Open) -> None:
    """The model is shown its source, the line and the error; the run is then done again."""
    broken = f"{PLACE.rsplit('return', 1)[0]}\nreturn params['no such thing']"
    scribe = Scribe(broken, PLACE)
    told: list[Written | Outcome] = []
    stage = await unborn(open_stage, scribe)
    await Genesis(stage.game, recipe("+df_a", "df_a"), told.append).run(WORLD)
    await assert_born(stage)
    asked = str(scribe.asked[1])
    assert "params['no such thing']" in asked
    assert "KeyError" in asked
    assert "line 5" in asked
    assert [type(one) for one in told] == [Written, Written, Outcome]
    assert (await stage.library.find(WORLD, "df_a")).version == 2
    runs = [one for one in (await stage.record()).journal if one.kind == "genesis"]
    assert len(runs) == 1


async def test_a_genesis_that_reports_an_error_is_mended(open_stage: Open) -> None:
    """An error in its result is a failure, also when it is tried again on a copy."""
    failing = "import json\nreturn json.dumps({'error': 'No stone left.'})"
    scribe = Scribe(failing, f"{failing}  # again", PLACE)
    stage = await unborn(open_stage, scribe)
    await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)
    await assert_born(stage)
    assert "No stone left." in str(scribe.asked[1])
    assert "it failed: " in str(scribe.asked[2])


@pytest.mark.parametrize(
    ("body", "lack"),
    [
        (HUM, "no place at all"),
        (
            PLACE.replace("return", "external_apis['host_set_world_property']("
            "{'property_name': 'initial_start_location_id', 'property_value': ['x']})\nreturn"),
            "initial_start_location_id is ['x']",
        ),
        (PLACE.rsplit("return", 1)[0] + GIFT, "initial_player_artifacts names 'wand'"),
        (
            PLACE.replace("return", "external_apis['host_set_landmark_visual_config']("
            "{'location_id': 'yard', 'landmark_key': 'gap', "
            "'config': {'is_exit_to_location_id': 'nowhere'}})\nreturn"),
            "leads to 'nowhere'",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mends", [True, False])
async def test_a_world_that_is_not_whole_is_mended_or_named(
    open_stage: Open, body: str, lack: str, mends: bool
) -> None:
    """What is lacking is told to the model; if it cannot help, it is told to the people."""
    tries = [PLACE] if mends else [f"{body}  # {number}" for number in range(4)]
    scribe = Scribe(body, *tries)
    stage = await unborn(open_stage, scribe)
    genesis = Genesis(stage.game, recipe("+df_a", "df_a"))
    if mends:
        await genesis.run(WORLD)
        await assert_born(stage)
    else:
        with pytest.raises(FunctionTrouble) as caught:
            await genesis.run(WORLD)
        assert "df_a could not be written (tried 4 times)" in str(caught.value)
        assert lack in str(caught.value)
        world = await stage.world()
        assert not world.chronicle.is_born
        assert not world.locations
    assert lack in str(scribe.asked[1][-1]["content"]).replace("\\u0027", "'")


async def test_gifts_that_are_no_list_are_none(open_stage: Open) -> None:
    """A world that names its gifts wrongly is born, and gives nothing."""
    body = PLACE.rsplit("return", 1)[0] + GIFT.replace("['wand']", "'wand'")
    stage = await unborn(open_stage, Scribe(body))
    await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)
    await assert_born(stage)


async def test_who_is_somewhere_already_is_left_there(open_stage: Open) -> None:
    """Only who waits in the Void is brought to the start when the world is born."""
    scribe = Scribe(df_a=[PLACE], df_b=[ModelUnavailable("Gone."), WAND])
    stage = await unborn(open_stage, scribe)
    plan = recipe("+df_a", "df_a", "+df_b", "df_b")
    with pytest.raises(Unavailable):
        await Genesis(stage.game, plan).run(WORLD)
    cy = (await stage.world()).soul_of("Cy")
    assert cy is not None
    await stage.game.move(WORLD, cy.id, "yard")
    await Genesis(stage.game, plan).run(WORLD)
    await assert_born(stage)


async def test_only_the_last_run_has_to_leave_the_world_whole(open_stage: Open) -> None:
    """An earlier one that is mended may leave work for those that follow."""
    broken = "return params['no such thing']"
    scribe = Scribe(df_a=[broken, GIFT], df_b=[PLACE.rsplit("return", 1)[0] + WAND])
    stage = await unborn(open_stage, scribe)
    await Genesis(stage.game, recipe("+df_a", "+df_b", "df_a", "df_b")).run(WORLD)
    await assert_born(stage, ["wand"])


async def test_what_cannot_be_written_is_named_and_the_rest_is_kept(open_stage: Open) -> None:
    """The trouble begins with the function's name; the others need not be paid for again."""
    nothing = ["x ==="] * 4
    scribe = Scribe(df_a=[PLACE], df_b=nothing, df_c=[HUM])
    told: list[Written | Outcome] = []
    stage = await unborn(open_stage, scribe)
    plan = recipe("+df_a", "+df_b", "+df_c", "df_a")
    with pytest.raises(FunctionTrouble, match=r"df_b could not be written \(tried 4 times\)"):
        await Genesis(stage.game, plan, told.append).run(WORLD)
    assert await stage.library.names(WORLD) == {"df_a", "df_c"}
    assert not (await stage.world()).chronicle.is_born
    assert len(told) == 3


async def test_a_model_that_only_talks_is_quoted_by_name(open_stage: Open) -> None:
    """Its own words are told, after the name of the function it would not write."""
    stage = await unborn(open_stage, Scribe(*[":I would rather not do this today."] * 4))
    with pytest.raises(FunctionTrouble, match="df_a could not be written: I would rather not"):
        await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)


async def test_a_full_disk_is_not_the_functions_fault(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trouble with keeping the world has no function mended."""
    scribe = Scribe(PLACE)
    stage = await unborn(open_stage, scribe)

    async def full(*_: Any, **__: Any) -> None:
        raise StoreFailed("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(stage.store, "append", full)
        with pytest.raises(StoreFailed):
            await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)
    await Genesis(stage.game, recipe("+df_a", "df_a")).run(WORLD)
    assert scribe.names == ["df_a"]
    await assert_born(stage)


async def test_a_function_set_aside_is_written_anew(open_stage: Open) -> None:
    """What is kept but disabled counts as not known."""
    scribe = Scribe(PLACE, PLACE)
    stage = await unborn(open_stage, scribe)
    plan = recipe("+df_a", "df_a")
    genesis = Genesis(stage.game, plan)
    await stage.executor.write(genesis._specification(WORLD, plan.functions[0]))  # pyright: ignore
    await stage.library.disable(WORLD, "df_a")
    await genesis.run(WORLD)
    assert (await stage.library.find(WORLD, "df_a")).version == 2


async def test_a_run_of_an_unknown_function_is_named(open_stage: Open) -> None:
    """A recipe made by hand that runs what it never creates."""
    stage = await unborn(open_stage)
    with pytest.raises(GameError, match="no function 'df_a'"):
        await Genesis(stage.game, recipe("df_a")).run(WORLD)
