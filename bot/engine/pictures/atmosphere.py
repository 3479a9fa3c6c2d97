"""Light over a finished picture: what is lit, what is dim, what lies in fog.

Everything is laid on in steps with common outlines: even areas take few bytes, a slope takes many.
"""

from __future__ import annotations

import math
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from bot.engine.pictures.camera import FINE, HEIGHT, WIDTH
from bot.engine.pictures.canvas import Lamp
from bot.engine.pictures.plainly import words_in
from bot.engine.pictures.tints import Rgb
from bot.engine.pictures.vocabulary import meaning_of

_USUAL = (1.0, 1.0, 1.0, 1.0)
_CLOUDED = {"storm": 0.68, "rain": 0.84, "fog": 0.92}
_GLOOMY = 2.3
_MOST_LAMPS = 40
_RINGS = 7
_FLAT = 0.66
_EDGES = ((64, 0.94), (44, 0.88), (26, 0.82), (12, 0.76))


def lit(image: Image.Image, lamps: list[Lamp], light: str, weather: str) -> Image.Image:
    """The picture under that light, with its lamps shining and, in the dark, its edges darker."""
    *ambient, power = _ambient(light)
    clouds = _CLOUDED.get(weather_kind(weather) or "", 1.0)
    usual = [min(255, round(level * clouds * 255)) for level in ambient]
    shade = Image.new("RGB", image.size, _times(usual, 1.0))
    if sum(ambient) * clouds < _GLOOMY:
        for edge, level in _EDGES:
            shade.paste(_times(usual, level), (0, 0, WIDTH, edge))
            shade.paste(_times(usual, level), (0, HEIGHT - edge, WIDTH, HEIGHT))
    shining = Image.new("RGB", image.size, 0)
    for lamp in lamps[:_MOST_LAMPS]:
        _shine(shining, lamp, power)
    if lamps:
        shade = ImageChops.add(shade, shining)
    dimmed = ImageChops.multiply(image, shade)
    if lamps:
        dimmed = ImageChops.add(dimmed, shining.point(_bloom()))
    if weather_kind(weather) == "fog":
        _paint_fog(ImageDraw.Draw(dimmed, "RGBA"))
    return dimmed


def _times(levels: list[int], factor: float) -> Rgb:
    red, green, blue = (round(level * factor) for level in levels)
    return (red, green, blue)


@cache
def _bloom() -> list[int]:
    """How bright the air itself is where so much light shines."""
    return [round(70 * (level / 255) ** 1.7) for level in range(256)] * 3


def _shine(shining: Image.Image, lamp: Lamp, power: float) -> None:
    """Add a lamp's light: rings that fall off to nothing at its reach."""
    x, y = round(lamp.at[0] / FINE), round(lamp.at[1] / FINE)
    wide = max(8, min(WIDTH, round(lamp.reach / FINE)))
    # Light lies on the ground: it reaches less far up and down the picture than across it.
    high = round(wide * _FLAT)
    pool = Image.new("RGB", (2 * wide + 1, 2 * high + 1), 0)
    pen = ImageDraw.Draw(pool)
    strength = min(1.0, lamp.strength * power * 0.72)
    for ring in range(_RINGS):
        share = 1 - ring / _RINGS
        fall = strength * math.exp(-2.6 * share * share) * (1 - share * share * 0.6)
        red, green, blue = (round(level * fall) for level in lamp.tint)
        across, down = wide * share, high * share
        box = (wide - across, high - down, wide + across, high + down)
        pen.ellipse(box, fill=(red, green, blue))
    box = (x - wide, y - high, x + wide + 1, y + high + 1)
    shining.paste(ImageChops.add(shining.crop(box), pool), box[:2])


def _ambient(light: str) -> tuple[float, float, float, float]:
    """What is left of red, green and blue, and how strong lamps are."""
    meaning = meaning_of(words_in(light), "light")
    if meaning is None:
        return _USUAL
    red, green, blue, power = (float(part) for part in meaning.split())
    return (red, green, blue, power)


def weather_kind(weather: str) -> str | None:
    """Which of the known weathers a word tells, or None."""
    return meaning_of(words_in(weather), "weather")


def _paint_fog(pen: ImageDraw.ImageDraw) -> None:
    bands = 10
    for band in range(bands):
        thick = 0.22 + 0.4 * band / bands
        box = (0, HEIGHT * band // bands, WIDTH, HEIGHT * (band + 1) // bands - 1)
        pen.rectangle(box, fill=(150, 158, 172, round(255 * thick)))
