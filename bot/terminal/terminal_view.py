"""A demo for people: colours, panels, highlighted source and a bar while a model works."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.engine.demo import PLAYER, DemoEnd, DemoEvent
from bot.engine.world import Location, Soul, World
from bot.terminal.bar import WorkBar
from bot.terminal.code import code_panel
from bot.terminal.consoles import clean, hanging, people_console
from bot.terminal.views import Bill, Credits

EXCERPT = range(10, 31)
"""How many lines a function of the world has that is short enough to be shown whole."""
FIRST_LINES = 16
"""How many lines are shown of a function that is longer."""


class Marks(NamedTuple):
    """What lines begin with."""

    step: str
    wait: str
    log: str
    result: str
    failed: str
    function: str
    gained: str
    lost: str


UNICODE = Marks("▸", "…", "·", "→", "✗", "ƒ", "+", "-")
ASCII = Marks(">", "~", "*", "=", "x", "f", "+", "-")


@dataclass(slots=True)
class _Seen:
    """What was shown of the world last."""

    place: str | None = None
    carried: dict[str, str] = field(default_factory=dict[str, str])


class TerminalView:
    """Shows a demo on a console."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or people_console()
        self._marks = ASCII if self._console.options.ascii_only else UNICODE
        self._bar = WorkBar(self._console)
        self._seen = _Seen()
        self._waiting: DemoEvent | None = None
        self._written: list[DemoEvent] = []
        self._bill: Bill | None = None

    def begin(self, bill: Bill) -> None:
        """The title, what is played, and who writes."""
        self._bill = bill
        body = Text("An adventure whose rules are written as code while it is played.\n\n")
        body.append("world   ", "dim")
        body.append(f"{clean(bill.recipe)}, played by {clean(bill.script)}")
        label = Text("writer  ", "dim")
        width = self._console.width - 4
        writer = hanging(self._console, label, Text(clean(bill.writer)), width, 8)
        title = Text(bill.title, style="bold magenta")
        self._console.print(
            Panel(Text("\n").join([body, writer]), title=title, border_style="magenta")
        )
        if bill.functions:
            self._bar.begin(bill.functions)

    def show(self, event: DemoEvent) -> None:
        """One event, in its own colour."""
        self._tell_waiting()
        is_of_world = event.type == "function" and not _is_tool(event)
        if not is_of_world:
            self._end_of_genesis()
        if event.type == "function":
            self._of_world(event) if is_of_world else self._tool(event)
        elif event.type == "result":
            # The place it may describe is shown in a panel, which comes right after it.
            self._waiting = event
        elif event.type == "step":
            self._step(event)
        else:
            self._log(event)

    def progress(self, stage: str, attempt: int) -> None:
        """Move the bar while the model works on a tool."""
        self._bar.stage(stage, attempt)

    def world(self, world: World) -> None:
        """The place whenever it is another one, what is carried whenever that has changed."""
        soul = world.soul_of(PLAYER)
        place = world.locations.get(soul.location_id or "") if soul else None
        if soul is None or place is None:
            return self._tell_waiting()
        items = [world.artifacts[key] for key in soul.inventory if key in world.artifacts]
        carried = {item.id: item.name for item in items}
        before, self._seen = self._seen, _Seen(place.id, carried)
        if before.place != place.id:
            self._tell_waiting(without=place.description)
            self._console.print(_place_panel(world, place, soul, list(carried.values())))
            return None
        self._tell_waiting()
        for key in carried.keys() - before.carried.keys():
            self._line(self._marks.gained, f"{carried[key]} is carried now.", "magenta")
        for key in before.carried.keys() - carried.keys():
            self._line(self._marks.lost, f"{before.carried[key]} is carried no more.", "magenta")
        return None

    def end(self, end: DemoEnd, credits: Credits) -> None:
        """How it ended, and who wrote the functions."""
        self._tell_waiting()
        self._end_of_genesis()
        self.close()
        self._console.print()
        self._console.print(Rule(style="magenta"))
        kept = self._bill.kept if self._bill else None
        if end.was_played:
            words = "This adventure had been played to its end. --recreate starts it anew."
            self._console.print(Text(words, style="bold"))
        elif end.complete:
            self._console.print(Text("The adventure is complete.", style="bold green"))
        else:
            where = f"step {end.failed_step}" if end.failed_step else "genesis"
            self._console.print(Text(f"The demo stopped at {where}.", style="bold red"))
            if kept is not None:
                words = f"What happened before is kept in {kept}; the same command goes on."
                self._console.print(Text(words))
        for line in _credits(credits):
            self._console.print(Text(line))
        if end.state_hash:
            self._console.print(Text(f"state {end.state_hash}", style="dim"))

    def close(self) -> None:
        """Take the bar away and give the cursor back."""
        self._bar.stop()

    def _step(self, event: DemoEvent) -> None:
        self._bar.stop()
        kind = event.details.get("kind")
        if kind == "pause":
            return
        if kind == "wait":
            self._line(self._marks.wait, event.text, "dim italic")
            return
        self._console.print()
        mark = Text(self._marks.step, style="bold cyan")
        body = Text(clean(event.text), style="bold cyan")
        self._console.print(hanging(self._console, mark, body, self._console.width, 2))

    def _log(self, event: DemoEvent) -> None:
        kind = event.details.get("kind")
        style = {"system": "italic", "deed": "dim"}.get(str(kind), "yellow")
        self._line(self._marks.log, event.text, style)

    def _tell_waiting(self, without: str = "") -> None:
        event, self._waiting = self._waiting, None
        if event is None:
            return
        text = event.text.replace(without, "").strip() if without else event.text
        if not event.details.get("ok", True):
            self._line(self._marks.failed, event.text, "bold red")
        elif text:
            self._line(self._marks.result, text, "green")

    def _line(self, mark: str, text: str, style: str) -> None:
        if text.strip():
            body = Text(clean(text), style=style)
            line = hanging(self._console, Text(f"  {mark}", style), body, self._console.width, 4)
            self._console.print(line)

    def _of_world(self, event: DemoEvent) -> None:
        if not self._written:
            self._console.print()
            words = "The functions of the world, as they are written"
            self._console.print(Text(words, style="bold cyan"))
        self._written.append(event)
        name = clean(str(event.details.get("name")))
        how = _how_long(event)
        mark = Text(f"  {self._marks.function}", style="blue")
        line = Text.assemble((f"{name:<34} ", "blue"), how)
        self._console.print(hanging(self._console, mark, line, self._console.width, 4))
        self._bar.advance()

    def _end_of_genesis(self) -> None:
        """One of the world's functions, to show what it is that was written."""
        if not self._written:
            return
        self._bar.stop()
        whole = [one for one in self._written if len(one.text.splitlines()) in EXCERPT]
        some = whole or [one for one in self._written if one.text]
        self._written = []
        if not some:
            return
        # Which is written first is chance; what is shown should not be.
        shown = min(some, key=lambda one: (len(one.text.splitlines()), str(one.details["name"])))
        lines = shown.text.splitlines()
        part = lines if whole else lines[:FIRST_LINES]
        left = len(lines) - len(part)
        title = f"For example {shown.details['name']}"
        more = f"and {left} lines more" if left else None
        self._console.print(code_panel("\n".join(part), title, more))

    def _tool(self, event: DemoEvent) -> None:
        self._bar.stop()
        if event.text:
            title = f"{event.details.get('name')}: {_how_long(event).strip()}"
            self._console.print(code_panel(event.text, title))


