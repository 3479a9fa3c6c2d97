"""The REST routes, request by request."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from playground_hall import Hall
from playground_raw import Raw

from playground.server.state import permissions

V2 = 1 << 15


async def asked(raw: Raw) -> dict[str, Any]:
    """An interaction that waits for its first response."""
    if raw.socket is None:
        await raw.identify()
    raw.hall.ben.send_slash("play", {})
    return (await raw.receive("INTERACTION_CREATE"))["d"]


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


async def test_rate_limit(hall: Hall, raw: Raw) -> None:
    """The sixth message within 5 s is a 429 with all the headers discord.py wants."""
    answers = [await raw.post({"content": str(n)}) for n in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers[:5]] == list("43210")
    last = answers[5]
    assert "Via" in last.headers
    assert 0 < float(last.headers["Retry-After"]) <= 5
    assert 0 < last.body["retry_after"] <= 5
    hall.ground.clock.advance(5)
    assert (await raw.post({"content": "again"})).status == 200


async def test_overall_rate_limit(raw: Raw) -> None:
    """Beyond 50 requests a second everything waits."""
    raw.hall.ground.server.local.rates.overall = (3, 60.0)
    answers = [await raw.call("GET", "/users/@me") for _ in range(4)]
    assert [one.status for one in answers] == [200, 200, 200, 429]
    assert answers[3].body["global"] is True


async def test_old_messages(hall: Hall, raw: Raw) -> None:
    """Messages over an hour old take three edits in 6 s."""
    message = (await raw.post({"content": "old"})).body
    hall.ground.clock.advance(3601)
    path = f"/channels/{hall.channel.id}/messages/{message['id']}"
    answers = [await raw.call("PATCH", path, {"content": str(n)}) for n in range(4)]
    assert [one.status for one in answers] == [200, 200, 200, 429]
    assert answers[3].body["code"] == 30046
    assert "Via" in answers[3].headers


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


async def test_late_answer(raw: Raw) -> None:
    """After 3 s an answer is a 404 with 10062, also if nobody looked in between."""
    late = await asked(raw)
    raw.hall.ground.clock.advance(3.1)
    answer = await raw.callback(late, {"type": 4, "data": {"content": "x"}})
    assert (answer.status, answer.body["code"]) == (404, 10062)
    assert (await raw.callback(late | {"token": "x"}, {"type": 4})).body["code"] == 10062
    assert raw.hall.channel.messages == []


async def test_second_response(raw: Raw) -> None:
    """A second first response is a 400 with 40060."""
    one = await asked(raw)
    answer = await raw.callback(one, {"type": 5}, "?with_response=true")
    assert answer.body["interaction"]["response_message_loading"] is True
    answer = await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    assert (answer.status, answer.body["code"]) == (400, 40060)


@pytest.mark.parametrize("body", [{"type": 6}, {"type": 7}, {"type": 8}, {"type": 99}, {}])
async def test_response_that_does_not_fit(raw: Raw, body: dict[str, Any]) -> None:
    """A command is not answered with an update or with choices."""
    assert (await raw.callback(await asked(raw), body)).body["code"] == 50035


async def test_follow_ups(raw: Raw) -> None:
    """The first follow-up takes the placeholder's place; others are messages; all can be edited."""
    one = await asked(raw)
    assert (await raw.webhook("POST", one, body={"content": "x"})).body["code"] == 10015
    await raw.callback(one, {"type": 5, "data": {"flags": 64}})
    first = (await raw.webhook("POST", one, body={"content": "first"})).body
    assert first["flags"] == 64
    second = (await raw.webhook("POST", one, body={"content": "second"})).body
    raw.hall.ground.clock.advance(2)
    original = await raw.webhook("GET", one, "/messages/@original")
    assert original.body["id"] == first["id"]
    assert original.body["interaction_metadata"]["user"]["id"] == raw.hall.ben.id
    path = f"/messages/{second['id']}"
    assert (await raw.webhook("PATCH", one, path, {"content": "2"})).body["content"] == "2"
    assert (await raw.webhook("DELETE", one, path)).status == 204
    assert (await raw.webhook("GET", one, path)).body["code"] == 10008
    raw.hall.ground.clock.advance(2)
    # An ephemeral message is out of a channel's reach.
    path = f"/channels/{raw.hall.channel.id}/messages/{first['id']}"
    assert (await raw.call("GET", path)).body["code"] == 10008
    hello = raw.hall.ben.say("Hello")
    assert (await raw.webhook("PATCH", one, f"/messages/{hello.id}", {})).body["code"] == 10008


async def test_deleted_placeholder(raw: Raw) -> None:
    """Deleting the placeholder ends the thinking."""
    one = await asked(raw)
    await raw.callback(one, {"type": 5})
    await raw.webhook("DELETE", one, "/messages/@original")
    assert raw.hall.ground.server.local.state.interactions[one["id"]].state == "done"


async def test_token_expires(raw: Raw) -> None:
    """After 15 minutes the token is dead: 401 with 50027."""
    one = await asked(raw)
    await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    raw.hall.ground.clock.advance(901)
    answer = await raw.webhook("PATCH", one, "/messages/@original", {"content": "y"})
    assert (answer.status, answer.body["code"]) == (401, 50027)
    wrong = await raw.webhook("POST", one | {"token": "x"}, body={"content": "y"})
    assert wrong.body["code"] == 10015
    raw.hall.ground.clock.advance(120)
    raw.hall.ben.send_slash("play", {})
    assert one["id"] not in raw.hall.ground.server.local.state.interactions


async def test_follow_ups_are_limited(raw: Raw) -> None:
    """A token takes five requests in 2 s."""
    one = await asked(raw)
    await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    answers = [await raw.webhook("POST", one, body={"content": "x"}) for _ in range(6)]
    assert [each.status for each in answers] == [200] * 5 + [429]


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


async def test_form_is_deferred(hall: Hall, raw: Raw) -> None:
    """A form that a command opened may be acknowledged without a message, and followed up."""
    opener = await asked(raw)
    field = {"type": 4, "custom_id": "name", "style": 1, "label": "Name"}
    parts = [{"type": 1, "components": [field]}]
    body = {"title": "Form", "custom_id": "form", "components": parts}
    await raw.callback(opener, {"type": 9, "data": body})
    hall.ben.send_submit({"Name": "Zed"})
    one = (await raw.receive("INTERACTION_CREATE"))["d"]
    assert (await raw.callback(one, {"type": 7, "data": {}})).body["code"] == 50035
    assert (await raw.callback(one, {"type": 6})).status == 204
    assert (await raw.webhook("GET", one, "/messages/@original")).body["code"] == 10008
    assert (await raw.webhook("POST", one, body={"content": "x"})).status == 200
    assert not any(one["token"] in each.path for each in hall.ground.requests)
