"""What is made to go wrong with the bot's requests."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass
class Fault:
    """A status that is answered in place of what a request would get, so many times."""

    status: int
    route: str
    times: int
    when: str


class Faults:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def fail_next(
        self, status: int = 502, route: str = "*", *, times: int = 1, when: str = "before"
    ) -> None:
        """Fail the next requests to routes like `POST /interactions/*`.

        `when` is `before` (nothing happened) or `after` (it took effect, the answer was lost).
        """
        if when not in ("before", "after"):
            raise ValueError(f"when is 'before' or 'after', not {when!r}")
        self._coming.append(Fault(status, route, times, when))

    def take(self, request: str) -> Fault | None:
        """The failure for a request (`POST /channels/1/messages`), used up by being taken."""
        for fault in self._coming:
            if fnmatchcase(request, fault.route):
                fault.times -= 1
                if fault.times == 0:
                    self._coming.remove(fault)
                return fault
        return None
