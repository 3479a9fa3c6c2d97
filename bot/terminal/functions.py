"""`orb function`: the functions of a world, with their sources and how they came to be."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table
from rich.text import Text

from bot.app import Records
from bot.engine.errors import NotFound
from bot.engine.world import World
from bot.executor.differences import difference
from bot.executor.specification import Author, DynamicFunction, Generation
from bot.terminal.code import code_panel
from bot.terminal.consoles import clean, people_console
from bot.terminal.records import one_world, with_records

SHORT = {"apprentice/recorded": "recorded", "apprentice/rules": "rules"}
"""The two ways of the apprentice, in a word."""


def list_functions(folder: Path | None, world_id: str | None) -> int:
    """Print a table of the functions of a world; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        world = await records.store.load(summary.id)
        aside = {one.name for one in await records.library.set_aside(summary.id)}
        found = await _current(records, summary.id)
        longest = max((len(one.name) for one in found), default=0)
        table = Table(box=None, header_style="bold")
        table.add_column("name", min_width=longest)  # whole, as `show` wants it
        table.add_column("for")
        table.add_column("written by", overflow="fold")
        table.add_column("version", justify="right")
        table.add_column("lines", justify="right")
        for one in found:
            lines = str(len(one.source.splitlines()))
            model = clean(SHORT.get(one.model, one.model))
            version = f"{one.version} (set aside)" if one.name in aside else str(one.version)
            table.add_row(one.name, clean(_whom(one, world)), model, version, lines)
        people_console().print(table)

    return with_records(folder, work)


def show_function(folder: Path | None, world_id: str | None, name: str, version: int | None) -> int:
    """Print a function's source and its generations; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        versions = {one.version: one for one in await records.library.versions(summary.id, name)}
        if not versions:
            raise NotFound(f"The world {summary.id!r} has no function {name!r}.")
        current = {one.name: one.version for one in await _current(records, summary.id)}
        function = versions.get(current[name] if version is None else version)
        if function is None:
            known = ", ".join(map(str, versions))
            raise NotFound(f"{name!r} has no version {version}; there are: {known}.")
        console = people_console()
        title = f"{function.name}, version {function.version} of {len(versions)}"
        if function.version != current[name]:
            title += f", of which {current[name]} is used"
        console.print(code_panel(function.source, title))
        console.print(_facts(function))
        if before := [one for one in versions.values() if one.version < function.version]:
            title = f"what changed since version {before[-1].version}"
            console.print(code_panel(difference(before[-1], function), title, language="diff"))
        for generation in await records.library.generations(summary.id, name):
            console.print(_history(generation))

    return with_records(folder, work)


async def _current(records: Records, world_id: str) -> list[DynamicFunction]:
    """The current versions of a world's functions by name, of those that are set aside too."""
    library = records.library
    known = [*await library.all(world_id), *await library.set_aside(world_id)]
    return sorted(known, key=lambda one: one.name)


def _whom(function: DynamicFunction, world: World) -> str:
    if function.author is Author.WORLD:
        return "the world"
    maker = world.souls.get(function.maker or "")
    return maker.name if maker else "a player"


def _facts(function: DynamicFunction) -> Table:
    table = Table(box=None, show_header=False)
    table.add_column(style="dim")
    table.add_column()
    table.add_row("written by", clean(function.model))
    whose = f"the player with the soul {function.maker}" if function.maker else "the world"
    table.add_row("on behalf of", clean(whose))
    table.add_row("asked for", clean(function.wish or function.description))
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
        title=Text(f"\n{result}", style="bold"),
        title_justify="left",
        box=None,
        header_style="dim",
    )
    for one in generation.attempts:
        found = "\n".join(str(finding) for finding in one.findings) or "none"
        tokens = str(one.prompt_tokens + one.completion_tokens)
        model = f"{one.model} ({one.rung})" if one.rung else one.model
        table.add_row(str(one.number), clean(model), tokens, f"{one.seconds:.2f}", clean(found))
    return table
