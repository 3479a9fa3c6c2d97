"""A bot in a process of its own: started, read, stopped, killed, started again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path


class BotProcess:
    """A bot's process; what it writes is kept, the last thousand lines of it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
    ) -> None:
        self._command = list(command)
        self._env = {**os.environ, **env}
        self._cwd = cwd
        self._lines: deque[str] = deque(maxlen=1000)
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.returncode is None

    @property
    def returncode(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.returncode if self._process is not None else None

    @property
    def output(self) -> str:
        """The end of what it wrote."""
        return "\n".join(self._lines)

    async def start(self) -> None:
        """Start it."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env=self._env,
            cwd=self._cwd,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def stop(self, seconds: float = 10.0) -> int | None:
        """Ask it to end (SIGTERM) and wait; it is killed if it does not."""
        if self.running and self._process is not None:
            self._process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), seconds)
        await self.kill()
        return self.returncode

    async def kill(self) -> None:
        """End it and its children at once (SIGKILL)."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        if self._reading is not None:
            await self._reading

    async def restart(self) -> None:
        """Kill it and start it anew."""
        await self.kill()
        await self.start()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            return
        async for line in process.stdout:
            self._lines.append(line.decode(errors="replace").rstrip())
