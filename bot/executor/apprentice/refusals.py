"""What the apprentice does not write, whatever else a wish says."""

from __future__ import annotations

from bot.executor.apprentice.lexicon import Kind, Lexicon, Pattern, occurs
from bot.executor.apprentice.scene import Scenery, Sort
from bot.executor.apprentice.wish import Wish


def refusal_of(wish: Wish, lexicon: Lexicon) -> str | None:
    """Which of the refusals ("hostile", "victory", "taking", "harm") a wish calls for, if any."""
    text = wish.words.casefold()
    for name in ("hostile", "victory"):
        if any(phrase in text for phrase in lexicon.refused[name]):
            return name
    for name in ("taking", "harm"):
        patterns = (Pattern.of(phrase) for phrase in lexicon.refused[name])
        if occurs(patterns, list(wish.tokens)) is not None:
            return name
    return None


def protected_exit(wish: Wish, scenery: Scenery) -> str | None:
    """The name of the exit a wish wants opened, which only its own puzzle opens."""
    if wish.kind is not Kind.UNLOCK:
        return None
    behind = {spot.object_id for spot in scenery.of(Sort.LANDMARK) if spot.exit_to}
    exits = {spot.id for spot in scenery.of(Sort.LANDMARK) if spot.exit_to}
    for aim in wish.aimed(Sort.LANDMARK, Sort.OBJECT, Sort.PLACE)[:1]:
        spot = aim.spot
        is_exit = spot.exit_to or spot.id in behind or spot.landmark_key in exits
        if is_exit or spot.sort is Sort.PLACE:
            return spot.name
    return None
