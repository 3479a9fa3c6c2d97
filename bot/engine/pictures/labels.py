"""Names beside what they name: none covers another, and one that had to move has a line."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.pictures.camera import HEIGHT, WIDTH, Pixel
from bot.engine.pictures.icons import icon
from bot.engine.pictures.lettering import Lettered, lettered
from bot.engine.pictures.plainly import elided
from bot.engine.pictures.plate import Plate
from bot.engine.pictures.tints import Rgb

LONGEST = 26
"""The most characters of a name that is shown; the alt text has more."""

_GAP = 3
_FAR = 20
_MOST = 28
_FEW, _SHORT = 16, 18
_EDGE = 4
_FOOT = 4
_BESIDE, _NEAR, _MISTAKEN = 28, 14, 9.0
"""What stands so near to a name, sideways and up or down, might be taken for what it names."""
_INWARDS = 0.3

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name at a pixel of the picture: `top` of the thing, `foot` below it; low `rank` first."""

    text: str
    top: Pixel
    foot: Pixel
    tint: Rgb
    rank: int
    size: int = 12
    mark: str | None = None
    mark_tint: Rgb = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its masks, and its box in the picture."""

    label: Label
    shape: Lettered
    box: Box


def placed(labels: list[Label], bodies: list[Box], kept: list[Box]) -> list[Placed]:
    """Where the labels stand; one that finds no place is left out.

    `bodies` are boxes better not written upon, `kept` those that must stay free.
    """
    found: list[Placed] = []
    longest = LONGEST if len(labels) <= _FEW else _SHORT
    for label in sorted(labels, key=lambda one: one.rank)[:_MOST]:
        taken = [*kept, *(one.box for one in found)]
        others = [one for one in labels if one is not label]
        if one := _place(label, longest, taken, bodies, others):
            found.append(one)
    return found


def write_labels(plate: Plate, labels: list[Placed], share: float) -> None:
    """Write the first share (0 to 1) of labels that have their places, lines first."""
    labels = labels[: round(len(labels) * share)]
    for one in labels:
        _draw_leader(plate, one)
    for one in labels:
        _write(plate, one)


def _place(
    label: Label, longest: int, taken: list[Box], bodies: list[Box], others: list[Label]
) -> Placed | None:
    shape = lettered(elided(label.text, longest), label.size)
    wide, high = shape.size[0] + (mark_size(shape) if label.mark else 0), shape.size[1]
    best: tuple[float, Box] | None = None
    for cost, x, y in _candidates(label, wide, high):
        if best is not None and cost >= best[0]:
            continue
        x = min(WIDTH - _EDGE - wide, max(_EDGE, x))
        box = (x, y, x + wide, y + high)
        if y < _EDGE or y + high > HEIGHT - _FOOT or any(_shared(box, one) for one in taken):
            continue
        cost += sum(_shared(box, one) for one in bodies) / 14
        cost += _MISTAKEN * any(_is_mistaken(box, one) for one in others)
        if best is None or cost < best[0]:
            best = (cost, box)
        if cost < 1:
            break
    return Placed(label, shape, best[1]) if best else None


def _is_mistaken(box: Box, other: Label) -> bool:
    """Whether a name there, right over or under another thing, would seem to be that thing's."""
    middle = (box[0] + box[2]) / 2
    (x, top), (foot_x, foot) = other.top, other.foot
    is_over = abs(middle - x) < _BESIDE and abs(top - box[3]) < _NEAR
    return is_over or (abs(middle - foot_x) < _BESIDE and abs(box[1] - foot) < _NEAR)


def mark_size(shape: Lettered) -> int:
    """How wide the mark before a text is, in pixels."""
    return round(shape.size[1] * 0.72)


def _candidates(label: Label, wide: float, high: float) -> list[tuple[float, float, float]]:
    """Cost, left and top of each place to try, the dearest last."""
    x, top = label.top
    foot = label.foot[1]
    above, side = top - high - _GAP + 3, wide / 2
    found = [(0.0, x - side, above), (7.0, x - side, foot + _GAP)]
    for shift in (0.3, 0.48):
        found += [(2 + 8 * shift, x - side - wide * shift, above)]
        found += [(2 + 8 * shift, x - side + wide * shift, above)]
    middle = (top + foot) / 2 - high / 2
    found += [(8.0, x + 13, middle), (8.0, x - wide - 13, middle)]
    for step in range(1, 9):
        rise, cost = 13.0 * step, 9.0 + 4 * step
        for shift in (0.0, 0.4, -0.4, 0.8, -0.8):
            left = x - side + wide * shift
            found.append((cost + 5 * abs(shift), left, above - rise))
            found.append((cost + 3 + 5 * abs(shift), left, foot + _GAP + rise))
    return sorted(found)


def _shared(one: Box, other: Box) -> float:
    """The area two boxes have in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    if wide <= 0:
        return 0.0
    return wide * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))


def _draw_leader(plate: Plate, one: Placed) -> None:
    """A thin line from a label that stands off to the upper part of what it names."""
    left, top, right, bottom = one.box
    (x, high), low = one.label.top, one.label.foot[1]
    middle = (top + bottom) / 2
    y = min(max(low, high), max(high, middle))
    start = (min(right - 6, max(left + 6, x)), min(bottom - 4, max(top + 4, y)))
    if (start[0] - x) ** 2 + (start[1] - y) ** 2 >= _FAR**2:
        end = min(max(low, high), max(high + _INWARDS * (low - high), middle))
        plate.line([start, (x, end)], one.label.tint)


def _write(plate: Plate, one: Placed) -> None:
    x, y = round(one.box[0]), round(one.box[1])
    if one.label.mark:
        size = mark_size(one.shape)
        sign = icon(one.label.mark, size)
        plate.write(sign, (x, y + (one.shape.size[1] - size) // 2), one.label.mark_tint)
        x += size
    plate.write(one.shape, (x, y), one.label.tint)
