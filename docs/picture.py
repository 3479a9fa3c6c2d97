"""Write the README's picture, docs/demo.svg, from a demo that is really played.

Run as `uv run python docs/picture.py`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from bot.engine.demo import DemoEnd, DemoEvent
from bot.engine.world import World
from bot.terminal import demo
from bot.terminal.code import code_panel
from bot.terminal.terminal_view import TerminalView
from bot.terminal.views import Bill, Credits

PICTURE = Path(__file__).with_name("demo.svg")
WIDTH = 84
FIRST, LAST = 22, 27
"""The steps that are shown: the wish, its tool, its use, the key."""
HEAD, TAIL = 5, 16
"""Lines of the tool's source that are shown, from its beginning and up to its end."""

THEME = TerminalTheme(
    (22, 24, 33),
    (214, 218, 232),
    [
        (69, 73, 92),
        (240, 113, 120),
        (158, 206, 106),
        (224, 188, 115),
        (130, 170, 255),
        (199, 146, 234),
        (125, 207, 255),
        (214, 218, 232),
    ],
    [
        (110, 115, 141),
        (255, 139, 146),
        (185, 227, 142),
        (255, 215, 145),
        (156, 190, 255),
        (219, 176, 246),
        (157, 223, 255),
        (255, 255, 255),
    ],
)
# Rich's own template fetches a font; this one takes what monospaced font there is.
TEMPLATE = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect fill="#161821" width="{width}" height="{height}" rx="10"/>
<g fill="#454962">
<circle cx="22" cy="22" r="6"/><circle cx="42" cy="22" r="6"/><circle cx="62" cy="22" r="6"/>
</g>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Picture:
    """A view that shows the most telling steps, and of the tool's source the telling lines."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._view = TerminalView(console)
        self._step = 0

    def begin(self, bill: Bill) -> None:
        """Nothing of this is in the picture."""

    def show(self, event: DemoEvent) -> None:
        """An event of one of the steps."""
        if event.type == "step":
            self._step = int(str(event.details["step"]))
        if not FIRST <= self._step <= LAST:
            return
        if event.type != "function":
            self._view.show(event)
            return
        lines = event.text.splitlines()
        left = len(lines) - HEAD - TAIL
        shown = [*lines[:HEAD], f"    # ... {left} lines more ...", *lines[-TAIL:]]
        title = f"{event.details['name']}: {len(lines)} lines, written by the apprentice's rules"
        self._console.print(code_panel("\n".join(shown), title))

    def progress(self, stage: str, attempt: int) -> None:
        """Nothing moves in a picture."""

    def world(self, world: World) -> None:
        """What the last result was; the place was described before."""
        if FIRST <= self._step <= LAST:
            self._view.show(DemoEvent(type="log", text=""))

    def end(self, end: DemoEnd, credits: Credits) -> None:
        """A picture of a demo that failed is none."""
        if not end.complete:
            raise SystemExit(f"the demo stopped at step {end.failed_step}")

    def close(self) -> None:
        """Nothing is left behind."""


@contextmanager
def drawn_on(console: Console) -> Iterator[None]:
    """The demo is drawn on this console instead of the terminal's."""
    before = demo.TerminalView
    demo.TerminalView = lambda: Picture(console)  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        demo.TerminalView = before  # type: ignore[misc]


def draw() -> str:
    """The picture as SVG."""
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        force_interactive=False,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Text("$ orb demo", style="dim"))
    with drawn_on(console):
        demo.run_demo(demo.DemoOptions(speed=0))
    return console.export_svg(title="", theme=THEME, code_format=TEMPLATE, unique_id="orb")


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
