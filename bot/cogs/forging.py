"""Showing how the writing of a tool goes, at most once a second."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from types import TracebackType

from bot.cogs.answers import Answer
from bot.cogs.pages import Page
from bot.cogs.refusals import LINE_TROUBLES, TokenGone

ATTEMPTS = 4
"""How many attempts the Orb makes before it gives up, the first among them."""
EVERY = 1.0
"""The least time between two edits, in seconds."""

log = logging.getLogger(__name__)


class Progress:
    """Told of each stage by the forge; shows the latest one while the block lasts."""

    def __init__(
        self, answer: Answer, page: Callable[[str, int], Page], *, every: float = EVERY
    ) -> None:
        self._answer = answer
        self._page = page
        self._every = every
        self._latest = ("thinking", 1)
        self._is_over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def __call__(self, stage: str, attempt: int) -> None:
        """The writing has come to a stage."""
        self._latest = (stage, attempt)

    async def __aenter__(self) -> Progress:
        """Begin to show."""
        self._task = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop showing, after an edit under way."""
        self._is_over.set()
        if self._task is not None:
            await self._task

    async def _show(self) -> None:
        shown: tuple[str, int] | None = None
        while not self._is_over.is_set():
            if self._latest != shown:
                shown = self._latest
                try:
                    await self._answer.show(self._page(*shown))
                except (*LINE_TROUBLES, TokenGone) as error:
                    log.info("Progress could not be shown: %s", error)
                    return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), self._every)
