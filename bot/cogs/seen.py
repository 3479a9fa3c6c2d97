"""Which interactions were begun already: one delivered twice has no second effect."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 20_000
"""How many ids are remembered: more than come within the quarter of an hour a token lives."""


class Seen:
    """The ids of the latest interactions.

    What happens across a restart is held by the journal, which knows each action's reference.
    """

    def __init__(self, keep: int = KEPT) -> None:
        self._keep = keep
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_new(self, interaction_id: int) -> bool:
        """Whether this id comes for the first time; it is remembered."""
        if interaction_id in self._ids:
            return False
        self._ids[interaction_id] = None
        if len(self._ids) > self._keep:
            self._ids.popitem(last=False)
        return True
