"""Numbers in a wish: how long, how often, how many hours, how many percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.executor.apprentice.patterns import Found, PartIndex, Pattern, patterns_of
from bot.executor.apprentice.text import Text, fold, words_of

LONGEST = 3600.0
"""No tool lasts longer than this many seconds."""

MOST_USES = 20
"""A count beyond this is taken for another number."""

_HOUR = 3600.0
_SHORT = 2
"""A unit shorter than this stands right behind its digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """The words for numbers and spans of time, of all languages together."""

    units: tuple[tuple[Pattern, float], ...]
    spans: tuple[tuple[Pattern, float], ...]
    numbers: dict[str, float]
    words: dict[str, frozenset[str]]
    index: PartIndex

    @classmethod
    def of(cls, tables: dict[str, Any]) -> Numerals:
        """The numerals of the table `numbers.toml`."""
        units, spans = (tuple(_valued(tables[name])) for name in ("units", "spans"))
        numbers = tables["numbers"].items()
        return cls(
            units=units,
            spans=spans,
            numbers={word: float(value) for value, row in numbers for word in words_of(row)},
            words={name: words_of(row) for name, row in tables["words"].items()},
            index=PartIndex.of(pattern for pattern, _ in (*units, *spans)),
        )

    def seconds(self, text: Text) -> float | None:
        """The first time span that is named, in seconds from 1 to `LONGEST`; None without one.

        "1 minute 30 seconds" counts as one span.
        """
        total, last = 0.0, None
        for at, span in self._spans(text):
            if last is not None and at - last > 3:
                break
            total, last = total + span, at
        return min(max(total, 1.0), LONGEST) if last is not None else None

    def uses(self, words: Sequence[str]) -> int | None:
        """How often a thing is to work: the number before "times" or the like, 1 to 20."""
        for at, word in enumerate(words):
            if word in self.words["thrice"]:
                return 3
            if word in self.words["twice"]:
                return 2
            if at and word in self.words["times"]:
                number = self.number(words[at - 1])
                if number is not None and 1 <= number <= MOST_USES:
                    return int(number)
        return None

    def hours(self, text: Text) -> int | None:
        """The greatest number of hours that is named; None where there is none above one."""
        counts = [
            number
            for at, unit in self._units(text)
            if at and unit == _HOUR
            if (number := self.number(text.words[at - 1])) is not None and number > 1
        ]
        return int(max(counts)) if counts else None

    def percent(self, words: Sequence[str]) -> int | None:
        """A share of a hundred from 5 to 90: the first such number, or a fraction in words."""
        for word in words:
            number = self.number(word) if word[0].isdigit() else self.numbers.get(word, 0.0)
            if number is not None and 5 <= number <= 90:
                return int(number)
        is_half = not self.words["fractions"].isdisjoint(words)
        return 50 if is_half else None

    def is_unit(self, word: str) -> bool:
        """Whether a word is a unit of time."""
        text = Text((word,), (word,))
        return next(self._units(text), None) is not None

    def number(self, word: str) -> float | None:
        """The number a word stands for, in digits or in letters."""
        if word[:1].isdigit():
            try:
                return float(word.replace(",", "."))
            except ValueError:
                return None
        return self.numbers.get(word)

    def vocabulary(self) -> Iterator[str]:
        """All words that say a number or a unit."""
        yield from self.index.foreign()
        yield from self.numbers

    def _spans(self, text: Text) -> Iterator[tuple[int, float]]:
        found = Found(text, self.index)
        rows = sorted((span, value) for one, value in self.spans for span in found.spans(one))
        named = {
            span[0]: value
            for span, value in rows
            if not any(span[0] in other[1:] for other, _ in rows)
        }
        counted = (
            (at, amount * unit)
            for at, unit in self._units(text)
            if (amount := self._amount_before(text.words, at)) is not None
        )
        yield from sorted({**named, **dict(counted)}.items())

    def _units(self, text: Text) -> Iterator[tuple[int, float]]:
        found = Found(text, self.index)
        for one, value in self.units:
            yield from ((row[0], value) for row in found.spans(one))

    def _amount_before(self, words: Sequence[str], at: int) -> float | None:
        """How many of the unit at a position are named before it, and by "and a half" after it."""
        if not at or (len(words[at]) < _SHORT and not words[at - 1][0].isdigit()):
            return None
        ands, half = self.words["and"], self.words["half"]
        before = ["", "", "", *(one for one in words[max(0, at - 5) : at] if one not in ands)]
        amount = self._amount(before[-3:])
        follows = words[at + 1 : at + 4]
        is_more = bool(follows) and follows[0] in ands and not half.isdisjoint(follows[1:])
        return amount + 0.5 if amount is not None and is_more else amount

    def _amount(self, before: Sequence[str]) -> float | None:
        first, second, last = before
        half, articles = self.words["half"], self.words["article"]
        part = 0.5 if last in half else 0.25 if last in self.words["quarter"] else 0.0
        if part:
            whole = self.number(first) if second in articles else None
            return part + (whole or 0.0)
        if last in articles:
            is_half, is_quarter = second in half, second in self.words["quarter"]
            return 0.5 if is_half else 0.25 if is_quarter else 1.0
        number, tens = self.number(last), self.number(second)
        is_compound = number is not None and number < 10 and tens is not None and tens >= 20
        return (number or 0.0) + (tens or 0.0) if is_compound else number


def _valued(rows: dict[str, str]) -> Iterator[tuple[Pattern, float]]:
    for value, row in rows.items():
        yield from ((pattern, float(value)) for pattern in patterns_of(fold(row)))
