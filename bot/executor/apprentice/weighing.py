"""What kind of tool a wish's words speak for, and how clearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.executor.apprentice.lexicon import WEIGHTS, Entry, Kind, Lexicon
from bot.executor.apprentice.patterns import Span
from bot.executor.apprentice.wording import Wording

_THING, _ACT = WEIGHTS["things"], WEIGHTS["acts"]
_MADE_ANEW = frozenset({"making", "goods"})
"""Families whose things are only wished for where they are not there yet."""
_FOR_THEMSELVES = frozenset({"ways", "making", "ambience", "telling"})
"""Families whose things do what they are called, whatever is said of them: a bridge that sings."""
_WITHOUT_ARTICLES = frozenset({"ru"})
"""Languages in which what a verb is about is there already: no article tells it."""
_CARRIER = 3.5
"""How much a thing says of which is told what it does: a bell that heals, a mirror that shows."""
_THAT = "that"
_PHRASE = 4
"""How many words a thing is usually called by, its article among them."""
_FOR_PURPOSE = 0.6
_IN_A_NAME = 0.3
_OPENING = 1.5
_MORE = 0.25
"""How much each further place counts that speaks for the same kind."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One place in a wish that speaks for a kind."""

    kind: Kind
    weight: float
    span: Span
    language: str

    @property
    def is_row(self) -> bool:
        """Whether its words stand in a row."""
        return self.span[-1] - self.span[0] + 1 == len(self.span)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A kind, how clearly it is spoken for, and where."""

    kind: Kind
    weight: float
    claims: tuple[Claim, ...]

    @property
    def places(self) -> frozenset[int]:
        """All words that speak for it."""
        return frozenset(at for claim in self.claims for at in claim.span)

    @property
    def best(self) -> Claim:
        """What speaks for it most."""
        return max(self.claims, key=lambda claim: (claim.weight, -claim.span[0]))


def weigh(wording: Wording, lexicon: Lexicon, names: Iterable[Span]) -> list[Weighed]:
    """The kinds the words speak for, the clearest first; of two alike the one named first.

    `names` are where things of the scene are called by their full names of several words.
    """
    named = [frozenset(span) for span in names]
    claims = list(_claims(wording, lexicon))
    things = {
        at: claim.kind
        for claim in claims
        if claim.weight >= _THING and claim.is_row
        for at in claim.span
    }
    verbs = frozenset(
        claim.span[-1]
        for claim in claims
        if claim.weight == _ACT and claim.language in _WITHOUT_ARTICLES
        if lexicon.families[claim.kind] not in _MADE_ANEW
    )
    by_kind: dict[Kind, dict[Span, Claim]] = defaultdict(dict)
    for claim in claims:
        is_object = claim.language in _WITHOUT_ARTICLES and claim.span[0] - 1 in verbs
        if is_object and claim.weight == _THING and lexicon.families[claim.kind] in _MADE_ANEW:
            continue
        weight = _in_its_place(claim, wording, lexicon, things)
        if any(name.issuperset(claim.span) for name in named):
            weight *= _IN_A_NAME
        kept = by_kind[claim.kind].get(claim.span)
        if weight and (kept is None or kept.weight < weight):
            changed = Claim(claim.kind, weight, claim.span, claim.language)
            by_kind[claim.kind][claim.span] = changed
    weighed = (_weighed(kind, list(spans.values())) for kind, spans in by_kind.items() if spans)
    return sorted(weighed, key=_clearness)


def _clearness(one: Weighed) -> tuple[float, int, int]:
    return -one.weight, min(one.places), -len(one.best.span)


def _claims(wording: Wording, lexicon: Lexicon) -> Iterator[Claim]:
    entries = (lexicon.entries.get(pattern) for pattern in wording.found.candidates)
    for entry in entries:
        if entry is None or not _is_spoken(entry, wording):
            continue
        for span in wording.found.spans(entry.pattern):
            if _is_meant(entry, span, wording, lexicon):
                yield Claim(entry.kind, entry.weight, span, entry.language)


def _is_spoken(entry: Entry, wording: Wording) -> bool:
    """Whether an entry is of the wish's language or English; any is where that is unclear."""
    return not wording.is_sure or entry.language in (wording.language, "en")


