"""Pictures drawn in a process of their own: they come, and no trouble with them stops play."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from typing import Any

import pytest
from cogs_play import scene

from bot.cogs.gallery import Gallery
from bot.engine.pictures import describe_scene, draw_scene
from bot.engine.pictures.cache import PictureCache
from bot.engine.pictures.easel import draw, packed, serve
from bot.engine.pictures.stage import Chart
from bot.engine.pictures.studio import NoPicture, Studio, order_of
from bot.engine.scene import Scene


def gallery(studio: Studio, late: float = 20.0) -> Gallery[Scene]:
    """A gallery of this studio; what is drawn in a thread is called so."""
    return Gallery(lambda _: b"thread", lambda *_: "thread", late=late, studio=studio)


async def test_pictures_come_from_a_process_that_is_replaced_and_ended() -> None:
    """What it draws is what is drawn here; killed, it is begun anew; closed, it ends."""
    async with Studio() as studio:
        shown = gallery(studio)
        first = await shown.picture(scene(), "ru-RU")
        assert first is not None
        assert (first.content, first.alt) == (draw_scene(scene()), describe_scene(scene(), "ru"))
        process: Any = studio._process
        again = await shown.picture(scene(now=9.0, description="other"), "ru")
        assert again is not None
        assert again.name == first.name
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        other = await shown.picture(scene(name="Barn"), "en")
        assert other is not None
        assert other.content == draw_scene(scene(name="Barn"))
        assert studio._process is not process
        process = studio._process
    assert process.returncode == 0
    with pytest.raises(NoPicture):
        await studio.draw(order_of(scene(), "en"))


async def test_a_slow_picture_is_left_out_and_a_process_that_hangs_is_ended(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nobody waits for it; the process that drew too long is gone, and so it is when closed."""
    hangs = (sys.executable, "-c", "import time; time.sleep(60)")
    studio = Studio(hangs, longest=0.1)
    shown = gallery(studio, late=0.01)
    assert await shown.picture(scene(), "en") is None
    pictures = await asyncio.gather(*(shown.picture(scene(), "en") for _ in range(9)))
    assert pictures == [None] * 9
    await asyncio.gather(*shown._drawing, return_exceptions=True)
    await asyncio.sleep(0)
    assert "TimeoutError" in caplog.text
    assert studio._process is None
    await studio.close()


async def test_where_the_process_always_dies_or_cannot_be_begun_a_thread_draws() -> None:
    """After some deaths, or at once where there are no processes, play has pictures again."""
    dies = Studio((sys.executable, "-c", "pass"))
    shown = gallery(dies)
    contents = [await shown.picture(scene(), "en") for _ in range(4)]
    assert contents[:3] == [None] * 3
    assert contents[3] is not None
    assert contents[3].content == b"thread"
    await dies.close()
    async with Studio(("/nowhere/at/all",)) as missing:
        shown = gallery(missing)
        assert missing._opening is not None
        await missing._opening
        picture = await shown.picture(scene(), "en")
        assert picture is not None
        assert picture.alt == "thread"


def test_what_cannot_be_drawn_is_answered_in_words() -> None:
    """The process goes on after a picture that failed."""
    sink = io.BytesIO()
    serve(io.BytesIO(packed(("no scene", "en")) + packed((scene(), "en"))), sink)
    assert b"AttributeError" in sink.getvalue()
    assert draw_scene(scene()) in sink.getvalue()


async def test_a_failed_picture_is_told_apart_and_the_latest_are_kept() -> None:
    """The words of what was wrong come to whoever asked; only so many pictures are kept."""
    async with Studio(most=1) as studio:
        with pytest.raises(NoPicture, match="AttributeError"):
            await studio.draw(packed(("no scene", "en")))
        orders = [order_of(scene(name=name), "en") for name in ("Barn", "Yard")]
        drawn = [await studio.draw(order) for order in orders]
        assert [studio.kept(order) for order in orders] == [None, drawn[1]]


def test_charts_are_drawn_too() -> None:
    """A map is drawn as a scene is, with its words."""
    png, text = draw(PictureCache(), Chart(title="Map"), "en")
    assert png.startswith(b"\x89PNG")
    assert "Map" in text
