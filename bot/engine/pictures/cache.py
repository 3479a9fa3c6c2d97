"""Pictures kept by what they show: a place that looks the same is drawn once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from bot.engine.pictures.charting import chart_of
from bot.engine.pictures.map_picture import chart_picture
from bot.engine.pictures.scene_picture import picture_of
from bot.engine.pictures.stage import Chart, Stage
from bot.engine.pictures.staging import stage_of
from bot.engine.scene import Scene
from bot.engine.world import World

Shown = TypeVar("Shown", Stage, Chart)

MOST_KEPT = 256
"""How many pictures are kept unless told otherwise: at most 5 MB."""


class PictureCache:
    """The pictures drawn last; may be used from several threads at once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = max(1, most)
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def scene(self, scene: Scene) -> bytes:
        """The PNG of a scene."""
        return self.stage(stage_of(scene))

    def stage(self, stage: Stage) -> bytes:
        """The PNG of a scene's stage."""
        return self._drawn(stage, picture_of)

    def map(self, world: World, soul_id: str, now: float) -> bytes:
        """The PNG of a world's map, as a soul sees it at `now` (epoch seconds)."""
        return self.chart(chart_of(world, soul_id, now))

    def chart(self, chart: Chart) -> bytes:
        """The PNG of a map's chart."""
        return self._drawn(chart, chart_picture)

    def _drawn(self, shown: Shown, draw: Callable[[Shown], bytes]) -> bytes:
        key = hashlib.sha256(repr(shown).encode()).digest()
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        # Drawn outside the lock: two threads may draw the same, but none waits for another.
        drawn = draw(shown)
        with self._lock:
            self._kept[key] = drawn
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return drawn
