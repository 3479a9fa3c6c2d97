"""Channels and their worlds: at most one each, made, made anew."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from channel_play import (
    BUILD,
    FAILING,
    GUILD,
    HERE,
    MOD,
    RECIPE,
    held,
    ids,
    made,
    worlds_of,
)
from playing import Open, Scribe, Stage

from bot.engine.channels.channels import Channel, Channels, Status
from bot.engine.errors import GameError, NotFound, Refused, WorldConflict
from bot.engine.files.recipe import parse_recipe, recipe_text
from bot.engine.moderating.moderation import Moderation
from bot.engine.outcome import Request
from bot.executor.specification import Author

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_channel_holds_at_most_one_world(yard: Stage) -> None:
    """Bound and let go, found from either side; ids are never given twice."""
    channels = Channels(yard.database)
    assert await channels.find(HERE) is None
    with pytest.raises(NotFound, match="no world yet"):
        await channels.world_of(HERE)
    assert await channels.new_world_id(GUILD, HERE) == "c1-1"
    assert await channels.new_world_id(GUILD, HERE) == "c1-2"
    assert await channels.new_world_id("g2", "c2") == "c2-1"
    await channels.bind(HERE, "w1", reference="r")
    with pytest.raises(WorldConflict, match="somebody else"):
        await channels.bind(HERE, "w1")
    with pytest.raises(WorldConflict, match="another channel"):
        await channels.bind("c2", "w1")
    found = Channel(
        channel_id=HERE, guild_id=GUILD, world_id="w1", status=Status.ACTIVE, reference="r"
    )
    assert await channels.holding("w1") == await channels.find(HERE) == found
    assert await channels.holding("w2") is None
    assert await channels.all() == await channels.all(GUILD) == [found]
    assert await channels.all("g2") == []
    await channels.unbind(HERE, "w1")
    assert (await channels.find(HERE)) == replace(
        found, world_id=None, status=Status.EMPTY, reference=None
    )


async def test_a_world_is_made_once_for_each_request(open_stage: Open) -> None:
    """Delivered twice it is made once; a second one is refused; who made it is recorded."""
    stage = await open_stage(Scribe(BUILD))
    worlds, request = worlds_of(stage), Request(reference="r1")

    async def create(**more: Any) -> Channel:
        return await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD, **more)

    channel = await create(seed=3, request=request)
    assert (channel.world_id, channel.status) == ("c1-1", Status.ACTIVE)
    assert await create(request=request) == channel
    with pytest.raises(Refused, match="has a world already"):
        await create()
    world = await stage.game.world("c1-1")
    assert (world.chronicle.seed, world.chronicle.name) == (3, "The Hall")
    page = await Moderation(stage.game, stage.database).history.page(world)
    assert page.happenings[0].text == "Mod made the world (why not)."
    await Moderation(stage.game, stage.database).pause("c1-1", by=MOD)
    assert (await worlds.channels.find(HERE) or channel).status is Status.PAUSED


async def test_a_world_that_cannot_be_made_leaves_nothing(open_stage: Open) -> None:
    """The channel has no world then, and can be given another."""
    stage = await open_stage(Scribe(FAILING, FAILING, FAILING, FAILING, FAILING, BUILD))
    worlds = worlds_of(stage)
    with pytest.raises(GameError):
        await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    assert await ids(stage) == []
    assert await stage.library.names("c1-1") == frozenset()
    with pytest.raises(NotFound):
        await worlds.channels.world_of(HERE)


async def test_what_was_cut_off_is_finished(open_stage: Open) -> None:
    """A making that was cancelled goes on later; meanwhile nothing else is made there."""
    scribe = Scribe(BUILD)
    scribe.may_answer.clear()
    stage = await open_stage(scribe)
    worlds = worlds_of(stage)
    making = asyncio.create_task(worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD))
    await scribe.was_asked.wait()
    with pytest.raises(Refused, match="being made or ended"):
        await worlds.delete(HERE, by=MOD)
    assert await worlds.unfinished() == []  # it was not cut off yet
    assert (await stage.game.join("c1-1", player_id="Ada", name="Ada")).kind == "join"
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert [one.world_id for one in await worlds.unfinished()] == ["c1-1"]
    scribe.may_answer.set()
    scribe.answers.append(BUILD)
    await worlds.tidy()
    channel = await worlds.finish(HERE, by=MOD)
    assert channel.status is Status.ACTIVE
    assert await worlds.finish(HERE, by=MOD) == channel
    assert await worlds.unfinished() == []
    ada = (await stage.game.world("c1-1")).soul_of("Ada")
    assert ada is not None
    assert ada.location_id == "hall"


async def test_a_reset_begins_anew_and_keeps_a_backup(open_stage: Open) -> None:
    """Made again without asking the model, with the settings as they were; once per request."""
    stage, worlds = await made(open_stage)
    await Moderation(stage.game, stage.database).choose("c1-1", {"card": False}, by=MOD)
    await stage.teach("df_user_x", "return '.'", scope="c1-1", author=Author.PLAYER)
    before = (await stage.game.world("c1-1")).state_hash()
    request = Request(reference="reset")
    for _ in range(2):
        channel = await worlds.reset(HERE, by=MOD, request=request)
        assert channel.world_id == "c1-2"
    assert await ids(stage) == ["c1-2"]
    world = await stage.game.world(await held(stage))
    assert (world.souls, world.chronicle.name) == ({}, "The Hall")
    assert await stage.library.names("c1-2") == {"df_build"}
    assert not (await Moderation(stage.game, stage.database).settings.of("c1-2")).card
    (backup,) = await worlds.backups.of_channel(HERE)
    assert (backup.act, backup.world_id, backup.by, backup.actions) == ("reset", "c1-1", MOD, 4)
    with pytest.raises(GameError):
        await stage.game.join("c1-1", player_id="Ben", name="Ben")
    again = await worlds.restore(GUILD, HERE, backup.id, by=MOD)
    assert again.world_id == "c1-3"
    assert await stage.library.names("c1-3") == {"df_build", "df_user_x"}
    restored = await stage.game.world("c1-3")
    kept = replace(restored.chronicle, actions=restored.chronicle.actions - 1)
    assert replace(restored, chronicle=kept).state_hash() == before
    assert not (await Moderation(stage.game, stage.database).settings.of("c1-3")).card
    assert (await worlds.reset(HERE, by=MOD, name="Anew")).world_id == "c1-4"
    assert (await stage.game.world("c1-4")).chronicle.name == "Anew"


async def test_a_reset_from_another_recipe(open_stage: Open) -> None:
    """Another recipe's functions are written; where that fails the old world stays."""
    scribe = Scribe(BUILD, *[FAILING] * 5)
    stage = await open_stage(scribe)
    worlds = worlds_of(stage)
    await worlds.create(GUILD, HERE, RECIPE, name="The Hall", by=MOD)
    with pytest.raises(GameError):
        await worlds.reset(HERE, by=MOD, recipe=RECIPE)
    assert await held(stage) == "c1-1"
    assert await ids(stage) == ["c1-1"]
    scribe.answers[:] = [BUILD]
    assert (await worlds.reset(HERE, by=MOD, recipe=RECIPE)).world_id == "c1-3"
    assert parse_recipe(recipe_text(RECIPE), source="x").hash == RECIPE.hash
