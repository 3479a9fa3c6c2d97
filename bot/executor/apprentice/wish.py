"""A player's words understood: what kind of tool, at what, how long, of what look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.executor.apprentice.lexicon import WEIGHTS, Kind, Lexicon, Tint
from bot.executor.apprentice.patterns import Found, Pattern
from bot.executor.apprentice.scene import Scenery, Sort
from bot.executor.apprentice.targets import Aim, aims, full_names
from bot.executor.apprentice.text import Text, clean
from bot.executor.apprentice.weighing import Weighed, weigh
from bot.executor.apprentice.wording import Reader, Wording

MOST_PARTS = 3
"""How many effects one tool has at most."""

_SAID = re.compile(
    r"(?:\btells? \w+ that|\btells? \w+|\bsaying|\bsays?|\bthat reads|\bsagt|\bdisant"
    r"|\bdiciendo|:)\s+(.{1,140})",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    '(?<!\\w)["\u201c\u201e\u00ab\u2018\']([^"\u201d\u201c\u00bb\u2019]{1,140}?)'
    "[\"\u201d\u201c\u00bb\u2019'](?!\\w)"
)

_ALONE = frozenset(
    {Kind.COMBINE, Kind.CONJURE, Kind.SPARKS, Kind.ADORN, Kind.STORE, Kind.REWIND, Kind.REMOVE}
)
"""Kinds that are never one part of a tool beside others."""
_ONE_OF_THEM = frozenset({"ways", "travel"})
"""Families of which a tool has one kind: a second one only says what the first is for."""


_SHOWN = "making"
"""The family of what only appears: what it is to say is then what matters."""
_SAID_OF = {
    Kind.LIGHT: frozenset({Kind.BURN}),
    Kind.BURN: frozenset({Kind.LIGHT}),
    Kind.WEATHER: frozenset({Kind.WET, Kind.BLOW, Kind.LIGHT, Kind.DARK}),
    Kind.TIMER: frozenset({Kind.CARRY}),
}
"""What is only said of the first kind: a torch burns, a cloud is dark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the apprentice made of a player's words.

    `kinds` are what is to be done, the clearest first, empty where nothing was understood; `aims`
    the spots they name, best first; `seconds` None where no duration was named; `traits` the turns
    of `traits.toml` that occur; `effects` all kinds that are spoken for at all.
    """

    words: str
    text: Text
    kinds: tuple[Kind, ...]
    effects: tuple[Kind, ...]
    language: str
    aims: tuple[Aim, ...] = ()
    seconds: float | None = None
    uses: int | None = None
    hours: int | None = None
    percent: int | None = None
    material: Tint | None = None
    color: Tint | None = None
    shape: str = ""
    weather: str = ""
    state: str = ""
    traits: frozenset[str] = frozenset()
    refusal: str = ""
    spoken: frozenset[int] = frozenset()
    """The positions of the words that say what kinds are meant."""

    @property
    def kind(self) -> Kind | None:
        """What is to be done before all."""
        return self.kinds[0] if self.kinds else None

    def aimed(self, *sorts: Sort) -> list[Aim]:
        """The aims of those sorts that are no starting points."""
        return [aim for aim in self.aims if aim.spot.sort in sorts and not aim.is_origin]


def understand(words: str, scenery: Scenery, lexicon: Lexicon, reader: Reader) -> Wish:
    """The wish behind a player's words; never raises, whatever they are."""
    said = clean(words)
    names = frozenset(word for spot in scenery.spots for word in spot.words)
    # What is only to be said says nothing about what it is said with.
    others = (spot for spot in scenery.of(Sort.SOUL) if spot.id != scenery.me)
    souls = frozenset(word for spot in others for word in spot.named[0])
    wording = reader.read(_QUOTED.sub(" ", said).strip() or said, names, souls)
    found, text = wording.found, wording.found.text
    weighed = weigh(wording, lexicon, full_names(text, scenery))
    kinds = _kinds(weighed, wording, lexicon)
    if kinds == (Kind.CARRY,) and not quoted(said):
        # A skeleton that tells jokes has no words to carry, but it can be seen.
        seen = (one.kind for one in weighed if one.best.weight >= WEIGHTS["things"])
        kinds = tuple(kind for kind in seen if lexicon.families[kind] == _SHOWN)[:1] or kinds
    if _QUOTED.search(said) and (not kinds or lexicon.families[kinds[0]] == _SHOWN):
        kinds = (Kind.CARRY,)
    spoken = frozenset(
        at
        for one in weighed
        for claim in one.claims
        if one.kind in kinds and claim.is_row
        for at in claim.span
        if text.words[at] not in souls
    )
    numerals = lexicon.numerals
    return Wish(
        words=said,
        text=text,
        kinds=kinds,
        effects=tuple(one.kind for one in weighed if one.weight >= WEIGHTS["acts"]),
        language=_language(wording, weighed),
        aims=tuple(aims(wording, scenery, lexicon, spoken_for=spoken)),
        seconds=numerals.seconds(text),
        uses=numerals.uses(text.words),
        hours=numerals.hours(text),
        percent=numerals.percent(text.words),
        material=_first(found, lexicon.materials),
        color=_first(found, lexicon.colors),
        shape=next(_named(found, {one.name: one.patterns for one in lexicon.shapes}), ""),
        weather=next(_named(found, lexicon.weather), ""),
        state=next(_named(found, lexicon.states), ""),
        traits=frozenset(_named(found, lexicon.traits)),
        refusal=_refusal(said, wording, lexicon),
        spoken=spoken,
    )


