"""What moderators do within a world: taken back, stopped, chosen, looked over."""

from __future__ import annotations

import re

import pytest
from hall_play import Hall, said, step_up

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_actions_are_taken_back(settled: Hall) -> None:
    """The last actions, a member's, and why nothing else can be; the channel is told."""
    hall = settled
    panel = await hall.joined(hall.ada)
    ben = await hall.joined(hall.ben)
    await step_up(hall.ada, panel, "Flame Pedestal")
    await step_up(hall.ben, ben, "Water Pedestal")
    answer = await hall.ada.slash("world undo", member=hall.ada, reason="a test")
    assert "Taken back" in answer.text
    assert "Ada stepped up to Flame Pedestal" in answer.text
    focus = {one.name: one.focus for one in (await hall.world()).souls.values()}
    assert focus["Ada"] is None
    assert focus["Ben"] is not None
    await hall.channel.message("Ada took back")
    await hall.channel.message("(a test)")
    assert "Taken back" in (await hall.ada.slash("world undo", actions=1)).text
    refused = await hall.ada.slash("world undo", actions=50)
    assert "can be taken back" in refused.text
    cleo = hall.moderator("Cleo")
    assert "Cleo is not in this world" in (await hall.ada.slash("world undo", member=cleo)).text
    assert "no tool called" in (await hall.ada.slash("world undo", tool="Moon")).text


async def test_two_moderators_take_back_one_thing_each(settled: Hall) -> None:
    """Two undos at once are two actions, one after the other; nothing is doubled."""
    hall, cleo = settled, settled.moderator("Cleo")
    panel = await hall.joined(hall.ada)
    await step_up(hall.ada, panel, "Flame Pedestal")
    before = (await hall.world()).chronicle.actions
    first = hall.ada.send_slash("world undo", {})
    second = cleo.send_slash("world undo", {})
    for one in (first, second):
        await hall.told(one, "Taken back")
    assert (await hall.world()).chronicle.actions == before + 2


async def test_the_history_is_turned_page_by_page(settled: Hall) -> None:
    """Every action with what it changed, ten a page, those taken back marked."""
    hall = settled
    panel = await hall.joined(hall.ada)
    for _ in range(6):
        await step_up(hall.ada, panel, "Flame Pedestal")
        await hall.ada.click(panel, "Step back")
    await hall.ada.slash("world undo")
    first = (await hall.ada.slash("world history")).original
    pages = int(re.findall(r"page 1 of (\d+)", first.text)[0])
    assert pages == 2 + ((await hall.world()).chronicle.actions > 20)
    assert "took back" in first.text
    assert "(taken back)" in first.text
    assert "changed: Ada" in first.text
    await hall.ada.click(first, "▶")
    assert f"page 2 of {pages}" in first.text
    assert "joined" in first.text
    await hall.ada.click(first, "◀")
    assert f"page 1 of {pages}" in first.text
    far = await hall.press(hall.ada, first, "orb:1:history:99999")
    assert f"page {pages} of {pages}" in said(far)


async def test_a_paused_world_stands_still(settled: Hall) -> None:
    """Nobody can act in it until it is resumed, and it is paused only once."""
    hall = settled
    panel = await hall.joined(hall.ben)
    assert "paused" in (await hall.ada.slash("world pause", reason="dinner")).text
    await hall.channel.message("(dinner)")
    assert "already" in (await hall.ada.slash("world pause")).text
    assert "paused" in (await step_up(hall.ben, panel, "Flame Pedestal")).text
    assert "goes on" in (await hall.ada.slash("world resume")).text
    assert "not paused" in (await hall.ada.slash("world resume")).text
    await step_up(hall.ben, panel, "Flame Pedestal")
    assert "**Before you:**" in panel.text


async def test_settings_are_chosen_on_a_panel(settled: Hall) -> None:
    """A switch, a language, who may do what: each is saved at once and recorded."""
    hall, world_id = settled, str(await settled.world_id())
    page = (await hall.ada.slash("world settings")).original
    assert page.buttons == ["On", "On", "On"]
    await hall.ada.click(page, "orb:1:choose:card:off")
    assert page.buttons == ["Off", "On", "On"]
    assert "Saved" in page.text
    await hall.ada.select(page, "orb:1:choose:who_may_join", ["moderators"])
    await hall.ada.select(page, "orb:1:choose:log_seconds", ["0.5"])
    await hall.ada.select(page, "orb:1:choose:locale", ["ru"])
    chosen = await hall.bot.services.settings.of(world_id)
    assert (chosen.card, chosen.who_may_join, chosen.log_seconds) == (False, "moderators", 0.5)
    assert chosen.locale == "ru"
    refused = await hall.ben.slash("play")
    await hall.ben.click(refused.original, refused.original.buttons[-1])
    assert not (await hall.world()).souls
    history = await hall.ada.slash("world history")
    assert "who" in history.text


async def test_moderators_see_their_servers_worlds(settled: Hall) -> None:
    """Where there are worlds, who writes their functions, what one use may spend."""
    hall = settled
    seen = (await hall.ada.slash("mod")).text
    assert f"<#{hall.channel.id}>: **Vault**, open" in seen
    assert "apprentice writes the functions" in seen
    assert "64 MB" in seen
    await hall.ada.slash("world pause")
    assert "paused" in (await hall.ada.slash("mod")).text
    other = await hall.ada.goto(hall.other).slash("world undo")
    assert "no world in this channel" in other.text


async def test_a_server_without_worlds_is_told_how_to_make_one(hall: Hall) -> None:
    """The overview of an empty server names the command."""
    assert "/world create" in (await hall.ada.slash("mod")).text
