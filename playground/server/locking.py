"""A folder held by one playground at a time, until it is closed or its process ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class FolderTaken(ValueError):
    """Another playground has the folder."""


class FolderLock:
    """Holds a folder; the lock is a database file's, which every system gives back by itself."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made if it is not there.

        Raises:
            FolderTaken: Another playground has it.
            OSError: The folder cannot be written to.
        """
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "playground.lock"
        file.touch()
        self._held = sqlite3.connect(file, timeout=0, isolation_level=None)
        try:
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._held.close()
            raise FolderTaken(f"Another playground has the folder {folder}") from None

    def close(self) -> None:
        """Let go of the folder."""
        self._held.close()
