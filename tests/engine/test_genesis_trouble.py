"""A birth that fails is mended, or what failed is named."""

from __future__ import annotations

from typing import Any

import pytest
from genesis_play import GIFT, HUM, PLACE, WAND, assert_born, recipe, unborn
from playing import WORLD, Open, Scribe

from bot.engine.errors import FunctionTrouble, GameError, StoreFailed
from bot.engine.genesis import Genesis, Written
from bot.engine.outcome import Outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")


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
