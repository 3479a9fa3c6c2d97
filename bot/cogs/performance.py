"""One demo on its stage: a public panel that follows it, its log posted beneath."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.cogs.gallery import Gallery
from bot.cogs.pace import Pace
from bot.cogs.refusals import LINE_TROUBLES
from bot.cogs.ui.demo import Shown, demo_page
from bot.cogs.ui.logs import LINES, LONGEST
from bot.cogs.ui.text import plain
from bot.cogs.voice import worded
from bot.cogs.words import say, translated
from bot.engine.channels.demo_worlds import DemoWorlds
from bot.engine.clock import SteppedClock
from bot.engine.demo import PLAYER, Demo, DemoEnd, DemoEvent
from bot.engine.errors import GameError
from bot.engine.files.recipe import Recipe
from bot.engine.files.script import Script
from bot.engine.journal import LineKind
from bot.engine.scene import scene_of
from bot.engine.storage.rows import LoggedLine
from bot.engine.world import World

EVERY = 1.0
"""The least time between two edits of the panel, in seconds."""
LONGEST_WAIT = 10.0
"""A script's wait is cut to so many seconds of real time."""
MOST = 2
"""So many messages in 5 seconds, so that the channel's own world can be heard too."""
FAREWELL = 60.0
"""So many seconds the last lines have to be posted."""
LAST_WORD = 3.0
"""So many seconds they have when the program ends."""
FITTING = 6
"""So many lines of full length fit into one embed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is played: the files, their title, how many times as fast its waits pass."""

    title: str
    recipe: Recipe
    script: Script
    speed: float


class Performance:
    """Plays one piece in one channel. `key` is the id of its world, and of its Stop button."""

    def __init__(
        self,
        piece: Piece,
        demos: DemoWorlds,
        channel: Any,
        *,
        key: str,
        pace: Pace,
        locale: str,
        gallery: Gallery | None,
    ) -> None:
        self.key = key
        self._piece = piece
        self._demos = demos
        self._channel = channel
        self._locale = locale
        self._gallery = gallery
        self._pace = pace
        self._shown = Shown(key=key, title=piece.title, step=0, count=len(piece.script.steps))
        self._lines: list[LoggedLine] = []
        self._counted = 0
        self._message: Any = None
        self._there: list[discord.Attachment] = []
        self._task: asyncio.Task[None] | None = None
        self._stopped_by = ""
        self._edited_at = 0.0

    async def begin(self) -> asyncio.Task[None]:
        """Post the panel and begin; raises `discord.HTTPException` where that is not allowed."""
        await self._post()
        self._task = asyncio.create_task(self._run())
        return self._task

    def stop(self, name: str) -> None:
        """End it now; `name` is who wants that."""
        self._stopped_by = name
        if self._task is not None:
            self._task.cancel()

    # What the demo tells -------------------------------------------------------------------

    def show(self, event: DemoEvent) -> None:
        """Something happens in the demo."""
        if event.type == "step":
            step = event.details.get("step")
            number = step if isinstance(step, int) else self._shown.step
            self._shown = replace(self._shown, step=number, caption=event.text)
        elif event.type == "log":
            self._counted += 1
            kind = LineKind(str(event.details.get("kind", LineKind.WORLD)))
            text = event.text
            line = LoggedLine(number=self._counted, position=0, at=0.0, kind=kind, text=text)
            self._lines.append(line)
        elif event.type == "result":
            self._shown = replace(self._shown, caption=event.text)

    def watch(self, world: World, clock: SteppedClock) -> None:
        """The demo's world has come to stand like this."""
        soul = world.soul_of(PLAYER)
        if soul is not None and soul.location_id in world.locations:
            self._shown = replace(self._shown, scene=scene_of(world, soul.id, clock.now()))

    # ---------------------------------------------------------------------------------------

    async def _run(self) -> None:
        end, patience = say(self._locale, "demo.interrupted"), FAREWELL
        try:
            async with self._telling():
                end = self._ending(await self._play())
        except asyncio.CancelledError:  # nothing but what follows is left to be cancelled
            if self._stopped_by:
                end = say(self._locale, "demo.stopped", name=plain(self._stopped_by))
            else:
                self._lines.clear()  # the program ends: there is no time to wait for the pace
                patience = LAST_WORD
        except GameError as error:
            end = say(
                self._locale,
                "demo.failed",
                text=plain(translated(self._locale, error.sentence), 600),
            )
        except Exception:  # nobody awaits this task, so its trouble is logged here
            log.exception("The demo %s failed.", self.key)
        self._shown = replace(self._shown, end=end)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._tell(is_last=True), patience)

    async def _play(self) -> DemoEnd:
        piece = self._piece
        async with self._demos.open(self.key, piece.title, piece.recipe) as (game, clock):
            demo = Demo(
                game,
                clock,
                piece.recipe,
                piece.script,
                show=self.show,
                watch=lambda world: self.watch(world, clock),
                sleep=self._wait,
                guild=str(self._channel.guild.id),
            )
            return await demo.play(self.key)

    def _ending(self, end: DemoEnd) -> str:
        if end.complete:
            return say(self._locale, "demo.complete")
        return say(self._locale, "demo.failed", text=plain(self._shown.caption, 600))

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds / self._piece.speed, LONGEST_WAIT))

    @asynccontextmanager
    async def _telling(self) -> AsyncGenerator[None]:
        """Show what happens while the block lasts; a message under way is sent to its end."""
        is_over = asyncio.Event()
        task = asyncio.create_task(self._tell_on(is_over))
        try:
            yield
        finally:
            is_over.set()
            await asyncio.wait([task], timeout=LAST_WORD)
            task.cancel()
            await asyncio.wait([task])

    async def _tell_on(self, is_over: asyncio.Event) -> None:
        told: Shown | None = None
        while not is_over.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(is_over.wait(), EVERY)
            if self._shown != told or self._lines:
                told = self._shown
                await self._tell()

    async def _tell(self, *, is_last: bool = False) -> None:
        """Post the lines that came, bring the panel up to date; one that fails is told later."""
        try:
            while self._lines and (is_last or not self._pace.wait()):
                await self._pace.turn()
                some = self._some()
                await self._channel.send(**worded(self._channel, self._locale, some))
                del self._lines[: len(some)]
            await self._post()
        except LINE_TROUBLES as error:
            log.info("A demo could not be shown: %s", error)

    def _some(self) -> list[LoggedLine]:
        """As many of the lines that came as go into one embed whole."""
        is_long = any(len(one.text) > LONGEST // 3 for one in self._lines[:LINES])
        return self._lines[: FITTING if is_long else LINES]

    async def _post(self) -> None:
        picture = None
        if self._gallery is not None and self._shown.scene is not None:
            picture = await self._gallery.picture(self._shown.scene, self._locale)
        page = demo_page(self._locale, self._shown, picture)
        if self._message is None:
            await self._pace.turn()
            self._message = await self._channel.send(view=page.view, files=page.files())
        else:
            await asyncio.sleep(self._edited_at + EVERY - time.monotonic())
            kept = page.attachments(self._there)
            self._edited_at = time.monotonic()
            try:
                self._message = await self._message.edit(view=page.view, attachments=kept)
            except discord.NotFound:  # somebody removed it: the next one is posted anew
                self._message, self._there = None, []
                raise
        with contextlib.suppress(AttributeError):
            self._there = list(self._message.attachments)
