"""What a wish aims at: the player's words against the names and ids of the scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.executor.apprentice.lexicon import tokens_of, words_of
from bot.executor.apprentice.scene import Scenery, Sort, Spot

_THRESHOLD = 0.45
_INDEFINITE = words_of("a an some ein eine einen einer un une una unos")
_TOWARDS = words_of(
    "to toward towards onto into at on over against reach reaches zu zum zur bis auf nach vers"
    " jusqu à au hasta hacia al к до на"
)
_FROM = frozenset({"from", "von", "vom", "depuis", "desde", "от"})
_GENERIC = words_of(
    "landmark a an the of and to in on at with for from my me i is it that this der die das den"
    " dem des"
    " le la les el los las un une una de du y и в на к o zu"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A spot, how well the words name it (about 0 to 1), where they do, whether as a start."""

    spot: Spot
    score: float
    at: int
    is_origin: bool = False


def aims(
    tokens: list[str], scenery: Scenery, *, sorts: Iterable[Sort], spoken_for: frozenset[int]
) -> list[Aim]:
    """The spots the words name, best first.

    `spoken_for` are the tokens that already say what is to be made: they count little, and not at
    all behind an indefinite article ("a bridge" is no landmark).
    """
    wanted = frozenset(sorts)
    spots = [spot for spot in scenery.spots if spot.sort in wanted]
    rarity = Counter(word for spot in spots for word in set(spot.words))
    found = (_aim(tokens, spot, rarity, spoken_for) for spot in spots)
    ranked = [aim for aim in found if aim and aim.score >= _THRESHOLD]
    return sorted(ranked, key=lambda aim: (-_standing(aim, scenery), aim.at))


def _standing(aim: Aim, scenery: Scenery) -> float:
    return aim.score + (0.1 if aim.spot.place_id == scenery.here else 0.0)


def _aim(
    tokens: list[str], spot: Spot, rarity: Counter[str], spoken_for: frozenset[int]
) -> Aim | None:
    best: Aim | None = None
    for name in (spot.name, spot.id):
        words = [word for word in tokens_of(name) if word not in _GENERIC] or tokens_of(name)
        hits = [(word, _place_of(word, tokens, spoken_for)) for word in words]
        whole = sum(_weight(word, rarity) for word in words)
        score = sum(_weight(word, rarity) * hit[0] for word, hit in hits)
        places = [hit[1] for _, hit in hits if hit[0] > 0]
        if not places or not whole:
            continue
        at = min(places)
        before = set(tokens[max(0, at - 2) : at])
        bonus = 0.2 if _TOWARDS & before else 0.0
        aim = Aim(spot, score / whole + bonus, at, bool(_FROM & before))
        if best is None or aim.score > best.score:
            best = aim
    return best


def _weight(word: str, rarity: Counter[str]) -> float:
    return 1.0 / (rarity[word] or 1)


def _place_of(word: str, tokens: list[str], spoken_for: frozenset[int]) -> tuple[float, int]:
    best = (0.0, -1)
    for index, token in enumerate(tokens):
        likeness = _likeness(word, token)
        if index in spoken_for:
            is_new_thing = index > 0 and tokens[index - 1] in _INDEFINITE
            likeness *= 0.0 if is_new_thing or index == 0 else 0.5
        if likeness > best[0]:
            best = (likeness, index)
    return best


def _likeness(word: str, token: str) -> float:
    if word == token:
        return 1.0
    if min(len(word), len(token)) < 4:
        return 1.0 if {word + "s", token + "s"} & {word, token} and len(word) > 2 else 0.0
    stem, other = sorted((word, token), key=len)
    if other.startswith(stem) and len(other) - len(stem) <= 2:
        return 0.95
    if word[0] != token[0] or len(other) - len(stem) > 3:
        return 0.0
    ratio = SequenceMatcher(None, word, token, autojunk=False).ratio()
    return ratio * 0.9 if ratio >= 0.8 else 0.0
