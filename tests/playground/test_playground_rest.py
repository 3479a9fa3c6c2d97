"""The REST routes, request by request."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from playground_hall import Hall
from playground_raw import Raw

from playground.server import rest
from playground.server.state import permissions

V2 = 1 << 15


async def test_lookups(hall: Hall, raw: Raw) -> None:
    """The bot, its application, the guild, its channels, roles and members can be looked up."""
    assert (await raw.call("GET", "/users/@me")).body["username"] == "Orb"
    for path in ("/applications/@me", "/oauth2/applications/@me"):
        assert (await raw.call("GET", path)).body["name"] == "Orb"
    assert (await raw.call("GET", "/gateway")).body == {"url": hall.ground.gateway_url}
    assert (await raw.call("GET", "/gateway/bot")).body["shards"] == 1
    home = f"/guilds/{hall.guild.id}"
    assert (await raw.call("GET", home)).body["name"] == "The Guildhall"
    assert (await raw.call("GET", "/users/@me/guilds")).body[0]["id"] == hall.guild.id
    names = [one["name"] for one in (await raw.call("GET", f"{home}/channels")).body]
    assert names == ["adventure", "tavern"]
    roles = [one["name"] for one in (await raw.call("GET", f"{home}/roles")).body]
    assert roles == ["@everyone", "Orb", "Ada"]
    member = await raw.call("GET", f"{home}/members/{hall.ada.id}")
    assert member.body["user"]["global_name"] == "Ada"
    assert (await raw.call("GET", f"/users/{hall.ben.id}")).body["username"] == "ben"
    assert (await raw.call("GET", f"{home}/members")).body["code"] == 50001
    hall.ground.server.local.gateway.privileged = 1 << 1
    assert len((await raw.call("GET", f"{home}/members?limit=2")).body) == 2


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/guilds/5", 10004),
        ("/users/5", 10013),
        ("/channels/5", 10003),
        ("/channels/5/messages", 10003),
        ("/applications/5/commands", 20012),
    ],
)
async def test_unknown(raw: Raw, path: str, code: int) -> None:
    """What is not there has Discord's code for it."""
    assert (await raw.call("GET", path)).body["code"] == code


