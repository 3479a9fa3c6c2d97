"""One answer to each interaction: in time, in one place, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from answers_play import begun, refusal
from cogs_play import Note, text_of

from bot.cogs.pages import Page, words
from bot.cogs.refusals import TokenGone
from bot.cogs.troubles import Complaint, answered
from bot.cogs.ui.orb import wish_dialog
from bot.engine.errors import FunctionTrouble, Refused


def gone_member(name: str) -> discord.app_commands.TransformerError:
    """A command asks for a member and is given somebody who has left."""
    known: Any = {"id": "1", "username": name, "discriminator": "0", "avatar": None}
    user = discord.User(state=SimpleNamespace(), data=known)  # type: ignore[arg-type]
    kind, transformer = discord.AppCommandOptionType.user, SimpleNamespace(_error_display_name="x")
    return discord.app_commands.TransformerError(user, kind, transformer)  # type: ignore[arg-type]


def said(what: Any) -> str:
    """The text of a view that was sent."""
    return text_of(Page(what))


@pytest.mark.parametrize(
    ("message", "first"),
    [(None, "message"), (Note(ephemeral=False), "message"), (Note(ephemeral=True), "update")],
)
async def test_a_page_is_shown_in_place_of_ones_own_message(message: Any, first: str) -> None:
    """On a message of one's own the page takes its place; from a public one it is a new message."""
    answer, wire = begun(message)
    await answer.show(words("One."))
    await answer.show(words("Two."))
    assert wire.kinds == [first, "edit"]


async def test_what_is_shown_beside_a_public_message_replaces_itself() -> None:
    """A page shown again takes the place of the first one, never that of what everybody sees."""
    answer, wire = begun(Note(ephemeral=False))
    await answer.defer()
    for text in ("One.", "Two.", "Three."):
        await answer.show(words(text))
    assert wire.kinds == ["defer", "follow", "change", "change"]


async def test_a_message_that_was_removed_meanwhile_is_made_anew() -> None:
    """Where the panel is gone, or what was announced is, the page comes in a new message."""
    answer, wire = begun(Note(ephemeral=True))
    wire.failures["update"] = refusal(10008, 404)
    await answer.show(words("Panel."))
    assert wire.kinds == ["message"]
    answer, wire = begun()
    wire.failures["edit"] = refusal(10008, 404)
    await answer.think()
    await answer.show(words("Progress."))
    await answer.show(words("Card."))
    assert wire.kinds == ["think", "follow", "change"]
    answer, wire = begun(Note(ephemeral=False))
    wire.failures["update"] = refusal(10008, 404)
    await answer.replace(words("Agreed."))
    assert wire.kinds == ["message"]


async def test_other_refusals_of_an_update_are_troubles() -> None:
    """What Discord does not take at all is not sent again."""
    for kind, ready in (("update", False), ("edit", True)):
        answer, wire = begun(Note(ephemeral=True))
        if ready:
            await answer.defer()
        wire.failures[kind] = refusal(50035)
        with pytest.raises(discord.HTTPException):
            await answer.show(words("Panel."))


async def test_an_interaction_discord_has_given_up_is_left_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After "unknown interaction" nothing more is sent: Discord counts what it refuses."""
    answer, wire = begun()
    wire.failure = refusal(10062, 404)
    with caplog.at_level(logging.WARNING):
        async with answered(answer):
            await answer.show(words("Late."))
    wire.failure = None
    async with answered(answer):
        with pytest.raises(TokenGone):
            await answer.show(words("Later."))
    assert wire.kinds == []
    assert not any(one.exc_info for one in caplog.records)


async def test_a_broken_line_ends_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Where the connection breaks while something is told, the log has it and nothing is raised."""
    answer, wire = begun(patience=0.01)
    wire.failure = aiohttp.ServerDisconnectedError()
    with caplog.at_level(logging.WARNING):
        async with answered(answer):
            await asyncio.sleep(0.03)
            raise Refused("The door is shut.")
    assert "could not be deferred" in caplog.text
    assert "The door is shut." in caplog.text


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        (None, ["think", "edit"]),
        (Note(ephemeral=True), ["defer", "edit"]),
        (Note(ephemeral=False), ["defer", "follow"]),
    ],
)
async def test_discord_hears_in_time_of_what_is_slow(message: Any, kinds: list[str]) -> None:
    """After a moment without an answer it is deferred, and the answer still finds its place."""
    answer, wire = begun(message, patience=0.01)
    async with answered(answer):
        await asyncio.sleep(0.05)
        await answer.show(words("Slow."))
    assert wire.kinds == kinds


