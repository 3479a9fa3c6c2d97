"""Opening a data folder for the commands that look into it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.app import Records, open_records
from bot.database import DatabaseError
from bot.engine.errors import BadFile, GameError, NotFound, Refused
from bot.engine.store_rows import WorldSummary
from bot.settings import SettingsError, read_settings
from bot.terminal.complaints import BAD_INPUT, FAILED, complain


def with_records(
    folder: Path, work: Callable[[Records], Awaitable[None]], *, makes_folder: bool = False
) -> int:
    """Do the work on a data folder; the exit status, with a sentence where it went wrong."""

    async def run() -> None:
        async with open_records(settings, folder) as records:
            await work(records)

    try:
        settings = read_settings()
        is_there = makes_folder or settings.database_url is not None
        if not is_there and not (folder / "orb.sqlite3").is_file():
            raise NotFound(f"There is no world kept in {folder}.")
        asyncio.run(run())
    except (SettingsError, BadFile, DatabaseError, NotFound, Refused) as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, OSError) as error:
        return complain(str(error), FAILED)
    return 0


async def one_world(records: Records, world_id: str | None) -> WorldSummary:
    """The world of that id, or the only one; raises `NotFound` naming those there are."""
    known = await records.store.worlds()
    names = ", ".join(summary.id for summary in known) or "none"
    if world_id is None and len(known) == 1:
        return known[0]
    if world_id is None:
        raise NotFound(f"Say which world with --world; there are: {names}.")
    found = [summary for summary in known if summary.id == world_id]
    if not found:
        raise NotFound(f"There is no world {world_id!r}; there are: {names}.")
    return found[0]


def moment(seconds: float | None) -> str:
    """A time of this machine, to the minute."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds)) if seconds is not None else "-"
