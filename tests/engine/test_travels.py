"""What is known of a world: where its souls have been, and the ways on from there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playing import WORLD, Stage

from bot.engine import travels as travelling
from bot.engine.pictures import chart_of, describe_chart, describe_map, draw_chart, draw_map
from bot.engine.travels import Travels, as_known
from bot.engine.world import Location

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_place_is_known_once_somebody_was_there(
    yard: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the places visited only names are known; who leaves a place goes on knowing it."""
    monkeypatch.setattr(travelling, "CHUNK", 2)
    monkeypatch.setattr(travelling, "MOST_WORLDS", 1)
    travels, game = Travels(yard.database), yard.game
    known = await travels.known(await game.world(WORLD))
    assert list(known.world.locations) == ["yard", "barn"]
    assert known.unseen == ("Barn",)
    assert not known.world.locations["barn"].landmarks
    for goal in ("barn", "yard", "barn", "yard"):
        await game.move(WORLD, "s1", goal)
    known = await travels.known(await game.world(WORLD))
    assert known.unseen == ()
    assert known.world == await game.world(WORLD)
    await game.create_world("other", name="Other", seed=1)
    assert (await travels.known(await game.world("other"))).world.locations == {}
    assert (await travels.known(await game.world(WORLD))).unseen == ()
    assert (await Travels(yard.database).known(await game.world(WORLD))).unseen == ()


async def test_nothing_is_known_behind_an_unseen_place(yard: Stage) -> None:
    """The map of a known world shows the door ahead and no further one, in picture and words."""
    world = await yard.game.world(WORLD)
    barn = replace(world.locations["barn"], exits={"door": "yard", "stair": "loft"})
    places = {
        **world.locations,
        "barn": barn,
        "loft": Location(id="loft", name="Loft", description=""),
    }
    known = as_known(replace(world, locations=places), {"yard"})
    assert (list(known.world.locations), known.unseen) == (["yard", "barn"], ("Barn",))
    now = yard.game.clock.now()
    chart = chart_of(known.world, "s1", now)
    assert draw_chart(chart) == draw_map(known.world, "s1", now)
    assert describe_chart(chart, "ru") == describe_map(known.world, "s1", now, "ru")
    assert "Barn" in describe_chart(chart)
    assert "Loft" not in describe_chart(chart)
