"""Keeping a world that came from a file: its functions, the world and its log, all at once."""

from __future__ import annotations

import re
import time

from bot.engine.files.imported import ImportedWorld
from bot.engine.storage.store import WorldStore
from bot.engine.storage.trouble import told
from bot.engine.turn import Turn
from bot.executor.budget import Budget, Limits
from bot.executor.library import FunctionLibrary


async def keep_imported(
    store: WorldStore, library: FunctionLibrary, imported: ImportedWorld, *, now: float
) -> None:
    """Keep it as a new world, in one transaction. `now` is seconds since the epoch.

    Raises `WorldConflict` if there is one of its id, `StoreFailed` where it cannot be kept.
    """
    world = imported.world
    turn = Turn.begin(world, kind="import", now=now, budget=Budget(Limits(), timer=time.monotonic))
    turn.details["credits"] = [one.document() for one in imported.credits]
    with told("A world of that name is kept already."):
        made = store.creating(world, meta={"imported": True}, past=imported.lines)
        also = [*made, *store.appending(turn.entry(), turn.world)]
        await library.refill(world.id, imported.functions, set_aside=imported.set_aside, also=also)


def world_id_from(name: str) -> str:
    """An id made of a file's name: lower case letters, digits and hyphens, at most 60 of them."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return slug[:60].strip("-") or "world"
