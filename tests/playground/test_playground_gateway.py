"""The gateway, packet by packet."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
import zstandard
from playground_hall import Hall, furnish
from playground_raw import Inflating, Raw

from playground.driver import Playground


async def test_identify(raw: Raw) -> None:
    """HELLO, then READY with the guild's id and where to resume, then the guild."""
    ready = (await raw.identify())["d"]
    assert [one["op"] for one in raw.events[:1]] == [10]
    assert raw.events[0]["d"]["heartbeat_interval"] == 41250
    assert ready["v"] == 10
    assert ready["resume_gateway_url"] == raw.hall.ground.gateway_url
    assert ready["guilds"] == [{"id": raw.hall.guild.id, "unavailable": True}]
    home = (await raw.receive("GUILD_CREATE"))["d"]
    assert [one["name"] for one in home["channels"]] == ["adventure", "tavern"]
    assert [one["user"]["username"] for one in home["members"]] == ["Orb"]
    assert home["member_count"] == 3


async def test_heartbeat(raw: Raw) -> None:
    """A heartbeat is acknowledged, before identifying too."""
    await raw.open()
    await raw.send(1, None)
    assert (await raw.receive(11))["op"] == 11


@pytest.mark.parametrize("asked", ["zlib-stream", "zstd-stream", "rot13"])
async def test_compression(raw: Raw, asked: str) -> None:
    """Packets come in the stream that was asked for; in plain text where it is not known."""
    socket = await raw.open(f"?v=10&encoding=json&compress={asked}")
    inflating, zstd = Inflating(), zstandard.ZstdDecompressor().decompressobj()

    async def packet() -> dict[str, Any]:
        frame = await socket.receive(timeout=3)
        if frame.type is aiohttp.WSMsgType.TEXT:
            return json.loads(frame.data)
        if asked == "zlib-stream":
            assert frame.data.endswith(b"\x00\x00\xff\xff")
            return inflating.read(frame.data)
        return json.loads(zstd.decompress(frame.data))

    assert (await packet())["op"] == 10
    await raw.send(1, None)
    assert (await packet())["op"] == 11


async def say(raw: Raw, text: str) -> None:
    """Send a frame as it is."""
    assert raw.socket is not None
    await raw.socket.send_str(text)


GOOD = {"token": "?", "intents": 1}


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        ({"op": 99}, 4001),
        ("no json", 4002),
        ("[]", 4002),
        ({"op": 3, "d": {"status": "x" * 5000}}, 4002),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 6, "d": {"token": "wrong"}}, 4004),
        ({"op": 2, "d": GOOD | {"shard": [1, 1]}}, 4010),
        ({"op": 2, "d": {"token": "?"}}, 4013),
        ({"op": 2, "d": GOOD | {"intents": 1 << 15}}, 4014),
    ],
)
async def test_sent_away(raw: Raw, packet: Any, code: int) -> None:
    """A bot that does not keep to the protocol is sent away with the code for it."""
    await raw.open()
    text = packet if isinstance(packet, str) else json.dumps(packet)
    await say(raw, text.replace('"?"', json.dumps(raw.hall.ground.token)))
    assert await raw.closed() == code


async def test_identified_twice(raw: Raw) -> None:
    """One identifies, or resumes, once."""
    for again in (2, 6):
        await raw.identify()
        await raw.send(again, {"token": raw.hall.ground.token, "intents": 1})
        assert await raw.closed() == 4005


async def test_too_many_packets(raw: Raw) -> None:
    """More than 120 packets a minute are too many."""
    await raw.open()
    for _ in range(121):
        await raw.send(1, None)
    assert await raw.closed() == 4008


async def test_silence_is_ended() -> None:
    """A bot that is not heard for two beats is sent away."""
    async with Playground(heartbeat=0.05) as ground, aiohttp.ClientSession() as http:
        raw = Raw(furnish(ground), http)
        await raw.open()
        assert await raw.closed() == 4009


async def test_resume(raw: Raw) -> None:
    """What was missed is sent again, in order, then RESUMED; nothing before the number given."""
    ready = await raw.identify()
    seen = (await raw.receive("GUILD_CREATE"))["s"]
    raw.hall.ground.drop_connection()
    await raw.hall.ground.gone()
    raw.hall.ben.send_slash("play", {})
    await raw.open()
    body = {"token": raw.hall.ground.token, "session_id": ready["d"]["session_id"], "seq": seen}
    await raw.send(6, body)
    asked = await raw.receive("INTERACTION_CREATE")
    assert asked["s"] == seen + 1
    assert (await raw.receive("RESUMED"))["s"] == seen + 2


