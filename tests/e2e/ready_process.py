"""The program in a process of its own that need not import everything first.

Each is forked from a process that has imported what the program needs, which saves two thirds of
what a start costs. How the program really starts and ends is what tests/terminal runs it for.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import resource
import runpy
import sys
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

IMPORTED = [
    "aiosqlite",
    "alembic.command",
    "anyio._backends._asyncio",
    "bot.cogs.client",
    "bot.cogs.consent",
    "bot.cogs.demo",
    "bot.cogs.orb",
    "bot.cogs.play",
    "bot.cogs.redirect",
    "bot.cogs.spending",
    "bot.cogs.tools",
    "bot.cogs.wishes",
    "bot.cogs.worlds",
    "bot.engine.pictures.studio",
    "bot.executor.apprentice",
    "bot.executor.sandbox.checking",
    "bot.executor.sandbox.driving",
    "bot.executor.sandbox.failures",
    "bot.terminal.bot",
    "bot.terminal.demo",
    "bot.terminal.playground",
    "bot.terminal.terminal_view",
    "chromadb",
    "chromadb.api.client",
    "chromadb.api.rust",
    "chromadb.db.impl.sqlite",
    "chromadb.telemetry.product.posthog",
    "h11",
    "httpcore2",
    "migrations.fresh",
    "openai.resources.chat.completions",
    "openai.types.eval_create_params",
    "pydantic_monty",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "truststore",
    "typer",
]
"""What is imported beforehand; what cannot be is left to the program."""


@functools.cache
def _ready() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


class ReadyProcess:
    """`orb` with arguments in a folder, under this environment alone.

    Its output goes to two descriptors, which may be closed once it is started. `room` is how many
    bytes a file it writes may have; None for no limit.
    """

    def __init__(
        self,
        *arguments: str,
        cwd: Path,
        env: dict[str, str],
        stdout: int,
        stderr: int,
        room: int | None = None,
    ) -> None:
        self._process: ForkServerProcess = _ready().Process(
            target=_begin, args=(arguments, str(cwd), env, _Given(stdout), _Given(stderr), room)
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        """Its exit status once it has ended; raises `TimeoutError`."""
        self._process.join(seconds)
        if self.returncode is None:
            raise TimeoutError(f"it still runs after {seconds:g} s")
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()


class _Given:
    """A descriptor on its way to the new process, which `take` is called in."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __getstate__(self) -> Any:
        return DupFd(self._descriptor)

    def __setstate__(self, state: Any) -> None:
        self._state = state

    def take(self) -> int:
        """The descriptor as it is here."""
        return int(self._state.detach())


def _begin(
    arguments: tuple[str, ...],
    cwd: str,
    env: dict[str, str],
    out: _Given,
    err: _Given,
    room: int | None,
) -> None:
    """Be the program, from its first line on."""
    for given, number in ((out, 1), (err, 2)):
        os.dup2(given.take(), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    if room is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    sys.argv = ["orb", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
