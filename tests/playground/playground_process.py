"""`orb` as a process that opens a playground, from its start to its end."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.e2e.ready_process import ReadyProcess

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ("playground", "--port", "0", "--no-browser")


class PlaygroundProcess:
    """`orb playground` over a data folder; what it writes is kept beside that."""

    def __init__(self, data: Path) -> None:
        self._log = data.parent / "playground.log"
        self._begun = self._log.stat().st_size if self._log.exists() else 0
        with self._log.open("ab") as out:
            self._process = ReadyProcess(
                *ARGUMENTS,
                cwd=data.parent,
                env={**os.environ, "PYTHONPATH": str(ROOT), "ORB_DATA": str(data)},
                stdout=out.fileno(),
                stderr=out.fileno(),
            )

    @property
    def output(self) -> str:
        """What it wrote so far."""
        return self._log.read_bytes()[self._begun :].decode(errors="replace")

    async def address(self) -> str:
        """Where it says that one plays, once it does."""
        async with asyncio.timeout(60):
            while (found := re.search(r"Play at (\S+)", self.output)) is None:
                assert self._process.returncode is None, self.output
                await asyncio.sleep(0.05)
        return found[1]

    async def interrupted(self) -> int:
        """Its exit status after one Ctrl-C; a second one would end it at once."""
        os.kill(self._process.pid, signal.SIGINT)
        return await asyncio.to_thread(self._process.wait, 30)

    async def stop(self) -> None:
        """End it, if it has not ended."""
        self._process.terminate()
        try:
            await asyncio.to_thread(self._process.wait, 30)
        finally:
            self._process.kill()


@asynccontextmanager
async def playing(data: Path) -> AsyncIterator[tuple[PlaygroundProcess, str]]:
    """A playground over a data folder, and its address."""
    process = await asyncio.to_thread(PlaygroundProcess, data)
    try:
        yield process, await process.address()
    finally:
        await process.stop()
