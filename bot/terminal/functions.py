"""`orb function`: the functions of a world, with their sources and how they came to be."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from bot.app import Records
from bot.engine.errors import NotFound
from bot.executor.specification import DynamicFunction, Generation
from bot.terminal.records import one_world, with_records


def list_functions(folder: Path, world_id: str | None) -> int:
    """Print a table of the functions of a world; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        table = Table("name", "version", "for", "maker", "written by", "lines", box=None)
        for one in await records.library.all(summary.id):
            lines = str(len(one.source.splitlines()))
            maker = one.maker or "-"
            table.add_row(one.name, str(one.version), one.author, maker, one.model, lines)
        Console().print(table)

    return with_records(folder, work)


def show_function(folder: Path, world_id: str | None, name: str, version: int | None) -> int:
    """Print a function's source and its generations; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        function = await records.library.find(summary.id, name, version)
        if function is None:
            which = f"{name!r} in version {version}" if version else repr(name)
            raise NotFound(f"{summary.name} has no function {which}.")
        console = Console(highlight=False)
        console.print(_source(function))
        console.print(_facts(function))
        for generation in await records.library.generations(summary.id, name):
            console.print(_history(generation))

    return with_records(folder, work)


def _source(function: DynamicFunction) -> Panel:
    code = Syntax(
        function.source, "python", theme="ansi_dark", line_numbers=True, background_color="default"
    )
    title = f"{function.name}, version {function.version}"
    return Panel(code, title=title, title_align="left", border_style="blue")


def _facts(function: DynamicFunction) -> Table:
    table = Table(box=None, show_header=False)
    table.add_row("written by", function.model)
    table.add_row("on behalf of", function.author)
    table.add_row("maker", function.maker or "-")
    table.add_row("asked for", function.wish or function.description)
    if label := function.label:
        table.add_row("reads", ", ".join(sorted(label.reads)) or "nothing")
        table.add_row("writes", ", ".join(sorted(label.writes)) or "nothing")
        if label.duration is not None:
            table.add_row("lasts", f"{label.duration:g} s")
    return table


def _history(generation: Generation) -> Table:
    kept = generation.function
    result = f"kept as version {kept.version}" if kept else "nothing was kept"
    table = Table(
        "attempt",
        "model",
        "tokens",
        "seconds",
        "findings",
        title=Text(result),
        title_justify="left",
        box=None,
    )
    for one in generation.attempts:
        found = "\n".join(str(finding) for finding in one.findings) or "none"
        tokens = str(one.prompt_tokens + one.completion_tokens)
        table.add_row(str(one.number), one.model, tokens, f"{one.seconds:.2f}", found)
    return table