async def test_resume_of_nothing(raw: Raw) -> None:
    """A session that is not known cannot be resumed, nor one from its future."""
    ready = await raw.identify()
    await raw.open()
    body = {"token": raw.hall.ground.token, "session_id": "gone", "seq": 1}
    await raw.send(6, body)
    assert (await raw.receive(9))["d"] is False
    await raw.send(6, body | {"session_id": ready["d"]["session_id"], "seq": 100})
    assert await raw.closed() == 4007


async def test_session_is_forgotten(raw: Raw) -> None:
    """A lost session waits three minutes; one that said goodbye does not."""
    gateway = raw.hall.ground.server.local.gateway
    await raw.identify()
    raw.hall.ground.drop_connection()
    await raw.hall.ground.gone()
    assert gateway.reachable
    raw.hall.ground.clock.advance(181)
    assert not gateway.reachable
    await raw.identify()
    assert raw.socket is not None
    await raw.socket.close(code=1000)
    await raw.hall.ground.gone()
    assert not gateway.reachable


async def test_takes_over(raw: Raw) -> None:
    """Resumed from elsewhere, the older connection is closed."""
    ready = await raw.identify()
    older = raw.socket
    await raw.open()
    body = {"token": raw.hall.ground.token, "session_id": ready["d"]["session_id"], "seq": 1}
    await raw.send(6, body)
    await raw.receive("RESUMED")
    assert older is not None
    async for _ in older:
        pass
    assert older.close_code == 4000
    assert raw.hall.ground.server.local.gateway.connected


async def test_intents(hall: Hall, raw: Raw) -> None:
    """Messages come with their intent, and without their text unless it may be read."""
    await raw.identify(intents=1 | 1 << 9)
    hall.ben.say("A secret")
    hall.ben.say(f"Hello <@{hall.ground.server.local.bot.id}>")
    first, second = [(await raw.receive("MESSAGE_CREATE"))["d"] for _ in range(2)]
    assert (first["content"], first["author"]["global_name"]) == ("", "Ben")
    assert second["content"].startswith("Hello")
    await raw.identify(intents=1)
    hall.ben.say("Unheard")
    hall.guild.add_channel("cellar")
    await raw.receive("CHANNEL_CREATE")
    assert "MESSAGE_CREATE" not in [one.get("t") for one in raw.events[-2:]]


async def test_members_are_asked_for(hall: Hall, raw: Raw) -> None:
    """Members are sent in a chunk, by name or by id; coming and going is told."""
    hall.ground.server.local.gateway.privileged = 1 << 1
    await raw.identify(intents=3)
    await raw.send(8, {"guild_id": hall.guild.id, "query": "a", "limit": 0, "nonce": "n"})
    chunk = (await raw.receive("GUILD_MEMBERS_CHUNK"))["d"]
    assert [one["user"]["global_name"] for one in chunk["members"]] == ["Ada"]
    assert chunk["nonce"] == "n"
    ids = [hall.ben.id, "5"]
    await raw.send(8, {"guild_id": hall.guild.id, "user_ids": ids, "limit": 0})
    chunk = (await raw.receive("GUILD_MEMBERS_CHUNK"))["d"]
    assert (len(chunk["members"]), chunk["not_found"]) == (1, ["5"])
    await raw.send(8, {"guild_id": "5", "query": "", "limit": 0})
    cleo = hall.guild.add_member("Cleo")
    assert (await raw.receive("GUILD_MEMBER_ADD"))["d"]["user"]["id"] == cleo.id
    cleo.leave()
    assert (await raw.receive("GUILD_MEMBER_REMOVE"))["d"]["user"]["id"] == cleo.id


async def test_shards(hall: Hall, raw: Raw) -> None:
    """A shard is told of its own guilds."""
    mine = (int(hall.guild.id) >> 22) % 2
    ready = await raw.identify(shard=[mine, 2])
    assert len(ready["d"]["guilds"]) == 1
    ready = await raw.identify(shard=[1 - mine, 2])
    assert ready["d"]["guilds"] == []
