"""An isle, and actions on it without a game."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.engine.journal import JournalEntry, LogLine
from bot.engine.storage.store import WorldStore
from bot.engine.world import Chronicle, Soul, World


def url_of(folder: Path) -> str:
    """The URL of the database in a folder."""
    return f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}"


def isle(world_id: str = "w") -> World:
    """A world with one soul and no place."""
    world = World(id=world_id, chronicle=Chronicle(name="Isle", seed=7))
    world.souls["s1"] = Soul(id="s1", name="Ada")
    return world


def act_on(world: World, change: Any = None, **values: Any) -> tuple[JournalEntry, World]:
    """The entry of an action that changes a draft, and the world after it."""
    draft = world.draft()
    if change is not None:
        change(draft)
    number = world.chronicle.actions + 1
    draft.chronicle = replace(draft.chronicle, actions=number)
    lines = values.pop("lines", (LogLine(f"Action {number}."),))
    changes = tuple(draft.changes_since(world))
    given: dict[str, Any] = {"kind": "use", "changes": changes, "lines": lines, **values}
    return JournalEntry(world_id=world.id, number=number, at=float(number), **given), draft


async def play_on(store: WorldStore, world: World, count: int) -> World:
    """The world after so many actions."""
    for _ in range(count):
        entry, world = act_on(world, lambda draft: draft.properties.update(n=str(len(draft.id))))
        await store.append(entry, world)
    return world