def _place_panel(world: World, place: Location, soul: Soul, carried: list[str]) -> Panel:
    marks = [mark.name for mark in place.landmarks.values()]
    others = [one.name for one in world.souls_in(place.id) if one.id != soul.id]
    body = Text(clean(place.description))
    body.append("\nHere: ", "dim").append(clean(", ".join([*marks, *others])) or "nothing", "dim")
    body.append("\nCarried: ", "magenta").append(clean(", ".join(carried)) or "nothing", "magenta")
    title = Text(clean(place.name), style="bold")
    return Panel(body, title=title, title_align="left", border_style="cyan")


def _is_tool(event: DemoEvent) -> bool:
    return str(event.details.get("name")).startswith("df_user_")


def _how_long(event: DemoEvent) -> str:
    """How many lines a function has and how they came to be."""
    model, attempts = str(event.details.get("model")), event.details.get("attempts")
    if not event.text:
        return f"could not be written ({model})"
    tried = f", {attempts} attempts" if isinstance(attempts, int) and attempts > 1 else ""
    return f"{len(event.text.splitlines()):>4} lines, {_how(model)}{tried}"


def _how(model: str) -> str:
    """Who wrote a function, from the name the endpoint gave."""
    known = {
        "apprentice/recorded": "recorded with the recipe",
        "apprentice/rules": "written by the apprentice's rules",
    }
    return known.get(model, f"written by {clean(model)}")


def _credits(credits: Credits) -> list[str]:
    """A line for each model; tokens only where a language model had any."""
    lines = [
        f"{count} function{'s' * (count != 1)} {_how(model)}"
        for model, count in credits.counts.items()
    ]
    is_model = any(not model.startswith("apprentice/") for model in credits.counts)
    return [*lines, f"{credits.tokens:,} tokens"] if is_model and credits.tokens else lines
