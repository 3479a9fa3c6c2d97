"""What a wish aims at: the player's words against the names and ids of the scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.executor.apprentice.lexicon import Lexicon
from bot.executor.apprentice.patterns import Span
from bot.executor.apprentice.scene import Scenery, Spot
from bot.executor.apprentice.text import Text, stem
from bot.executor.apprentice.wording import Wording

_THRESHOLD = 0.4
_HERE = 0.35
"""How much more what stands here is meant than the same elsewhere."""
_IN_PURPOSE = 0.2
_HEAD = 3.0
"""How much more a name is told by what it calls the thing than by what it says of it."""
_SYNONYM = 0.8
"""How well another word for a thing names it."""
_WORTHS = (1.0, 1.0, 0.75)
"""How well a thing is named by the words of its name, of its id, of its type."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A spot, how well the words name it (about 0 to 1), where they do, whether as a start."""

    spot: Spot
    score: float
    at: int
    is_origin: bool = False


def aims(
    wording: Wording, scenery: Scenery, lexicon: Lexicon, *, spoken_for: frozenset[int]
) -> list[Aim]:
    """The spots the words name, best first.

    `spoken_for` are the words that already say what is to be made: they count little, and not at
    all behind an indefinite article ("a bridge" is no landmark).
    """
    rarity = Counter(word for spot in scenery.spots for word in set(spot.words))
    likeness = _Likeness(wording, lexicon, spoken_for)
    named = (_aim(likeness, spot, rarity) for spot in scenery.spots)
    ranked = [aim for aim in named if aim and aim.score >= _THRESHOLD]
    return sorted(ranked, key=lambda aim: (-_standing(aim, scenery), aim.at))


def full_names(text: Text, scenery: Scenery) -> Iterator[Span]:
    """Where something of the scene is called by its whole name, of two words or more."""
    names = {spot.named[0] for spot in scenery.spots}
    for name in names:
        for at in range(len(text.words) - len(name) + 1) if len(name) > 1 else ():
            if text.words[at : at + len(name)] == name:
                yield tuple(range(at, at + len(name)))


class _Likeness:
    """Where the words of a name stand in a wish, and how well they fit there."""

    def __init__(self, wording: Wording, lexicon: Lexicon, spoken_for: frozenset[int]) -> None:
        self.words = wording.words
        self.purpose = wording.purpose
        self._found = wording.found
        self._nouns = lexicon.nouns
        self.particles = lexicon.grammar.particles
        self.spoken_for = spoken_for
        self._known: dict[str, tuple[float, int]] = {}

    def of(self, word: str) -> tuple[float, int]:
        """How well a word of a name is met at best, and where."""
        if word not in self._known:
            self._known[word] = max(self._places(word), default=(0.0, -1), key=lambda one: one[0])
        return self._known[word]

    def _places(self, word: str) -> Iterator[tuple[float, int]]:
        root = stem(word)
        for at, token in enumerate(self.words):
            if token == word or (len(word) > 2 and self._found.text.stems[at] == root):
                yield self._counted(1.0, at), at
        for pattern in self._nouns.get(word, ()):
            for span in self._found.spans(pattern):
                yield self._counted(_SYNONYM, span[0]), span[0]

    def _counted(self, likeness: float, at: int) -> float:
        if at and self.words[at - 1] in self.particles["whatever"]:
            return 0.0
        if at not in self.spoken_for:
            return likeness
        known = self.particles["definite"]
        if not known.isdisjoint(self.words[max(0, at - 2) : at]):
            return likeness
        first = at
        while first - 1 in self.spoken_for:
            first -= 1
        is_new_thing = first == 0 or self.words[first - 1] in self.particles["indefinite"]
        return 0.0 if is_new_thing else likeness * 0.5


def _standing(aim: Aim, scenery: Scenery) -> float:
    return aim.score + (_HERE if aim.spot.place_id == scenery.here else 0.0)


def _aim(likeness: _Likeness, spot: Spot, rarity: Counter[str]) -> Aim | None:
    best: Aim | None = None
    for name, worth in zip(spot.named, _WORTHS, strict=True):
        hits = [
            (weight, *likeness.of(word))
            for word, weight in _weighted(name, rarity, likeness.particles)
        ]
        whole = sum(weight for weight, _, _ in hits)
        places = [at for _, score, at in hits if score > 0]
        if not places or not whole:
            continue
        head = name[_head(name, likeness.particles)]
        if likeness.spoken_for.issuperset(places) and not likeness.of(head)[0]:
            continue
        at = min(places)
        before = set(likeness.words[max(0, at - 2) : at])
        bonus = 0.2 if likeness.particles["towards"] & before else 0.0
        score = worth * sum(weight * score for weight, score, _ in hits) / whole
        if at in likeness.purpose:
            bonus -= _IN_PURPOSE
        aim = Aim(spot, score + bonus, at, bool(likeness.particles["starting"] & before))
        if best is None or aim.score > best.score:
            best = aim
    return best


def _weighted(
    name: Sequence[str], rarity: Counter[str], particles: dict[str, frozenset[str]]
) -> Iterator[tuple[str, float]]:
    """The words of a name that tell it from others, and how much each does: most, what it is."""
    head = _head(name, particles)
    telling = [at for at, word in enumerate(name) if word not in particles["generic"]]
    for at in telling or range(len(name)):
        if name[at].isalpha():
            yield name[at], (_HEAD if at == head else 1.0) / (rarity[name[at]] or 1)


def _head(name: Sequence[str], particles: dict[str, frozenset[str]]) -> int:
    """Which word of a name says what the thing is: the last before an "of" or the like."""
    ends = (at for at, word in enumerate(name) if at and word in particles["headless"])
    return next(ends, len(name)) - 1
