"""Brings what happens in the worlds to their channels, each in its own time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.cogs.notes import Notes
from bot.cogs.services import Services
from bot.cogs.voice import Voice, key_of

LATELY = 86_400.0
"""How long ago something may have happened in a world that is taken up again, in seconds."""

PATIENCE = 5.0
"""So many seconds the voices have to fall silent by themselves."""
BIT = 0.02

log = logging.getLogger(__name__)


class Herald:
    """One voice for each channel in which something happens."""

    def __init__(
        self, services: Services, notes: Notes, find: Callable[[int], Awaitable[Any]]
    ) -> None:
        self._services = services
        self._notes = notes
        self._find = find
        self._voices: dict[int, Voice] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._worlds: dict[int, str] = {}
        self._is_over = False

    def tell(self, world_id: str, channel_id: int) -> None:
        """Something happened in a world: let its channel hear of it soon. Returns at once."""
        if self._is_over:
            return
        if self._worlds.get(channel_id) == world_id:
            if voice := self._voices.get(channel_id):
                voice.wake()
            return
        if task := self._tasks.pop(channel_id, None):
            task.cancel()
        self._worlds[channel_id] = world_id
        self._voices.pop(channel_id, None)
        self._tasks[channel_id] = asyncio.create_task(self._speak(world_id, channel_id))

    async def resume(self) -> None:
        """Take up the worlds in which something happened not long before the program was ended.

        What was not posted then is posted now, and what falls due happens though nobody acts.
        """
        lately = self._services.game.clock.now() - LATELY
        worlds = await self._services.game.store.worlds()
        busy = {one.id for one in worlds if one.last_at is not None and one.last_at > lately}
        for one in await self._services.channels.all():
            if one.world_id in busy and self._notes.get(key_of(int(one.channel_id))):
                self.tell(one.world_id, int(one.channel_id))

    async def close(self) -> None:
        """Fall silent, each voice as soon as it has said what it was saying."""
        self._is_over = True
        for _ in range(int(PATIENCE / BIT)):
            for channel_id, task in self._tasks.items():
                voice = self._voices.get(channel_id)
                if voice is not None and voice.is_resting:
                    task.cancel()
            await asyncio.sleep(BIT)
            if not self._tasks:
                return
        for task in self._tasks.values():
            task.cancel()

    async def _speak(self, world_id: str, channel_id: int) -> None:
        me = asyncio.current_task()
        try:
            voice = Voice(
                self._services,
                self._notes,
                await self._find(channel_id),
                world_id=world_id,
                timer=time.monotonic,
            )
            self._voices[channel_id] = voice
            voice.wake()
            await voice.run()
        except discord.HTTPException as error:
            log.info("Channel %s cannot be written to: %s", channel_id, error)
        except Exception:  # nobody awaits this task, so its trouble is logged here
            log.exception("The voice of channel %s failed.", channel_id)
        finally:
            if self._tasks.get(channel_id) is me:
                del self._tasks[channel_id], self._worlds[channel_id]
                self._voices.pop(channel_id, None)
