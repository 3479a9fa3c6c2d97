"""Tools that tell facts: what is here, where the places and the others are, what they carry."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.scene import Sort
from bot.executor.apprentice.source import Plan


def facts(draft: Draft) -> list[Plan]:
    """The plan for a wish that asks for one kind of fact."""
    places = [spot.id for spot in draft.scenery.of(Sort.PLACE)]
    if draft.kind is Kind.POCKETS:
        return [
            Plan(
                bodies=("pockets",),
                summary="Tell what those here carry who agree to it.",
                constants={"nowhere": draft.say("nowhere"), "nothing": draft.say("nothing")},
            )
        ]
    if draft.kind is Kind.COMPASS:
        return [
            Plan(
                bodies=("places", "whereabouts"),
                summary="Tell in which place everybody else is.",
                constants={"places": [*places], "nothing": draft.say("nothing")},
            )
        ]
    return [
        Plan(
            bodies=("places", "map"),
            summary="Tell the names of the places that can be found.",
            constants={"places": [*places], "done": draft.say("done")},
        )
    ]


def readings(draft: Draft) -> list[Plan]:
    """Tell what is here: the place, its things with their states, who is about, the puzzles."""
    things = draft.scenery.of(Sort.OBJECT)[:60]
    words = ("here", "solved", "unsolved", "nothing", "nowhere")
    return [
        Plan(
            bodies=("read",),
            summary="Tell what is here, and how the puzzles stand.",
            constants={
                "names": {thing.id: thing.name for thing in things},
                "puzzles": list(draft.scenery.puzzles[:5]),
                **{f"say_{word}": draft.say(word) for word in words[:3]},
                **{word: draft.say(word) for word in words[3:]},
            },
        )
    ]
