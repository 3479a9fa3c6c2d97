"""What becomes of runs, and of those after them, when a worker is missing, busy or killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sandbox_play import SMALL, Play

from bot.executor.errors import RunError, SandboxUnavailable
from bot.executor.sandbox.monty import MontySandbox
from bot.values import Json

pytestmark = pytest.mark.asyncio(loop_scope="session")

HONEST = "def play(params):\n    return 'all is well'\n"
ENDLESS = "def play(params):\n    while True:\n        pass\n"
CALLING = "def play(params):\n    return external_apis['host_get']({'id': 'lamp'})\n"


async def test_a_cancelled_run_leaves_the_pool_usable(play: Play) -> None:
    """Cancelling a loop stops it, and frees its worker."""
    for _ in range(5):
        loop = asyncio.ensure_future(play(ENDLESS))
        await asyncio.sleep(0.02)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
    assert await play(HONEST) == "all is well"


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
async def test_a_killed_worker_fails_only_its_run() -> None:
    """The run says that its worker died; the next one has another."""
    async with MontySandbox(width=1, depth=1, limits=SMALL) as sandbox:
        play = Play(sandbox)
        before = workers()

        async def host(_name: str, _argument: Json) -> str:
            for worker in workers() - before:
                os.kill(worker, signal.SIGKILL)
            await asyncio.sleep(0.05)
            return "too late"

        before = workers() - {newest_worker()}
        with pytest.raises(RunError, match="worker died in the middle of the run") as raised:
            await play(CALLING, host=host)
        assert type(raised.value) is RunError
        assert await play(HONEST) == "all is well"


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
async def test_a_worker_that_died_idle_is_not_noticed() -> None:
    """Nothing had run in it: the run begins again in another."""
    async with MontySandbox(width=1, depth=1, limits=SMALL) as sandbox:
        play = Play(sandbox)
        assert await play(HONEST) == "all is well"
        os.kill(newest_worker(), signal.SIGKILL)
        assert await play(HONEST) == "all is well"


def workers() -> set[int]:
    """The processes this one has started."""
    with open(f"/proc/{os.getpid()}/task/{os.getpid()}/children") as file:
        own = {int(number) for number in file.read().split()}
    for task in os.listdir(f"/proc/{os.getpid()}/task"):
        with (
            suppress(FileNotFoundError),
            open(f"/proc/{os.getpid()}/task/{task}/children") as file,
        ):
            own |= {int(number) for number in file.read().split()}
    return own


def newest_worker() -> int:
    """The process started last."""
    return max(workers())


async def test_too_busy_is_said_so() -> None:
    """A run that waits too long for its turn is told to come again."""
    limits = replace(SMALL, seconds=1.0)
    async with MontySandbox(width=1, depth=1, limits=limits, patience=0.1) as sandbox:
        play = Play(sandbox)
        loop = asyncio.ensure_future(play(ENDLESS, limits=limits))
        await asyncio.sleep(0.02)
        with pytest.raises(SandboxUnavailable, match="busy; try again in a moment"):
            await play(HONEST)
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        assert await play(HONEST) == "all is well"


async def test_a_sandbox_that_is_not_open_runs_nothing() -> None:
    """Neither before it is entered nor after it is left."""
    sandbox = MontySandbox(limits=SMALL)
    with pytest.raises(SandboxUnavailable, match="not open"):
        await Play(sandbox)(HONEST)
    async with sandbox:
        assert await Play(sandbox)(HONEST) == "all is well"
    with pytest.raises(SandboxUnavailable, match="not open"):
        await sandbox.check("play", HONEST)


async def test_a_binary_that_is_not_there_makes_the_sandbox_unavailable() -> None:
    """There is no other way functions would be run."""
    with pytest.raises(SandboxUnavailable, match="Monty does not start"):
        async with MontySandbox(limits=SMALL, binary="/no/such/monty"):
            pass


async def test_a_binary_that_is_something_else_makes_runs_fail() -> None:
    """A worker that does not answer is a run that fails, not a run somewhere else."""
    async with MontySandbox(limits=SMALL, binary="/bin/true") as sandbox:
        with pytest.raises((RunError, SandboxUnavailable)):
            await Play(sandbox)(HONEST)


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
async def test_a_check_without_a_worker_makes_the_sandbox_unavailable(tmp_path: Path) -> None:
    """Where no worker can be started any more that is said, in a check as in a run."""
    binary = tmp_path / "monty"
    binary.symlink_to(Path(sys.executable).with_name("monty"))
    async with MontySandbox(width=1, depth=1, limits=SMALL, binary=str(binary)) as sandbox:
        os.kill(newest_worker(), signal.SIGKILL)
        binary.unlink()
        sources = (HONEST + "\n" * number for number in range(3))
        checks = [sandbox.check("play", source) for source in sources]
        found = [await asyncio.gather(one, return_exceptions=True) for one in checks]
        assert "cannot start a worker" in str(found[-1][0])
        with pytest.raises(SandboxUnavailable, match="cannot start a worker"):
            await Play(sandbox)(HONEST)


async def test_without_monty_the_sandbox_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is said in a sentence."""
    monkeypatch.setitem(sys.modules, "pydantic_monty", None)
    with pytest.raises(SandboxUnavailable, match="Generated functions cannot run here"):
        async with MontySandbox(limits=SMALL):
            pass
