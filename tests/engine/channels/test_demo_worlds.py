"""Worlds for demos: gone after them, whatever happens, and never anybody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Open

import demo
from bot.database import DatabaseError
from bot.engine.channels.demo_worlds import BORN_AT, DemoWorlds
from bot.engine.files.recipe import load_recipe
from bot.executor.budget import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

RECIPE = load_recipe(demo.adventures()[demo.DEFAULT] / "recipe.json")


class Stuck:
    """An executor whose database fails."""

    async def forget(self, scope: str) -> None:
        """Fail."""
        raise DatabaseError(f"{scope} cannot be forgotten: the disk is full.")


async def test_a_demos_world_is_there_while_it_is_played(open_stage: Open) -> None:
    """It has a time of its own; when the block ends nothing is left of it."""
    stage = await open_stage()
    demos = DemoWorlds(stage.store, stage.executor, Limits())
    async with demos.open("demo-1", "Vault", RECIPE) as (game, clock):
        assert clock.now() == BORN_AT
        assert (await game.world("demo-1")).chronicle.name == "Vault"
        assert await demos.sweep() == []
    assert await stage.store.worlds() == []


async def test_a_demo_that_fails_leaves_no_world(open_stage: Open) -> None:
    """An error goes on to whoever played it, the world goes all the same."""
    stage = await open_stage()
    demos = DemoWorlds(stage.store, stage.executor, Limits())
    with pytest.raises(ZeroDivisionError):
        async with demos.open("demo-1", "Vault", RECIPE):
            raise ZeroDivisionError
    assert await stage.store.worlds() == []


async def test_what_was_left_over_is_swept_and_nothing_else(
    open_stage: Open, tmp_path: Path
) -> None:
    """Swept are the worlds of demos nobody plays: no channel's, no other process's."""
    stage = await open_stage(file=tmp_path / "shared.db")
    await stage.game.create_world("w", name="Kept", seed=1)
    stuck: Any = Stuck()
    async with DemoWorlds(stage.store, stuck, Limits()).open("demo-1", "Vault", RECIPE):
        pass
    other = await open_stage(file=tmp_path / "shared.db", holder="there")
    elsewhere = DemoWorlds(other.store, other.executor, Limits())
    async with elsewhere.open("demo-2", "Vault", RECIPE):
        demos = DemoWorlds(stage.store, stage.executor, Limits())
        assert await demos.sweep() == ["demo-1"]
    assert [one.id for one in await stage.store.worlds()] == ["w"]
