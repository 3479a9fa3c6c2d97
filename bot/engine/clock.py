"""Where the time comes from: the machine, or a script that steps it."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> float:
        """Seconds since the epoch."""
        ...


class SystemClock:
    """The machine's time."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()


class SteppedClock:
    """A time that stands still until it is stepped, so that a script always plays alike."""

    def __init__(self, start: float = 0.0) -> None:
        self._now = start

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._now

    def step(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds

    def reach(self, moment: float) -> None:
        """Let time pass until `moment`, if it is still ahead."""
        self._now = max(self._now, moment)
