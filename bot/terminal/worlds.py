"""`orb world`: the worlds of a data folder, shown, exported and imported."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from bot.app import Records
from bot.engine.errors import Refused
from bot.engine.importing import keep_imported, world_id_from
from bot.engine.journal import LogLine
from bot.engine.reading import read_text
from bot.engine.saves import ImportedWorld, world_from_save
from bot.engine.saves import export_world as exported
from bot.engine.saves import import_world as imported
from bot.engine.scene import sealed_reason
from bot.engine.world import Location, World
from bot.terminal.records import moment, one_world, with_records

SHOWN_LINES = 12
"""How many lines of the log `show` ends with."""


def list_worlds(folder: Path) -> int:
    """Print a table of the worlds; the exit status."""

    async def work(records: Records) -> None:
        table = Table("id", "name", "actions", "made", "last played", box=None)
        for one in await records.store.worlds():
            made, played = moment(one.created_at), moment(one.last_at)
            table.add_row(one.id, one.name, str(one.actions), made, played)
        Console().print(table)

    return with_records(folder, work)


def show_world(folder: Path, world_id: str | None) -> int:
    """Print a world as a tree and the end of its log; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        world = await records.store.load(summary.id)
        page = await records.store.log(summary.id, size=SHOWN_LINES)
        console = Console(highlight=False)
        console.print(_tree(world))
        for line in page.lines:
            console.print(Text(f"  · {line.text}", style="yellow"))
        console.print(Text(f"state {world.state_hash()}", style="dim"))

    return with_records(folder, work)


def export_world(folder: Path, world_id: str | None, file: Path) -> int:
    """Write a world to a file that is not there yet; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        world = await records.store.load(summary.id)
        functions = await records.library.all(summary.id)
        total = (await records.store.log(summary.id, size=1)).total
        page = await records.store.log(summary.id, size=max(total, 1))
        text = exported(world, functions, [LogLine(line.text, line.kind) for line in page.lines])
        await asyncio.to_thread(_write_new, file, text)
        Console().print(f"{summary.name} is in {file}: {len(functions)} functions, {total} lines.")

    return with_records(folder, work)


def import_world(folder: Path, file: Path, world_id: str | None) -> int:
    """Keep a world from an export; the exit status."""
    return _import(folder, file, world_id, imported)


def import_save(folder: Path, file: Path, world_id: str | None) -> int:
    """Keep a world from the original web demo's save; the exit status."""
    return _import(folder, file, world_id, world_from_save)


def _import(
    folder: Path,
    file: Path,
    world_id: str | None,
    read: Callable[..., ImportedWorld],
) -> int:
    async def work(records: Records) -> None:
        found = read(
            read_text(file), world_id=world_id or world_id_from(file.stem), source=file.name
        )
        await keep_imported(records.store, records.library, found, now=time.time())
        console = Console(highlight=False)
        for note in found.notes:
            console.print(f"Note: {note}")
        if found.missing_functions:
            missing = ", ".join(found.missing_functions)
            console.print(f"Note: the file does not carry these functions: {missing}")
        console.print(f"{found.world.chronicle.name} is kept as {found.world.id}.")

    return with_records(folder, work, makes_folder=True)


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise Refused(f"{file} is there already; export to another name.") from None


def _tree(world: World) -> Tree:
    name = world.chronicle.name
    tree = Tree(Text(f"{name} ({world.id}), {world.chronicle.actions} actions", style="bold"))
    for place in world.locations.values():
        _add_place(tree.add(Text(f"{place.name} ({place.id})", style="blue")), world, place)
    waiting = ", ".join(soul.name for soul in world.souls_in(None))
    if waiting:
        tree.add(f"in the Void: {waiting}")
    puzzles = tree.add("puzzles")
    for puzzle in world.puzzles.values():
        puzzles.add(f"{puzzle.id}: {'solved' if puzzle.is_solved else 'unsolved'}")
    return tree


def _add_place(branch: Tree, world: World, place: Location) -> None:
    for mark in place.landmarks.values():
        goal = world.locations.get(place.exits.get(mark.key, ""))
        sealed = sealed_reason(world, place, mark.key) if goal else None
        way = f" → {goal.name}{' (sealed)' if sealed else ''}" if goal else ""
        branch.add(f"{mark.name}{way}")
    for thing in world.temporary_in(place.id):
        branch.add(Text(f"{thing.type} to {thing.to_landmark_id}", style="cyan"))
    for soul in world.souls_in(place.id):
        names = [world.artifacts[key].name for key in soul.inventory if key in world.artifacts]
        branch.add(Text(f"{soul.name}: {', '.join(names) or 'nothing'}", style="magenta"))
