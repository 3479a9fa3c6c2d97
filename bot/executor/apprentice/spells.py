"""Tools that change light, weather, or the state of a soul."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft
from bot.executor.apprentice.effects import effect_or_none, effects, outcome
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.source import Plan

_STATUSES = {
    Kind.FLY: "flying",
    Kind.SHIELD: "shielded",
    Kind.HEAL: "healed",
    Kind.SLEEP: "asleep",
    Kind.CONCEAL: "invisible",
    Kind.STATE: "changed",
}
_ILLS = ("wound", "hurt", "injur", "poison", "sick", "burn", "curse", "bleed")


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
    if "place" in draft.wish.traits or len(draft.wish.kinds) > 1:
        return [plan]
    return [*effect_or_none(draft), plan]


def weathers(draft: Draft) -> list[Plan]:
    """Change the weather of the place one is in."""
    value = "clear" if "stopping" in draft.wish.traits else draft.wish.weather or "rain"
    return [
        Plan(
            bodies=("weather",),
            summary=f"Turn the weather of the place to {value} for {draft.seconds:g} s.",
            constants={
                "value": value,
                "seconds": draft.seconds,
                "done": draft.say("done", value=draft.say(value)),
                "nowhere": draft.say("nowhere"),
                "refused": draft.say("refused"),
            },
        )
    ]


def statuses(draft: Draft) -> list[Plan]:
    """Put whoever uses the tool, or the soul the words name, into a state for a while."""
    is_for_soul = draft.someone() is not None or "self" in draft.wish.traits
    is_for_thing = draft.kind in (Kind.CONCEAL, Kind.SLEEP) and not is_for_soul
    if is_for_thing and (plans := effect_or_none(draft)):
        return plans
    is_for_all = "both" in draft.wish.traits or (
        draft.someone() is None and "everyone" in draft.wish.traits
    )
    if draft.kind is Kind.HEAL:
        return [_healing(draft, is_for_all=is_for_all), *_statuses(draft)]
    if is_for_all:
        return [_for_all(draft), *_statuses(draft)]
    return _statuses(draft)


def transformations(draft: Draft) -> list[Plan]:
    """Let the soul the words name be something else for a while, else change a thing for good."""
    is_for_soul = draft.someone() is not None or "self" in draft.wish.traits
    return _statuses(draft) if is_for_soul else effects(draft)


def _status(draft: Draft) -> str:
    if draft.kind is Kind.TRANSFORM:
        return outcome(draft)
    if draft.kind is Kind.STATE and draft.wish.state:
        return draft.wish.state.replace("_", " ")
    return _STATUSES[draft.kind]


def _state(draft: Draft) -> str:
    """What a state is called in the wisher's language."""
    return draft.say(draft.wish.state or "changed") if draft.kind is Kind.STATE else ""


def _for_all(draft: Draft) -> Plan:
    status = _status(draft)
    return Plan(
        bodies=("statuses",),
        summary=f"Make everyone here who agrees {status} for {draft.seconds:g} s.",
        constants={
            "status": status,
            "seconds": draft.seconds,
            "done": draft.say("all", target="{target}", state=_state(draft)),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )


def _healing(draft: Draft, *, is_for_all: bool) -> Plan:
    someone = draft.someone()
    target = someone.name if someone else ""
    return Plan(
        bodies=("heal",),
        summary=f"Heal {target or 'whoever uses it'} of wounds and the like.",
        constants={
            "status": _STATUSES[Kind.HEAL],
            "someone": someone.id if someone else None,
            "for_all": is_for_all,
            "ills": list(_ILLS),
            "seconds": draft.seconds,
            "done": draft.say("other" if someone else "self", target=target),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )


def _statuses(draft: Draft) -> list[Plan]:
    status, someone = _status(draft), draft.someone()
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
                "done": draft.say(part, target=target, result=status, state=_state(draft)),
                "refused": draft.say("refused"),
            },
        )
    ]
