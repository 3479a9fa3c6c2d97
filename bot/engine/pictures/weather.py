"""Weather over a finished picture: what falls or drifts through it."""

from __future__ import annotations

import math

from bot.engine.pictures.atmosphere import weather_kind
from bot.engine.pictures.camera import HEIGHT, WIDTH
from bot.engine.pictures.plate import Plate
from bot.engine.pictures.tints import Rgb, mixed

_RAIN: Rgb = (118, 134, 158)
_SNOW: Rgb = (232, 240, 250)
_EMBER: Rgb = (255, 150, 60)
_AIR: Rgb = (126, 136, 150)


def paint_weather(plate: Plate, weather: str) -> None:
    """Paint what falls or drifts; what lies over everything, as fog does, is part of the light."""
    kind = weather_kind(weather)
    if kind == "rain":
        _paint_rain(plate, 64)
    if kind == "storm":
        _paint_rain(plate, 96)
        bolt = [(508, 0), (496, 40), (514, 52), (490, 96), (500, 102), (478, 140)]
        plate.stroke(bolt, (150, 168, 226), 5)
        plate.stroke(bolt, (244, 248, 255), 2)
    if kind == "snow":
        _paint_specks(plate, 110, _SNOW)
    if kind == "embers":
        _paint_specks(plate, 60, _EMBER)
    if kind == "wind":
        _paint_wind(plate)


def _scatter(index: int) -> tuple[int, int, int]:
    """A spot of the picture and a small number, the same for the same index."""
    seed = (index * 2654435761 + 12345) & 0xFFFFFFFF
    seed ^= seed >> 13
    return seed % WIDTH, (seed // WIDTH) % HEIGHT, (seed >> 7) % 8


def _paint_rain(plate: Plate, count: int) -> None:
    for index in range(count):
        x, y, kind = _scatter(index)
        long = 9 + kind
        plate.stroke([(x, y), (x - long * 0.32, y + long)], _RAIN, 1)


def _paint_specks(plate: Plate, count: int, tint: Rgb) -> None:
    for index in range(count):
        x, y, kind = _scatter(index)
        plate.spot((x, y), 1 + kind % 3 * 0.5, mixed(tint, _AIR, kind % 2 * 0.5))


def _paint_wind(plate: Plate) -> None:
    for index in range(9):
        x, y, kind = _scatter(index * 7 + 3)
        y = 60 + (y * 3) % (HEIGHT - 100)
        long = 70 + kind * 12
        points = [
            (x + step * long / 10, y + 5 * math.sin(step / 2 + index) - step * 0.8)
            for step in range(11)
        ]
        tip = points[-1]
        curl = [(tip[0] + 7, tip[1] - 4), (tip[0] + 6, tip[1] - 10), (tip[0], tip[1] - 12)]
        plate.stroke([*points, *curl], _AIR, 1)
