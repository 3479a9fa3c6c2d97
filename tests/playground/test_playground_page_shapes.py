"""The shapes of what messages carry, and of what lies behind them, on the page."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
from aiohttp import web
from playground_hall import Hall
from playground_tab import Browser

V2 = 1 << 15


async def test_uploads(hall: Hall, browser: Browser) -> None:
    """A file is kept, then said with a message; a large one and none are refused."""
    own = {"Origin": browser.base}
    form = aiohttp.FormData()
    form.add_field("file", b"hello", filename="hello.txt", content_type="text/plain")
    async with browser.http.post(browser.base + "/upload", data=form, headers=own) as answer:
        kept = await answer.json()
        assert (kept["filename"], kept["size"]) == ("hello.txt", 5)
    async with browser.tab(hall.ben.id) as tab:
        said = {"channel_id": hall.channel.id, "content": ""}
        await tab.result("say", **said, uploads=[kept["id"]])
        (file,) = (await tab.until("message"))["message"]["attachments"]
        assert (file["filename"], file["type"], file["image"]) == ("hello.txt", "text/plain", False)
        assert "no such uploaded" in await tab.error("say", **said, uploads=["5"])
        assert "cannot be empty" in await tab.error("say", **said)
        assert "2000" in await tab.error("say", **said | {"content": "x" * 2001})
    large = aiohttp.FormData()
    large.add_field("file", io.BytesIO(bytes(10 * 1024 * 1024 + 1)), filename="large")
    for data, status in ((large, 413), (b"x", 400), (aiohttp.FormData({"other": "x"}), 400)):
        async with browser.http.post(browser.base + "/upload", data=data, headers=own) as answer:
            assert answer.status == status
    other = aiohttp.FormData()
    other.add_field("other", b"x", filename="x")
    async with browser.http.post(browser.base + "/upload", data=other, headers=own) as answer:
        assert answer.status == 400


async def test_history(hall: Hall, browser: Browser) -> None:
    """The last fifty come at once, older ones when they are asked for."""
    for number in range(60):
        hall.ben.say(str(number))
    async with browser.tab(hall.ada.id) as tab:
        snapshot = await tab.until("snapshot")
        first = snapshot["messages"][hall.channel.id][0]
        assert (first["content"], snapshot["more"][hall.channel.id]) == ("10", True)
        asked = {"channel_id": hall.channel.id, "before": first["id"]}
        older = await tab.result("history", **asked, limit=4)
        assert [one["content"] for one in older["messages"]] == ["6", "7", "8", "9"]
        assert older["more"] is True
        assert (await tab.result("history", **asked))["more"] is False
        assert "no such channel" in await tab.error("history", **asked | {"channel_id": "5"})
        assert "does not know" in await tab.error("fly")
        assert "does not understand" in await tab.error("history")


async def test_inspector(hall: Hall, browser: Browser) -> None:
    """What is behind the chat is passed on as it is; without it, or if it fails, one is told."""

    async def world(request: web.Request) -> web.Response:
        return web.json_response({"path": request.path, "since": request.query["since"]})

    app = web.Application()
    app.router.add_get("/look/world", world)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    async def look() -> tuple[int, Any]:
        async with browser.http.get(browser.base + "/inspector/world?since=3") as answer:
            return answer.status, await answer.json()

    assert (await look())[0] == 404
    port = runner.addresses[0][1]
    hall.ground.server.site.inspector_url = f"http://127.0.0.1:{port}/look/"
    assert await look() == (200, {"path": "/look/world", "since": "3"})
    await runner.cleanup()
    assert (await look())[0] == 502


async def test_embeds_and_all_components(hall: Hall, browser: Browser) -> None:
    """Embeds, selects of members and channels, and every kind of field have their shapes."""
    writing = hall.ground.server.writing
    channel = hall.channel.raw
    embed = {
        "title": "*T*", "description": "> q", "color": 255, "url": "https://x.y",
        "author": {"name": "A"}, "footer": {"text": "F"}, "timestamp": "2026-01-01T00:00:00Z",
        "fields": [{"name": "**n**", "value": "v", "inline": True}],
        "image": {"url": "https://elsewhere.example/x.png"},
    }  # fmt: skip
    who = {"type": 1, "components": [{"type": 7, "custom_id": "who"}]}
    where = {"type": 1, "components": [{"type": 8, "custom_id": "where", "channel_types": [0]}]}
    link = {"type": 2, "style": 5, "label": "L", "url": "https://x.y", "emoji": {"name": "🔥"}}
    body = {"embeds": [embed], "components": [who, where, {"type": 1, "components": [link]}]}
    writing.post(channel, body, {})
    thumbnail = {"type": 11, "media": {"url": "https://x.y/z.png"}, "description": "alt"}
    section = {"type": 9, "components": [{"type": 10, "content": "t"}], "accessory": thumbnail}
    writing.post(channel, {"flags": V2, "components": [section]}, {})
    hall.ben.say("hm")
    reply = {"content": "re", "message_reference": {"message_id": hall.channel.last.id}}
    writing.post(channel, reply, {})
    async with browser.tab(hall.ben.id) as tab:
        snapshot = await tab.until("snapshot")
        first, second, _, last = snapshot["messages"][channel.id]
        shown = first["embeds"][0]
        assert (shown["title_html"], shown["colour"]) == ("<em>T</em>", "#0000ff")
        assert shown["fields"][0]["name_html"] == "<strong>n</strong>"
        assert shown["image"] == {"url": None, "alt": None}
        anyone, anywhere, _ = [row["components"][0] for row in first["components"]]
        assert {one["label"] for one in anyone["options"]} >= {"Ada", "Ben", "@everyone"}
        assert [one["label"] for one in anywhere["options"]] == ["adventure", "tavern"]
        assert second["components"][0]["accessory"]["url"] is None
        assert last["reply_to"]["excerpt"] == "hm"
