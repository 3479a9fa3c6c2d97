"""Putting right the slips of the pen in a wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 3
"""A shorter word is taken as it is written."""

_STEM = 5
"""How long what is before an ending has to be."""

_LONG = 8
"""From this length on two slips are put right."""

_ENDINGS = ("", "s", "es", "e", "ed", "d", "ing", "er", "ers", "n", "en", "t", "te", "r")


class Speller:
    """Finds the known word that a word was most likely meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if len(word) > SHORTEST and word.isalpha():
                for key in _shortened(word):
                    self._near[key].append(word)

    def meant(self, word: str, *, boldly: bool) -> str | None:
        """The known word that differs by a slip, with the ending `word` has; None without one.

        A letter in another's place is a slip only `boldly`: most such words are other words.
        """
        if len(word) < SHORTEST or word[0].isdigit() or word in self._near.get(word, ()):
            return None
        best: tuple[int, str] | None = None
        for ending in _ENDINGS:
            body = word.removesuffix(ending) if ending else word
            if ending and (body == word or len(body) < _STEM):
                continue
            for known in self._candidates(body):
                slips = _slips(body, known, boldly=boldly and not ending)
                cost = slips + bool(ending)
                if slips and (best is None or (cost, known + ending) < best):
                    best = (cost, known + ending)
        return best[1] if best else None

    def _candidates(self, word: str) -> Iterator[str]:
        for key in _shortened(word):
            yield from self._near.get(key, ())


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without any one of its letters."""
    yield word
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))


def _slips(word: str, known: str, *, boldly: bool) -> int:
    """How unlikely the slip is that lies between two words, 0 where there is none such."""
    if word[0] != known[0] and word[:2] != known[1::-1]:
        return 0
    if sorted(word) == sorted(known):
        wrong = [at for at in range(len(word)) if word[at] != known[at]]
        return 1 if len(wrong) == 2 and wrong[1] - wrong[0] == 1 else 0
    if len(word) != len(known):
        longer, shorter = sorted((word, known), key=len, reverse=True)
        is_slip = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
        return 2 * int(is_slip and (len(word) > SHORTEST or len(known) > len(word)))
    wrong = [at for at in range(len(word)) if word[at] != known[at]]
    if len(wrong) == 1 and boldly and len(word) > 4:
        return 3
    return 4 if len(wrong) == 2 and boldly and len(word) >= _LONG else 0
