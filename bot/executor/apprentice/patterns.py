"""The patterns of the tables, and finding all of them in a text at once.

`bridge` is a word in all its English forms, `brück*` any word that begins so, `*brücke` one that
ends so, `set_on_fire` words in a row, `see|read+hidden|secret` one word of each group near each
other in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from bot.executor.apprentice.text import Text, fold, stem

NEAR = 6
"""Within how many words for each of its groups the words of a `+` pattern have to stand."""

SOMEONE = "someone"
"""The word that the name of a soul stands for."""

_NOBODY = frozenset[str]()
_MOST_PLACES = 4
"""How many places of each group of a `+` pattern are looked at."""

Part = str
"""One word of a pattern, folded, perhaps with `*`; an English one begins with `=`."""

Span = tuple[int, ...]
"""The positions of the words that read like a pattern, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Groups of alternatives, each a row of parts; one of each group has to be found.

    Two patterns are never the same, however alike they are.
    """

    groups: tuple[tuple[tuple[Part, ...], ...], ...]

    @classmethod
    def of(cls, text: str, *, language: str = "") -> Pattern:
        """The pattern a table writes."""
        mark = "=" if language == "en" else ""
        return cls(
            tuple(
                tuple(
                    tuple(part if "*" in part else mark + part for part in row.split("_"))
                    for row in group.split("|")
                )
                for group in fold(text).split("+")
            )
        )

    @property
    def is_plain(self) -> bool:
        """Whether it is words in a row and not several groups."""
        return len(self.groups) == 1

    def parts(self) -> Iterator[Part]:
        """All parts."""
        return (part for group in self.groups for row in group for part in row)


def patterns_of(text: str, *, language: str = "") -> tuple[Pattern, ...]:
    """The patterns of a table's row, parted by blanks."""
    return tuple(Pattern.of(word, language=language) for word in text.split())


@dataclass(slots=True)
class PartIndex:
    """Which parts a word fits and which patterns begin with them, without trying them all."""

    exact: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    beginnings: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    inner: list[Part] = field(default_factory=list[Part])
    starts: dict[Part, list[Pattern]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> PartIndex:
        """The index of all parts of some patterns."""
        index = cls()
        known = list(patterns)
        for one in known:
            for row in one.groups[0]:
                index.starts[row[0]].append(one)
        for part in dict.fromkeys(part for one in known for part in one.parts()):
            if part.startswith("*"):
                index.inner.append(part)
            elif part.endswith("*"):
                index.beginnings[part[:-1]].append(part)
            elif part.startswith("="):
                index.stems[stem(part[1:])].append(part)
            else:
                index.exact[part].append(part)
        return index

    def fitting(self, word: str) -> Iterator[Part]:
        """The parts a word fits."""
        yield from self.exact.get(word, ())
        yield from self.stems.get(stem(word), ())
        for length in range(2, len(word) + 1):
            yield from self.beginnings.get(word[:length], ())
        for part in self.inner:
            core = part.strip("*")
            if core in word if part.endswith("*") else word.endswith(core):
                yield part

    def knows(self, word: str) -> bool:
        """Whether any part fits a word."""
        return next(self.fitting(word), None) is not None

    def english(self) -> Iterator[str]:
        """All English words of the tables."""
        return (part[1:] for parts in self.stems.values() for part in parts)

    def foreign(self) -> Iterator[str]:
        """All words of other languages, or their beginnings."""
        yield from self.exact
        yield from self.beginnings


class Found:
    """A text and where in it every part of the tables fits; names of `souls` stand for someone."""

    def __init__(self, text: Text, index: PartIndex, *, souls: frozenset[str] = _NOBODY) -> None:
        self.text = text
        self.places: dict[Part, list[int]] = defaultdict(list)
        for at, word in enumerate(text.words):
            fitting = [*index.fitting(word), *(index.fitting(SOMEONE) if word in souls else ())]
            for part in dict.fromkeys(fitting):
                self.places[part].append(at)
        self.candidates = dict.fromkeys(
            pattern for part in self.places for pattern in index.starts.get(part, ())
        )
        """The patterns that may be found, the first of the text first."""

    def spans(self, pattern: Pattern) -> list[Span]:
        """Where the text reads like a pattern."""
        if pattern not in self.candidates:
            return []
        groups = [[*self._rows(group)] for group in pattern.groups]
        if len(groups) == 1:
            return groups[0]
        if not all(groups):
            return []
        chosen = product(*(rows[:_MOST_PLACES] for rows in groups))
        joined = (sorted({at for row in rows for at in row}) for rows in chosen)
        reach = NEAR * len(groups)
        most = sum(len(rows[0]) for rows in groups)
        near = [tuple(one) for one in joined if one[-1] - one[0] < reach and len(one) >= most]
        return sorted(near, key=lambda span: (span[-1] - span[0], span))[:1]

    def first(self, patterns: Iterable[Pattern]) -> int | None:
        """Where the first of the patterns is found, None where none is."""
        starts = (span[0] for one in patterns for span in self.spans(one))
        return min(starts, default=None)

    def _rows(self, group: tuple[tuple[Part, ...], ...]) -> Iterator[Span]:
        for row in group:
            for at in self.places.get(row[0], ()):
                if all(at + step in self.places.get(row[step], ()) for step in range(1, len(row))):
                    yield tuple(range(at, at + len(row)))
