"""Pictures drawn in a process of their own, so that nobody who plays waits for the drawing.

Drawing holds the interpreter for some tens of milliseconds at a time; in a thread it would delay
everything else in the program by as much.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.engine.pictures.easel import HEAD, Drawn, Subject, packed
from bot.engine.scene import Scene

EASEL = (sys.executable, "-m", "bot.engine.pictures.easel")
"""The command of the process."""
ROOT = Path(__file__).resolve().parents[3]
LONGEST = 10.0
"""A process that draws for so many seconds is ended and begun anew."""
ENDING = 2.0
"""So many seconds it has to end by itself."""
DEATHS = 3
"""After so many processes one after the other that drew nothing no other is begun."""
MOST_KEPT = 256
"""How many pictures are kept: at most 5 MB."""

log = logging.getLogger(__name__)


class NoPicture(Exception):
    """There is no picture; the message says why."""


def order_of(subject: Subject, locale: str) -> bytes:
    """What is asked of a studio: a picture of a scene or chart, its words in a locale."""
    if isinstance(subject, Scene):  # without what no picture shows: it would be drawn anew
        subject = replace(subject, now=0.0, description="", inventory=(), actions=())
    return packed((subject, locale))


class Studio:
    """Draws scenes and charts one after the other, and keeps those drawn last.

    The process is begun with the first picture, or by `async with`; one that dies is replaced.
    """

    def __init__(
        self, command: Sequence[str] = EASEL, *, longest: float = LONGEST, most: int = MOST_KEPT
    ) -> None:
        self._command = tuple(command)
        self._longest = longest
        self._most = most
        self._process: Process | None = None
        self._deaths = 0
        self._opening: asyncio.Task[None] | None = None
        self._is_over = False
        self._one_by_one = asyncio.Lock()
        self._kept: OrderedDict[bytes, Drawn] = OrderedDict()

    @property
    def is_usable(self) -> bool:
        """Whether processes can be begun on this machine, as far as is known."""
        return self._deaths < DEATHS

    async def __aenter__(self) -> Studio:
        """Begin the process now, so that the first picture need not wait for it."""
        self._opening = asyncio.create_task(self._open())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the process."""
        await self.close()

    def kept(self, order: bytes) -> Drawn | None:
        """What was drawn lately to such an order."""
        key = _key(order)
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    async def draw(self, order: bytes) -> Drawn:
        """The picture that was ordered, and what it shows; raises `NoPicture`.

        It must not be cancelled: shield it where nobody waits for it to the end.
        """
        async with self._one_by_one:
            answer = await self._asked(order)
        if isinstance(answer, str):
            raise NoPicture(answer)
        self._kept[_key(order)] = answer
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return answer

    async def close(self) -> None:
        """End the process; nothing is drawn any more."""
        self._is_over = True
        with suppress(TimeoutError):
            async with asyncio.timeout(ENDING), self._one_by_one:
                if self._process is not None and self._process.stdin is not None:
                    self._process.stdin.close()
                    await self._process.wait()
        await self._end()

    async def _open(self) -> None:
        with suppress(NoPicture):
            async with self._one_by_one:
                await self._running()

    async def _asked(self, order: bytes) -> Drawn | str:
        process = await self._running()
        assert process.stdin is not None  # noqa: S101 - it was begun with pipes
        assert process.stdout is not None  # noqa: S101
        try:
            async with asyncio.timeout(self._longest):
                process.stdin.write(order)
                await process.stdin.drain()
                head = await process.stdout.readexactly(HEAD)
                answer = await process.stdout.readexactly(int.from_bytes(head, "big"))
        except (OSError, asyncio.IncompleteReadError) as error:  # a TimeoutError is an OSError
            self._deaths += 1
            await self._end()
            raise NoPicture(f"the process that draws failed: {type(error).__name__}") from error
        self._deaths = 0
        return pickle.loads(answer)  # noqa: S301 - from the process that was begun here

    async def _running(self) -> Process:
        if self._is_over or not self.is_usable:
            raise NoPicture("nothing is drawn any more")
        if self._process is not None and self._process.returncode is None:
            return self._process
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        env = {**os.environ, "PYTHONPATH": path}
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, env=env
            )
        except (OSError, NotImplementedError) as error:
            self._deaths = DEATHS
            log.warning("Pictures are drawn in a thread, no process can be begun: %s", error)
            raise NoPicture("no process can be begun") from error
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await process.wait()


def _key(order: bytes) -> bytes:
    return hashlib.sha256(order).digest()
