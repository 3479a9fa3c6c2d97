"""Many presses at once: first responses come before everything else, and the last page stays."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, cast

import discord

FEW = 3
"""While no more than so many are being answered, each is answered with the content itself."""
MOMENT = 0.25
"""For so many seconds at most work waits for the first responses to others."""
KEPT = 20_000
"""How many controls and messages are remembered."""


class Rush:
    """Who is being answered, who has not had a first response, which controls are plain, and what
    the members' own messages show.

    A control is plain if no dialog comes of it, so that its answer may be put off: a dialog can
    only be a first response.
    """

    def __init__(self, *, few: int = FEW, moment: float = MOMENT, keep: int = KEPT) -> None:
        self._few = few
        self._moment = moment
        self._keep = keep
        self._under_way = 0
        self._is_on = asyncio.Event()
        self._unheard = 0
        self._all_heard = asyncio.Event()
        self._all_heard.set()
        self._plain: OrderedDict[Hashable, None] = OrderedDict()
        self._turned: OrderedDict[int, int] = OrderedDict()
        self._pressed: OrderedDict[int, int] = OrderedDict()

    @property
    def is_on(self) -> bool:
        """Whether so many are being answered that the next one should be told to wait."""
        return self._is_on.is_set()

    def enter(self) -> None:
        """One more is being answered."""
        self._under_way += 1
        if self._under_way > self._few:
            self._is_on.set()

    def leave(self) -> None:
        """One fewer is."""
        self._under_way -= 1
        if self._under_way <= self._few:
            self._is_on.clear()

    async def comes(self, seconds: float) -> None:
        """Wait until it is on, but no longer than so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_on.wait()

    def expect(self) -> None:
        """A first response is about to be sent."""
        self._unheard += 1
        self._all_heard.clear()

    def heard(self) -> None:
        """It was sent, or could not be."""
        self._unheard -= 1
        if self._unheard == 0:
            self._all_heard.set()

    async def lull(self) -> None:
        """Wait until everybody has heard something, but not long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._moment):
                await self._all_heard.wait()

    def learn(self, control: Hashable) -> None:
        """No dialog comes of a control."""
        self._plain[control] = None
        self._plain.move_to_end(control)
        if len(self._plain) > self._keep:
            self._plain.popitem(last=False)

    def unlearn(self, control: Hashable) -> None:
        """A dialog came of it after all."""
        self._plain.pop(control, None)

    def is_plain(self, control: Hashable) -> bool:
        """Whether it is known that no dialog comes of a control."""
        return control in self._plain

    def turned(self, message_id: int, interaction_id: int) -> None:
        """A message now shows what an interaction led to; ids grow with time."""
        self._note(self._turned, message_id, interaction_id)

    def is_overtaken(self, message_id: int, interaction_id: int) -> bool:
        """Whether a message shows already what a later interaction led to."""
        return self._turned.get(message_id, 0) > interaction_id

    def pressed(self, message_id: int, interaction_id: int) -> None:
        """A control of a message was used: it may soon show something else."""
        self._note(self._pressed, message_id, interaction_id)

    def is_pressed_since(self, message_id: int, interaction_id: int) -> bool:
        """Whether a control of a message was used in a later interaction."""
        return self._pressed.get(message_id, 0) > interaction_id

    def _note(self, newest: OrderedDict[int, int], message_id: int, interaction_id: int) -> None:
        newest[message_id] = max(interaction_id, newest.pop(message_id, 0))
        if len(newest) > self._keep:
            newest.popitem(last=False)


def control_of(interaction: discord.Interaction) -> Hashable:
    """What was used and where: the same for everybody who uses it in this channel."""
    data = cast("dict[str, Any]", interaction.data or {})
    chosen = [str(one.get("value")) for one in data.get("options", ())]
    used = data.get("custom_id") or data.get("name")
    return (interaction.channel_id, used, *data.get("values", ()), *chosen)
