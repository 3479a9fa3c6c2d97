"""Pictures of scenes and maps: drawn beside the play, never waited for long."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.cogs.pages import Picture
from bot.cogs.ui.text import ALT, cut
from bot.engine.pictures.easel import Drawn
from bot.engine.pictures.studio import Studio, order_of

LATE = 0.5
"""A page waits no longer for its picture, in seconds; what comes later is put in then."""
QUEUE = 12
"""While so many pictures are wanted, no other is begun."""
REST = 1.5
"""After a picture drawn in a thread none is drawn there for so many times as long, so that play
has the processor."""

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, or where it is late what gives it, or None where it fails; neither where too many
    are wanted.
    """

    picture: Picture | None = None
    later: asyncio.Task[Picture | None] | None = None


class Gallery(Generic[T]):
    """Shows scenes, or charts. They are drawn by the `studio`, and where there is none or it can
    be used no more, in a thread: `draw` makes a PNG of one, and keeps those it has made; `describe`
    says in a language what it shows.
    """

    def __init__(
        self,
        draw: Callable[[T], bytes],
        describe: Callable[[T, str], str],
        *,
        late: float = LATE,
        studio: Studio | None = None,
    ) -> None:
        self._draw = draw
        self._describe = describe
        self._late = late
        self._studio = studio
        self._one_by_one = asyncio.Semaphore(1)
        self._drawing: set[asyncio.Task[Picture | None]] = set()
        self._under_way = 0

    async def picture(self, shown: T, locale: str) -> Picture | None:
        """The picture of what is shown; None where it takes too long, or fails, which is logged."""
        return (await self.drawing(shown, locale)).picture

    async def drawing(self, shown: T, locale: str) -> Drawing:
        """The picture, or where it takes too long what it can be waited for by."""
        task = asyncio.create_task(self._finished(shown, locale.partition("-")[0]))
        self._drawing.add(task)
        task.add_done_callback(self._drawing.discard)
        # It is not cancelled: what draws must come to its end.
        await asyncio.wait({task}, timeout=self._late)
        return Drawing(picture=task.result()) if task.done() else Drawing(later=task)

    async def _finished(self, shown: T, language: str) -> Picture | None:
        try:
            drawn = await self._drawn(shown, language)
        except Exception:  # a picture is an ornament: whatever is wrong with it, play goes on
            log.exception("No picture could be drawn of a %s.", type(shown).__name__.lower())
            return None
        if drawn is None:
            return None
        content, alt = drawn
        name = f"scene-{hashlib.sha256(content).hexdigest()[:16]}.png"
        return Picture(name, content, cut(alt, ALT))

    async def _drawn(self, shown: Any, language: str) -> Drawn | None:
        studio = self._studio if self._studio is not None and self._studio.is_usable else None
        order = order_of(shown, language) if studio is not None else b""
        if studio is not None and (drawn := studio.kept(order)):
            return drawn
        if self._under_way >= QUEUE:
            return None
        self._under_way += 1
        try:
            if studio is not None:
                return await studio.draw(order)
            return await self._in_thread(shown, language)
        finally:
            self._under_way -= 1

    async def _in_thread(self, shown: T, language: str) -> Drawn:
        await self._one_by_one.acquire()
        begun = time.monotonic()
        try:
            return await asyncio.to_thread(
                lambda: (self._draw(shown), self._describe(shown, language))
            )
        finally:
            rest = (time.monotonic() - begun) * REST
            asyncio.get_running_loop().call_later(rest, self._one_by_one.release)