async def test_a_quick_answer_is_not_deferred() -> None:
    """Nothing but the answer is sent."""
    answer, wire = begun(patience=0.01)
    async with answered(answer):
        await answer.show(words("Quick."))
        await asyncio.sleep(0.03)
    assert wire.kinds == ["message"]


async def test_a_dialog_can_only_come_first() -> None:
    """Once something was sent no dialog can be opened, and it says so."""
    answer, wire = begun()
    assert await answer.ask(wish_dialog("en", "x"))
    assert not await answer.ask(wish_dialog("en", "x"))
    assert wire.kinds == ["modal"]


async def test_a_sentence_stands_beside_what_is_shown() -> None:
    """What is told follows the page and does not replace it."""
    answer, wire = begun()
    await answer.show(words("Page."))
    await answer.tell("Sentence.")
    assert wire.kinds == ["message", "follow"]


async def test_a_sentence_fills_the_place_that_was_promised() -> None:
    """A message that was announced becomes the sentence."""
    answer, wire = begun()
    await answer.think()
    await answer.tell("Sentence.")
    assert wire.kinds == ["think", "edit"]


async def test_a_public_message_can_be_replaced() -> None:
    """What everybody sees is changed where it stands."""
    answer, wire = begun(Note(ephemeral=False))
    await answer.replace(words("Agreed."))
    assert wire.kinds == ["update"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Refused("The door is shut."), "The door is shut."),
        (FunctionTrouble("It broke.", detail="line 3"), "It broke."),
        (Complaint("trouble.no-world"), "There is no world in this channel."),
        (discord.app_commands.CheckFailure(), "may manage the server"),
        (discord.app_commands.CommandNotFound("x", []), "has changed"),
        (gone_member("*Ben*"), "\\*Ben\\* is no member of this server any more."),
    ],
)
async def test_a_trouble_is_told_in_words(error: Exception, sentence: str) -> None:
    """What the game refuses is told to the member."""
    answer, wire = begun()
    async with answered(answer):
        raise error
    assert wire.kinds == ["message"]
    assert sentence in said(wire.sent[0][1])


async def test_a_bug_is_told_with_a_reference_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The member reads a reference, the log has it with the traceback."""
    answer, wire = begun()
    with caplog.at_level(logging.ERROR):
        async with answered(answer):
            _ = 1 // 0
    record = next(one for one in caplog.records if one.exc_info)
    reference = record.getMessage().split()[-1]
    assert reference in said(wire.sent[0][1])
    assert "ZeroDivisionError" not in said(wire.sent[0][1])


async def test_silence_is_a_sentence_too() -> None:
    """What led to nothing is answered, on a message by leaving it as it is."""
    answer, wire = begun()
    async with answered(answer):
        pass
    assert "no answer" in said(wire.sent[0][1])
    answer, wire = begun(Note(ephemeral=True))
    async with answered(answer):
        pass
    assert wire.kinds == ["defer"]


async def test_an_answer_whose_receipt_was_lost_counts() -> None:
    """Discord says it was answered already: it is not answered twice."""
    answer, wire = begun()
    wire.failure = refusal(40060)
    await answer.show(words("One."))
    wire.failure = None
    await answer.show(words("Two."))
    assert wire.kinds == ["edit"]


@pytest.mark.parametrize("code", [50027, 10015, 10062])
async def test_a_token_that_is_dead_is_told_apart(code: int) -> None:
    """After a quarter of an hour the caller hears that nothing can be edited any more."""
    answer, wire = begun()
    await answer.show(words("One."))
    wire.failure = refusal(code, 401)
    with pytest.raises(TokenGone):
        await answer.show(words("Two."))
    async with answered(answer):
        await answer.show(words("Three."))


async def test_trouble_with_discord_itself_ends_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """When not even the sentence can be sent, the log has it and nothing is raised."""
    answer, wire = begun()
    wire.failure = refusal(0, 500)
    with caplog.at_level(logging.WARNING):
        async with answered(answer):
            raise Refused("The door is shut.")
    assert "The door is shut." in caplog.text