def _is_meant(entry: Entry, span: Span, wording: Wording, lexicon: Lexicon) -> bool:
    """Whether the words are not denied, and no small words of another language."""
    if not wording.denied.isdisjoint(span) and wording.deniers.isdisjoint(span):
        return False
    if entry.language == wording.language or not wording.is_sure:
        return True
    small = lexicon.grammar.common[wording.language]
    return not any(wording.words[at] in small for at in span)


def _in_its_place(
    claim: Claim, wording: Wording, lexicon: Lexicon, things: dict[int, Kind]
) -> float:
    """The weight a claim has where it stands."""
    start, words, particles = claim.span[0], wording.words, lexicon.grammar.particles
    before, after = words[max(0, start - 3) : start], words[claim.span[-1] + 1 :]
    if claim.kind is Kind.GIVE and words[start] in particles["giving"] and after:
        return 0.0 if after[0] in particles["me"] else claim.weight
    weight = claim.weight
    if claim.is_row and weight == _THING:
        weight = _of_thing(claim, wording, lexicon, things)
    elif weight == _ACT and _is_quality(claim, words, particles):
        weight *= 0.5
    elif _ACT <= weight < _THING and start in _openings(words, lexicon):
        weight += _OPENING
    if start in wording.found.text.pauses:
        return weight
    is_of_another = things.get(start - 2, claim.kind) is not claim.kind
    is_material = is_of_another and not particles["made_of"].isdisjoint(before[-1:])
    is_compared = "like" in before[-2:] and particles["wishing"].isdisjoint(before)
    if is_material or is_compared:
        weight = min(weight, _ACT) * 0.5
    return weight * (1.0 if wording.purpose.isdisjoint(claim.span) else _FOR_PURPOSE)


def _of_thing(claim: Claim, wording: Wording, lexicon: Lexicon, things: dict[int, Kind]) -> float:
    """The weight of a thing: less where it is there already or only serves another thing."""
    words, particles = wording.words, lexicon.grammar.particles
    before = words[max(0, claim.span[0] - 2) : claim.span[0]]
    known = particles["definite"]
    is_known = not known.isdisjoint(before[-1:]) or (
        not known.isdisjoint(before[:1]) and before[-1] in particles["qualities"]
    )
    if _THAT in before and _is_relative(words, claim.span[0], particles["indefinite"]):
        is_known = False
    if is_known and claim.kind is not Kind.WEATHER:
        return 0.0 if lexicon.families[claim.kind] in _MADE_ANEW else _ACT - 1.0
    is_modifier = things.get(claim.span[-1] + 1, claim.kind) is not claim.kind
    is_instrument = not particles["instrument"].isdisjoint(before[:1])
    if is_modifier or is_instrument:
        return _ACT
    after = words[claim.span[-1] + 1 : claim.span[-1] + 3]
    is_told = not particles["relative"].isdisjoint(after)
    is_itself = lexicon.families[claim.kind] in _FOR_THEMSELVES
    return _CARRIER if is_told and not is_itself else claim.weight


def _openings(words: tuple[str, ...], lexicon: Lexicon) -> list[int]:
    """Where the words come to the point: at the start, and after each "that" or "which"."""
    fillers, relative = lexicon.grammar.fillers, lexicon.grammar.particles["relative"]
    starts = [0, *(at + 1 for at, word in enumerate(words) if at and word in relative)]
    return [
        next((at for at in range(start, len(words)) if words[at] not in fillers), -1)
        for start in starts
    ]


def _is_relative(words: tuple[str, ...], at: int, articles: frozenset[str]) -> bool:
    """Whether a "that" before a word goes on about a thing ("a song that …") and points at none."""
    that = max(place for place in range(at) if words[place] == _THAT)
    return not articles.isdisjoint(words[max(0, that - _PHRASE) : that])


def _is_quality(claim: Claim, words: tuple[str, ...], particles: dict[str, frozenset[str]]) -> bool:
    """Whether a verb only says what a thing is like: a burning branch, the cracked crystal."""
    start = claim.span[0]
    is_form = words[start].endswith(("ing", "ed"))
    articles = particles["indefinite"] | particles["definite"]
    return is_form and start > 0 and words[start - 1] in articles


def _weighed(kind: Kind, claims: list[Claim]) -> Weighed:
    """The kind with its claims; words that speak for it twice count once."""
    ranked: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (-one.weight, one.span)):
        if not any(set(one.span) & set(claim.span) for one in ranked):
            ranked.append(claim)
    total = ranked[0].weight + _MORE * sum(claim.weight for claim in ranked[1:])
    return Weighed(kind, total, tuple(ranked))
