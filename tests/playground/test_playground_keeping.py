"""What outlives a restart, and what a folder may hold."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest
from playground_hall import Hall

from playground.driver import Playground
from playground.server.app import Server
from playground.server.keeping import Keeper
from playground.server.local import Upload
from playground.server.locking import FolderTaken
from playground.serving import serve


async def test_kept_of_another_version(tmp_path: Path) -> None:
    """What an unknown version kept is not touched."""
    (tmp_path / "playground.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(ValueError, match="another version"):
        Keeper(tmp_path).load()


@pytest.mark.parametrize("text", ["[]", "{", '{"format": 1, "state": {"users": {"1": {}}}}'])
async def test_kept_file_is_damaged(tmp_path: Path, text: str) -> None:
    """A damaged file is told of in a sentence, and left as it is."""
    file = tmp_path / "playground.json"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"playground\.json"):
        Keeper(tmp_path).load()
    assert file.read_text() == text


async def test_pictures_nobody_shows_go(tmp_path: Path) -> None:
    """A panel's earlier pictures are deleted with the next start, the one shown is kept."""
    async with Playground(keep=tmp_path) as ground:
        guild = ground.add_guild("Home", ["hall"])
        writing, channel = ground.server.writing, guild.first.raw
        message = writing.post(channel, {"content": "x"}, {"0": Upload("a.png", b"old")})
        old = message.attachments[0].id
        writing.edit(message, {"attachments": [{"id": "0"}]}, {"0": Upload("b.png", b"new")})
        new = message.attachments[0].id
        assert ground.server.local.keeper.get(old) == b"old"
    async with Playground(keep=tmp_path) as ground:
        assert ground.server.local.keeper.get(old) is None
        assert ground.server.local.keeper.get(new) == b"new"


async def test_folder_that_takes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the state cannot be written, the log says so and the playground goes on."""
    async with Playground(keep=tmp_path) as ground:
        member = ground.add_guild("Home", ["hall"]).add_member("Ada")
        (tmp_path / "playground.json.new").mkdir()
        member.say("Hello")
        await ground.until(lambda: "What is said is not kept" in caplog.text)
        member.say("Still here")
        (tmp_path / "playground.json.new").rmdir()


async def test_one_playground_has_a_folder(tmp_path: Path) -> None:
    """A second one on the same folder is refused with a sentence, until the first has ended."""
    async with Playground(keep=tmp_path / "kept") as first:
        first.add_guild("Home")
        with pytest.raises(FolderTaken, match="Another playground has the folder"):
            Keeper(tmp_path / "kept").load()
    second = Keeper(tmp_path / "kept")
    state = second.load()
    await second.close(state)

    assert [one.name for one in state.guilds.values()] == ["Home"]


async def test_kept_while_it_runs(tmp_path: Path) -> None:
    """A change is in the file soon, so that a crash loses little."""
    async with Playground(keep=tmp_path) as ground:
        guild = ground.add_guild("Home")
        guild.add_member("Ada").say("Not lost")
        file = tmp_path / "playground.json"
        await ground.until(lambda: file.exists() and "Not lost" in file.read_text())


async def test_oldest_messages_go(hall: Hall) -> None:
    """A channel keeps its last thousand messages."""
    for number in range(1001):
        hall.ben.say(str(number))
    assert [one.content for one in (hall.channel.messages[0], hall.channel.last)] == ["1", "1000"]


async def test_serve(tmp_path: Path) -> None:
    """The playground for people has a hall, two channels and three members, and goes on."""
    servers: list[Server] = []
    for _ in range(2):
        started = asyncio.Event()

        def note(server: Server, started: asyncio.Event = started) -> None:
            servers.append(server)
            started.set()

        serving = asyncio.create_task(serve(0, tmp_path, started=note))
        await started.wait()
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
            http.get(servers[-1].page_url) as answer,
        ):
            assert answer.status == 200
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    first, second = [one.local.state for one in servers]
    (home,) = second.guilds.values()
    names = [second.users[one].name for one in home.members]
    assert names == ["Orb of Ingenuity", "Ada", "Ben", "Cleo"]
    assert [one.name for one in second.channels.values()] == ["adventure", "tavern"]
    assert list(first.users) == list(second.users)
