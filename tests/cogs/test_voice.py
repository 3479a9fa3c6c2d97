"""What a channel hears: gathered, at Discord's pace, nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from voice_play import Channel, Clock, Log

from bot.cogs.notes import Notes
from bot.cogs.pace import Pace
from bot.cogs.voice import FAR, Voice, key_of, stage_in
from bot.engine.channels.world_settings import WorldSettings
from bot.engine.credits import Ending
from bot.engine.world import Puzzle


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def log(clock: Clock) -> Log:
    """The world's log."""
    return Log(clock)


@pytest.fixture
def channel(clock: Clock) -> Channel:
    """The channel."""
    return Channel(clock)


@pytest.fixture
async def notes(tmp_path: Path) -> Notes:
    """Empty notes."""
    notes = Notes(tmp_path / "notes.json")
    await notes.open()
    return notes


def voice_of(log: Any, notes: Notes, channel: Channel, clock: Clock) -> Voice:
    """A voice at the channel's own pace."""
    pace = Pace(clock.timer)
    return Voice(log, notes, channel, world_id="w", pace=pace, timer=clock.timer, sleep=clock.sleep)


@pytest.fixture
def voice(log: Any, notes: Notes, channel: Channel, clock: Clock) -> Voice:
    """The channel's voice."""
    return voice_of(log, notes, channel, clock)


@pytest.fixture
async def speaking(voice: Voice) -> AsyncGenerator[Voice]:
    """A voice at work."""
    task = asyncio.create_task(voice.run())
    yield voice
    task.cancel()
    await asyncio.wait([task])


async def settled() -> None:
    """Let everything happen that can happen now."""
    for _ in range(60):
        await asyncio.sleep(0.001)


async def test_lines_that_come_together_are_one_message(
    speaking: Voice, log: Log, channel: Channel
) -> None:
    """What is said within a moment stands in one embed."""
    log.happens(3)
    speaking.wake()
    await settled()
    assert [embed.description for _, embed in channel.embeds] == ["Line 1.\nLine 2.\nLine 3."]


async def test_a_flood_keeps_discords_pace_and_loses_nothing(
    speaking: Voice, log: Log, channel: Channel
) -> None:
    """However fast lines come there are never six messages in five seconds, and all are counted."""
    for _ in range(40):
        log.happens(30)
        speaking.wake()
        await asyncio.sleep(0.002)
    await settled()
    for at in channel.posts:
        assert sum(at <= other < at + 5.0 for other in channel.posts) <= 5
    told = 0
    for _, embed in channel.embeds:
        folded = embed.footer.text
        told += len((embed.description or "").splitlines())
        told += int(folded.split()[1]) if folded else 0
    assert told == len(log.lines) == 1200


async def test_the_stage_is_edited_and_stays_near_the_end(
    voice: Voice, log: Log, channel: Channel, clock: Clock
) -> None:
    """It is edited when something changed, and posted anew when it has moved far up."""
    log.happens()
    await voice.post()
    first = next(iter(channel.stages))
    log.puzzles = {"p": Puzzle(id="p")}
    log.happens()
    await voice.post()
    assert [number for number, _ in channel.edits] == [first]
    for _ in range(FAR):
        log.happens()
        clock.now += 5
        await voice.post()
    assert len(channel.stages) == 1
    assert first not in channel.stages


async def test_a_stage_that_was_removed_is_posted_again(
    voice: Voice, log: Log, channel: Channel
) -> None:
    """Somebody deleted the message: there is a new one with the next change."""
    log.happens()
    await voice.post()
    channel.stages.clear()
    log.puzzles = {"p": Puzzle(id="p")}
    await voice.post()
    assert len(channel.stages) == 1


async def test_nothing_is_told_twice_after_a_restart(
    voice: Voice, log: Any, notes: Notes, channel: Channel, clock: Clock
) -> None:
    """A new voice goes on where the last one stopped, with the same stage."""
    log.happens(2)
    await voice.post()
    again = voice_of(log, notes, channel, clock)
    log.happens()
    await again.post()
    assert [embed.description for _, embed in channel.embeds] == ["Line 1.\nLine 2.", "Line 3."]
    assert notes.get(key_of(5)) is not None


async def test_a_world_that_began_anew_is_told_from_its_start(
    voice: Voice, log: Log, channel: Channel
) -> None:
    """After a reset the journal counts from one again."""
    log.happens(5)
    await voice.post()
    log.lines.clear()
    log.happens(2)
    await voice.post()
    assert channel.embeds[-1][1].description == "Line 1.\nLine 2."


async def test_settings_turn_the_stage_off(speaking: Voice, log: Log, channel: Channel) -> None:
    """Where there is to be none, only the log is posted."""
    log.chosen = WorldSettings(stage=False, locale="ru")
    log.happens(40)
    speaking.wake()
    await settled()
    assert channel.stages == {}
    assert channel.embeds[0][1].footer.text == "и ещё 25: /log"


