"""How often a channel may be written to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

MESSAGES = 4
"""So many messages in `SPAN` seconds; Discord allows 5 in 5 seconds, one is left for others."""
SPAN = 6.0
"""A second more than Discord's, for messages that are long on their way."""


class Pace:
    """Messages posted lately; `timer` gives seconds that only grow.

    Messages of a pace `within` another are that one's too.
    """

    def __init__(
        self,
        timer: Callable[[], float],
        *,
        most: int = MESSAGES,
        span: float = SPAN,
        within: Pace | None = None,
    ) -> None:
        self._timer = timer
        self._most = most
        self._span = span
        self._within = within
        self._posted: deque[float] = deque()

    def wait(self) -> float:
        """In how many seconds the next message may be posted, 0 if now."""
        now = self._timer()
        while self._posted and self._posted[0] <= now - self._span:
            self._posted.popleft()
        outer = self._within.wait() if self._within else 0.0
        if len(self._posted) < self._most:
            return outer
        return max(outer, self._posted[0] + self._span - now)

    def note(self) -> None:
        """A message is being posted."""
        self._posted.append(self._timer())
        if self._within:
            self._within.note()

    async def turn(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Wait until a message may be posted, which then has to be."""
        while wait := self.wait():
            await sleep(wait)
        self.note()


class Paces:
    """One pace for each channel, shared by all that is posted there."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._by_channel: dict[int, Pace] = {}

    def of(self, channel_id: int) -> Pace:
        """The pace of a channel."""
        return self._by_channel.setdefault(channel_id, Pace(self._timer))

    def share_of(self, channel_id: int, most: int) -> Pace:
        """A part of a channel's pace, so that something else can be posted beside it."""
        return Pace(self._timer, most=most, within=self.of(channel_id))
