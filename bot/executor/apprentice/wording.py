"""The words of a wish made ready: written out, put right, and each given its part in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.executor.apprentice.lexicon import Grammar, Lexicon
from bot.executor.apprentice.patterns import Found
from bot.executor.apprentice.spelling import Speller
from bot.executor.apprentice.text import Text, fold, text_of

MOST_WORDS = 80
"""How many words of a wish are read."""

_REACH = 4
"""How many words after a "not a" or the like it concerns at most."""

_SHORT = 5
"""Up to this length a word with a letter in another's place is more likely another word."""

_RUN = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[\u0430-\u044f]")
_UNDERSTOOD = 0.75
"""How much it tells of the language that something is understood in it."""
_DIGIT_WORDS = {"2": "to", "4": "for"}
_BEFORE_TO = frozenset({"in", "on", "up"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A wish's words, and what of the tables fits them.

    `is_sure` tells whether the language was told by any small word; `purpose` are the positions of
    words that say what for, `denied` of those that say what not, `deniers` of the "not a" itself.
    """

    found: Found
    language: str
    is_sure: bool
    purpose: frozenset[int]
    denied: frozenset[int]
    deniers: frozenset[int]

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return self.found.text.words


class Reader:
    """Reads wishes with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._grammar = lexicon.grammar
        self._numbers = frozenset(lexicon.numerals.vocabulary())
        self._small = self._grammar.small

    @cached_property
    def _english(self) -> Speller:
        return Speller([*self._lexicon.wished.english(), *self._numbers])

    @cached_property
    def _foreign(self) -> Speller:
        return Speller(self._lexicon.wished.foreign())

    def read(self, words: str, names: frozenset[str], souls: frozenset[str]) -> Wording:
        """The wording of a wish; `names` are the words of the names it may mention.

        `souls` are the names of those that are somebody else.
        """
        text = text_of(self._written_out(words), limit=MOST_WORDS)
        text = self._righted(text, names)
        found = Found(text, self._lexicon.index, souls=souls)
        language, is_sure = _language(found, self._lexicon)
        return Wording(
            found=found,
            language=language,
            is_sure=is_sure,
            purpose=_purpose(found, self._grammar),
            **_denials(found, self._grammar),
        )

    def _written_out(self, words: str) -> str:
        """The words without the shorthand of people in a hurry: "evry1" is "everyone"."""
        short = self._grammar.shorthand
        text = _RUN.sub(lambda one: short.get(fold(one[0]), one[0]), words)
        pieces = text.split(" ")
        for at, piece in enumerate(pieces[:-1]):
            if at and piece in _DIGIT_WORDS and not self._is_counted(pieces, at):
                pieces[at] = _DIGIT_WORDS[piece]
        return " ".join(pieces)

    def _is_counted(self, pieces: Sequence[str], at: int) -> bool:
        """Whether the digit at a position counts what comes after it, and is no short "to"."""
        word = fold(pieces[at + 1]).strip(".,;:!?")
        if not word.isalpha() or self._lexicon.numerals.is_unit(word):
            return True
        is_plural = word.endswith("s") and not word.endswith("ss")
        return is_plural and fold(pieces[at - 1]) not in _BEFORE_TO

    def _righted(self, text: Text, names: frozenset[str]) -> Text:
        index = self._lexicon.index
        unknown = [at for at, one in enumerate(text.words) if not self._is_known(one, names)]
        if not unknown:
            return text
        # Where other words already say what is meant, a strange word is left alone sooner.
        boldly = len(unknown) == 1 or not any(
            part
            for at, one in enumerate(text.words)
            if at not in unknown
            for part in index.fitting(one)
            if one not in self._small
        )
        own = Speller(names)
        known = self._english if self._is_english(text.words) else self._foreign
        words, spelled = list(text.words), list(text.spelled)
        for at in unknown:
            word = words[at]
            meant = own.meant(word, boldly=len(word) > _SHORT) or known.meant(word, boldly=boldly)
            if meant:
                words[at] = meant
                # Words of other languages are known without their endings.
                spelled[at] = meant if known is self._english else spelled[at]
        return Text(tuple(words), tuple(spelled), text.pauses, text.ends)

    def _is_english(self, words: Sequence[str]) -> bool:
        """Whether at least as many small words are English as of any other language."""
        common = self._grammar.common
        counts = {name: sum(word in small for word in words) for name, small in common.items()}
        return counts["en"] >= max(counts.values())

    def _is_known(self, word: str, names: frozenset[str]) -> bool:
        is_named = word in names or word in self._small or word in self._numbers
        return is_named or self._lexicon.index.knows(word)


def _language(found: Found, lexicon: Lexicon) -> tuple[str, bool]:
    """The language most words are of, and whether there is any word that tells."""
    words = found.text.words
    if any(_CYRILLIC.match(word) for word in words):
        return "ru", True
    counts = {
        language: float(sum(word in small for word in words))
        for language, small in lexicon.grammar.common.items()
    }
    is_sure = any(counts.values())
    entries = (lexicon.entries.get(pattern) for pattern in found.candidates)
    for language in {entry.language for entry in entries if entry and found.spans(entry.pattern)}:
        counts[language] += _UNDERSTOOD
    return max(counts, key=lambda language: counts[language]), is_sure


def _purpose(found: Found, grammar: Grammar) -> frozenset[int]:
    """The words that say what for: from "so that" or the like to the end of the sentence."""
    text = found.text
    starts = [span[0] for one in grammar.roles["purpose"] for span in found.spans(one)]
    return frozenset(
        at for start in starts for at in range(start, _end(text.ends, start, len(text.words)))
    )


def _denials(found: Found, grammar: Grammar) -> dict[str, frozenset[int]]:
    """The words that deny something ("not a", "without"), and those that are denied by them."""
    text = found.text
    lacking = {span[-1] for one in grammar.roles["lacking"] for span in found.spans(one)}
    spans = [
        span
        for one in grammar.roles["negation"]
        for span in found.spans(one)
        if span[0] - 1 not in lacking
    ]
    ends = (min(_end(text.pauses, one[-1], len(text.words)), one[-1] + _REACH) for one in spans)
    return {
        "deniers": frozenset(at for span in spans for at in span),
        "denied": frozenset(
            at for span, end in zip(spans, ends, strict=True) for at in range(span[-1] + 1, end)
        ),
    }


def _end(breaks: frozenset[int], start: int, most: int) -> int:
    return min((at for at in breaks if at > start), default=most)
