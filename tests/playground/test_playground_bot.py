"""A real discord.py plays through everything the game uses."""

from __future__ import annotations

import pytest
from playground_bot import PNG, Small
from playground_hall import Hall

from playground.driver import Failed, HiddenCommand, Refused


async def test_slash_is_answered(hall: Hall, bot: Small) -> None:
    """A slash command with options is answered with an embed, in well under a second."""
    r = await hall.ben.slash("world create", theme="frost", size=4, friend=hall.ada)
    assert r.text == "With Ada\nA world of frost\nSize\n4"
    assert r.latency is not None
    assert r.latency < 1
    assert hall.channel.last == r.original


async def test_deferred_answer_is_edited_in(hall: Hall, bot: Small) -> None:
    """A deferred answer shows as thinking, then its text; a follow-up is a message of its own."""
    r = hall.ben.send_slash("world slow", {"whisper": True})
    await r.acknowledged()
    assert r.original.loading
    await r.updated(times=2)
    assert [one.text for one in r.messages] == ["Thought about it.", "And then some."]
    assert not r.original.loading
    assert hall.ben.ephemerals == r.messages


async def test_ephemeral_is_for_one(hall: Hall, bot: Small) -> None:
    """An ephemeral panel is seen and pressed by its member alone."""
    r = await hall.ben.slash("panel")
    assert r.original in hall.ben.visible
    assert r.original not in hall.ada.visible
    assert hall.channel.messages == []
    with pytest.raises(Refused, match="no such message for you"):
        await hall.ada.click(r.original, "Count 0")
    hall.ben.dismiss(r.original)
    assert hall.ben.visible == []


async def test_panel_updates_in_place(hall: Hall, bot: Small) -> None:
    """A press changes a components v2 message in place, and keeps its picture."""
    r = await hall.ben.slash("panel")
    again = await hall.ben.click(r.original, "Count 0")
    assert again.response_type == 7
    assert again.original == r.original
    assert "counted 1 times" in r.text
    assert r.original.buttons == ["Count 1", "Name it", "Silent", "Locked"]
    assert r.original.read(r.original.attachments[0]) == PNG


async def test_modal_is_filled_in(hall: Hall, bot: Small) -> None:
    """A form is opened by a press, held to its limits, and its fields reach the bot."""
    r = await hall.ben.slash("panel")
    await hall.ben.click(r.original, "Name it")
    assert hall.ben.modal is not None
    assert hall.ben.modal.title == "Name it"
    assert list(hall.ben.modal.fields) == ["Name", "Kind"]
    with pytest.raises(Refused, match="2 to 10 characters"):
        await hall.ben.submit({"Name": "Z", "Kind": ["Witch"]})
    with pytest.raises(Refused, match="not one of"):
        await hall.ben.submit({"Name": "Zed", "Kind": ["King"]})
    done = await hall.ben.submit({"Name": "Zed", "Kind": ["Witch"]})
    assert done.text == "Zed the Witch"
    assert done.ephemeral
    assert hall.ben.modal is None


async def test_select_is_chosen_from(hall: Hall, bot: Small) -> None:
    """A select takes what it offers, at most as many as it says."""
    r = await hall.ben.slash("panel")
    with pytest.raises(Refused, match="Choose 1 to 2"):
        await hall.ben.select(r.original, "Pick", ["Rope", "Torch", "Map"])
    chosen = await hall.ben.select(r.original, "Pick", ["Rope", "Map"])
    await chosen.updated()
    assert chosen.followups[0].text == "Chosen: Rope, Map"


async def test_autocomplete_offers(hall: Hall, bot: Small) -> None:
    """The bot's choices come as one types."""
    assert await hall.ben.autocomplete("world create", "theme", "fr", size=2) == [
        {"name": "Frost", "value": "frost"}
    ]


async def test_files_go_both_ways(hall: Hall, bot: Small) -> None:
    """A picture in an embed can be looked at; a file given as an option can be read."""
    r = await hall.ben.slash("world map")
    file = r.original.attachments[0]
    assert (file.alt, file.type, file.width) == ("A map of it", "image/png", 1)
    assert r.original.read(file) == PNG
    loaded = await hall.ben.slash("world load", file=("world.txt", b"once upon"))
    assert loaded.text == "world.txt: once upon"


async def test_commands_are_hidden(hall: Hall, bot: Small) -> None:
    """A moderator's command is there for a moderator, and for nobody else."""
    assert "admin" in hall.ada.commands
    assert "admin" not in hall.ben.commands
    assert (await hall.ada.slash("admin")).text == "May: True"
    with pytest.raises(HiddenCommand):
        await hall.ben.slash("admin")


async def test_menu_command(hall: Hall, bot: Small) -> None:
    """A command from a member's menu gets that member; the mention pings nobody."""
    r = await hall.ben.menu("Greet", hall.ada)
    assert r.text == f"Hello, <@{hall.ada.id}>"
    assert r.original.raw.pings == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "'theme' is required"),
        ({"theme": "ice", "size": 10}, "at most 9"),
        ({"theme": "ice", "size": "many"}, "whole number"),
        ({"theme": "ice", "colour": "red"}, "no option 'colour'"),
        ({"theme": "ice", "friend": "12"}, "not a user"),
    ],
)
async def test_client_refuses_options(
    hall: Hall, bot: Small, options: dict[str, object], says: str
) -> None:
    """What Discord's client would not send is not sent."""
    with pytest.raises(Refused, match=says):
        await hall.ben.slash("world create", **options)
    assert bot.handled == 0


async def test_disabled_button(hall: Hall, bot: Small) -> None:
    """A disabled button cannot be pressed, and one that is not there cannot either."""
    r = await hall.ben.slash("panel")
    with pytest.raises(Refused, match="disabled"):
        await hall.ben.click(r.original, "Locked")
    with pytest.raises(Refused, match="no component 'Nothing'"):
        await hall.ben.click(r.original, "Nothing")


async def test_silence_fails(hall: Hall, bot: Small) -> None:
    """An interaction that is not answered in 3 s fails, as its member would see it."""
    slow = hall.ben.send_slash("world mute", {})
    await hall.ground.until(lambda: bot.handled == 1)
    hall.ground.clock.advance(3)
    with pytest.raises(Failed, match="The application did not respond"):
        await slow.done()
    r = await hall.ben.slash("panel")
    forged = hall.ben.send_click(r.original, "Silent")
    await hall.ground.until(lambda: bot.handled == 3)
    hall.ground.clock.advance(3)
    assert (await forged.ended()).failed == "This interaction failed"


async def test_forged_press_reaches_the_bot(hall: Hall, bot: Small) -> None:
    """A forged custom_id on somebody else's message is delivered as it is."""
    r = await hall.ben.slash("panel")
    forged = await hall.ada.raw_component(r.original, "count:41")
    assert forged.failed is None
    assert "counted 42 times" in r.text


async def test_thinking_too_long(hall: Hall, bot: Small) -> None:
    """A token is dead after 15 minutes: the placeholder goes and the interaction fails."""
    r = hall.ben.send_slash("world slow", {})
    await r.acknowledged()
    hall.ground.clock.advance(901)
    await r.ended()
    assert r.failed == "The application did not respond"
    await hall.ground.until(lambda: any("50027" in one.note for one in hall.ground.refused))
    assert hall.channel.messages == []
