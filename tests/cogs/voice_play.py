"""A time, a channel and a log of a few lines, for the tests of what a channel hears."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import discord

from bot.engine.channels.world_settings import WorldSettings
from bot.engine.credits import Ending
from bot.engine.journal import LineKind
from bot.engine.storage.rows import LoggedLine
from bot.engine.world import Chronicle, Puzzle, World


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
        self.failure_of_edits: Exception | None = None

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
            if self.failure_of_edits:
                raise self.failure_of_edits
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
        self.credits = self
        self.scene: Ending | None = None

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

    async def ending(self, _: World) -> Ending | None:
        """The closing scene, once the tale is over."""
        return self.scene
