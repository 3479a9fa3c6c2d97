"""Pictures of scenes: drawn in a thread, each once while it is remembered."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.cogs.pages import Picture
from bot.cogs.ui.text import ALT, cut
from bot.engine.scene import Scene
from bot.engine.world import plain
from bot.values import digest

KEPT = 200
"""How many pictures are remembered."""
AT_ONCE = 2
"""How many are drawn at the same time."""

log = logging.getLogger(__name__)


class Gallery:
    """Draws scenes. `draw` makes a PNG of one, `describe` says in a language what it shows."""

    def __init__(
        self, draw: Callable[[Scene], bytes], describe: Callable[[Scene, str], str]
    ) -> None:
        self._draw = draw
        self._describe = describe
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._busy = asyncio.Semaphore(AT_ONCE)

    async def picture(self, scene: Scene, locale: str) -> Picture | None:
        """The picture of a scene; None where it cannot be drawn, which is logged."""
        key = fingerprint(scene)
        try:
            content = self._kept.get(key) or await self._drawn(key, scene)
            alt = cut(self._describe(scene, locale.partition("-")[0]), ALT)
        except Exception:  # a picture is an ornament: whatever is wrong with it, play goes on
            log.exception("No picture could be drawn of %r.", scene.name)
            return None
        self._kept.move_to_end(key)
        return Picture(f"scene-{key}.png", content, alt)

    async def _drawn(self, key: str, scene: Scene) -> bytes:
        async with self._busy:
            if key not in self._kept:
                self._kept[key] = await asyncio.to_thread(self._draw, scene)
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return self._kept[key]


def fingerprint(scene: Scene) -> str:
    """The same for scenes that look the same, whenever they are seen."""
    seen = replace(scene, now=0.0, actions=(), inventory=())
    return digest(plain(seen))[:16]
