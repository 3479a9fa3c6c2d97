"""What the apprentice does not write, and how it says so: what it understood, what it could do."""

from __future__ import annotations

from collections.abc import Iterator

from bot.executor.apprentice.drafting import Unable
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.phrases import Phrases
from bot.executor.apprentice.scene import Scenery, Sort
from bot.executor.apprentice.wish import Wish

_MOST_EXAMPLES = 3
_OPENED = frozenset({Kind.UNLOCK, Kind.BREAK, Kind.REMOVE, Kind.MOVE})
"""What would open an exit that only its own puzzle opens."""

_NO_EXAMPLES = frozenset({"hostile", "no_name", "recipe", "recording_refused"})


def protected_exit(wish: Wish, scenery: Scenery) -> str | None:
    """The name of the exit a wish wants opened, which only its own puzzle opens."""
    if wish.kind not in _OPENED:
        return None
    behind = {spot.object_id for spot in scenery.of(Sort.LANDMARK) if spot.exit_to}
    exits = {spot.id for spot in scenery.of(Sort.LANDMARK) if spot.exit_to}
    for aim in wish.aimed(Sort.LANDMARK, Sort.OBJECT, Sort.PLACE)[:1]:
        spot = aim.spot
        is_exit = spot.exit_to or spot.id in behind or spot.landmark_key in exits
        if is_exit or (spot.sort is Sort.PLACE and wish.kind is Kind.UNLOCK):
            return spot.name
    return None


def explanation(reason: Unable, scenery: Scenery, phrases: Phrases, language: str) -> str:
    """Why there is no tool, in the language, and what there could be here instead."""

    def say(part: str) -> str:
        return phrases.sentence("unable", part, language)

    values = dict(reason.values)
    if "kind" in values:
        values["kind"] = phrases.sentence(values["kind"], "name", language)
    said = f"{say('opening')} {say(reason.reason).format_map(values)}"
    if reason.reason in _NO_EXAMPLES:
        return said
    some = list(_examples(scenery, phrases, language))[:_MOST_EXAMPLES]
    offered = say("examples").format(
        examples="; ".join(say("quoted").format(example=one) for one in some)
    )
    return f"{said}\n\n{offered} {say('model')}"


def _examples(scenery: Scenery, phrases: Phrases, language: str) -> Iterator[str]:
    """Wishes that would come to something here, the most telling first."""

    def example(part: str, target: str = "") -> str:
        return phrases.sentence("example", part, language).format(target=target)

    far = scenery.far_landmark(scenery.here)
    if far and scenery.is_far(far):
        yield example("way", far.name)
    things = scenery.of(Sort.OBJECT, scenery.here)
    for thing in things:
        if thing.details.get("broken") or thing.details.get("is_broken"):
            yield example("mend", thing.name)
            break
    for thing in things:
        if thing.is_gap:
            yield example("change", thing.name)
            break
    yield from (example(part) for part in ("light", "company", "shield"))
