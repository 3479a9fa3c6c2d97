"""What a thing itself suggests, where the words name it and do not say what is to be done."""

from __future__ import annotations

from bot.executor.apprentice.drafting import NAMED
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.scene import Scenery, Sort, Spot
from bot.executor.apprentice.wish import Wish
from bot.values import JsonObject

_WANTING = (
    ("broken", Kind.MEND),
    ("locked", Kind.UNLOCK),
    ("hidden", Kind.REVEAL),
    ("frozen", Kind.BURN),
)
"""What is wrong with a thing, and what mends that."""

_INTO = "into"


def suggested(wish: Wish, scenery: Scenery) -> Kind | None:
    """The kind that what the words clearly aim at calls for, None where it calls for nothing."""
    aimed = wish.aimed(Sort.OBJECT, Sort.LANDMARK, Sort.PLACE)
    spots = [aim.spot for aim in aimed if aim.score >= NAMED]
    if not spots:
        return None
    spot = spots[0]
    if _INTO in wish.text.words and spot.sort is not Sort.PLACE:
        return Kind.TRANSFORM
    mark = scenery.landmark_of(spot)
    is_over_there = mark is not None and _is_over_there(mark, scenery)
    if is_over_there and "otherside" in wish.traits:
        return Kind.SPAN
    thing = scenery.object_of(spot)
    if thing and (kind := _wanting(thing.details)):
        return kind
    return Kind.SPAN if is_over_there else None


def _wanting(details: JsonObject) -> Kind | None:
    for key, kind in _WANTING:
        if details.get(key) is True or details.get(f"is_{key}") is True:
            return kind
    return None


def _is_over_there(mark: Spot, scenery: Scenery) -> bool:
    """Whether one has to get across to it, and it is no exit that is shut besides."""
    return mark.place_id == scenery.here and scenery.is_far(mark) and not mark.exit_to
