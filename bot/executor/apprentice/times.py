"""Tools that keep time: timers, what happens again and again, what turns time back."""

from __future__ import annotations

from dataclasses import replace

from bot.executor.apprentice.appearances import appearance
from bot.executor.apprentice.drafting import Draft
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.source import Plan
from bot.values import as_text

MOST_ROUNDS = 12
"""How often something happens by itself at most."""

_USUAL_ROUNDS = 6
_HOUR, _MINUTE = 3600.0, 60.0


def timers(draft: Draft) -> list[Plan]:
    """Set something that runs out, which the world tells everyone when it does."""
    traits = draft.wish.traits
    name = "bell" if "bell" in traits else "alarm clock" if "alarm" in traits else "hourglass"
    return [appearance(draft, name)]


def rounds(draft: Draft) -> list[Plan]:
    """Let a thing that has an event of its own be rung, struck or the like again and again."""
    events = [as_text(spot.details.get("event")) for spot in draft.objects()]
    event = next(filter(None, events), "")
    if not event:
        return timers(replace(draft, kind=Kind.TIMER))
    every = _HOUR if "hours" in draft.wish.traits else _MINUTE
    times = draft.wish.uses or int((draft.wish.seconds or 0.0) // every)
    hours = draft.wish.hours if every == _HOUR else None
    wanted = hours or (times if times > 1 else _USUAL_ROUNDS)
    count = min(wanted, MOST_ROUNDS)
    return [
        Plan(
            bodies=("rounds",),
            summary=f"Let {event} happen {count} times, every {every:g} s.",
            constants={
                "event": event,
                "every": every,
                "times": count,
                "done": draft.say("done", times=str(count), time=draft.time(every)),
                "refused": draft.say("refused"),
            },
        )
    ]


def rewinds(draft: Draft) -> list[Plan]:
    """Remember how the place is, and at the next use put everything back so."""
    return [
        Plan(
            bodies=("rewind",),
            summary="Remember how everything here is, and at the next use put it back so.",
            constants={
                "done": draft.say("done"),
                "remembered": draft.say("remembered"),
                "nowhere": draft.say("nowhere"),
                "refused": draft.say("refused"),
            },
        )
    ]
