"""What Discord's client lets a member send, and what it sends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playground_hall import Hall
from playground_raw import Raw

from playground.driver import Failed, HiddenCommand, Refused


def option(kind: int, name: str, **more: Any) -> dict[str, Any]:
    """An option."""
    return {"type": kind, "name": name, "description": "D"} | more


EVERY = [
    option(3, "text", min_length=2, max_length=4),
    option(3, "pick", choices=[{"name": "Big", "value": "b"}, {"name": "Small", "value": "s"}]),
    option(4, "whole", min_value=1, max_value=3),
    option(10, "part", min_value=0.5),
    option(5, "flag"),
    option(6, "who"),
    option(7, "where"),
    option(8, "role"),
    option(9, "any"),
    option(11, "file"),
]


def allow(hall: Hall, *commands: dict[str, Any]) -> None:
    """Give the playground these commands."""
    kept = [{"id": str(n), "type": 1, "description": "D"} | one for n, one in enumerate(commands)]
    hall.ground.server.local.state.commands["global"] = kept


async def test_every_kind_of_option(hall: Hall, raw: Raw) -> None:
    """Every kind of option is sent with its value, and what it names is resolved."""
    allow(hall, {"name": "all", "options": EVERY})
    await raw.identify()
    tavern = hall.guild.channels["tavern"]
    given = {
        "text": "abc", "pick": "Big", "whole": "3", "part": "0.5", "flag": False,
        "who": hall.ada, "where": tavern, "role": hall.guild.id, "any": hall.guild.id,
        "file": ("x.txt", b"x"),
    }  # fmt: skip
    hall.ben.send_slash("all", given)
    data = (await raw.receive("INTERACTION_CREATE"))["d"]["data"]
    values = {one["name"]: one["value"] for one in data["options"]}
    (file_id,) = data["resolved"]["attachments"]
    assert values == {
        "text": "abc", "pick": "b", "whole": 3, "part": 0.5, "flag": False,
        "who": hall.ada.id, "where": tavern.id, "role": hall.guild.id, "any": hall.guild.id,
        "file": file_id,
    }  # fmt: skip
    resolved = data["resolved"]
    assert int(resolved["members"][hall.ada.id]["permissions"]) & (1 << 5)
    assert resolved["users"][hall.ada.id]["global_name"] == "Ada"
    assert resolved["channels"][tavern.id]["name"] == "tavern"
    assert resolved["roles"][hall.guild.id]["name"] == "@everyone"


@pytest.mark.parametrize(
    "given",
    [
        {"text": "a"}, {"text": "abcde"}, {"pick": "Huge"}, {"whole": 0}, {"whole": 4},
        {"whole": 1.5}, {"part": 0.1}, {"part": "x"}, {"flag": "yes"}, {"who": "5"},
        {"where": "5"}, {"role": "5"}, {"any": "5"}, {"file": "5"}, {"other": 1},
    ],
)  # fmt: skip
async def test_wrong_option(hall: Hall, given: dict[str, Any]) -> None:
    """A value the option does not take is not sent."""
    allow(hall, {"name": "all", "options": EVERY})
    with pytest.raises(Refused):
        hall.ben.send_slash("all", given)


async def test_autocomplete_with_wrong_others(hall: Hall, raw: Raw) -> None:
    """While one types, what is wrong elsewhere is left out."""
    focus = option(3, "focus", autocomplete=True)
    group = option(2, "deep", options=[option(1, "down", options=[focus, *EVERY])])
    allow(hall, {"name": "all", "options": [group]})
    await raw.identify()
    asking = asyncio.create_task(
        hall.ben.autocomplete("all deep down", "focus", "x", whole=9, flag=True)
    )
    asked = (await raw.receive("INTERACTION_CREATE"))["d"]
    (deep,) = asked["data"]["options"]
    (down,) = deep["options"]
    assert (deep["type"], down["type"], asked["type"]) == (2, 1, 4)
    assert down["options"] == [
        {"name": "focus", "type": 3, "value": "x", "focused": True},
        {"name": "flag", "type": 5, "value": True},
    ]
    await raw.callback(asked, {"type": 8, "data": {"choices": [{"name": "X", "value": "x"}]}})
    assert await asking == [{"name": "X", "value": "x"}]


async def test_who_has_a_command(hall: Hall) -> None:
    """Commands are hidden by permissions, contexts and scope."""
    allow(
        hall,
        {"name": "open"},
        {"name": "guarded", "default_member_permissions": str(1 << 5)},
        {"name": "locked", "default_member_permissions": "0"},
        {"name": "private", "contexts": [1]},
        {"name": "homely", "dm_permission": False},
    )
    king = hall.guild.add_member("King", "administrator")
    assert hall.ben.commands == ["open", "homely"]
    assert hall.ada.commands == ["open", "guarded", "homely"]
    assert king.commands == ["open", "guarded", "locked", "homely"]
    assert hall.ben.direct().commands == ["open", "guarded", "locked", "private"]
    hall.guild.raw.roles[hall.guild.id].permissions = 1 << 10
    assert hall.ben.commands == []
    with pytest.raises(HiddenCommand):
        hall.ben.send_slash("open", {})


async def test_menu_of_a_message(hall: Hall, raw: Raw) -> None:
    """A command from a message's menu gets the message."""
    allow(hall, {"name": "Report", "type": 3})
    await raw.identify()
    message = hall.ada.say("Psst")
    asking = asyncio.create_task(hall.ben.menu("Report", message))
    asked = (await raw.receive("INTERACTION_CREATE"))["d"]
    assert asked["data"]["resolved"]["messages"][message.id]["content"] == "Psst"
    await raw.callback(asked, {"type": 4, "data": {"content": "Reported", "flags": 64}})
    assert (await asking).text == "Reported"


