"""Source code in a terminal: highlighted, whole, and wrapped so that it stays readable."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.syntax import Syntax
from rich.text import Text

from bot.terminal.consoles import clean

THEME = "ansi_dark"


class Code:
    """Source, its long lines continued further to the right; `language` as Pygments names it."""

    def __init__(self, source: str, *, numbered: bool = False, language: str = "python") -> None:
        self._source = clean(source.expandtabs(4))
        self._numbered = numbered
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Line after line."""
        syntax = Syntax(self._source, self._language, theme=THEME, background_color="default")
        lines = syntax.highlight(self._source).split("\n")
        digits = len(str(len(lines))) if self._numbered else 0
        for number, line in enumerate(lines, start=1):
            line.rstrip()
            gutter = f"{number:>{digits}}  " if digits else ""
            for part in _folded(console, line, options.max_width - len(gutter)):
                yield Text.assemble((gutter, "dim"), part)
                gutter = " " * len(gutter)


def code_panel(
    source: str, title: str, subtitle: str | None = None, *, language: str = "python"
) -> Panel:
    """The source in a frame with a title."""
    return Panel(
        Code(source.rstrip("\n"), language=language),
        title=Text(clean(title), style="bold"),
        title_align="left",
        subtitle=Text(clean(subtitle), style="dim") if subtitle else None,
        subtitle_align="right",
        border_style="blue",
    )


def _folded(console: Console, line: Text, width: int) -> list[Text]:
    """A line in parts that fit; the later ones are indented four deeper than the first."""
    if line.cell_len <= width:
        return [line]
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    deeper = min(indent + 4, max(width - 20, 0))
    cut = _break(line.plain, indent, width)
    first, rest = line[:cut], line[cut:]
    rest = Text(" " * deeper) + rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
    first.rstrip()
    return [first, *_folded(console, rest, width)]


def _break(line: str, indent: int, width: int) -> int:
    """Where to break: after the last space that fits, else at the very end."""
    space = line.rfind(" ", indent + 8, width)
    return space + 1 if space > 0 else width
