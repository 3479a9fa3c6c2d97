"""`orb playground` and `orb` alone as processes, looked at as the page does.

`orb` alone is started anew by its command line; the others are ready processes.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground.driver import BotProcess
from tests.e2e.conftest import Ran, run_orb
from tests.playground.playground_process import ARGUMENTS, PlaygroundProcess, playing

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "bot"]


class Page:
    """The page's side of a playground: one member's connection, and the inspector."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self.http = http
        self.base = base
        self.snapshot: dict[str, Any] = {}
        self.channel = ""

    async def enter(self, name: str, words: str = "") -> None:
        """Be a member, see what there is, and say something if there are words."""
        origin = {"Origin": self.base}
        async with self.http.ws_connect(f"{self.base}/live", headers=origin) as socket:
            hello = await socket.receive_json()
            me = next(one for one in hello["members"] if one["name"] == name)
            await socket.send_json({"ref": 1, "type": "be", "member_id": me["id"]})
            while self.snapshot.get("type") != "snapshot":
                self.snapshot = await socket.receive_json()
            channels = self.snapshot["channels"]
            self.channel = next(one["id"] for one in channels if one["name"] == "adventure")
            said = {"type": "say", "channel_id": self.channel, "content": words}
            if words:
                await socket.send_json({**said, "ref": 2})
                while (await socket.receive_json()).get("ref") != 2:
                    pass

    async def look(self, path: str, **query: str) -> dict[str, Any]:
        """What the inspector says of the channel."""
        asked = {"channel_id": self.channel, **query}
        async with self.http.get(f"{self.base}/inspector/{path}", params=asked) as answer:
            return {"status": answer.status, **await answer.json()}

    def texts(self) -> list[str]:
        """What stands in the channel."""
        return [one["content"] for one in self.snapshot["messages"][self.channel]]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without anybody's settings, with some variables more."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


@asynccontextmanager
async def seen(address: str) -> AsyncIterator[Page]:
    """The page at an address, as Ada sees it."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        await http.get(address)
        page = Page(http, address.partition("/?")[0])
        await page.enter("Ada")
        yield page


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[PlaygroundProcess, Page]]:
    """A playground over a data folder, and its page."""
    async with playing(folder) as (process, address), seen(address) as page:
        yield process, page


async def test_what_is_behind_the_chat_can_be_looked_at(tmp_path: Path) -> None:
    """The drawer gets the world, its journal, its functions and the model's conversations."""
    async with opened(tmp_path / "data") as (_, page):
        world = (await page.look("world"))["world"]
        entries = (await page.look("journal"))["entries"]
        later = (await page.look("journal", after=str(entries[0]["number"])))["entries"]
        functions = (await page.look("functions"))["functions"]
        one = (await page.look(f"functions/{functions[0]['name']}"))["function"]
        calls = (await page.look("model"))["calls"]
        nothing = await page.look("functions/df_nothing")
        nowhere = await page.look("world", channel_id="1")
        second = await asyncio.to_thread(run, tmp_path, *ARGUMENTS)

    assert page.snapshot["inspector"] is True
    assert world["name"] == "The Orb of Ingenuity"
    assert "Trial Chamber" in str(world["locations"])
    assert entries[0]["kind"] == "genesis"
    assert entries[1:] == later
    assert f"def {one['name']}(params)" in one["source"]
    assert {one["name"] for one in functions} == {one["purpose"] for one in calls}
    assert [one["number"] for one in calls] == list(range(1, len(calls) + 1))
    assert {part["role"] for part in calls[0]["asked"]} >= {"system", "user"}
    assert (nothing["status"], nowhere["status"]) == (404, 404)
    assert nowhere["error"].startswith("This channel has no world")
    assert second.status == 2
    assert second.err.startswith("orb: A playground is running on ")
    assert len(second.err.splitlines()) == 1


async def test_a_restart_goes_on(tmp_path: Path) -> None:
    """World, messages, members and what the model was asked are there again; Ctrl-C is no error."""
    async with opened(tmp_path / "data") as (process, page):
        before = (await page.look("world"))["world"]
        await page.enter("Ben", "I was here.")
        status = await process.interrupted()
    async with opened(tmp_path / "data") as (_, again):
        after = (await again.look("world"))["world"]
        calls = (await again.look("model"))["calls"]

    assert status == 0
    assert after == before
    assert [part["role"] for part in calls[0]["asked"]] == ["task"]
    assert "I was here." in again.texts()


async def test_without_a_token_orb_alone_opens_the_playground(tmp_path: Path) -> None:
    """`orb` in an empty folder leads to the page; the token of Discord is not asked for.

    Whoever started it is told how to connect a model, on whatever terminal.
    """
    with socket.socket() as one:
        is_free = one.connect_ex(("127.0.0.1", 8765)) != 0
    if not is_free:
        pytest.skip("something else has the playground's port")
    variables = environment(ORB_DATA=str(tmp_path / "data"), PYTHONIOENCODING="ascii")
    process = BotProcess(COMMAND, variables, tmp_path)
    await process.start()
    try:
        async with asyncio.timeout(60), seen(await _address(process)) as page:
            assert page.base == "http://127.0.0.1:8765"
            assert "DISCORD_TOKEN" not in process.output
            assert "no language model is connected" in process.output
            assert "set GEMINI_API_KEY, or OPENAI_API_BASE_URL" in process.output
    finally:
        await process.stop()


async def _address(process: BotProcess) -> str:
    while (found := re.search(r"(?s)Play at (\S+).*Ctrl-C", process.output)) is None:
        assert process.running, process.output
        await asyncio.sleep(0.05)
    return found[1]


def run(folder: Path, *arguments: str, **variables: str) -> Ran:
    """Run `orb` to its end."""
    return run_orb(folder, *arguments, ORB_DATA=str(folder / "data"), **variables)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """One sentence says so, the status is 2, and no world is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(tmp_path, "playground", "--port", port, "--no-browser")

    assert done.status == 2
    assert done.err == f"orb: Port {port} is taken: give another one to `orb playground --port`.\n"
    assert not (tmp_path / "data" / "orb.sqlite3").exists()


def test_with_a_token_orb_alone_goes_to_discord(tmp_path: Path) -> None:
    """The bot is started; where Discord is not to be reached it says so."""
    nowhere = {"ORB_DISCORD_API": "http://127.0.0.1:9", "ORB_DISCORD_GATEWAY": "ws://127.0.0.1:9"}
    done = subprocess.run(
        COMMAND,
        env=environment(DISCORD_TOKEN="a.b.c", ORB_DATA=str(tmp_path / "data"), **nowhere),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "Play at" not in done.stdout
    assert len(done.stderr.splitlines()) == 1


def test_settings_that_are_wrong_are_named(tmp_path: Path) -> None:
    """Neither the bot nor the playground is started; the status is 2."""
    done = run(tmp_path, ORB_USE_SECONDS="soon")

    assert done.status == 2
    assert "ORB_USE_SECONDS" in done.err
