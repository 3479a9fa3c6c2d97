"""What a channel hears: gathered, at Discord's pace, nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.cogs.notes import Notes
from bot.cogs.pace import Pace
from bot.cogs.voice import FAR, Voice, key_of
from bot.engine.journal import LineKind
from bot.engine.store_rows import LoggedLine
from bot.engine.world import Chronicle, Puzzle, World
from bot.engine.world_settings import WorldSettings


class Clock:
    """A time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 10_000.0

    def timer(self) -> float:
        """Seconds that only grow."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.now += seconds
        await asyncio.sleep(0)


class Channel:
    """A channel that keeps what is posted, with the time."""

    def __init__(self, clock: Clock) -> None:
        self.id = 5
        self.clock = clock
        self.embeds: list[tuple[float, discord.Embed]] = []
        self.stages: dict[int, Any] = {}
        self.edits: list[tuple[int, Any]] = []
        self.posts: list[float] = []
        self.failure: Exception | None = None

    async def send(self, *, embed: Any = None, view: Any = None) -> Any:
        """Take a message."""
        if self.failure:
            raise self.failure
        self.posts.append(self.clock.now)
        if embed is not None:
            self.embeds.append((self.clock.now, embed))
        number = len(self.posts)
        if view is not None:
            self.stages[number] = view
        return SimpleNamespace(id=number)

    def get_partial_message(self, number: int) -> Any:
        """A message by its id."""

        async def edit(*, view: Any) -> None:
            if number not in self.stages:
                raise discord.NotFound(SimpleNamespace(status=404, reason=""), "gone")  # type: ignore[arg-type]
            self.edits.append((number, view))

        async def delete() -> None:
            self.stages.pop(number, None)

        return SimpleNamespace(edit=edit, delete=delete)


class Log:
    """A world whose log grows, where the front end looks for it."""

    def __init__(self, clock: Clock) -> None:
        self.lines: list[LoggedLine] = []
        self.clock = self
        self.store = self
        self.game = self
        self.settings = self
        self._clock = clock
        self.puzzles: dict[str, Puzzle] = {}
        self.chosen = WorldSettings()

    def now(self) -> float:
        """The time."""
        return self._clock.now

    def happens(self, count: int = 1) -> None:
        """So many lines are said."""
        for _ in range(count):
            number = len(self.lines) + 1
            text = f"Line {number}."
            self.lines.append(
                LoggedLine(number=number, position=0, at=0.0, kind=LineKind.DEED, text=text)
            )

    async def world(self, _: str) -> World:
        """The world."""
        actions = len(self.lines)
        chronicle = Chronicle(name="World", seed=1, is_born=True, actions=actions)
        return World(id="w", chronicle=chronicle, puzzles=self.puzzles)

    async def log_since(self, _: str, number: int, limit: int) -> list[LoggedLine]:
        """The lines after an action."""
        return [one for one in self.lines if one.number > number][-limit:]

    async def of(self, _: str) -> WorldSettings:
        """The world's settings."""
        return self.chosen


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


@pytest.fixture
def voice(log: Any, notes: Notes, channel: Channel, clock: Clock) -> Voice:
    """The channel's voice."""
    return Voice(log, notes, channel, world_id="w", timer=clock.timer, sleep=clock.sleep)


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
    again = Voice(log, notes, channel, world_id="w", timer=clock.timer, sleep=clock.sleep)
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


def test_the_pace_allows_so_many_and_then_waits(clock: Clock) -> None:
    """The fifth message within five seconds has to wait for the first to be five seconds old."""
    pace = Pace(clock.timer)
    for _ in range(4):
        assert pace.wait() == 0
        pace.note()
        clock.now += 1
    assert pace.wait() == 1.0
    clock.now += 1
    assert pace.wait() == 0


async def test_notes_survive_a_restart_and_a_spoilt_file(tmp_path: Path) -> None:
    """What was noted is read again; a file that is no JSON is as good as none."""
    file = tmp_path / "folder" / "notes.json"
    notes = Notes(file)
    await notes.open()
    await notes.set(a=1, b="x")
    await notes.set(b=None)
    again = Notes(file)
    await again.open()
    assert (again.number("a"), again.get("b"), again.number("c")) == (1, None, 0)
    file.write_text("{")
    spoilt = Notes(file)
    await spoilt.open()
    assert spoilt.get("a") is None
