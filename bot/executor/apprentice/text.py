"""Text as the apprentice reads it: cleaned, folded, cut into words, and its English stems."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[.,;:!?()\u2014\u2013>]")
_CONTRACTED = re.compile(r"(?<=n)['\u2019](?=t\b)", re.IGNORECASE)
_UNIT = re.compile(r"(\d)([^\W\d_])")
_SIGNS = {"+": " and ", "&": " and ", "%": " percent ", "½": " half ", "¼": " quarter "}
_VOWELS = frozenset("aeiouy")
_STOPS = frozenset(".;:!?")


@dataclass(frozen=True)
class Text:
    """The words of a text in order; `ends` and `pauses` say before which a sentence or clause ends.

    `words` are folded: lower case, without accents on Latin letters; `spelled` are as written.
    """

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    pauses: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words' English stems."""
        return tuple(stem(word) for word in self.words)


def clean(text: str, *, limit: int = 400) -> str:
    """The text as one line of visible characters without tags or fences, at most `limit` long."""
    visible = "".join(
        " " if mark in "<>`" or unicodedata.category(mark)[0] in "CZ" else mark
        for mark in text[: limit * 4]
    )
    return " ".join(visible.split())[:limit].rstrip()


def fold(text: str) -> str:
    """The text in lower case, Latin letters without their accents, Cyrillic yo as ye."""
    plain = text.casefold().replace("\u0451", "\u0435")
    if plain.isascii():
        return plain
    return "".join(_bare(mark) for mark in unicodedata.normalize("NFC", plain))


def text_of(text: str, *, limit: int | None = None) -> Text:
    """The words and numbers of a text; ids fall into their words."""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    plain = _UNIT.sub(r"\1 \2", _CONTRACTED.sub("", text))
    spelled: list[str] = []
    pauses, ends = set[int](), set[int]()
    for piece in _WORD.findall(plain):
        if piece[0].isalnum():
            spelled.append(piece)
            continue
        pauses.add(len(spelled))
        if piece in _STOPS:
            ends.add(len(spelled))
    kept = tuple(spelled[:limit])
    folded = tuple(fold(word) for word in kept)
    return Text(folded, kept, frozenset(pauses), frozenset(ends))


def tokens_of(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return list(text_of(text).words)


def words_of(text: str) -> frozenset[str]:
    """The words of a table's row, folded."""
    return frozenset(fold(text).split())


def stem(word: str) -> str:
    """An English word without the ending that its number or tense gives it."""
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ings", "ing", "ed", "es", "s"):
        rest = word[: -len(ending)]
        if not word.endswith(ending) or len(rest) < 3 or _VOWELS.isdisjoint(rest):
            continue
        if (ending == "s" and rest[-1] in "sui") or (ending == "ed" and rest[-1] == "e"):
            continue
        return _without_e(rest)
    return _without_e(word)


def _without_e(word: str) -> str:
    is_double = len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS
    bare = word[:-1] if is_double else word
    return bare[:-1] if len(bare) > 3 and bare[-1] == "e" else bare


def _bare(mark: str) -> str:
    base = unicodedata.normalize("NFD", mark)[0]
    return base if base.isascii() else mark
