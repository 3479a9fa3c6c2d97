"""Tools that change light, weather, or the state of a soul."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft
from bot.executor.apprentice.effects import effect_or_none
from bot.executor.apprentice.lexicon import Kind, occurs
from bot.executor.apprentice.looks import look_of_way
from bot.executor.apprentice.source import Plan

_STATUSES = {
    Kind.FLY: "flying",
    Kind.SHIELD: "shielded",
    Kind.HEAL: "healed",
    Kind.SLEEP: "asleep",
    Kind.CONCEAL: "invisible",
}


def lights(draft: Draft) -> list[Plan]:
    """Light a thing the words name, else the whole place; darkness likewise."""
    value = "bright" if draft.kind is Kind.LIGHT else "dark"
    plan = Plan(
        bodies=("light",),
        summary=f"Make the place {value} for {draft.seconds:g} s.",
        constants={
            "value": value,
            "seconds": draft.seconds,
            "done": draft.say("place"),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )
    return [*effect_or_none(draft), plan]


def weathers(draft: Draft) -> list[Plan]:
    """Change the weather of the place one is in."""
    tokens = list(draft.wish.tokens)
    named = (
        name for name, patterns in draft.lexicon.weather if occurs(patterns, tokens) is not None
    )
    value = next(named, "rain")
    return [
        Plan(
            bodies=("weather",),
            summary=f"Turn the weather of the place to {value} for {draft.seconds:g} s.",
            constants={
                "value": value,
                "seconds": draft.seconds,
                "done": draft.say("done", value=value),
                "nowhere": draft.say("nowhere"),
                "refused": draft.say("refused"),
            },
        )
    ]


def statuses(draft: Draft) -> list[Plan]:
    """Put whoever uses the tool, or the soul the words name, into a state for a while."""
    if draft.kind is Kind.CONCEAL and (plans := effect_or_none(draft)):
        return plans
    status, someone = _STATUSES[draft.kind], draft.someone()
    is_way = draft.kind is Kind.FLY
    thing = look_of_way(draft.wish, draft.kind, draft.lexicon).name if is_way else status
    part = "other" if someone else "self"
    target = someone.name if someone else ""
    return [
        Plan(
            bodies=("status",),
            summary=f"Make {target or 'whoever uses it'} {status} for {draft.seconds:g} s.",
            constants={
                "status": status,
                "someone": someone.id if someone else None,
                "seconds": draft.seconds,
                "done": draft.say(part, target=target, thing=thing),
                "refused": draft.say("refused"),
            },
        )
    ]
