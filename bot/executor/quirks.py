"""What an endpoint turned out not to take, so that it is not sent to it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.executor.endpoint import EndpointFailed

_NOT_TAKEN = frozenset({400, 404, 422, 501})
_NAMED = {
    "temperature": ("temperature",),
    "response_format": ("response_format", "json_schema", "mime type", "response_schema"),
    "max_tokens": ("max_tokens", "max_completion_tokens", "context length", "completion tokens"),
    "tools": ("tools", "function call", "tool_choice"),
}
"""The words in which an endpoint speaks of what it does not take, those of the surest first."""
_SUSPECTS = ("tools", "response_format", "max_tokens")
"""What is left out first where an endpoint does not say what it is that it does not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """Which extras of a request are left out, and whether its length is called otherwise."""

    left_out: frozenset[str] = frozenset()
    counts_completion: bool = False

    def applied(self, extras: dict[str, Any]) -> dict[str, Any]:
        """The extras as the endpoint takes them."""
        kept = {name: value for name, value in extras.items() if name not in self.left_out}
        if self.counts_completion and "max_tokens" in kept:
            kept["max_completion_tokens"] = kept.pop("max_tokens")
        return kept

    def after(self, failed: EndpointFailed, extras: dict[str, Any]) -> Quirks | None:
        """What is learnt from a request that was rejected; None where it was wrong anyway."""
        if failed.status not in _NOT_TAKEN:
            return None
        sent = [name for name in extras if name not in self.left_out]
        said = failed.said.lower()
        if "max_completion_tokens" in said and "max_tokens" in sent and not self.counts_completion:
            return replace(self, counts_completion=True)
        named = (
            name
            for name, words in _NAMED.items()
            if name in sent and any(word in said for word in words)
        )
        suspects = (name for name in _SUSPECTS if name in sent)
        suspect = next(named, None) or next(suspects, None)
        return None if suspect is None else replace(self, left_out=self.left_out | {suspect})

    def with_those_of(self, other: Quirks) -> Quirks:
        """What both have learnt."""
        return Quirks(
            left_out=self.left_out | other.left_out,
            counts_completion=self.counts_completion or other.counts_completion,
        )
