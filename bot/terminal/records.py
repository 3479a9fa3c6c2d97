"""Opening a data folder for the commands that look into it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.app import Records, open_records
from bot.database import DatabaseError, DatabaseUnusable
from bot.engine.demo import reason_of
from bot.engine.errors import BadFile, GameError, NotFound, Refused
from bot.engine.storage.rows import WorldSummary
from bot.settings import Settings, SettingsError, read_settings
from bot.terminal.complaints import BAD_INPUT, FAILED, STOPPED, complain
from bot.terminal.logs import log_to_stderr


def with_records(folder: Path | None, work: Callable[[Records], Awaitable[None]]) -> int:
    """Look into a data folder, which must be there; the exit status."""

    async def run(settings: Settings) -> None:
        where = folder or settings.data
        file = settings.database_file(where)
        if file is not None and not file.is_file():
            raise NotFound(f"There is no world kept in {file.parent}.")
        async with open_records(settings, where) as records:
            await work(records)

    return told(run)


def told(run: Callable[[Settings], Coroutine[Any, Any, None]]) -> int:
    """Do what a command does; the exit status, with a sentence where something went wrong."""

    try:
        settings = read_settings()
        log_to_stderr(settings)
        asyncio.run(run(settings))
    except (SettingsError, BadFile, DatabaseUnusable, NotFound, Refused) as error:
        return complain(str(error), BAD_INPUT)
    except (GameError, DatabaseError) as error:
        return complain(reason_of(error), FAILED)
    except BrokenPipeError:
        raise  # nobody reads any more: the command line ends quietly
    except OSError as error:
        return complain(f"The command could not go on: {error.strerror or error}.", FAILED)
    except KeyboardInterrupt:
        return complain("Stopped.", STOPPED)
    return 0


async def one_world(records: Records, world_id: str | None) -> WorldSummary:
    """The world of that id, or the only one; raises `NotFound` naming those there are."""
    known = await records.store.worlds()
    if not known:
        raise NotFound("There is no world yet.")
    names = ", ".join(summary.id for summary in known)
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
