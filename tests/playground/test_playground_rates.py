"""How often a bot may ask, and what it is told beyond that."""

from __future__ import annotations

from playground_hall import Hall
from playground_raw import Raw

V2 = 1 << 15


async def test_rate_limit(hall: Hall, raw: Raw) -> None:
    """The sixth message within 5 s is a 429 with all the headers discord.py wants."""
    answers = [await raw.post({"content": str(n)}) for n in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers[:5]] == list("43210")
    last = answers[5]
    assert "Via" in last.headers
    assert last.headers["X-RateLimit-Scope"] == "user"
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
    assert answers[3].headers["X-RateLimit-Global"] == "true"


async def test_old_messages(hall: Hall, raw: Raw) -> None:
    """Messages over an hour old take three edits in 6 s."""
    message = (await raw.post({"content": "old"})).body
    hall.ground.clock.advance(3601)
    path = f"/channels/{hall.channel.id}/messages/{message['id']}"
    answers = [await raw.call("PATCH", path, {"content": str(n)}) for n in range(4)]
    assert [one.status for one in answers] == [200, 200, 200, 429]
    assert answers[3].body["code"] == 30046
    assert "Via" in answers[3].headers


async def test_follow_ups_are_limited(raw: Raw) -> None:
    """A token takes five requests in 2 s."""
    one = await raw.asked()
    await raw.callback(one, {"type": 4, "data": {"content": "x"}})
    answers = [await raw.webhook("POST", one, body={"content": "x"}) for _ in range(6)]
    assert [each.status for each in answers] == [200] * 5 + [429]