async def test_everything_else(hall: Hall, raw: Raw) -> None:
    """A route that is not served is 501 and noted; a wrong token is 401; broken JSON is 400."""
    assert (await raw.call("GET", "/guilds/5/emojis")).status == 501
    assert hall.ground.unimplemented == ["GET /guilds/5/emojis"]
    assert (await raw.call("GET", "/users/@me", token="wrong")).status == 401
    path = f"/channels/{hall.channel.id}/messages"
    headers = {"Authorization": f"Bot {hall.ground.token}", "Content-Type": "application/json"}
    url = hall.ground.api_base + path
    async with raw.http.post(url, data="{", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
    assert (await raw.call("POST", path, ["x"])).body["code"] == 50035


async def test_messages(hall: Hall, raw: Raw) -> None:
    """Messages are posted, read, listed, edited, pinned and deleted."""
    path = f"/channels/{hall.channel.id}/messages"
    ids = [(await raw.post({"content": f"{n}"})).body["id"] for n in range(5)]

    async def listed(query: str) -> str:
        return "".join(one["content"] for one in (await raw.call("GET", path + query)).body)

    assert await listed("") == "43210"
    assert await listed("?limit=2") == "43"
    assert await listed(f"?before={ids[2]}") == "10"
    assert await listed(f"?after={ids[2]}") == "43"
    assert await listed(f"?after={ids[0]}&limit=2") == "21"
    assert await listed(f"?around={ids[2]}&limit=3") == "321"
    assert (await raw.call("GET", path + "?limit=0")).status == 400
    edited = await raw.call("PATCH", f"{path}/{ids[0]}", {"content": "zero"})
    assert edited.body["edited_timestamp"] is not None
    assert (await raw.call("GET", f"{path}/{ids[0]}")).body["content"] == "zero"
    for old in (f"/channels/{hall.channel.id}/pins", f"{path}/pins"):
        assert (await raw.call("PUT", f"{old}/{ids[1]}")).status == 204
        assert len((await raw.call("GET", old)).body) in (1, 2)
        assert (await raw.call("DELETE", f"{old}/{ids[1]}")).status == 204
    await raw.call("PUT", f"{path}/pins/{ids[1]}")
    assert [one.text for one in hall.channel.pins] == ["1"]
    assert (await raw.call("DELETE", f"{path}/{ids[1]}")).status == 204
    assert (await raw.call("GET", f"{path}/{ids[1]}")).body["code"] == 10008
    hall.ground.clock.advance(10)
    hello = hall.ben.say("Hello")
    assert (await raw.call("PATCH", f"{path}/{hello.id}", {"content": "x"})).body["code"] == 50005
    assert (await raw.call("DELETE", f"{path}/{hello.id}")).status == 204
    assert not hello.exists
    assert (await raw.call("POST", f"/channels/{hall.channel.id}/typing")).status == 204


async def test_reply_and_nonce(hall: Hall, raw: Raw) -> None:
    """A reply needs what it replies to; the same enforced nonce posts once."""
    hello = hall.ben.say("Hello")
    reply = await raw.post({"content": "Hi", "message_reference": {"message_id": hello.id}})
    assert reply.body["message_reference"]["message_id"] == hello.id
    gone = {"message_id": "5"}
    assert (await raw.post({"content": "Hi", "message_reference": gone})).body["code"] == 10008
    gone["fail_if_not_exists"] = False  # type: ignore[assignment]
    assert (await raw.post({"content": "Hi", "message_reference": gone})).status == 200
    once = {"content": "Once", "nonce": "7", "enforce_nonce": True}
    assert (await raw.post(once)).body["id"] == (await raw.post(once)).body["id"]


async def test_mentions(hall: Hall, raw: Raw) -> None:
    """Who is named is pinged as far as it is allowed; @everyone needs the permission."""
    text = f"<@{hall.ada.id}> <@{hall.ben.id}> <@5> @everyone"
    everybody = (await raw.post({"content": text})).body
    assert [one["id"] for one in everybody["mentions"]] == [hall.ada.id, hall.ben.id]
    assert not everybody["mention_everyone"]
    allowed: dict[str, Any] = {"parse": []}
    quiet = {"content": text, "allowed_mentions": allowed}
    assert (await raw.post(quiet)).body["mentions"] == []
    allowed["users"] = [hall.ben.id]
    assert [one["id"] for one in (await raw.post(quiet)).body["mentions"]] == [hall.ben.id]
    bot = hall.guild.raw.members[hall.ground.server.local.bot.id]
    hall.guild.raw.roles[bot.role_ids[0]].permissions |= permissions("mention_everyone")
    assert (await raw.post({"content": text})).body["mention_everyone"]
    shown = {"flags": V2, "components": [{"type": 10, "content": f"<@{hall.ada.id}>"}]}
    assert len((await raw.post(shown)).body["mentions"]) == 1


async def test_permissions(hall: Hall, raw: Raw) -> None:
    """Without the right to it the bot may not post, pin, delete, open a thread or rename."""
    hello = hall.ben.say("Hello")
    channel = f"/channels/{hall.channel.id}"
    assert (await raw.call("PATCH", channel, {"name": "x"})).body["code"] == 50013
    assert (await raw.call("DELETE", channel)).body["code"] == 50013
    role = hall.guild.raw.roles[hall.guild.raw.members[hall.ground.server.local.bot.id].role_ids[0]]
    role.permissions = hall.guild.raw.roles[hall.guild.id].permissions = permissions("view_channel")
    assert (await raw.post({"content": "x"})).body["code"] == 50013
    assert (await raw.call("PUT", f"{channel}/pins/{hello.id}")).body["code"] == 50013
    assert (await raw.call("DELETE", f"{channel}/messages/{hello.id}")).body["code"] == 50013
    assert (await raw.call("POST", f"{channel}/threads", {"name": "x"})).body["code"] == 50013
    role.permissions = hall.guild.raw.roles[hall.guild.id].permissions = 0
    assert (await raw.post({"content": "x"})).body["code"] == 50001


async def test_channels_and_threads(hall: Hall, raw: Raw) -> None:
    """A channel is renamed, a thread is opened, archived, written in, and both go."""
    bot = hall.guild.raw.members[hall.ground.server.local.bot.id]
    hall.guild.raw.roles[bot.role_ids[0]].permissions |= permissions("administrator")
    await raw.identify()
    channel = f"/channels/{hall.channel.id}"
    renamed = await raw.call("PATCH", channel, {"name": "deeps", "topic": "Down"})
    assert (renamed.body["name"], renamed.body["topic"]) == ("deeps", "Down")
    made = (await raw.call("POST", f"{channel}/threads", {"name": "aside"})).body
    assert (await raw.receive("THREAD_CREATE"))["d"]["parent_id"] == hall.channel.id
    thread = f"/channels/{made['id']}"
    post = await raw.call("POST", f"{thread}/messages", {"content": "x"})
    assert (await raw.call("PATCH", thread, {"archived": True})).status == 200
    active = f"/guilds/{hall.guild.id}/threads/active"
    assert (await raw.call("GET", active)).body["threads"] == []
    edit = await raw.call("PATCH", f"{thread}/messages/{post.body['id']}", {"content": "y"})
    assert edit.body["code"] == 50083
    assert (await raw.call("POST", f"{thread}/messages", {"content": "z"})).status == 200
    assert len((await raw.call("GET", active)).body["threads"]) == 1
    assert (await raw.call("POST", f"{thread}/threads", {"name": "x"})).body["code"] == 50024
    assert (await raw.call("DELETE", thread)).status == 200
    assert (await raw.receive("THREAD_DELETE"))["d"]["id"] == made["id"]
    hall.guild.channels["tavern"].delete()
    assert (await raw.receive("CHANNEL_DELETE"))["d"]["name"] == "tavern"


async def test_direct_conversation(hall: Hall, raw: Raw) -> None:
    """The bot writes to a member alone; what is global and allowed there can be called there."""
    made = await raw.call("POST", "/users/@me/channels", {"recipient_id": hall.ben.id})
    again = await raw.call("POST", "/users/@me/channels", {"recipient_id": hall.ben.id})
    assert made.body["id"] == again.body["id"]
    posted = await raw.call("POST", f"/channels/{made.body['id']}/messages", {"content": "psst"})
    assert "guild_id" not in posted.body
    ben = hall.ben.direct()
    assert [one.text for one in ben.visible] == ["psst"]
    assert ben.commands == ["play"]
    hall.ground.server.local.state.commands["global"][0]["contexts"] = [0]
    assert ben.commands == []
    nobody = await raw.call("POST", "/users/@me/channels", {"recipient_id": "5"})
    assert nobody.body["code"] == 50007


async def test_commands_keep_their_ids(hall: Hall, raw: Raw) -> None:
    """Commands are replaced whole; one of the same name keeps its id; a guild has its own."""
    application = hall.ground.server.local.state.application_id
    path = f"/applications/{application}/commands"
    both = [{"name": "play", "description": "P"}, {"name": "look", "description": "L"}]
    kept = (await raw.call("PUT", path, both)).body
    assert kept[0]["id"] == "1"
    assert (await raw.call("GET", path)).body == kept
    here = f"/applications/{application}/guilds/{hall.guild.id}/commands"
    own = (await raw.call("PUT", here, [{"name": "here", "description": "H"}])).body
    assert own[0]["guild_id"] == hall.guild.id
    assert hall.ben.commands == ["here", "play", "look"]


async def test_v2_is_for_good(raw: Raw) -> None:
    """A message becomes components v2 when its text goes in the same edit, and stays so."""
    message = (await raw.post({"content": "x", "embeds": [{"title": "y"}]})).body
    path = f"/channels/{raw.hall.channel.id}/messages/{message['id']}"
    shown = {"flags": V2, "components": [{"type": 10, "content": "z"}]}
    assert (await raw.call("PATCH", path, shown)).body["code"] == 50035
    assert (await raw.call("PATCH", path, shown | {"content": None})).body["code"] == 50035
    both = shown | {"content": None, "embeds": []}
    assert (await raw.call("PATCH", path, both)).body["flags"] & V2
    assert (await raw.call("PATCH", path, {"content": "back"})).body["code"] == 50035
    again = await raw.call("PATCH", path, {"components": [{"type": 10, "content": "zz"}]})
    assert again.body["components"] == [{"type": 10, "content": "zz", "id": 1}]


async def test_files(hall: Hall, raw: Raw) -> None:
    """Files are given in parts, kept over edits, and served to whoever has their address."""
    url = f"{hall.ground.api_base}/channels/{hall.channel.id}/messages"
    headers = {"Authorization": f"Bot {hall.ground.token}"}
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", '{"attachments": [{"id": 0, "description": "A note"}]}')
    form.add_field("files[0]", b"<b>note</b>", filename="../no te.html")
    async with raw.http.post(url, data=form, headers=headers) as answer:
        message = await answer.json()
    file = message["attachments"][0]
    assert (file["filename"], file["description"], file["size"]) == ("no te.html", "A note", 11)
    async with raw.http.get(file["url"]) as answer:
        assert await answer.read() == b"<b>note</b>"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    async with raw.http.get(file["url"][:-1]) as answer:
        assert answer.status == 404
    edited = await raw.call("PATCH", f"{url[len(hall.ground.api_base):]}/{message['id']}", {
        "content": "kept", "attachments": [{"id": file["id"]}],
    })  # fmt: skip
    assert len(edited.body["attachments"]) == 1
    lost = {"content": "x", "attachments": [{"id": "5"}]}
    assert (await raw.post(lost)).body["code"] == 50146
    async with raw.http.post(url, data=b"--x", headers=headers | {
        "Content-Type": "multipart/form-data; boundary=y",
    }) as answer:  # fmt: skip
        assert answer.status == 400


async def test_pins_are_limited(hall: Hall, raw: Raw) -> None:
    """At most 50 messages of a channel are pinned."""
    for _ in range(51):
        hall.ben.say("x").raw.pinned = "2026-01-01T00:00:00.000+00:00"
    path = f"/channels/{hall.channel.id}/messages/pins/{hall.ben.say('y').id}"
    assert (await raw.call("PUT", path)).body["code"] == 30003


async def test_files_of_one_request_are_limited(
    hall: Hall, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request has at most ten files, and 25 MiB of them."""
    url = f"{hall.ground.api_base}/channels/{hall.channel.id}/messages"
    headers = {"Authorization": f"Bot {hall.ground.token}"}
    monkeypatch.setattr(rest, "REQUEST_LIMIT", 100)
    for count, size, status in ((11, 1, 400), (2, 51, 413), (2, 50, 200)):
        form = aiohttp.FormData(quote_fields=False)
        for number in range(count):
            form.add_field(f"files[{number}]", bytes(size), filename=f"{number}.bin")
        async with raw.http.post(url, data=form, headers=headers) as answer:
            assert answer.status == status


@pytest.mark.parametrize("query", ["limit=101", "limit=x", "before=x", "after=²"])
async def test_wrong_page_of_history(hall: Hall, raw: Raw, query: str) -> None:
    """What is no number of messages and no id is refused."""
    answer = await raw.call("GET", f"/channels/{hall.channel.id}/messages?{query}")
    assert (answer.status, answer.body["code"]) == (400, 50035)
