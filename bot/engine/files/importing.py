"""Keeping a world that came from a file: its functions, the world, then its log."""

from __future__ import annotations

import re
import time

from bot.database import DatabaseError
from bot.engine.errors import GameError
from bot.engine.files.saves import ImportedWorld
from bot.engine.storage.store import WorldStore
from bot.engine.turn import Turn
from bot.executor.budget import Budget, Limits
from bot.executor.library import FunctionLibrary


async def keep_imported(
    store: WorldStore, library: FunctionLibrary, imported: ImportedWorld, *, now: float
) -> None:
    """Keep it as a new world, all of it or nothing. `now` is seconds since the epoch.

    Raises `WorldConflict` if there is one of its id, `DatabaseError` or `StoreFailed` where it
    cannot be kept.
    """
    world = imported.world
    await store.create(world, meta={"imported": True})
    turn = Turn.begin(world, kind="import", now=now, budget=Budget(Limits(), timer=time.monotonic))
    turn.lines.extend(imported.lines)
    try:
        await library.delete(world.id)  # what a world of that id, forgotten since, has left behind
        await library.adopt(imported.functions)
        await store.append(turn.entry(), turn.world)
    except (DatabaseError, GameError):
        await store.delete(world.id)
        raise


def world_id_from(name: str) -> str:
    """An id made of a file's name: lower case letters, digits and hyphens, at most 60 of them."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return slug[:60].strip("-") or "world"
