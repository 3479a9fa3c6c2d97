"""`orb world`: the worlds of a data folder, shown, exported and imported."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from bot.app import Records, open_records
from bot.engine.errors import Refused, StoreFailed, WorldConflict
from bot.engine.files.exporting import MOST_BYTES
from bot.engine.files.exports import import_world as imported
from bot.engine.files.imported import ImportedWorld
from bot.engine.files.importing import keep_imported, world_id_from
from bot.engine.files.reading import read_text
from bot.engine.files.saves import world_from_save
from bot.engine.scene import sealed_reason
from bot.engine.world import Location, World
from bot.settings import Settings
from bot.terminal.consoles import clean, hanging, people_console
from bot.terminal.records import moment, one_world, told, with_records

SHOWN_LINES = 12
"""How many lines of the log `show` ends with."""


def list_worlds(folder: Path | None) -> int:
    """Print a table of the worlds; the exit status."""

    async def work(records: Records) -> None:
        known = await records.store.worlds()
        if not known:
            people_console().print("There is no world yet.")
            return
        table = Table("id", "name", box=None, header_style="bold")
        table.add_column("actions", justify="right")
        table.add_column("made")
        for one in known:
            table.add_row(one.id, clean(one.name), str(one.actions), moment(one.created_at))
        people_console().print(table)

    return with_records(folder, work)


def show_world(folder: Path | None, world_id: str | None) -> int:
    """Print a world as a tree and the end of its log; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        world = await records.store.load(summary.id)
        page = await records.store.log(summary.id, size=SHOWN_LINES)
        console = people_console()
        console.print(_tree(world))
        if page.lines:
            console.print(Text("\nlast lines of the log", style="bold"))
        for line in page.lines:
            body = Text(clean(line.text), style="yellow")
            console.print(hanging(console, Text("-", style="yellow"), body, console.width, 2))
        console.print(Text(f"state {world.state_hash()}", style="dim"))

    return with_records(folder, work)


def export_world(folder: Path | None, world_id: str | None, file: Path) -> int:
    """Write a world to a file that is not there yet; the exit status."""

    async def work(records: Records) -> None:
        summary = await one_world(records, world_id)
        world = await records.store.load(summary.id)
        found = await records.exports.of(world)
        text = await asyncio.to_thread(found.text_of, MOST_BYTES)
        await asyncio.to_thread(write_new, file, text)
        contents = f"{len(found.functions)} functions, {len(found.lines)} lines of log"
        words = f"{clean(summary.name)} is in {file}: {contents}."
        people_console().print(words, soft_wrap=True)

    return with_records(folder, work)


def import_world(folder: Path | None, file: Path, world_id: str | None) -> int:
    """Keep a world from an export; the exit status."""
    return _import(folder, file, world_id, imported)


def import_save(folder: Path | None, file: Path, world_id: str | None) -> int:
    """Keep a world from the original web demo's save; the exit status."""
    return _import(folder, file, world_id, world_from_save)


def _import(
    folder: Path | None,
    file: Path,
    world_id: str | None,
    read: Callable[..., ImportedWorld],
) -> int:
    async def run(settings: Settings) -> None:
        # First the file: where it is no good, no folder is made for it.
        text = read_text(file, most=MOST_BYTES)
        found = read(text, world_id=_wanted_id(file, world_id), source=file.name)
        async with open_records(settings, folder or settings.data) as records:
            await _keep(records, found)
        _say(found)

    return told(run)


def _wanted_id(file: Path, world_id: str | None) -> str:
    if world_id is None:
        return world_id_from(file.stem)
    if world_id_from(world_id) != world_id:
        raise Refused(
            f"{world_id!r} cannot be a world's id, which has lower case letters, digits and "
            f"hyphens; {world_id_from(world_id)!r} could."
        )
    return world_id


async def _keep(records: Records, found: ImportedWorld) -> None:
    try:
        await keep_imported(records.store, records.library, found, now=time.time())
    except WorldConflict:
        raise Refused(
            f"There is a world {found.world.id!r} already; give this one another id with --as."
        ) from None


def _say(found: ImportedWorld) -> None:
    console = people_console()
    name = clean(found.world.chronicle.name)
    console.print(f"{name} is kept as {found.world.id!r}.")
    for note in found.notes:
        console.print(hanging(console, Text("-"), Text(clean(note)), console.width, 2))
    if found.missing_functions:
        missing = "The file does not carry these functions: " + ", ".join(found.missing_functions)
        console.print(hanging(console, Text("-"), Text(clean(missing)), console.width, 2))


def write_new(file: Path, text: str) -> None:
    """Write the whole file, or leave none; raises `Refused` where there is one already."""
    try:
        out = file.open("x", encoding="utf-8")
    except FileExistsError:
        raise Refused(f"{file} is there already; export to another name.") from None
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from None
    try:
        with out:
            out.write(text)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise StoreFailed(f"{file} could not be written: {error.strerror}.") from None


def _tree(world: World) -> Tree:
    name = world.chronicle.name
    title = f"{clean(name)} ({world.id}), {world.chronicle.actions} actions"
    tree = Tree(Text(title, style="bold"))
    for place in world.locations.values():
        _add_place(tree.add(Text(clean(f"{place.name} ({place.id})"), style="cyan")), world, place)
    waiting = ", ".join(soul.name for soul in world.souls_in(None))
    if waiting:
        tree.add(Text(clean(f"in the Void: {waiting}")))
    puzzles = [
        f"{one.id}: {'solved' if one.is_solved else 'unsolved'}" for one in world.puzzles.values()
    ]
    if puzzles:
        branch = tree.add(Text("puzzles", style="cyan"))
        for line in puzzles:
            branch.add(Text(clean(line)))
    return tree


def _add_place(branch: Tree, world: World, place: Location) -> None:
    for mark in place.landmarks.values():
        goal = world.locations.get(place.exits.get(mark.key, ""))
        sealed = sealed_reason(world, place, mark.key) if goal else None
        way = f", to {goal.name}{' (sealed)' if sealed else ''}" if goal else ""
        branch.add(Text(clean(f"{mark.name}{way}")))
    for thing in world.temporary_in(place.id):
        branch.add(Text(clean(f"{thing.type} to {thing.to_landmark_id}"), style="yellow"))
    for soul in world.souls_in(place.id):
        names = [world.artifacts[key].name for key in soul.inventory if key in world.artifacts]
        branch.add(Text(clean(f"{soul.name}: {', '.join(names) or 'nothing'}"), style="magenta"))
