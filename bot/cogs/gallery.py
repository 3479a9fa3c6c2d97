"""Pictures of scenes: drawn in a thread, never waited for long."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable

from bot.cogs.pages import Picture
from bot.cogs.ui.text import ALT, cut
from bot.engine.scene import Scene

LATE = 0.5
"""A picture that takes longer than so many seconds is left out; it is there the next time."""
QUEUE = 6
"""While so many pictures are wanted, no other is begun."""
REST = 1.5
"""After a picture nothing is drawn for so many times as long, so that play has the processor."""

log = logging.getLogger(__name__)


class Gallery:
    """Draws scenes. `draw` makes a PNG of one, and keeps those it has made; `describe` says in a
    language what it shows.
    """

    def __init__(
        self,
        draw: Callable[[Scene], bytes],
        describe: Callable[[Scene, str], str],
        *,
        late: float = LATE,
    ) -> None:
        self._draw = draw
        self._describe = describe
        self._late = late
        self._one_by_one = asyncio.Semaphore(1)
        self._drawing: set[asyncio.Task[bytes]] = set()

    async def picture(self, scene: Scene, locale: str) -> Picture | None:
        """The picture of a scene; None where it takes too long, or fails, which is logged."""
        if len(self._drawing) >= QUEUE:
            return None
        task = asyncio.create_task(self._drawn(scene))
        self._drawing.add(task)
        task.add_done_callback(self._drawing.discard)
        try:
            content = await asyncio.wait_for(asyncio.shield(task), self._late)
            alt = cut(self._describe(scene, locale.partition("-")[0]), ALT)
        except TimeoutError:
            task.add_done_callback(_looked_at)
            return None
        except Exception:  # a picture is an ornament: whatever is wrong with it, play goes on
            log.exception("No picture could be drawn of %r.", scene.name)
            return None
        return Picture(f"scene-{hashlib.sha256(content).hexdigest()[:16]}.png", content, alt)

    async def _drawn(self, scene: Scene) -> bytes:
        await self._one_by_one.acquire()
        begun = time.monotonic()
        try:
            return await asyncio.to_thread(self._draw, scene)
        finally:
            rest = (time.monotonic() - begun) * REST
            asyncio.get_running_loop().call_later(rest, self._one_by_one.release)


def _looked_at(task: asyncio.Task[bytes]) -> None:
    """Log the trouble of a picture nobody waits for any more."""
    if not task.cancelled() and (error := task.exception()):
        log.error("A picture failed after it was late.", exc_info=error)
