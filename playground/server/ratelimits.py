"""How many requests of a kind Discord takes in how many seconds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from playground.clock import Clock

GLOBAL = (50, 1.0)
LIMITS = {
    "POST /channels/{channel}/messages": (5, 5.0),
    "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
    "DELETE /channels/{channel}/messages/{message}": (5, 1.0),
    "PATCH /channels/{channel}": (2, 600.0),
    "webhook": (5, 2.0),
    "old": (3, 6.0),
}
"""A kind of request: so many in so many seconds, for each channel or interaction."""


@dataclass
class Window:
    """A span of time in which requests are counted."""

    ends: float
    used: int = 0


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, and what its headers say."""

    passes: bool
    limit: int
    remaining: int
    ends: float
    wait: float
    bucket: str
    overall: bool = False

    def headers(self) -> dict[str, str]:
        """The rate limit headers of the answer."""
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{self.ends:.3f}",
            "X-RateLimit-Reset-After": f"{self.wait:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if not self.passes:
            # discord.py takes a 429 without `Via` for a ban and gives up.
            headers |= {"Retry-After": f"{self.wait:.3f}", "Via": "1.1 playground"}
            headers["X-RateLimit-Scope"] = "global" if self.overall else "user"
            headers |= {"X-RateLimit-Global": "true"} if self.overall else {}
        return headers


class RateLimits:
    """Counts requests by kind and by what they are about."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], Window] = {}
        self.limits = dict(LIMITS)
        self.overall: tuple[int, float] = GLOBAL
        self.refused = 0

    def take(self, kind: str, about: str) -> Verdict | None:
        """Count a request; None if its kind has no limit."""
        if kind not in self.limits:
            return None
        return self._count(kind, about, *self.limits[kind])

    def take_overall(self) -> Verdict:
        """Count a request among all of them."""
        return self._count("global", "", *self.overall)

    def _count(self, kind: str, about: str, limit: int, seconds: float) -> Verdict:
        now = self._clock.now()
        window = self._windows.get((kind, about))
        if window is None or window.ends <= now:
            self._forget(now)
            window = self._windows[kind, about] = Window(now + seconds)
        passes = window.used < limit
        if passes:
            window.used += 1
        else:
            self.refused += 1
        bucket = hashlib.sha256(kind.encode()).hexdigest()[:16]
        wait = max(0.001, window.ends - now)
        left = limit - window.used
        return Verdict(passes, limit, left, window.ends, wait, bucket, kind == "global")

    def _forget(self, now: float) -> None:
        self._windows = {key: one for key, one in self._windows.items() if one.ends > now}
