"""Tools that tell facts: where the places are, where everybody is, what the others carry."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft
from bot.executor.apprentice.scene import Sort
from bot.executor.apprentice.source import Plan

_MAPS = ("places", "rooms", "locations", "мест*", "orte", "lieux", "lugares")
_WHERE = (
    "compass*",
    "compas",
    "where",
    "wheres",
    "which_place",
    "компас*",
    "kompass*",
    "boussole*",
    "brújula*",
)
_POCKETS = (
    "mind_stone*",
    "mindstone*",
    "carry",
    "carries",
    "pockets",
    "gedankenstein*",
    "bei_sich",
    "носят",
)


def facts(draft: Draft) -> Plan | None:
    """The plan for a wish that asks for one kind of fact, None for any other."""
    wish = draft.wish
    places = [spot.id for spot in draft.scenery.of(Sort.PLACE)]
    nowhere, nothing = draft.say("nowhere"), draft.say("nothing")
    if wish.has(*_POCKETS):
        return Plan(
            bodies=("pockets",),
            summary="Tell what those here carry who agree to it.",
            constants={"nowhere": nowhere, "nothing": nothing},
        )
    if wish.has(*_WHERE):
        return Plan(
            bodies=("places", "whereabouts"),
            summary="Tell in which place everybody else is.",
            constants={"places": [*places], "nothing": nothing},
        )
    if wish.has(*_MAPS):
        return Plan(
            bodies=("places", "map"),
            summary="Tell the names of the places that can be found.",
            constants={"places": [*places], "done": draft.say("places")},
        )
    return None