async def test_what_cannot_be_pressed(hall: Hall, raw: Raw) -> None:
    """Links, selects as buttons and buttons as selects, and what is named twice."""
    parts = [
        {"type": 2, "style": 5, "label": "Link", "url": "https://x.y"},
        {"type": 2, "style": 1, "label": "Twin", "custom_id": "a"},
        {"type": 2, "style": 1, "emoji": {"name": "🔥"}, "custom_id": "b"},
        {"type": 2, "style": 1, "label": "Twin", "custom_id": "c"},
    ]
    select = {"type": 3, "custom_id": "s", "disabled": True}
    select["options"] = [{"label": "A", "value": "a"}]
    rows = [{"type": 1, "components": parts}, {"type": 1, "components": [select]}]
    await raw.post({"content": "x", "components": rows})
    message = hall.channel.last
    for key, says in (("Link", "is a link"), ("Twin", "more than one"), ("s", "not a button")):
        with pytest.raises(Refused, match=says):
            hall.ben.send_click(message, key)
    for key, says in (("a", "not a select"), ("s", "disabled")):
        with pytest.raises(Refused, match=says):
            await hall.ben.select(message, key, ["a"])
    assert hall.ben.send_click(message, "🔥").failed == "The bot is not connected."
    hall.ground.server.writing.delete(message.raw)
    with pytest.raises(Refused, match="no such message"):
        hall.ben.send_click(message, "a")
    with pytest.raises(Refused, match="no such message"):
        await hall.ben.raw_component(message, "a", ["x"])


async def test_looking(hall: Hall, raw: Raw) -> None:
    """A test can look at everything there is in a message."""
    embed = {"author": {"name": "A"}, "title": "T", "footer": {"text": "F"}}
    select = {"type": 3, "custom_id": "s", "options": [{"label": "A", "value": "a"}]}
    row = {"type": 1, "components": [select]}
    waiting = asyncio.create_task(hall.channel.message("F"))
    await raw.post({"content": "C", "embeds": [embed], "components": [row]})
    message = await waiting
    assert (message.text, message.content) == ("C\nA\nT\nF", "C")
    assert message.embeds[0]["title"] == "T"
    assert message.selects == {"s": ["a"]}
    assert message.components[0]["components"][0] == message.component("s")
    assert repr(message).startswith("<message ")
    assert len({message, hall.channel.last}) == 1
    assert not message.loading
    assert (hall.channel.name, hall.ben.name) == ("adventure", "Ben")
    there = hall.guild.channels["tavern"]
    assert hall.ben.goto(there).visible == []
    other = hall.ground.add_guild("Other")
    assert hall.ben.in_guild(other).in_guild(other).channel.name == "general"
    assert hall.ground.guilds[1].members["Ben"].id == hall.ben.id
    with pytest.raises(TimeoutError, match="nothing to see"):
        await hall.ground.until(lambda: False, 0.01, "nothing to see")


async def test_answers_that_are_none(hall: Hall) -> None:
    """An interaction without an answer has nothing to look at."""
    allow(hall, {"name": "play"})
    r = hall.ben.send_slash("play", {})
    assert (r.latency, r.modal, r.followups) == (None, None, [])
    with pytest.raises(Failed, match="not connected"):
        _ = r.original


async def test_faults_are_matched(hall: Hall, raw: Raw) -> None:
    """A fault is for its route alone, and for so many times."""
    hall.ground.fail_next(500, "GET /gateway*", times=2)
    answers = [await raw.call("GET", path) for path in ("/users/@me", "/gateway", "/gateway/bot")]
    assert [one.status for one in answers] == [200, 500, 500]
    assert (await raw.call("GET", "/gateway")).status == 200
    with pytest.raises(ValueError, match="when is"):
        hall.ground.fail_next(500, when="sometime")
