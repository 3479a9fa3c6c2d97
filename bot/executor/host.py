"""What a host gives the executor: its APIs for a run, and a bench to try a function on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.executor.specification import DynamicFunction, Finding, Label
from bot.values import Json


class Host(Protocol):
    """The host APIs of one run."""

    @property
    def names(self) -> frozenset[str]:
        """The names a function finds in `external_apis`."""
        ...

    async def call(self, name: str, argument: Json) -> str:
        """The reply of one host API. A refusal is a reply; raising ends the run."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What trying a function on a copy of the world showed."""

    findings: tuple[Finding, ...] = ()
    label: Label | None = None
    effects: tuple[str, ...] = ()


class Bench(Protocol):
    """Tries a function that was written but is not yet kept."""

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """Run it where nothing can be lost, and say what was seen."""
        ...


class Progress(Protocol):
    """Told how the writing goes; must not raise and must return at once."""

    def __call__(self, stage: str, attempt: int) -> None:
        """`stage` is one of "thinking", "checking", "rehearsing", "mending", "kept", "failed"."""
        ...