async def test_trouble_passes(speaking: Voice, log: Log, channel: Channel) -> None:
    """What could not be posted is posted later."""
    channel.failure = OSError("the line is cut")
    log.happens()
    speaking.wake()
    await settled()
    assert channel.embeds == []
    channel.failure = None
    await settled()
    assert len(channel.embeds) == 1


async def test_a_channel_that_is_closed_is_left_alone(
    voice: Voice, log: Log, channel: Channel
) -> None:
    """Where the bot may not write its voice ends."""
    response: Any = SimpleNamespace(status=403, reason="")
    channel.failure = discord.Forbidden(response, "no")
    log.happens()
    voice.wake()
    await asyncio.wait_for(voice.run(), 5)
    assert channel.embeds == []


async def test_what_cannot_be_shown_does_not_have_the_lines_told_twice(
    log: Any, notes: Notes, channel: Channel, clock: Clock
) -> None:
    """A stage in an archived thread ends the voice in peace; the next one goes on after it."""
    await voice_of(log, notes, channel, clock).post()
    for code, status in ((50083, 400), (50001, 403)):
        response: Any = SimpleNamespace(status=status, reason="")
        kind = discord.Forbidden if status == 403 else discord.HTTPException
        log.happens()
        voice = voice_of(log, notes, channel, clock)
        await voice.post()
        told = len(channel.embeds)
        channel.failure_of_edits = kind(response, {"code": code, "message": "no"})
        log.puzzles = {str(code): Puzzle(id=str(code))}
        log.happens()
        voice.wake()
        await asyncio.wait_for(voice.run(), 5)
        channel.failure_of_edits = None
        await voice_of(log, notes, channel, clock).post()
        assert len(channel.embeds) == told + 1


async def test_the_stage_is_edited_once_a_second_at_most(
    voice: Voice, log: Log, channel: Channel, clock: Clock
) -> None:
    """Even where lines are gathered for half a second only."""
    await voice.post()
    at: list[float] = []
    for number in range(4):
        log.puzzles = {str(number): Puzzle(id=str(number))}
        await voice.post()
        at.append(clock.now)
        clock.now += 0.5
    assert len(channel.edits) == 4
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(at))


async def test_lines_are_words_where_no_embed_may_be_posted(
    voice: Voice, log: Log, channel: Any
) -> None:
    """Without the permission for embeds everything is said all the same, within the limits."""
    channel.guild = SimpleNamespace(me="me", preferred_locale="en-US")
    channel.permissions_for = lambda _: discord.Permissions(send_messages=True)
    log.happens(40)
    await voice.post(has_stage=False)
    (page,) = channel.stages.values()
    assert channel.embeds == []
    assert "Line 40." in str(page.to_components())
    assert "and 25 more" in str(page.to_components())


async def test_a_stopped_voice_says_what_it_is_saying(
    voice: Voice, log: Log, channel: Channel, notes: Notes
) -> None:
    """Stopped while a stage is on its way, it still notes which message the stage is."""
    is_sending, may_end = asyncio.Event(), asyncio.Event()
    send = channel.send

    async def slowly(**what: Any) -> Any:
        is_sending.set()
        await may_end.wait()
        return await send(**what)

    channel.send = slowly  # type: ignore[method-assign]
    log.happens()
    voice.wake()
    task = asyncio.create_task(voice.run())
    await is_sending.wait()
    voice.stop()
    may_end.set()
    await asyncio.wait_for(asyncio.wait([task]), 5)
    assert stage_in(notes, channel.id) in channel.stages


async def test_a_stage_that_is_not_wanted_any_more_goes(
    voice: Voice, log: Log, channel: Channel, notes: Notes
) -> None:
    """Where the setting turns it off, the message is removed, and so is its note."""
    log.happens()
    await voice.post()
    assert len(channel.stages) == 1
    log.happens()
    await voice.post(has_stage=False)
    assert channel.stages == {}
    assert stage_in(notes, channel.id) == 0


async def test_a_tale_is_ended_once(
    log: Log, notes: Notes, channel: Channel, clock: Clock, voice: Voice
) -> None:
    """The closing scene comes after the line that ends it; again only when all begins anew."""

    def scenes() -> int:
        return sum("The end." in str(view.to_components()) for view in channel.stages.values())

    log.happens(2)
    await voice.post(has_stage=False)
    assert scenes() == 0
    log.scene = Ending(
        world_name="World", location_id=None, title="Home", text="The end.", credits=()
    )
    log.happens()
    await voice.post(has_stage=False)
    assert scenes() == 1
    log.happens()
    await voice.post(has_stage=False)
    later = voice_of(log, notes, channel, clock)
    log.happens()
    await later.post(has_stage=False)
    assert scenes() == 1
    log.lines.clear()
    log.happens(1)
    await later.post(has_stage=False)
    assert scenes() == 2
