"""How the events of a demo look: what is shown, and JSON lines for programs."""

from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from bot.engine.demo import DemoEnd, DemoEvent
from bot.engine.world import World
from bot.values import JsonObject, dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What is played: `writer` is a sentence, `functions` are to be written before it begins.

    `kept` is the data folder, where there is one that outlives the program.
    """

    title: str
    recipe: str
    script: str
    writer: str
    functions: int
    kept: Path | None = None


@dataclass(slots=True)
class Credits:
    """Which model wrote which function, and what it took."""

    models: dict[str, str] = field(default_factory=dict[str, str])
    tokens: int = 0

    def note(self, event: DemoEvent) -> None:
        """Count an event of a function that was kept."""
        tokens = event.details.get("tokens")
        self.tokens += tokens if isinstance(tokens, int) else 0
        if event.text:
            self.models[str(event.details.get("name"))] = str(event.details.get("model"))

    @property
    def counts(self) -> Counter[str]:
        """How many functions each model wrote."""
        return Counter(self.models.values())


class View(Protocol):
    """Shows a demo to somebody."""

    def begin(self, bill: Bill) -> None:
        """The demo begins."""
        ...

    def show(self, event: DemoEvent) -> None:
        """Something happened."""
        ...

    def progress(self, stage: str, attempt: int) -> None:
        """The writing of a player's tool has come to a stage."""
        ...

    def world(self, world: World) -> None:
        """The world after a step."""
        ...

    def end(self, end: DemoEnd, credits: Credits) -> None:
        """The demo is over."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was, however the demo ended."""
        ...


class JsonView:
    """One JSON object a line, in UTF-8."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        if isinstance(self._out, io.TextIOWrapper):
            self._out.reconfigure(encoding="utf-8")

    def begin(self, bill: Bill) -> None:
        """Say who will write."""
        self._line({"type": "log", "text": bill.writer, "kind": "system"})

    def show(self, event: DemoEvent) -> None:
        """Print the event."""
        self._line({"type": event.type, "text": event.text, **event.details})

    def progress(self, stage: str, attempt: int) -> None:
        """A program that reads lines is not told of stages."""

    def world(self, world: World) -> None:
        """The world is told by its hash, at the end."""

    def end(self, end: DemoEnd, credits: Credits) -> None:
        """Print the last line."""
        self._line(
            {
                "type": "end",
                "complete": end.complete,
                "failed_step": end.failed_step,
                "state_hash": end.state_hash or None,
                "functions": dict(credits.counts),
                "tokens": credits.tokens,
            }
        )

    def close(self) -> None:
        """Nothing is left behind."""

    def _line(self, value: JsonObject) -> None:
        self._out.write(dump(value) + "\n")
        self._out.flush()
