"""Tools that make a thing or a creature appear; it is to be seen and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from bot.executor.apprentice.drafting import Draft, Unable
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.looks import look_of_thing
from bot.executor.apprentice.scene import Sort
from bot.executor.apprentice.source import Plan
from bot.executor.apprentice.text import clean, stem

_MOST_WORDS = 3
_NOUNS_ARE_CAPITAL = frozenset({"de"})


def appearances(draft: Draft) -> list[Plan]:
    """Make what the words name appear for a while, or the little wonder that stands for none."""
    if draft.kind in (Kind.SPARKS, Kind.ADORN):
        return [appearance(draft, draft.say("thing"))]
    name = _noun(draft)
    if name is None and draft.kind is Kind.CONJURE:
        raise Unable("no_noun")
    return [appearance(draft, name or "familiar", body="cylinder")]


def followers(draft: Draft) -> list[Plan]:
    """A companion that goes where its owner goes, for everyone to see."""
    name = _noun(draft) or draft.say("familiar")
    return [
        Plan(
            bodies=("status",),
            summary=f"Let something follow whoever uses this for {draft.seconds:g} s: {name}.",
            constants={
                "status": clean(f"followed by {name}", limit=40),
                "someone": None,
                "seconds": draft.seconds,
                "done": draft.say("done", thing=name),
                "refused": draft.say("refused"),
            },
        )
    ]


def appearance(draft: Draft, name: str, *, body: str = "sphere") -> Plan:
    """Make a thing of that name appear, beside the user or at the landmark the words name."""
    look = look_of_thing(draft.wish, draft.kind, name, draft.lexicon, body=body)
    marks = [aim.spot for aim in draft.wish.aimed(Sort.LANDMARK)]
    return Plan(
        bodies=("conjure",),
        summary=f"Let something appear for {draft.seconds:g} s: {name}.",
        constants={
            "thing": look.type,
            "seconds": draft.seconds,
            "look": look.config,
            "spots": {mark.place_id: mark.id for mark in marks[:1]},
            "done": draft.say("done", thing=name),
            "nowhere": draft.say("nowhere"),
            "refused": draft.say("refused"),
        },
    )


def _noun(draft: Draft) -> str | None:
    """What is to appear: the words about the creature that is understood, else the first ones."""
    text, phrases = draft.wish.text, list(_phrases(draft))
    meant = (one for one in phrases if not draft.wish.spoken.isdisjoint(one))
    first = next(iter(phrases), ())
    chosen = next(meant, first) if draft.kind is Kind.SUMMON else first
    words = [text.spelled[at] for at in chosen]
    if draft.wish.language not in _NOUNS_ARE_CAPITAL:
        words = [word.lower() for word in words]
    return clean(" ".join(words), limit=40) or None


def _phrases(draft: Draft) -> Iterator[tuple[int, ...]]:
    """The words in a row that are neither small ones nor ask for something to be made."""
    text, grammar = draft.wish.text, draft.lexicon.grammar
    small = (grammar.small | grammar.fillers) - grammar.particles["qualities"]
    made = frozenset(stem(word) for word in grammar.particles["making"])
    phrase: list[int] = []
    for at, word in enumerate(text.words):
        is_small = word in small
        if phrase and (is_small or at in text.pauses or len(phrase) == _MOST_WORDS):
            yield tuple(phrase)
            phrase = []
        if not is_small and text.stems[at] not in made and not word[0].isdigit():
            phrase.append(at)
    if phrase:
        yield tuple(phrase)
