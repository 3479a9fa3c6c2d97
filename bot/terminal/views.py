"""How the events of a demo look: in colour for people, as JSON lines for programs."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from bot.engine.demo import PLAYER, DemoEnd, DemoEvent
from bot.engine.world import World
from bot.values import JsonObject, dump

STAGES = {
    "thinking": "asking the model",
    "checking": "reading what it wrote",
    "rehearsing": "trying it on a copy of the world",
    "mending": "asking for a better one",
    "kept": "kept",
    "failed": "given up",
}
LONG_SOURCE = 24
"""Lines of a world's own function that are shown; a player's tool is shown whole."""


class View(Protocol):
    """Shows a demo to somebody."""

    def begin(self, title: str, model: str, functions: int) -> None:
        """The demo begins; `functions` are to be written before the world is born."""
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

    def end(self, end: DemoEnd, models: list[str]) -> None:
        """The demo is over."""
        ...


class JsonView:
    """One JSON object a line."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout

    def begin(self, title: str, model: str, functions: int) -> None:
        """Say which model will write."""
        self._line({"type": "log", "text": f"{title}; {model}", "kind": "system"})

    def show(self, event: DemoEvent) -> None:
        """Print the event."""
        self._line({"type": event.type, "text": event.text, **event.details})

    def progress(self, stage: str, attempt: int) -> None:
        """A program that reads lines is not told of stages."""

    def world(self, world: World) -> None:
        """The world is told by its hash, at the end."""

    def end(self, end: DemoEnd, models: list[str]) -> None:
        """Print the last line."""
        self._line(
            {
                "type": "end",
                "complete": end.complete,
                "failed_step": end.failed_step,
                "state_hash": end.state_hash,
                "models": [*models],
            }
        )

    def _line(self, value: JsonObject) -> None:
        self._out.write(dump(value) + "\n")
        self._out.flush()


class TerminalView:
    """Colours, panels, highlighted source and a progress bar."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=28),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, visible=False)
        self._seen: tuple[str | None, tuple[str, ...]] = (None, ())

    def begin(self, title: str, model: str, functions: int) -> None:
        """The title, and who writes."""
        self._console.print(Rule(Text(title, style="bold")))
        self._console.print(Text(f"{model[:1].upper()}{model[1:]}.", style="dim"))
        if functions:
            self._bar.update(
                self._task,
                description="writing the world's functions",
                total=functions,
                completed=0,
                visible=True,
            )
            self._bar.start()

    def show(self, event: DemoEvent) -> None:
        """One event, in its own colour."""
        match event.type:
            case "step":
                self._still()
                self._console.print()
                self._console.print(Text(f"▸ {event.text}", style="bold cyan"))
            case "log":
                self._still()
                quiet = event.details.get("kind") == "system"
                self._console.print(Text(f"  · {event.text}", style="dim" if quiet else "yellow"))
            case "result":
                self._still()
                went_well = event.details.get("ok", True)
                style = "green" if went_well else "bold red"
                self._console.print(
                    Text(f"  {'→' if went_well else '✗'} {event.text}", style=style)
                )
            case "function":
                self._function(event)

    def progress(self, stage: str, attempt: int) -> None:
        """Move the bar while the model works on a tool."""
        words = STAGES.get(stage, stage)
        suffix = f" (attempt {attempt})" if attempt > 1 else ""
        visible = stage not in ("kept", "failed")
        self._bar.update(
            self._task, description=f"the Orb is {words}{suffix}", total=None, visible=visible
        )
        if visible:
            self._bar.start()

    def world(self, world: World) -> None:
        """Where the player is and what is carried, whenever that has changed."""
        soul = world.soul_of(PLAYER)
        place = world.locations.get(soul.location_id or "") if soul else None
        if soul is None or place is None or self._seen == (place.id, soul.inventory):
            return
        self._seen = (place.id, soul.inventory)
        names = [world.artifacts[key].name for key in soul.inventory if key in world.artifacts]
        marks = [mark.name for mark in place.landmarks.values()]
        body = Text(place.description)
        body.append(f"\nHere: {', '.join(marks) or 'nothing'}", style="dim")
        body.append(f"\nCarried: {', '.join(names) or 'nothing'}", style="magenta")
        self._console.print(Panel(body, title=place.name, title_align="left", border_style="blue"))

    def end(self, end: DemoEnd, models: list[str]) -> None:
        """How it ended, and who wrote the functions."""
        self._still()
        self._console.print()
        self._console.print(Rule())
        if end.was_played:
            self._console.print(
                "This adventure had been played to its end. --recreate starts anew."
            )
        elif end.complete:
            self._console.print(Text("The adventure is complete.", style="bold green"))
        else:
            where = f"step {end.failed_step}" if end.failed_step else "genesis"
            self._console.print(Text(f"The demo stopped at {where}.", style="bold red"))
        self._console.print(Text("; ".join(models), style="dim"))
        self._console.print(Text(f"state {end.state_hash}", style="dim"))

    def _still(self) -> None:
        if self._bar.live.is_started:
            self._bar.update(self._task, visible=False)
            self._bar.stop()

    def _function(self, event: DemoEvent) -> None:
        self._bar.advance(self._task)
        name, model = event.details.get("name"), event.details.get("model")
        lines = event.text.splitlines()
        is_tool = str(name).startswith("df_user_")
        title = f"{name}  ({len(lines)} lines, {_how(str(model))})"
        if not is_tool and name != "df_genesis_engine":
            self._console.print(Text(f"  ƒ {title}", style="blue"))
            return
        shown = lines if is_tool else lines[:LONG_SOURCE]
        code = "\n".join(shown)
        left = len(lines) - len(shown)
        source = Syntax(code, "python", theme="ansi_dark", background_color="default")
        subtitle = f"and {left} lines more" if left else None
        self._console.print(
            Panel(source, title=title, title_align="left", subtitle=subtitle, border_style="blue")
        )


def _how(model: str) -> str:
    """Who wrote a function, from the name the endpoint gave."""
    known = {
        "apprentice/recorded": "recorded with the recipe",
        "apprentice/rules": "written by the apprentice's rules",
    }
    return known.get(model, f"written by {model}")
