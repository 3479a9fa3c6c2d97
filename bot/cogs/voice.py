"""What a channel hears of its world: log lines gathered into embeds, and the stage."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.cogs.notes import Notes
from bot.cogs.pace import Pace
from bot.cogs.refusals import LINE_TROUBLES, is_shut
from bot.cogs.services import Services
from bot.cogs.ui.ending import ending_page
from bot.cogs.ui.logs import embed_of, page_of
from bot.cogs.ui.stage import stage, stage_text
from bot.engine.credits import BEFORE
from bot.engine.errors import GameError, NotFound
from bot.engine.party import party_of
from bot.engine.passing import next_due
from bot.engine.storage.rows import LoggedLine
from bot.engine.world import World
from bot.values import as_object, as_text

MEMBERS = "member"
"""The setting of a world in which everybody reads their own language."""
MOST_LINES = 1_000
FAR = 6
"""After so many messages below it the stage is posted anew at the end."""
OLD = 3_000.0
"""A stage older than this many seconds is posted anew: old messages may be edited seldom."""
IDLE = 3_600.0
"""After so many quiet seconds nobody listens for a channel any more, until something happens."""
RETRY = 15.0
EDITS = 1.0
"""The least time between two edits of the stage, in seconds."""
CHANNEL = "channel "
"""How the notes' keys of channels begin."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stood:
    """The stage as it was posted: its message, when, what it says, how much came after it."""

    message_id: int = 0
    at: float = 0.0
    edited_at: float = 0.0
    text: str = ""
    after: int = 0