def quoted(words: str) -> str | None:
    """What a wish wants said: the text in quotes, or what follows "saying" or "says"."""
    found = _QUOTED.search(words) or _SAID.search(words)
    # An "@" before a word would call people together.
    said = clean(found[1].replace("@", ""), limit=140) if found else ""
    return said or None


def _kinds(weighed: Sequence[Weighed], wording: Wording, lexicon: Lexicon) -> tuple[Kind, ...]:
    """The kinds of the one tool: the clearest, and what the words join to it by an "and"."""
    if not weighed:
        return ()
    first = weighed[0]
    parts = [first]
    if first.kind in _ALONE:
        return (first.kind,)
    for other in weighed[1:]:
        if len(parts) < MOST_PARTS and all(
            _is_joined(one, other, wording, lexicon) for one in parts
        ):
            parts.append(other)
    ordered = sorted(parts, key=lambda one: one.best.span[0])
    return tuple(one.kind for one in ordered)


def _is_joined(one: Weighed, other: Weighed, wording: Wording, lexicon: Lexicon) -> bool:
    """Whether the second is wished for beside the first, and not only said of it."""
    if other.kind in _ALONE | _SAID_OF.get(one.kind, frozenset()):
        return False
    if not _may_be_beside(one, other, lexicon):
        return False
    roles = lexicon.grammar.roles["joining"]
    joins = [span[0] for row in roles for span in wording.found.spans(row)]
    begun = one.best.span[0]
    return any(
        min(begun, claim.span[0]) < at <= max(begun, claim.span[0])
        for claim in other.claims
        if claim.weight >= WEIGHTS["acts"] and one.places.isdisjoint(claim.span)
        if claim.span[0] not in wording.purpose
        for at in joins
    )


def _may_be_beside(one: Weighed, other: Weighed, lexicon: Lexicon) -> bool:
    """Whether a tool of the first kind may have the second as well."""
    family = lexicon.families[other.kind]
    is_same = family == lexicon.families[one.kind]
    if family in _ONE_OF_THEM:
        return not is_same and family != "travel" and other.best.weight >= WEIGHTS["things"]
    return not is_same or family == "souls"


def _language(wording: Wording, weighed: Sequence[Weighed]) -> str:
    """The language of the small words, else of the words that were understood."""
    if wording.is_sure or not weighed:
        return wording.language
    return weighed[0].best.language


def _refusal(said: str, wording: Wording, lexicon: Lexicon) -> str:
    """Which of the refusals a wish calls for, if any."""
    text = said.casefold()
    for name, phrases in lexicon.forbidden.items():
        if any(phrase in text for phrase in phrases):
            return name
    for name, patterns in lexicon.refused.items():
        spans = (span for one in patterns for span in wording.found.spans(one))
        if any(wording.denied.isdisjoint(span) for span in spans):
            return name
    return ""


def _named(found: Found, rows: Mapping[str, Iterable[Pattern]]) -> Iterator[str]:
    return (name for name, patterns in rows.items() if found.first(patterns) is not None)


def _first(found: Found, tints: Iterable[Tint]) -> Tint | None:
    named = [(at, tint) for tint in tints if (at := found.first(tint.patterns)) is not None]
    return min(named, key=lambda pair: pair[0])[1] if named else None
