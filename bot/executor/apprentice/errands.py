"""Tools that carry words and things between souls, bargain, and let chance decide."""

from __future__ import annotations

from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.scene import Sort
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.wish import quoted
from bot.values import Json

_USUAL_PERCENT = 20
_DICE = tuple(str(number) for number in range(1, 7))


def messages(draft: Draft) -> list[Plan]:
    """Carry words to everyone, or to the soul the words name by name."""
    said = quoted(draft.wish.words) or draft.say("silence")
    someone = draft.someone()
    part = "addressed" if someone else "text"
    text = draft.say(part, words=said, target=someone.name if someone else "")
    return [
        Plan(
            bodies=("carry",),
            summary="Let words be heard by everyone in the world.",
            constants={"text": text, "done": draft.say("done", words=said)},
        )
    ]


def calls(draft: Draft) -> list[Plan]:
    """Let everyone hear who calls, and from where."""
    said = quoted(draft.wish.words) or draft.say("silence")
    return [
        Plan(
            bodies=("call",),
            summary="Let everyone hear who calls, and from where.",
            constants={
                "text": draft.say("text", words=said),
                "done": draft.say("done", words=said),
            },
        )
    ]


def bargains(draft: Draft) -> list[Plan]:
    """Lower the price of what is sold in the place one is in."""
    percent = draft.wish.percent or _USUAL_PERCENT
    return [
        Plan(
            bodies=("bargain",),
            summary=f"Lower the price of what is sold here by {percent} percent.",
            constants={
                "percent": percent,
                "done": draft.say("done", percent=str(percent)),
                "already": draft.say("already"),
                "absent": draft.say("absent"),
                "nowhere": draft.say("nowhere"),
                "refused": draft.say("refused"),
            },
        )
    ]


def gifts(draft: Draft) -> list[Plan]:
    """Hand something the user carries to the soul the words name."""
    items = [aim.spot for aim in draft.wish.aimed(Sort.ARTIFACT)]
    someone = draft.someone()
    if not items or someone is None:
        raise Unable("no_gift")
    return [
        Plan(
            bodies=("give",),
            summary=f"Hand {items[0].name} to {someone.name}.",
            constants={
                "someone": someone.id,
                "artifact": items[0].id,
                "done": draft.say("done", thing=items[0].name, target=someone.name),
                "refused": draft.say("refused"),
            },
        )
    ]


def stores(draft: Draft) -> list[Plan]:
    """A bag: one puts in what the words name, or the first thing at hand, the next takes it out."""
    named = [aim.spot for aim in draft.wish.aimed(Sort.ARTIFACT)]
    return [
        Plan(
            bodies=("store",),
            summary="Keep a thing of whoever uses this for whoever uses it next.",
            constants={
                "wanted": named[0].name if named else None,
                "put": draft.say("put", thing="{thing}"),
                "taken": draft.say("taken", thing="{thing}"),
                "absent": draft.say("absent"),
                "refused": draft.say("refused"),
            },
        )
    ]


def chances(draft: Draft) -> list[Plan]:
    """Let chance decide: a coin, dice, an oracle."""
    faces: list[Json] = [*_DICE]
    sides = next((name for name in ("coin", "oracle") if name in draft.wish.traits), None)
    if sides:
        faces = [*draft.say(sides).split("|")]
    part = "answer" if sides == "oracle" else "done"
    return [
        Plan(
            bodies=("chance",),
            summary="Let chance decide.",
            constants={
                "faces": faces,
                "done": draft.say(part),
                "refused": draft.say("refused"),
            },
        )
    ]