class Voice:
    """One channel and its world. `run` posts until the channel has been quiet for long."""

    def __init__(
        self,
        services: Services,
        notes: Notes,
        channel: Any,
        *,
        world_id: str,
        pace: Pace,
        timer: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.world_id = world_id
        self._services = services
        self._game = services.game
        self._notes = notes
        self._channel = channel
        self._timer = timer
        self._sleep = sleep
        self._pace = pace
        self._news = asyncio.Event()
        self._task: asyncio.Task[Any] | None = None
        self._is_resting = self._is_over = False
        self._locale = locale_of(channel)
        kept = as_object(notes.get(key_of(channel.id)))
        self._posted = _number(kept.get("posted")) if kept.get("world") == world_id else 0
        self._has_ended = kept.get("ended") is True and self._posted > 0
        self._stood = Stood(message_id=stage_in(notes, channel.id), at=-OLD)

    def wake(self) -> None:
        """Something happened in the world."""
        self._news.set()

    def stop(self) -> None:
        """End, having said what is being said."""
        self._is_over = True
        if self._is_resting and self._task is not None:
            self._task.cancel()

    async def run(self) -> None:
        """Post what happens, until nothing has for long or the voice is stopped."""
        self._task = asyncio.current_task()
        while await self._hears():
            try:
                settings = await self._services.settings.of(self.world_id)
                await self._rest(settings.log_seconds)
                if settings.locale != MEMBERS:
                    self._locale = settings.locale
                await self.post(has_stage=settings.stage)
            except (GameError, *LINE_TROUBLES) as error:
                if isinstance(error, NotFound) or is_shut(error):
                    log.info("Channel %s is not written to: %s", self._channel.id, error)
                    return
                log.warning("Channel %s will be written to later: %s", self._channel.id, error)
                await self._rest(RETRY)
                self._news.set()

    async def post(self, *, has_stage: bool = True) -> None:
        """Post the lines that are new, and bring the stage up to date where there is to be one."""
        while wait := self._pace.wait():
            await self._rest(wait)
        self._news.clear()
        world = await self._game.world(self.world_id)
        if self._posted > world.chronicle.actions:
            self._posted, self._has_ended = 0, False  # the world began anew
        lines = await self._game.store.log_since(self.world_id, self._posted, MOST_LINES)
        if lines:
            await self._pace.turn(self._rest)
            await self._channel.send(**worded(self._channel, self._locale, lines))
            self._posted = lines[-1].number
            self._stood = replace(self._stood, after=self._stood.after + 1)
            await self._keep()  # now: what follows may fail, and nothing is to be said twice
            await self._end_tale(world)
        if has_stage:
            await self._set_stage()
        elif self._stood.message_id:
            await self._remove(self._stood.message_id)
            self._stood = Stood()
            await self._keep()

    async def _end_tale(self, world: World) -> None:
        """Post the closing scene, once, when the world's last riddle is solved."""
        ending = None if self._has_ended else await self._services.credits.ending(world)
        if ending is None or ending.number == BEFORE:
            return
        await self._pace.turn(self._rest)
        await self._channel.send(view=ending_page(self._locale, ending).view)
        self._has_ended = True
        self._stood = replace(self._stood, after=self._stood.after + 1)
        await self._keep()

    async def _hears(self) -> bool:
        """Wait for news, letting happen what falls due meanwhile; False when it was quiet."""
        while not self._is_over and not self._news.is_set():
            due_in = await self._due_in()
            try:
                with self._resting():
                    await asyncio.wait_for(self._news.wait(), min(due_in, IDLE))
            except TimeoutError:
                if due_in > IDLE:
                    return False
                await self._pass_time()
        return not self._is_over

    async def _rest(self, seconds: float) -> None:
        with self._resting():
            await self._sleep(seconds)

    @contextmanager
    def _resting(self) -> Iterator[None]:
        """Only meanwhile is it safe to cancel a voice, for then it has nothing under way."""
        if self._is_over:
            raise asyncio.CancelledError
        self._is_resting = True
        try:
            yield
        finally:
            self._is_resting = False

    async def _due_in(self) -> float:
        try:
            world = await self._game.world(self.world_id)
        except GameError:
            return IDLE * 2
        due = next_due(world) if world.chronicle.paused_at is None else None
        return max(0.1, due.at - self._game.clock.now()) if due else IDLE * 2

    async def _pass_time(self) -> None:
        try:
            if await self._game.pass_time(self.world_id):
                self._news.set()
        except GameError as error:
            log.warning("Time does not pass in %s: %s", self.world_id, error)
            await self._rest(RETRY)

    async def _set_stage(self) -> None:
        world = await self._game.world(self.world_id)
        party = party_of(world, {}, world.time_at(self._game.clock.now()))
        text, stood = stage_text(self._locale, party), self._stood
        is_far = stood.after >= FAR or self._timer() - stood.at > OLD
        if text == stood.text and not (is_far and stood.after):
            return
        page = stage(self._locale, party)
        if stood.message_id and not is_far:
            await self._rest(max(0.0, stood.edited_at + EDITS - self._timer()))
            try:
                await self._channel.get_partial_message(stood.message_id).edit(view=page.view)
                self._stood = replace(stood, text=text, edited_at=self._timer())
                return
            except discord.NotFound:
                log.info("The stage of %s was removed.", self.world_id)
        if self._pace.wait():
            self._news.set()
            return
        self._pace.note()
        sent = await self._channel.send(view=page.view)
        now = self._timer()
        self._stood = Stood(message_id=sent.id, at=now, edited_at=now, text=text)
        await self._keep()
        if stood.message_id:
            await self._remove(stood.message_id)

    async def _remove(self, message_id: int) -> None:
        try:
            await self._channel.get_partial_message(message_id).delete()
        except (discord.NotFound, discord.Forbidden):
            log.info("An old stage of %s could not be removed.", self.world_id)

    async def _keep(self) -> None:
        await self._notes.set(
            **{
                key_of(self._channel.id): {
                    "world": self.world_id,
                    "posted": self._posted,
                    "stage": str(self._stood.message_id),
                    "ended": self._has_ended,
                }
            }
        )


def key_of(channel_id: int) -> str:
    """Under what the notes keep how far a channel has heard."""
    return f"{CHANNEL}{channel_id}"


def stage_in(notes: Notes, channel_id: int) -> int:
    """The message the notes name as a channel's stage, 0 where there is none."""
    stage_id = as_text(as_object(notes.get(key_of(channel_id))).get("stage"), "0")
    return int(stage_id) if stage_id.isdecimal() else 0


def locale_of(channel: Any) -> str:
    """The language of a channel's server."""
    guild = getattr(channel, "guild", None)
    return str(getattr(guild, "preferred_locale", "en"))


def worded(channel: Any, locale: str, lines: Sequence[LoggedLine]) -> dict[str, Any]:
    """The lines as what is sent: an embed, or a page of words where the bot may post no embeds."""
    embed = embed_of(locale, lines)
    return {"embed": embed} if may_embed(channel) else {"view": page_of(embed).view}


def may_embed(channel: Any) -> bool:
    """Whether the bot may post embeds in a channel, as far as is known."""
    me = getattr(getattr(channel, "guild", None), "me", None)
    return me is None or channel.permissions_for(me).embed_links


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
