"""The apprentice's words: the tables of `words.toml`, ready to be looked for in a wish."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

STRONG, MEDIUM, WEAK = 5.0, 3.0, 1.0


class Kind(StrEnum):
    """What a wish comes down to."""

    SPAN = "span"
    CLIMB = "climb"
    FLY = "fly"
    FILL = "fill"
    LIGHT = "light"
    DARK = "dark"
    FREEZE = "freeze"
    BURN = "burn"
    WET = "wet"
    BLOW = "blow"
    GROW = "grow"
    BREAK = "break"
    MEND = "mend"
    UNLOCK = "unlock"
    REVEAL = "reveal"
    CONCEAL = "conceal"
    CARRY = "carry"
    TELEPORT = "teleport"
    SUMMON = "summon"
    SHIELD = "shield"
    HEAL = "heal"
    SLEEP = "sleep"
    WEATHER = "weather"
    TIMER = "timer"
    READ = "read"
    COMBINE = "combine"
    TRANSFORM = "transform"
    GIVE = "give"
    CHANCE = "chance"
    BARGAIN = "bargain"
    BIND = "bind"
    CONJURE = "conjure"
    SPARKS = "sparks"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One or more words in a row; a word ending in `*` stands for all that begin like it."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The pattern a table writes as `set_on_fire` or `bridg*`."""
        return cls(tuple(text.split("_")))

    def at(self, tokens: list[str], start: int) -> bool:
        """Whether the tokens read like this from `start` on."""
        if start + len(self.parts) > len(tokens):
            return False
        return all(
            token.startswith(part[:-1]) if part.endswith("*") else token == part
            for part, token in zip(self.parts, tokens[start:], strict=False)
        )

    def find(self, tokens: list[str]) -> Iterator[int]:
        """Where the tokens read like this."""
        return (start for start in range(len(tokens)) if self.at(tokens, start))


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern that speaks for a kind, with its weight and its language."""

    pattern: Pattern
    kind: Kind
    weight: float
    language: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a way looks like: its name, its body, the material it is of when none is named."""

    name: str
    patterns: tuple[Pattern, ...]
    body: str
    size: tuple[float, ...]
    material: str


@dataclass(frozen=True, slots=True)
class Tint:
    """A material or colour word with its colour, and whether it glows."""

    name: str
    patterns: tuple[Pattern, ...]
    color: str
    glows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All the words; built once by `read`."""

    entries: tuple[Entry, ...]
    materials: tuple[Tint, ...]
    colors: tuple[Tint, ...]
    shapes: tuple[Shape, ...]
    weather: tuple[tuple[str, tuple[Pattern, ...]], ...]
    refused: dict[str, tuple[str, ...]]
    languages: dict[str, frozenset[str]]
    phrases: dict[str, dict[str, dict[str, str]]]

    @classmethod
    def read(cls) -> Lexicon:
        """The words and sentences that lie beside this module."""
        folder = Path(__file__).parent
        words = tomllib.loads((folder / "words.toml").read_text("utf-8"))
        phrases = tomllib.loads((folder / "phrases.toml").read_text("utf-8"))
        return cls(
            entries=tuple(_entries(words["kinds"])),
            materials=_tints(words["materials"]),
            colors=_tints(words["colors"]),
            shapes=tuple(
                Shape(
                    name, _patterns(row["words"]), row["type"], tuple(row["size"]), row["material"]
                )
                for name, row in words["shapes"].items()
            ),
            weather=tuple((name, _patterns(text)) for name, text in words["weather"].items()),
            refused={name: tuple(rows) for name, rows in words["refused"].items()},
            languages={name: frozenset(row.split()) for name, row in words["languages"].items()},
            phrases=cast(dict[str, dict[str, dict[str, str]]], phrases),
        )

    def sentence(self, kind: str, part: str, language: str) -> str:
        """The sentence for that part of a kind, in the language or else in English.

        A kind without its own sentence uses the one under `any`.
        """
        for name in (kind, "any"):
            row = self.phrases.get(name, {}).get(part, {})
            if row:
                return row.get(language) or row["en"]
        raise KeyError(f"no sentence {part!r} for {kind!r}")


def clean(text: str, *, limit: int = 400) -> str:
    """The text as one line of visible characters without tags or fences, at most `limit` long."""
    visible = "".join(
        " " if mark in "<>`" or unicodedata.category(mark)[0] in "CZ" else mark
        for mark in text[: limit * 4]
    )
    return " ".join(visible.split())[:limit].rstrip()


def tokens_of(text: str) -> list[str]:
    """The words and numbers of a text, in lower case; ids fall into their words."""
    split = re.sub(r"(\d)([^\W\d_])", r"\1 \2", text.casefold())
    return re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", split)


def words_of(text: str) -> frozenset[str]:
    """The words of a table row."""
    return frozenset(text.split())


def occurs(patterns: Iterable[Pattern], tokens: list[str]) -> int | None:
    """Where the first of the patterns is found in the tokens, or None."""
    return min((start for one in patterns for start in one.find(tokens)), default=None)


def _patterns(text: str) -> tuple[Pattern, ...]:
    return tuple(Pattern.of(word) for word in text.casefold().split())


def _tints(rows: dict[str, Any]) -> tuple[Tint, ...]:
    return tuple(
        Tint(name, _patterns(row["words"]), row["color"], bool(row.get("glows")))
        for name, row in rows.items()
    )


def _entries(kinds: dict[str, Any]) -> Iterator[Entry]:
    weights = {"strong": STRONG, "medium": MEDIUM, "weak": WEAK}
    for name, grades in kinds.items():
        for grade, languages in grades.items():
            for language, text in languages.items():
                for pattern in _patterns(text):
                    yield Entry(pattern, Kind(name), weights[grade], language)
