"""The map: a picture of what the party has found, and words that say the same."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hall_play import Hall, said, step_up

from bot.cogs.gallery import Gallery
from bot.engine.pictures import chart_of, describe_chart, describe_scene, draw_chart, draw_scene
from bot.engine.scene import Scene
from playground.driver import DrivenMessage

pytestmark = pytest.mark.asyncio(loop_scope="module")


def alt_of(message: DrivenMessage) -> str:
    """What stands for the picture of a message."""
    (container,) = message.raw.components
    (gallery,) = [one for one in container["components"] if one["type"] == 12]
    return gallery["items"][0]["description"]


async def mapped(hall: Hall, panel: DrivenMessage) -> None:
    """Let Ben press for the map, and wait until it is drawn."""
    await hall.ben.click(panel, "Map")
    await hall.ground.until(lambda: "The party" in panel.text, 20, "the map")


async def test_the_map_shows_what_was_found(settled: Hall) -> None:
    """It is pressed on the panel: the way ahead has a name only; once taken, it is a place."""
    hall = settled
    panel = await hall.with_orb(hall.ben)
    await mapped(hall, panel)
    assert "Nobody has been to:** Vault Approach" in panel.text
    assert "Trial Chamber:** Ben" in panel.text
    assert "☐ Open the vault beyond the chasm" in panel.text
    alt = alt_of(panel)
    assert alt.count("Vault Approach") == 2
    assert "Vault Interior" not in alt
    (file,) = panel.attachments
    known = await hall.bot.services.travels.known(await hall.world())
    chart = chart_of(known.world, known.world.souls_in("trial_chamber")[0].id, 0.0)
    assert panel.read(file) == draw_chart(chart)
    assert alt == describe_chart(chart)

    await hall.ben.click(panel, "Back to where I am")
    await step_up(hall.ben, panel, "Sealed Stone Door")
    await hall.ben.click(panel, "Go to Vault Approach")
    asked = await hall.told(hall.ada.send_slash("party", {}), "The party")
    assert asked.ephemeral
    assert "Vault Approach:** Ben" in asked.text
    assert "Nobody has been to:** Vault Interior" in asked.text
    assert "Ben" in alt_of(asked.original)


async def test_where_places_are_not_drawn_there_is_no_map(settled: Hall) -> None:
    """The setting holds for the map too; the words are there all the same, in one's language."""
    hall = settled
    panel = await hall.joined(hall.ben)
    said(await hall.press(hall.ada, await hall.joined(hall.ada), "orb:1:choose:picture:off"))
    await mapped(hall, panel)
    assert panel.attachments == []
    assert "Nobody has been to:** Vault Approach" in panel.text
    vera = hall.guild.add_member(f"M{hall.guild.id}", locale="ru", display="Vera")
    assert "Здесь ещё никто не был:** Vault Approach" in (await vera.slash("party")).text


async def test_a_late_picture_is_put_into_the_panel(
    settled: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The panel comes without it and is completed in place, unless it shows something else now."""
    hall, may_draw = settled, threading.Event()

    def slow(shown: Scene) -> bytes:
        may_draw.wait(20)
        return draw_scene(shown)

    late = Gallery(slow, describe_scene, late=0.01)
    monkeypatch.setattr(hall.bot.visits, "_gallery", late)
    panel = await hall.joined(hall.ben)
    assert panel.attachments == []
    log = await hall.joined(hall.ada)
    await hall.ada.click(log, "Log")
    await hall.ground.until(lambda: "Log" not in log.buttons, 20, "the log")
    said, shown = panel.text, log.text
    may_draw.set()
    await hall.ground.until(lambda: panel.attachments, 20, "the picture")
    assert "Trial Chamber" in alt_of(panel)
    assert panel.text == said
    await asyncio.gather(*late._drawing, *hall.bot.visits._completions._tasks)
    assert (log.text, log.attachments) == (shown, [])
