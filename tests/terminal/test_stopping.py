"""How the bot is stopped: in time, whatever hangs, and at once when it is asked twice."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.terminal import bot as terminal_bot

ROOT = Path(__file__).resolve().parents[2]

STUBBORN = """
import asyncio
from bot.terminal.bot import _until_stopped

class Stubborn:
    async def start(self, token):
        print("playing", flush=True)
        await asyncio.Event().wait()

    async def close(self):
        print("leaving", flush=True)
        await asyncio.Event().wait()

asyncio.run(_until_stopped(Stubborn(), ""))
"""


class Hanging:
    """A connection that is refused, and that does not end when it is to."""

    is_cut_off = False

    async def start(self, _token: str) -> None:
        """Be refused."""
        raise discord.LoginFailure

    async def close(self) -> None:
        """Never end."""
        try:
            await asyncio.Event().wait()
        finally:
            self.is_cut_off = True


async def test_a_farewell_that_hangs_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What went wrong is raised all the same, and the log says what took too long."""
    monkeypatch.setattr(terminal_bot, "LEAVING", 0.05)
    monkeypatch.setattr(terminal_bot, "_on_signal", lambda stop: None)
    bot: Any = Hanging()
    with caplog.at_level(logging.WARNING), pytest.raises(discord.LoginFailure):
        await asyncio.wait_for(terminal_bot._until_stopped(bot, ""), 10)
    assert bot.is_cut_off
    assert "takes too long" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
async def test_a_second_signal_ends_it_at_once() -> None:
    """The first one has it take its leave; the second ends the process, whatever it was doing."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STUBBORN, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        for said in (b"playing\n", b"leaving\n"):
            assert await asyncio.wait_for(process.stdout.readline(), 30) == said
            process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 10) == -signal.SIGTERM
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
