"""What goes wrong with connections and requests, as a real discord.py meets it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from playground_bot import Small
from playground_hall import Hall, connected, furnish

from playground.driver import Playground

BOT = Path(__file__).parent / "playground_bot.py"


async def test_drop_and_resume(hall: Hall, bot: Small) -> None:
    """After a broken line the session goes on, and what was missed is delivered once."""
    hall.ground.drop_connection()
    await hall.ground.gone()
    r = await hall.ben.slash("world create", theme="ice")
    assert "A world of ice" in r.text
    assert hall.ground.server.local.gateway.history == ["identify", "resume"]
    assert bot.handled == 1


async def test_reconnect_is_asked_for(hall: Hall, bot: Small) -> None:
    """Asked to reconnect, the bot resumes."""
    hall.ground.reconnect()
    async with asyncio_timeout():
        await bot.resumed.wait()
    assert (await hall.ben.slash("panel")).ephemeral


async def test_close_and_invalid_session(hall: Hall, bot: Small) -> None:
    """Closed, the bot resumes; with its session invalid it identifies anew."""
    hall.ground.close(4000)
    async with asyncio_timeout():
        await bot.resumed.wait()
    hall.ground.invalid_session()
    history = hall.ground.server.local.gateway.history
    await hall.ground.until(lambda: history == ["identify", "resume", "identify"], 10)
    assert (await hall.ben.slash("panel")).ephemeral


def asyncio_timeout() -> asyncio.Timeout:
    """Five seconds."""
    return asyncio.timeout(5)


async def test_delivered_twice(hall: Hall, bot: Small) -> None:
    """A duplicate reaches the bot; its second answer is refused with 40060."""
    hall.ground.deliver_twice()
    r = await hall.ben.slash("world create", theme="ice")
    await hall.ground.until(lambda: any("40060" in one.note for one in hall.ground.refused))
    assert bot.handled == 2
    assert hall.channel.messages == [r.original]


async def test_bad_gateway_is_retried(hall: Hall, bot: Small) -> None:
    """A 502 on the callback costs discord.py a second, and no more."""
    hall.ground.fail_next(502, "POST /interactions/*")
    r = await hall.ben.slash("world create", theme="ice")
    assert r.latency is not None
    assert 0.9 < r.latency < 3


async def test_lost_answer(hall: Hall, bot: Small) -> None:
    """A lost answer took effect: the repeated one is refused, the message stands once."""
    hall.ground.fail_next(502, "POST /interactions/*", when="after")
    r = await hall.ben.slash("world create", theme="ice")
    await hall.ground.until(lambda: any("40060" in one.note for one in hall.ground.refused))
    assert hall.channel.messages == [r.original]


async def test_no_bot(hall: Hall) -> None:
    """Without a bot an interaction fails at once and says so."""
    hall.ground.server.local.state.commands["global"] = [
        {"id": "1", "type": 1, "name": "play", "description": "Play"}
    ]
    r = hall.ben.send_slash("play", {})
    assert (await r.ended()).failed == "The bot is not connected."


async def test_restart_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept playground goes on: the same people, messages and commands, and old buttons work."""
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    async with Playground(keep=tmp_path) as ground:
        hall = furnish(ground)
        monkeypatch.setattr(Route, "BASE", ground.api_base)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(ground.gateway_url))
        async with connected(ground):
            await hall.ben.slash("panel")
            hall.ben.say("Hello")
    async with Playground(keep=tmp_path) as ground:
        monkeypatch.setattr(Route, "BASE", ground.api_base)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(ground.gateway_url))
        ben = ground.guilds[0].members["Ben"]
        panel, hello = ben.visible
        assert (panel.ephemeral, hello.text) == (True, "Hello")
        assert panel.read(panel.attachments[0]).startswith(b"\x89PNG")
        async with connected(ground):
            await ben.click(panel, "Count 0")
        assert "counted 1 times" in panel.text


async def test_bot_in_its_own_process(hall: Hall) -> None:
    """A spawned bot plays, dies, comes back, and a press on its old message still works."""
    env = {"SMALL_API": "{api}", "SMALL_GATEWAY": "{gateway}", "SMALL_TOKEN": "{token}"}
    bot = await hall.ground.spawn([sys.executable, str(BOT)], env)
    await hall.ground.ready("world", seconds=20)
    r = await hall.ben.slash("panel")
    await bot.kill()
    assert not bot.running
    await hall.ground.gone()
    await bot.start()
    await hall.ground.connected(20)
    await hall.ben.click(r.original, "Count 0")
    assert "counted 1 times" in r.text
    assert await bot.stop() is not None
    assert "starting" in bot.output


async def test_wrong_token(hall: Hall) -> None:
    """A bot with a wrong token is sent away."""
    env = {"SMALL_API": "{api}", "SMALL_GATEWAY": "{gateway}", "SMALL_TOKEN": "wrong"}
    bot = await hall.ground.spawn([sys.executable, str(BOT)], env)
    await hall.ground.until(
        lambda: any(one.status == 401 for one in hall.ground.refused), 20, "the refusal"
    )
    await bot.restart()
    await bot.stop()
    assert bot.returncode not in (None, 0)
