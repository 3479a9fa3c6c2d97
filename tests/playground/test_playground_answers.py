"""How a bot may answer an interaction, and until when."""

from __future__ import annotations

from typing import Any

import pytest
from playground_hall import Hall
from playground_raw import Raw

V2 = 1 << 15


async def test_late_answer(raw: Raw) -> None:
    """After 3 s an answer is a 404 with 10062, also if nobody looked in between."""
    late = await raw.asked()
    raw.hall.ground.clock.advance(3.1)
    answer = await raw.callback(late, {"type": 4, "data": {"content": "x"}})
    assert (answer.status, answer.body["code"]) == (404, 10062)
    assert (await raw.callback(late | {"token": "x"}, {"type": 4})).body["code"] == 10062
    assert raw.hall.channel.messages == []


async def test_second_response(raw: Raw) -> None:
    """A second first response is a 400 with 40060."""
    one = await raw.asked()
    answer = await raw.callback(one, {"type": 5}, "?with_response=true")
    assert answer.body["interaction"]["response_message_loading"] is True
    answer = await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    assert (answer.status, answer.body["code"]) == (400, 40060)


@pytest.mark.parametrize("body", [{"type": 6}, {"type": 7}, {"type": 8}, {"type": 99}, {}])
async def test_response_that_does_not_fit(raw: Raw, body: dict[str, Any]) -> None:
    """A command is not answered with an update or with choices."""
    assert (await raw.callback(await raw.asked(), body)).body["code"] == 50035


async def test_follow_ups(raw: Raw) -> None:
    """The first follow-up takes the placeholder's place; others are messages; all can be edited."""
    one = await raw.asked()
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
    one = await raw.asked()
    await raw.callback(one, {"type": 5})
    await raw.webhook("DELETE", one, "/messages/@original")
    assert raw.hall.ground.server.local.state.interactions[one["id"]].state == "done"


async def test_token_expires(raw: Raw) -> None:
    """After 15 minutes the token is dead: 401 with 50027."""
    one = await raw.asked()
    await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    raw.hall.ground.clock.advance(901)
    answer = await raw.webhook("PATCH", one, "/messages/@original", {"content": "y"})
    assert (answer.status, answer.body["code"]) == (401, 50027)
    wrong = await raw.webhook("POST", one | {"token": "x"}, body={"content": "y"})
    assert wrong.body["code"] == 10015
    raw.hall.ground.clock.advance(120)
    raw.hall.ben.send_slash("play", {})
    assert one["id"] not in raw.hall.ground.server.local.state.interactions


async def test_form_is_deferred(hall: Hall, raw: Raw) -> None:
    """A form that a command opened may be acknowledged without a message, and followed up."""
    opener = await raw.asked()
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
