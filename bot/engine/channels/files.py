"""A channel's world as a file, and back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.engine.delays import put_off
from bot.engine.errors import BadFile
from bot.engine.files.exporting import MOST_BYTES
from bot.engine.files.exports import import_world, is_export
from bot.engine.files.imported import ImportedWorld
from bot.engine.files.saves import world_from_save
from bot.engine.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A world as a file to be sent."""

    name: str
    content: bytes


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
    imported = await asyncio.to_thread(read, text, world_id=world_id, source=source)
    if not imported.world.chronicle.is_born:
        raise BadFile("the world in it was never finished", where=source)
    try:
        wake(imported.world, now)
    except TypeError as error:
        raise BadFile("a time in it is too far away", where=source) from error
    return imported


def wake(world: World, now: float) -> None:
    """Let a world that was put away go on at `now` (seconds since the epoch), paused no more."""
    chronicle = world.chronicle
    stopped = chronicle.time if chronicle.paused_at is None else chronicle.paused_at
    if stopped > 0:
        # Backwards too: it may come from where the clock was ahead.
        put_off(world, now - stopped)
    world.chronicle = replace(chronicle, paused_at=None, time=now)
