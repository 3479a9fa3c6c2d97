"""What the front end remembers for itself, in a small file of the data folder.

Nothing of the game is in it: without the file the commands are registered once more and the stages
are posted anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from pathlib import Path

from bot.values import Json, JsonObject, dump, load_object

log = logging.getLogger(__name__)


class Notes:
    """Values by key; a change is in the file a moment later."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values: JsonObject = {}
        self._lock = asyncio.Lock()

    async def open(self) -> None:
        """Read the file; one that is missing or spoilt is empty."""
        with contextlib.suppress(OSError, ValueError):
            self._values = load_object(await asyncio.to_thread(self._file.read_bytes))

    def get(self, key: str) -> Json:
        """The value of a key, None where there is none."""
        return self._values.get(key)

    def keys(self, beginning: str) -> list[str]:
        """The keys that begin like this."""
        return [key for key in self._values if key.startswith(beginning)]

    async def set(self, **values: Json) -> None:
        """Remember values, those that are None no longer; a full disk is logged and no more."""
        self._values.update(values)
        for key in [key for key, value in self._values.items() if value is None]:
            del self._values[key]
        async with self._lock:
            try:
                await asyncio.to_thread(_write, self._file, dump(self._values))
            except OSError as error:
                log.warning("%s could not be written: %s", self._file.name, error)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".new")
    half.write_text(text, "utf-8")
    os.replace(half, file)
