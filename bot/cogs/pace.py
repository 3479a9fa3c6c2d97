"""How often a channel may be written to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MESSAGES = 4
"""So many messages in `SPAN` seconds; Discord allows 5, one is left for others."""
SPAN = 5.0


class Pace:
    """Messages posted lately; `timer` gives seconds that only grow."""

    def __init__(
        self, timer: Callable[[], float], *, most: int = MESSAGES, span: float = SPAN
    ) -> None:
        self._timer = timer
        self._most = most
        self._span = span
        self._posted: deque[float] = deque()

    def wait(self) -> float:
        """In how many seconds the next message may be posted, 0 if now."""
        now = self._timer()
        while self._posted and self._posted[0] <= now - self._span:
            self._posted.popleft()
        if len(self._posted) < self._most:
            return 0.0
        return self._posted[0] + self._span - now

    def note(self) -> None:
        """A message was posted just now."""
        self._posted.append(self._timer())
