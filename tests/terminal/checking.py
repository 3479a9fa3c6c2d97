"""One check of the doctor, with settings of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.terminal import checkup
from bot.terminal.checkup import Check


async def checked(check: Check, folder: Path, *, asks: bool = True, **given: Any) -> Any:
    """What a check says of settings."""
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg]
    return await check(checkup.Patient(settings=settings, folder=folder, asks=asks))
