"""What the page is served and told, as `playground/PROTOCOL.md` has it."""

from __future__ import annotations

import json

import aiohttp
import pytest
from playground_bot import Small
from playground_hall import Hall
from playground_raw import Raw
from playground_tab import Browser

V2 = 1 << 15


async def test_key_then_cookie(hall: Hall, browser: Browser) -> None:
    """The page is for whoever opened the printed address, and its files are no others."""
    for path in ("/", "/static/index.html"):
        async with browser.http.get(browser.base + path) as answer:
            assert answer.status == 200
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    for path in ("/static/nothing.js", "/static/%2e%2e/PROTOCOL.md", "/static/..%2fPROTOCOL.md"):
        async with browser.http.get(browser.base + path) as answer:
            assert answer.status == 404
    async with aiohttp.ClientSession() as stranger:
        for path in ("/", "/?key=wrong", "/static/index.html", "/inspector/x"):
            async with stranger.get(browser.base + path) as answer:
                assert answer.status == 403
        async with stranger.post(browser.base + "/upload") as answer:
            assert answer.status == 403


async def test_no_other_origin(browser: Browser) -> None:
    """Another site, even in the same browser, cannot open the websocket; nor another name."""
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await browser.http.ws_connect(browser.base + "/live", headers=headers)
    async with browser.http.get(browser.base, headers={"Host": "rebound.example:80"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Host": "rebound.example:80"}]
)
async def test_the_bots_side_is_for_no_page(hall: Hall, raw: Raw, headers: dict[str, str]) -> None:
    """A page cannot be the bot, though the token is no secret: not by gateway, not by a form."""
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await raw.http.ws_connect(hall.ground.gateway_url, headers=headers)
    given = headers | {"Authorization": f"Bot {hall.ground.token}"}
    async with raw.http.get(f"{hall.ground.api_base}/users/@me", headers=given) as answer:
        assert answer.status == 403


async def test_hello_and_be(hall: Hall, browser: Browser) -> None:
    """A tab is told who is there, then everything its member may see."""
    secret = hall.ben.say("Hello **there**")
    async with browser.tab() as tab:
        hello = await tab.until("hello")
        assert [one["name"] for one in hello["members"]] == ["Ada", "Ben"]
        assert "who you are" in await tab.error("say", channel_id=hall.channel.id, content="x")
        assert "no such member" in await tab.error("be", member_id="5")
        await tab.result("be", member_id=hall.ada.id)
        snapshot = await tab.until("snapshot")
        assert snapshot["me"] == {
            "id": hall.ada.id, "name": "Ada", "colour": snapshot["me"]["colour"],
            "moderator": True, "bot": False, "online": True,
        }  # fmt: skip
        assert [one["name"] for one in snapshot["channels"]] == ["adventure", "tavern"]
        assert snapshot["channels"][0]["unread"] == 1
        (message,) = snapshot["messages"][hall.channel.id]
        assert message["html"] == "<p>Hello <strong>there</strong></p>\n"
        assert snapshot["more"] == {hall.channel.id: False, hall.guild.channels["tavern"].id: False}
        assert snapshot["inspector"] is False
        await tab.result("seen", channel_id=hall.channel.id, message_id=secret.id)
        told = await tab.until("channel", unread=0)
        assert told["channel"]["last_read_id"] == secret.id


async def test_join(hall: Hall, browser: Browser) -> None:
    """Somebody new joins by name, and everybody is told; a name is taken once."""
    async with browser.tab(hall.ben.id) as ben, browser.tab() as tab:
        await tab.result("join", name=" Dora  the Bold ")
        assert (await tab.until("snapshot"))["me"]["name"] == "Dora the Bold"
        members = (await ben.until("members"))["members"]
        while "Dora the Bold" not in [one["name"] for one in members]:
            members = (await ben.until("members"))["members"]
        assert "1 to 32" in await tab.error("join", name="")
        assert "here already" in await tab.error("join", name="BEN")


async def test_pushed_to_all(hall: Hall, browser: Browser) -> None:
    """What is said is pushed to every tab; what is for one is pushed to that one's tabs."""
    async with (
        browser.tab(hall.ada.id) as ada,
        browser.tab(hall.ben.id) as ben,
        browser.tab(hall.ben.id) as second,
    ):
        said = await ben.result("say", channel_id=hall.channel.id, content="||boo|| <@1>")
        pushed = (await ada.until("message"))["message"]
        assert pushed["id"] == said["message_id"]
        assert '<span class="spoiler">boo</span>' in pushed["html"]
        assert (await ada.until("channel"))["channel"]["unread"] == 1
        hall.ground.server.local.state.commands["global"] = [
            {"id": "1", "type": 1, "name": "play", "description": "P"}
        ]
        await ben.result("slash", channel_id=hall.channel.id, command="play")
        for tab in (ben, second):
            failed = await tab.until("interaction", state="failed")
            assert failed["interaction"]["text"] == "The bot is not connected."
            assert failed["interaction"]["name"] == "/play"
        await ben.result("say", channel_id=hall.channel.id, content="end")
        await ada.until("message", content="end")
        assert "interaction" not in [one["type"] for one in ada.told]


async def test_play_on_the_page(hall: Hall, browser: Browser, bot: Small) -> None:
    """A whole round on the page: command, press, select, form, refusals, dismissal."""
    here = hall.channel.id
    async with browser.tab(hall.ben.id) as tab:
        commands = {one["name"]: one for one in (await tab.until("snapshot"))["commands"]}
        assert "admin" not in commands
        theme, size, _ = commands["world create"]["options"]
        assert (theme["kind"], theme["required"], theme["autocomplete"]) == ("string", True, True)
        assert (size["kind"], size["min"], size["max"]) == ("integer", 1, 9)
        asked = {"channel_id": here, "command": "world create", "options": {"theme": "f"}}
        offered = await tab.result("autocomplete", **asked, focused="theme")
        assert offered["choices"][0] == {"name": "Fire", "value": "fire"}
        assert "no autocomplete" in await tab.error("autocomplete", **asked, focused="size")
        assert "required" in await tab.error("slash", channel_id=here, command="world create")
        await tab.result("slash", channel_id=here, command="panel", options={"whisper": True})
        panel = (await tab.until("message"))["message"]
        assert (panel["ephemeral"], panel["v2"], panel["html"]) == (True, True, "")
        assert panel["command"] == {"member_id": hall.ben.id, "member": "Ben", "name": "/panel"}
        (box,) = panel["components"]
        assert (box["kind"], box["colour"]) == ("container", "#336699")
        kinds = [one["kind"] for one in box["components"]]
        assert kinds == ["text", "gallery", "separator", "row", "row"]
        assert box["components"][0]["html"].startswith("<h1>The Hall</h1>")
        picture = box["components"][1]["items"][0]["url"]
        async with browser.http.get(browser.base + picture) as answer:
            assert answer.headers["Content-Type"] == "image/png"
        pressed = await tab.result("click", message_id=panel["id"], custom_id="count:0")
        await tab.until("interaction", id=pressed["interaction_id"], state="sent")
        changed = (await tab.until("message", id=panel["id"]))["message"]
        assert "counted 1 times" in json.dumps(changed["components"])
        await tab.until("interaction", id=pressed["interaction_id"], state="done")
        await tab.result("select", message_id=panel["id"], custom_id="pick", values=["Map"])
        await tab.until("message", content="Chosen: Map")
        assert "disabled" in await tab.error("click", message_id=panel["id"], custom_id="locked")
        await tab.result("click", message_id=panel["id"], custom_id="name")
        modal = (await tab.until("modal"))["modal"]
        assert [one["kind"] for one in modal["fields"]] == ["input", "select"]
        first = {"interaction_id": modal["interaction_id"]}
        name, kind = [one["custom_id"] for one in modal["fields"]]
        assert "2 to 10" in await tab.error("submit", **first, fields={name: "Z", kind: ["Bard"]})
        await tab.result("submit", **first, fields={name: "Zed", kind: ["Bard"]})
        await tab.until("modal_gone", **first)
        answer = (await tab.until("message", content="Zed the Bard"))["message"]
        await tab.result("dismiss", message_id=answer["id"])
        await tab.until("message_gone", message_id=answer["id"])
        await tab.result("click", message_id=panel["id"], custom_id="name")
        again = (await tab.until("modal"))["modal"]["interaction_id"]
        await tab.result("dismiss_modal", interaction_id=again)
        assert "not open" in await tab.error("submit", interaction_id=again, fields={})
        hall.ben.say("public")
        public = (await tab.until("message", content="public"))["message"]
        assert "alone" in await tab.error("dismiss", message_id=public["id"])
        target = {"channel_id": here, "command": "Greet", "target_id": hall.ada.id}
        await tab.result("context", **target)
        greeted = await tab.until("message", content=f"Hello, <@{hall.ada.id}>")
        assert "@Ada</span>" in greeted["message"]["html"]


async def test_bot_comes_and_goes(hall: Hall, browser: Browser) -> None:
    """Tabs are told of the bot, of channels, of typing, and of new commands."""
    async with browser.tab(hall.ben.id) as tab:
        local = hall.ground.server.local
        cellar = hall.guild.add_channel("cellar")
        assert (await tab.until("channel", name="cellar"))["channel"]["kind"] == "text"
        cellar.delete()
        assert (await tab.until("channel_gone"))["channel_id"] == cellar.id
        headers = {"Authorization": f"Bot {hall.ground.token}"}
        url = f"{hall.ground.api_base}/channels/{hall.channel.id}/typing"
        async with browser.http.post(url, headers=headers):
            assert (await tab.until("typing"))["name"] == "Orb"
        path = f"{hall.ground.api_base}/applications/{local.state.application_id}/commands"
        body = [{"name": "look", "description": "Look"}]
        async with browser.http.put(path, headers=headers, json=body):
            assert (await tab.until("commands"))["commands"][0]["name"] == "look"
        socket = await browser.http.ws_connect(hall.ground.gateway_url)
        await socket.send_json({"op": 2, "d": {"token": hall.ground.token, "intents": 1}})
        await tab.until("bot", connected=True)
        hall.ground.drop_connection()
        await tab.until("bot", connected=False)


async def test_not_for_others(hall: Hall, browser: Browser, bot: Small) -> None:
    """No tab gets, or can press, what is for another member."""
    r = await hall.ben.slash("panel")
    async with browser.tab(hall.ada.id) as tab:
        snapshot = await tab.until("snapshot")
        assert snapshot["messages"][hall.channel.id] == []
        for key in ("count:0", "name"):
            pressed = await tab.error("click", message_id=r.original.id, custom_id=key)
            assert "no such message" in pressed
        await hall.ben.click(r.original, "Count 0")
        hall.ben.say("end")
        while (await tab.until("message"))["message"]["content"] != "end":
            pytest.fail("an ephemeral message was pushed to another member")
