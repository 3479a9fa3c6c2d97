"""Places and worlds as pictures, and the words that say the same.

All functions are pure: the same input gives the same bytes. A picture takes some 20 ms, so a front
end calls them in a thread.
"""

from __future__ import annotations

from bot.engine.pictures.cache import PictureCache
from bot.engine.pictures.camera import HEIGHT, WIDTH
from bot.engine.pictures.charting import chart_of
from bot.engine.pictures.map_picture import chart_picture
from bot.engine.pictures.plate import MOST_BYTES
from bot.engine.pictures.scene_picture import picture_of
from bot.engine.pictures.stage import Chart
from bot.engine.pictures.staging import stage_of
from bot.engine.pictures.wording import LONGEST, chart_in_words, stage_in_words
from bot.engine.scene import Scene
from bot.engine.world import World

__all__ = [
    "HEIGHT",
    "LONGEST",
    "MOST_BYTES",
    "WIDTH",
    "Chart",
    "PictureCache",
    "chart_of",
    "describe_chart",
    "describe_map",
    "describe_scene",
    "draw_chart",
    "draw_map",
    "draw_scene",
]


def draw_scene(scene: Scene) -> bytes:
    """The PNG (640 x 400) of the place a soul is in, as it sees it."""
    return picture_of(stage_of(scene))


def describe_scene(scene: Scene, locale: str = "en") -> str:
    """What `draw_scene` shows, in at most 1,000 characters of the locale (en, ru; else English)."""
    return stage_in_words(stage_of(scene), locale)


def draw_chart(chart: Chart) -> bytes:
    """The PNG (640 x 400) of a chart, which `chart_of` makes."""
    return chart_picture(chart)


def describe_chart(chart: Chart, locale: str = "en") -> str:
    """What `draw_chart` shows, in at most 1,000 characters of the locale (else English)."""
    return chart_in_words(chart, locale)


def draw_map(world: World, soul_id: str, now: float) -> bytes:
    """The PNG (640 x 400) of a world's places, ways and souls at `now` (epoch seconds)."""
    return chart_picture(chart_of(world, soul_id, now))


def describe_map(world: World, soul_id: str, now: float, locale: str = "en") -> str:
    """What `draw_map` shows, in at most 1,000 characters of the locale (en, ru; else English)."""
    return chart_in_words(chart_of(world, soul_id, now), locale)
