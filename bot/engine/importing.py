"""Keeping a world that came from a file: its functions, the world, then its log."""

from __future__ import annotations

import re
import time

from bot.engine.saves import ImportedWorld
from bot.engine.store import WorldStore
from bot.engine.turn import Turn
from bot.executor.budget import Budget, Limits
from bot.executor.library import FunctionLibrary


async def keep_imported(
    store: WorldStore, library: FunctionLibrary, imported: ImportedWorld, *, now: float
) -> None:
    """Keep it as a new world; raises `WorldConflict` if there is one of its id.

    `now` is seconds since the epoch.
    """
    world = imported.world
    await store.create(world, meta={"imported": True})
    await library.adopt(imported.functions)
    turn = Turn.begin(world, kind="import", now=now, budget=Budget(Limits(), timer=time.monotonic))
    turn.lines.extend(imported.lines)
    await store.append(turn.entry(), turn.world)


def world_id_from(name: str) -> str:
    """An id made of a file's name: lower case letters, digits and hyphens, at most 60 of them."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return slug[:60].strip("-") or "world"
