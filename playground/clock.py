"""The time the playground goes by: the machine's own, which a test may move on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime


class Alarm:
    """Something to be done at a moment; it can be called off."""

    def __init__(self, due: float, ring: Callable[[], None]) -> None:
        self.due = due
        self.ring = ring
        self.timer: asyncio.TimerHandle | None = None

    def cancel(self) -> None:
        """Call it off; nothing happens if it has rung."""
        if self.timer is not None:
            self.timer.cancel()


class Clock:
    """Seconds since 1970 plus what it was moved on by, and alarms that follow it."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._alarms: set[Alarm] = set()

    def now(self) -> float:
        """The moment, in seconds since 1970."""
        return time.time() + self._ahead

    def iso(self) -> str:
        """The moment as Discord writes it."""
        return iso(self.now())

    def at(self, due: float, ring: Callable[[], None]) -> Alarm:
        """Have something done at a moment (seconds since 1970)."""
        alarm = Alarm(due, ring)
        self._alarms.add(alarm)
        self._wind(alarm)
        return alarm

    def advance(self, seconds: float) -> None:
        """Move on; what falls due rings within the next turn of the loop."""
        self._ahead += seconds
        for alarm in list(self._alarms):
            self._wind(alarm)

    def stop(self) -> None:
        """Call every alarm off."""
        for alarm in self._alarms:
            alarm.cancel()
        self._alarms.clear()

    def _wind(self, alarm: Alarm) -> None:
        alarm.cancel()
        wait = max(0.0, alarm.due - self.now())
        alarm.timer = asyncio.get_running_loop().call_later(wait, self._ring, alarm)

    def _ring(self, alarm: Alarm) -> None:
        self._alarms.discard(alarm)
        alarm.ring()


def iso(moment: float) -> str:
    """A moment (seconds since 1970) as Discord writes it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
