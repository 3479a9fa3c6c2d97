"""Demos in Discord: played in public, in worlds of their own, and nothing is left of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import discord
import pytest
from hall_play import Hall, broken_recipe, said

from bot.cogs.gallery import Gallery
from bot.cogs.pages import words
from bot.cogs.performance import EVERY, Performance, Piece
from bot.engine.files.recipe import load_recipe, parse_recipe
from bot.engine.files.script import load_script
from bot.engine.pictures import describe_scene, draw_scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def demo_worlds(hall: Hall) -> list[str]:
    """The ids of the worlds demos are played in."""
    return [one.id for one in await hall.app.game.store.worlds() if one.meta.get("demo")]


async def test_a_demo_is_played_to_its_end(settled: Hall) -> None:
    """The panel follows it, every line is posted, the channel's world stays as it was."""
    hall = settled
    before = (await hall.world()).state_hash()
    suggested = await hall.ada.autocomplete("demo", "script", "v")
    assert [one["value"] for one in suggested] == ["vault"]
    answer = await hall.ada.slash("demo", script="vault", speed=20.0)
    assert answer.ephemeral
    assert "begins below" in answer.text
    panel = await hall.channel.message("Demo: Vault")
    assert panel.buttons == ["Stop"]
    busy = await hall.ada.slash("demo")
    assert "already" in busy.text
    await hall.ground.until(lambda: "Step" in panel.text, 15, "a step")
    assert len(await demo_worlds(hall)) == 1
    place = int(hall.channel.id)
    said_beside = asyncio.gather(
        *(hall.bot.herald.post(place, words("Beside it.").view) for _ in range(4))
    )
    await hall.channel.message("DemoPlayer", 20)
    await hall.ground.until(lambda: "The demo is over" in panel.text, 40, "the demo's end")
    assert panel.buttons == []
    log = "\n".join(one.text for one in hall.channel.messages)
    assert "The tale ends here" in log or "vault" in log.lower()
    assert "/log" not in "".join(one.text for one in hall.channel.messages if one.embeds)
    assert await demo_worlds(hall) == []
    assert (await hall.world()).state_hash() == before
    await said_beside
    times = [discord.utils.snowflake_time(int(one.id)) for one in hall.channel.messages]
    span = timedelta(seconds=5)
    assert max(sum(at <= one < at + span for one in times) for at in times) <= 5
    edits = [one for one in hall.ground.requests if one.method == "PATCH" and panel.id in one.path]
    assert edits
    assert not [one for one in hall.ground.refused if one.status == 429]


async def test_a_demo_needs_no_world_and_can_be_stopped(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moderator stops it, nobody else; its world goes at once, and another can begin."""
    monkeypatch.setattr(hall.bot, "gallery", Gallery(draw_scene, describe_scene))
    await hall.ada.slash("demo")
    panel = await hall.channel.message("Demo: Vault")
    refused = await hall.press(hall.ben, panel, panel.component("Stop")["custom_id"])
    assert "may manage the server" in said(refused)
    await hall.ground.until(lambda: "Step" in panel.text, 15, "a step")
    await hall.ground.until(lambda: panel.attachments, 15, "a picture")
    await hall.ada.send_click(panel, "Stop").acknowledged()
    await hall.ground.until(lambda: "was stopped** by Ada" in panel.text, 10, "the end")
    assert panel.buttons == []
    assert await hall.world_id() is None
    assert await demo_worlds(hall) == []
    over = await hall.press(hall.ada, panel, "orb:1:demo-stop:demo-1")
    assert "This demo is over" in said(over)
    await hall.ada.slash("demo", speed=20.0)
    again = [one for one in hall.channel.messages if one.buttons == ["Stop"]]
    await hall.ada.send_click(again[-1], "Stop").acknowledged()
    await asyncio.sleep(EVERY)


async def test_an_unknown_script_is_named(hall: Hall) -> None:
    """A sentence says which there are."""
    assert "There are: vault" in (await hall.ada.slash("demo", script="Atlantis")).text
    assert hall.channel.messages == []


async def test_what_a_crash_left_of_a_demo_is_swept(hall: Hall) -> None:
    """A world of a demo that was cut off is removed, one that is being played is not."""
    demos = hall.bot.services.demos
    recipe = load_recipe(hall.bot.services.adventures["vault"] / "recipe.json")
    game = hall.app.game
    await game.create_world("demo-cut-off", name="Cut off", seed=1, meta={"demo": True})
    await game.close()
    async with demos.open("demo-playing", "Playing", recipe):
        await demos.sweep()
        assert await demo_worlds(hall) == ["demo-playing"]
    assert await demo_worlds(hall) == []


async def test_a_demo_that_the_end_of_the_program_cuts_off_says_so(hall: Hall) -> None:
    """When the bot leaves, the panel is told the end, and the world is gone."""
    await hall.ada.slash("demo")
    panel = await hall.channel.message("Demo: Vault")
    cog = hall.bot.get_cog("Demo")
    assert cog is not None
    await cog.cog_unload()
    assert "cut off" in panel.text
    assert await demo_worlds(hall) == []


async def cut_line(_: int) -> None:
    """The connection to Discord breaks."""
    raise aiohttp.ServerDisconnectedError


async def test_a_channel_that_may_not_be_written_to_gets_no_demo(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moderator is told what the bot lacks, and may try again, whatever it was."""
    hall.ground.fail_next(403, "POST /channels/*")
    refused = await hall.ada.slash("demo")
    assert "may not write into this channel" in refused.text
    with monkeypatch.context() as cut:
        cut.setattr(hall.bot, "channel", cut_line)
        assert "Something went wrong" in (await hall.ada.slash("demo")).text
    assert await demo_worlds(hall) == []
    assert "begins below" in (await hall.ada.slash("demo", speed=20.0)).text
    panel = await hall.channel.message("Demo: Vault")
    await hall.ada.send_click(panel, "Stop").acknowledged()
    await hall.ground.until(lambda: "was stopped" in panel.text, 10, "the end")


async def test_a_demo_that_cannot_be_played_says_why(hall: Hall) -> None:
    """A recipe nothing comes of, a world that is there already: the panel tells it."""
    folder = hall.bot.services.adventures["vault"]
    script = load_script(folder / "script.json")
    whole, broken = (
        load_recipe(folder / "recipe.json"),
        parse_recipe(broken_recipe().decode(), source="x"),
    )
    await hall.app.game.create_world("taken", name="Taken", seed=1)
    channel = await hall.bot.channel(int(hall.channel.id))
    for key, recipe, says in (
        ("demo-broken", broken, "could not be written"),
        ("taken", whole, "is kept already"),
    ):
        piece = Piece(title=key, recipe=recipe, script=script, speed=20.0)
        performance = Performance(
            piece,
            hall.bot.services.demos,
            channel,
            key=key,
            pace=hall.bot.herald.paces.share_of(int(hall.channel.id), 2),
            locale="en",
            gallery=None,
        )
        await (await performance.begin())
        panel = await hall.channel.message(f"Demo: {key}")
        assert says in panel.text
