"""A player's words understood: what kind of tool, at what, how long, of what look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.executor.apprentice.durations import seconds_in
from bot.executor.apprentice.lexicon import (
    MEDIUM,
    STRONG,
    Entry,
    Kind,
    Lexicon,
    Pattern,
    Tint,
    clean,
    occurs,
    tokens_of,
    words_of,
)
from bot.executor.apprentice.scene import GAPS, Scenery, Sort
from bot.executor.apprentice.targets import Aim, aims

MOST_WORDS = 80
"""How many words of a wish are read."""

SHORTEST_SLIP = 5
"""A shorter word is taken as it is written."""
LIKENESS, LIKENESS_TO_NOTHING = 0.9, 0.8
"""How alike a word that is not known must be to one that is, from 0 to 1; and where none is."""

_DEFINITE = words_of(
    "the this that my your their der die das den dem le la les el los las этот эту это"
)
_INSTRUMENT = frozenset({"with", "using", "mit", "avec", "con"})
_FILLERS = words_of(
    "please i we want need would like wish for to a an the tool spell device thing gadget item"
    " something magic magical little small big that which who can could you create make build give"
    " me us let lets have get craft forge invent one ich möchte will ein eine einen das der die"
    " mir bitte erschaffe mach je veux voudrais un une le la crée fais quiero necesito una crea"
    " haz хочу мне нужен нужна создай сделай temporary"
)
_COMMON = _FILLERS | words_of(
    "times makes makes gives takes there where while still place places after until would should"
    " great every other others their without works puts turns coming going always everything"
)
_GIVE_ME = tuple(
    Pattern.of(text)
    for text in ("give_me", "give_us", "gib_mir", "donne_moi", "dame", "дай_мне", "lend_me")
)
_ME = words_of("me my myself self i mich mir ich moi mí yo себя меня мне")


_SAID = re.compile(
    r"(?:\btells? \w+ that|\btells? \w+|\bsaying|\bsays?|\bthat reads|\bsagt|\bdisant|\bdiciendo|:)"
    r"\s+(.{1,140})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the apprentice made of a player's words.

    `aims` are the spots they name, best first; `kind` is None where nothing was understood,
    `seconds` None where no duration was named.
    """

    words: str
    tokens: tuple[str, ...]
    kind: Kind | None
    language: str
    aims: tuple[Aim, ...] = ()
    seconds: float | None = None
    material: Tint | None = None
    color: Tint | None = None
    is_about_me: bool = False
    is_at_gap: bool = False

    def aimed(self, *sorts: Sort) -> list[Aim]:
        """The aims of those sorts that are no starting points."""
        return [aim for aim in self.aims if aim.spot.sort in sorts and not aim.is_origin]

    def has(self, *patterns: str) -> bool:
        """Whether any of the patterns occurs in the words."""
        return occurs((Pattern.of(one) for one in patterns), list(self.tokens)) is not None


def understand(words: str, scenery: Scenery, lexicon: Lexicon) -> Wish:
    """The wish behind a player's words; never raises, whatever they are."""
    text = clean(words)
    tokens = tokens_of(text)[:MOST_WORDS]
    found = list(_found(tokens, lexicon))
    tokens, found = _spelled(tokens, found, scenery, lexicon)
    kind = _kind(tokens, found)
    spoken_for = frozenset(
        at + part
        for at, entry in found
        if entry.kind is kind
        for part in range(len(entry.pattern.parts))
    )
    return Wish(
        words=text,
        tokens=tuple(tokens),
        kind=kind,
        language=_language(tokens, found, lexicon),
        aims=tuple(aims(tokens, scenery, sorts=Sort, spoken_for=spoken_for)),
        seconds=seconds_in(tokens),
        material=_tint(lexicon.materials, tokens),
        color=_tint(lexicon.colors, tokens),
        is_about_me=not _ME.isdisjoint(_without_giving(tokens)),
        is_at_gap=not GAPS.isdisjoint(tokens),
    )


def quoted(words: str) -> str | None:
    """What a wish wants said: the text in quotes, or what follows "saying" or "says"."""
    marks = re.search(r"[\"“„«]([^\"”“»]{1,140})[\"”“»]", words)
    said = _SAID.search(words)
    found = marks or said
    return clean(found.group(1), limit=140) if found and found.group(1).strip() else None


