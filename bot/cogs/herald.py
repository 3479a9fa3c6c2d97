"""Brings what happens in the worlds to their channels, each in its own time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.cogs.notes import Notes
from bot.cogs.pace import Paces
from bot.cogs.refusals import LINE_TROUBLES
from bot.cogs.services import Services
from bot.cogs.voice import CHANNEL, Voice, key_of, stage_in
from bot.engine.mending import Mended

LATELY = 86_400.0
"""How long ago something may have happened in a world that is taken up again, in seconds."""

PATIENCE = 5.0
"""So many seconds the voices have to fall silent by themselves."""
BIT = 1.0
"""So many seconds those have that were cut short."""

log = logging.getLogger(__name__)


class Herald:
    """One voice for each channel in which something happens."""

    def __init__(
        self, services: Services, notes: Notes, find: Callable[[int], Awaitable[Any]]
    ) -> None:
        self.paces = Paces(time.monotonic)
        self._services = services
        self._notes = notes
        self._find = find
        self._voices: dict[int, Voice] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._worlds: dict[int, str] = {}
        self._floors: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ending: set[asyncio.Task[None]] = set()
        self._is_over = False

    def tell(self, world_id: str, channel_id: int) -> None:
        """Something happened in a world: let its channel hear of it soon. Returns at once."""
        if self._is_over:
            return
        if self._worlds.get(channel_id) == world_id:
            if voice := self._voices.get(channel_id):
                voice.wake()
            return
        self._stop(channel_id)
        self._worlds[channel_id] = world_id
        self._tasks[channel_id] = asyncio.create_task(self._speak(world_id, channel_id))

    async def post(self, channel_id: int, view: discord.ui.LayoutView) -> None:
        """Say something else in a channel, when it is its turn; raises what sending does."""
        channel = await self._find(channel_id)
        await self.paces.of(channel_id).turn()
        await channel.send(view=view)

    async def end(self, channel_id: int) -> None:
        """A channel holds no world any more: fall silent there, and take its stage away."""
        self._stop(channel_id)
        async with self._floors[channel_id]:
            try:
                await self._remove_stage(channel_id)
            except LINE_TROUBLES as error:
                # It stays in the notes, so that it is removed when the channels are taken up.
                log.info("The stage of channel %s stays for now: %s", channel_id, error)
                return
            await self._notes.set(**{key_of(channel_id): None})

    def tell_of(self, mended: Mended) -> None:
        """A function was mended or set aside: let its channel hear of it. Returns at once."""
        if mended.channel_id is not None:
            self.tell(mended.world_id, int(mended.channel_id))

    async def resume(self) -> None:
        """Take up the worlds in which something happened not long before the program was ended.

        What was not posted then is posted now, and what falls due happens though nobody acts.
        The stages of worlds that were ended meanwhile are removed.
        """
        lately = self._services.game.clock.now() - LATELY
        worlds = await self._services.game.store.worlds()
        busy = {one.id for one in worlds if one.last_at is not None and one.last_at > lately}
        held = {key_of(int(one.channel_id)): one for one in await self._services.channels.all()}
        for key in self._notes.keys(CHANNEL):
            channel_id = int(key.removeprefix(CHANNEL))
            if (one := held.get(key)) is None:
                await self.end(channel_id)
            elif one.world_id in busy:
                self.tell(one.world_id, channel_id)

    async def close(self) -> None:
        """Fall silent, each voice as soon as it has said what it was saying."""
        self._is_over = True
        for channel_id in list(self._tasks):
            self._stop(channel_id)
        if not self._ending:
            return
        _, late = await asyncio.wait(self._ending, timeout=PATIENCE)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d channels were not told everything.", len(late))
            await asyncio.wait(late, timeout=BIT)

    def _stop(self, channel_id: int) -> None:
        self._worlds.pop(channel_id, None)
        voice, task = self._voices.pop(channel_id, None), self._tasks.pop(channel_id, None)
        if task is None:
            return
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        if voice is None:
            task.cancel()
        else:
            voice.stop()

    async def _remove_stage(self, channel_id: int) -> None:
        stage_id = stage_in(self._notes, channel_id)
        if not stage_id:
            return
        try:
            channel = await self._find(channel_id)
            await channel.get_partial_message(stage_id).delete()
        except (discord.NotFound, discord.Forbidden) as error:
            log.info("The stage of channel %s is out of reach: %s", channel_id, error)

    async def _speak(self, world_id: str, channel_id: int) -> None:
        me = asyncio.current_task()
        try:
            async with self._floors[channel_id]:
                voice = Voice(
                    self._services,
                    self._notes,
                    await self._find(channel_id),
                    world_id=world_id,
                    pace=self.paces.of(channel_id),
                    timer=time.monotonic,
                )
                self._voices[channel_id] = voice
                voice.wake()
                await voice.run()
        except LINE_TROUBLES as error:
            log.info("Channel %s cannot be written to: %s", channel_id, error)
        except Exception:  # nobody awaits this task, so its trouble is logged here
            log.exception("The voice of channel %s failed.", channel_id)
        finally:
            if self._tasks.get(channel_id) is me:
                del self._tasks[channel_id], self._worlds[channel_id]
                self._voices.pop(channel_id, None)
