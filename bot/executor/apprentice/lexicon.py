"""The apprentice's words: the tables beside this module, ready to be looked for in a wish."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.executor.apprentice.numerals import Numerals
from bot.executor.apprentice.patterns import PartIndex, Pattern, patterns_of
from bot.executor.apprentice.phrases import Phrases
from bot.executor.apprentice.text import fold, words_of

WEIGHTS = {"frames": 7.0, "things": 5.0, "acts": 3.0, "hints": 1.0}
"""How much a word says about the kind of a tool, by its row in the tables."""


class Kind(StrEnum):
    """What a wish comes down to; each has its words in `words/` and its sentences."""

    SPAN = "span"
    CLIMB = "climb"
    FLY = "fly"
    FILL = "fill"
    TELEPORT = "teleport"
    ROOM = "room"
    SWAP = "swap"
    TOGETHER = "together"
    LIGHT = "light"
    DARK = "dark"
    WEATHER = "weather"
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
    REMOVE = "remove"
    MOVE = "move"
    TRANSFORM = "transform"
    BIND = "bind"
    DISTRACT = "distract"
    WAKE = "wake"
    SHIELD = "shield"
    HEAL = "heal"
    SLEEP = "sleep"
    STATE = "state"
    CARRY = "carry"
    CALL = "call"
    READ = "read"
    MAP = "map"
    COMPASS = "compass"
    POCKETS = "pockets"
    CHANCE = "chance"
    SUMMON = "summon"
    FOLLOW = "follow"
    CONJURE = "conjure"
    SPARKS = "sparks"
    ADORN = "adorn"
    COMBINE = "combine"
    GIVE = "give"
    STORE = "store"
    BARGAIN = "bargain"
    TIMER = "timer"
    RING = "ring"
    REWIND = "rewind"


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


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words: `common` of each language, `small` of all, and what part others have."""

    common: dict[str, frozenset[str]]
    small: frozenset[str]
    fillers: frozenset[str]
    particles: dict[str, frozenset[str]]
    roles: dict[str, tuple[Pattern, ...]]
    shorthand: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All the words; built once by `read`.

    `families` says which kinds lie together in a file, `nouns` what else a word of the scene is
    called; `index` has every pattern, `wished` those of the entries alone.
    """

    entries: dict[Pattern, Entry]
    families: dict[Kind, str]
    traits: dict[str, tuple[Pattern, ...]]
    refused: dict[str, tuple[Pattern, ...]]
    forbidden: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    materials: tuple[Tint, ...]
    colors: tuple[Tint, ...]
    shapes: tuple[Shape, ...]
    weather: dict[str, tuple[Pattern, ...]]
    states: dict[str, tuple[Pattern, ...]]
    grammar: Grammar
    numerals: Numerals
    phrases: Phrases
    index: PartIndex
    wished: PartIndex

    @classmethod
    def read(cls) -> Lexicon:
        """The words and sentences that lie beside this module."""
        folder = Path(__file__).parent
        kinds = {file.stem: _table(file) for file in sorted((folder / "words").glob("*.toml"))}
        looks, traits, refused, nouns, languages, numbers = (
            _table(folder / "tables" / f"{name}.toml")
            for name in ("looks", "traits", "refused", "nouns", "languages", "numbers")
        )
        entries = {one.pattern: one for table in kinds.values() for one in _entries(table)}
        found = {
            "traits": {name: (*_spoken(rows),) for name, rows in traits.items()},
            "refused": {name: _both(row["words"]) for name, row in refused.items()},
            "nouns": {name: _both(row) for name, row in nouns["things"].items()},
            "weather": {name: _both(row) for name, row in looks["weather"].items()},
            "states": {name: _both(row) for name, row in looks["states"].items()},
        }
        tints = [_tints(looks[name]) for name in ("materials", "colors")]
        shapes = tuple(_shapes(looks["shapes"]))
        grammar = _grammar(languages)
        rows = [
            *(one for table in found.values() for one in table.values()),
            *(one.patterns for one in (*tints[0], *tints[1], *shapes)),
            *grammar.roles.values(),
            tuple(entries),
        ]
        return cls(
            entries=entries,
            families={Kind(kind): name for name, table in kinds.items() for kind in table},
            **found,
            forbidden={name: tuple(row.get("said", ())) for name, row in refused.items()},
            materials=tints[0],
            colors=tints[1],
            shapes=shapes,
            grammar=grammar,
            numerals=Numerals.of(numbers),
            phrases=Phrases.read(folder / "phrases"),
            index=PartIndex.of(pattern for row in rows for pattern in row),
            wished=PartIndex.of(entries),
        )


def _table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _both(text: str) -> tuple[Pattern, ...]:
    """A row of words of all languages, the English ones in all their forms."""
    return patterns_of(text, language="en")


def _spoken(rows: dict[str, str]) -> Iterator[Pattern]:
    for language, text in rows.items():
        yield from patterns_of(text, language=language)


def _entries(kinds: dict[str, Any]) -> Iterator[Entry]:
    for name, grades in kinds.items():
        for grade, languages in grades.items():
            for language, text in languages.items():
                for pattern in patterns_of(text, language=language):
                    weight = WEIGHTS[grade] + 0.5 * (len(pattern.groups) - 1)
                    yield Entry(pattern, Kind(name), weight, language)


def _tints(rows: dict[str, Any]) -> tuple[Tint, ...]:
    return tuple(
        Tint(name, _both(row["words"]), row["color"], bool(row.get("glows")))
        for name, row in rows.items()
    )


def _shapes(rows: dict[str, Any]) -> Iterator[Shape]:
    for name, row in rows.items():
        yield Shape(name, _both(row["words"]), row["type"], tuple(row["size"]), row["material"])


def _grammar(tables: dict[str, Any]) -> Grammar:
    common = {language: words_of(row) for language, row in tables["common"].items()}
    return Grammar(
        common=common,
        small=frozenset[str]().union(*common.values()),
        fillers=frozenset[str]().union(*(words_of(row) for row in tables["fillers"].values())),
        particles={name: words_of(row) for name, row in tables["particles"].items()},
        roles={name: patterns_of(row) for name, row in tables["roles"].items()},
        shorthand={fold(word): text for word, text in tables["shorthand"].items()},
    )