def _spelled(
    tokens: list[str], found: list[tuple[int, Entry]], scenery: Scenery, lexicon: Lexicon
) -> tuple[list[str], list[tuple[int, Entry]]]:
    """The tokens with slips of the pen in them put right, and what is found in them then.

    Only words that nothing is known of are looked at, and only the words of English tools.
    """
    known = {at + part for at, entry in found for part in range(len(entry.pattern.parts))}
    names = {word for spot in scenery.spots for word in spot.words}
    least = LIKENESS if found else LIKENESS_TO_NOTHING
    right = [
        token if at in known or token in names | _COMMON else _righted(token, lexicon, least)
        for at, token in enumerate(tokens)
    ]
    return (tokens, found) if right == tokens else (right, list(_found(right, lexicon)))


def _righted(token: str, lexicon: Lexicon, least: float) -> str:
    if len(token) < SHORTEST_SLIP:
        return token
    near: dict[str, float] = {}
    for entry in lexicon.entries:
        word = entry.pattern.parts[0].rstrip("*")
        is_like = len(entry.pattern.parts) == 1 and entry.language == "en"
        if not is_like or len(word) < SHORTEST_SLIP or word[:2] != token[:2]:
            continue
        ends = (token, token[: len(word)]) if entry.pattern.parts[0].endswith("*") else (token,)
        near[word] = max(SequenceMatcher(None, word, end, autojunk=False).ratio() for end in ends)
    best = max(near, key=lambda word: near[word], default=token)
    return best if near.get(best, 0.0) >= least else token


def _found(tokens: list[str], lexicon: Lexicon) -> Iterator[tuple[int, Entry]]:
    for entry in lexicon.entries:
        for at in entry.pattern.find(tokens):
            yield at, entry


def _kind(tokens: list[str], found: Iterable[tuple[int, Entry]]) -> Kind | None:
    """The kind most spoken of; of two alike the one named first."""
    opening = _opening(tokens)
    given = {at for one in _GIVE_ME for at in one.find(tokens)}
    scores: dict[Kind, dict[int, float]] = {}
    for at, entry in found:
        if at in given and entry.kind is Kind.GIVE:
            continue
        weight = _weight(tokens, at, entry, is_opening=at == opening)
        places = scores.setdefault(entry.kind, {})
        places[at] = max(places.get(at, 0.0), weight)
    if not scores:
        return None
    return max(scores, key=lambda kind: (_total(scores[kind].values()), -min(scores[kind])))


def _weight(tokens: list[str], at: int, entry: Entry, *, is_opening: bool) -> float:
    before = tokens[max(0, at - 2) : at]
    is_thing = entry.weight == STRONG and entry.kind is not Kind.WEATHER
    if is_thing and before[-1:] and before[-1] in _DEFINITE:
        return MEDIUM - 1.0
    if entry.weight == STRONG and before[:1] and before[0] in _INSTRUMENT:
        return MEDIUM
    if entry.weight == MEDIUM and is_opening:
        return MEDIUM + 1.5
    return entry.weight


def _total(weights: Iterable[float]) -> float:
    ranked = sorted(weights, reverse=True)
    return ranked[0] + 0.25 * sum(ranked[1:])


def _opening(tokens: list[str]) -> int:
    """Where the words come to the point."""
    return next((at for at, token in enumerate(tokens) if token not in _FILLERS), -1)


def _without_giving(tokens: list[str]) -> list[str]:
    skipped = {at + 1 for one in _GIVE_ME for at in one.find(tokens)}
    return [token for at, token in enumerate(tokens) if at not in skipped and at > 0]


def _language(tokens: list[str], found: Iterable[tuple[int, Entry]], lexicon: Lexicon) -> str:
    counts = dict.fromkeys(("en", *lexicon.languages), 0.0)
    for name, words in lexicon.languages.items():
        counts[name] += sum(token in words for token in tokens)
    for _, entry in found:
        counts[entry.language] += 1.5
    return max(counts, key=lambda name: counts[name])


def _tint(tints: Iterable[Tint], tokens: list[str]) -> Tint | None:
    named = [(at, tint) for tint in tints if (at := occurs(tint.patterns, tokens)) is not None]
    return min(named, key=lambda pair: pair[0])[1] if named else None
