"""How a world is born of its recipe, and goes on being born where it was cut off."""

from __future__ import annotations

import pytest
from genesis_play import GIFT, HUM, PLACE, WAND, assert_born, recipe, unborn
from playing import VAULT, WORLD, Open, Scribe, apprentice

from bot.engine.errors import FunctionTrouble, Refused, Unavailable
from bot.engine.files.recipe import load_recipe
from bot.engine.genesis import Genesis, Written
from bot.engine.outcome import Outcome
from bot.executor.errors import ModelUnavailable

pytestmark = pytest.mark.asyncio(loop_scope="session")


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
