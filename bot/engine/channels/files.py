"""A channel's world as a file, and back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.engine.delays import put_off
from bot.engine.errors import BadFile
from bot.engine.files.saves import (
    ImportedWorld,
    export_world,
    import_world,
    is_export,
    world_from_save,
)
from bot.engine.journal import LogLine
from bot.engine.storage.store import WorldStore
from bot.engine.world import World
from bot.executor.library import FunctionLibrary

MOST_BYTES = 8 * 1024 * 1024
"""How large a file may be."""
LINES = 5_000
"""How many of the last lines of the log go with a world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A world as a file to be sent."""

    name: str
    content: bytes


async def export_of(store: WorldStore, library: FunctionLibrary, world: World) -> str:
    """The world with its functions and the end of its log, as `import_world` reads it."""
    functions = await library.all(world.id)
    logged = await store.log_since(world.id, 0, limit=LINES)
    lines = [LogLine(line.text, line.kind) for line in logged]
    return await asyncio.to_thread(export_world, world, functions, lines)


async def read_file(content: bytes, *, world_id: str, source: str, now: float) -> ImportedWorld:
    """The world in a file: our own export, or the original's saved game. Its time goes on at `now`.

    Raises:
        BadFile: it is too large, no text, or not a world; with its place.
    """
    if len(content) > MOST_BYTES:
        raise BadFile("a file has at most {most} MB", most=MOST_BYTES // 2**20, where=source)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("this is no text file in UTF-8", where=source) from error
    return await read_text(text, world_id=world_id, source=source, now=now)


async def read_text(text: str, *, world_id: str, source: str, now: float) -> ImportedWorld:
    """The world in a text of any length; as `read_file`."""
    read = import_world if is_export(text) else world_from_save
    try:
        imported = await asyncio.to_thread(read, text, world_id=world_id, source=source)
        wake(imported.world, now)
        # What can be read may still be nested too deeply to be written.
        await asyncio.to_thread(imported.world.state_hash)
    except (RecursionError, TypeError) as error:
        raise BadFile("it is nested too deeply", where=source) from error
    return imported


def wake(world: World, now: float) -> None:
    """Let a world that was put away go on at `now` (seconds since the epoch), paused no more."""
    chronicle = world.chronicle
    stopped = chronicle.time if chronicle.paused_at is None else chronicle.paused_at
    if 0 < stopped < now:
        put_off(world, now - stopped)
    world.chronicle = replace(chronicle, paused_at=None, time=max(now, chronicle.time))
