"""Pages with a picture: shown without it where it is late, and completed when it comes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.cogs.answers import Answer
from bot.cogs.gallery import Drawing, Gallery
from bot.cogs.pages import Page, Picture
from bot.cogs.refusals import LINE_TROUBLES, TokenGone

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Painted:
    """A page as it can be shown now. `whole`, where its picture is late, waits for the page with
    it; that is None where none could be drawn.
    """

    page: Page
    whole: Callable[[], Awaitable[Page | None]] | None = None


async def painted(
    gallery: Gallery[T] | None, shown: T, locale: str, make: Callable[[Picture | None], Page]
) -> Painted:
    """The page that is made of a picture of what is shown, or of none."""
    drawing = await gallery.drawing(shown, locale) if gallery is not None else Drawing()
    later = drawing.later
    if later is None:
        return Painted(make(drawing.picture))

    async def whole() -> Page | None:
        picture = await asyncio.shield(later)
        return make(picture) if picture is not None else None

    return Painted(make(None), whole)


class Completions:
    """Puts late pictures into the pages that were shown without them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def expect(self, answer: Answer, shown: Painted) -> None:
        """Complete a page that was shown, if that is to be done. Returns at once."""
        if shown.whole is None:
            return
        task = asyncio.create_task(_complete(answer, shown.page, shown.whole))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _complete(
    answer: Answer, page: Page, whole: Callable[[], Awaitable[Page | None]]
) -> None:
    try:
        completed = await whole()
        if completed is not None:
            await answer.complete(page, completed)
    except (*LINE_TROUBLES, TokenGone) as error:
        log.info("A picture that was late could not be shown: %s", error)
