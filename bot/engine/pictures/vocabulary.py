"""The words by which looks are told: what a landmark is, a bridge, a light, a weather, a state."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

Groups = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def vocabulary() -> dict[str, Groups]:
    """The groups of each section of `looks.toml`: what is meant, and how its words begin."""
    text = Path(__file__).with_name("looks.toml").read_text("utf-8")
    return {
        section: tuple((meaning, tuple(stems.split())) for meaning, stems in groups.items())
        for section, groups in tomllib.loads(text).items()
    }


@lru_cache(maxsize=2048)
def meaning_of(words: tuple[str, ...], section: str) -> str | None:
    """The first meaning of the section that one of the words tells, or None."""
    for meaning, stems in vocabulary()[section]:
        for word in words:
            # An ending is short: "lamps" tells a lamp, "lampwright" does not.
            if any(word.startswith(stem) and len(word) <= len(stem) + 4 for stem in stems):
                return meaning
    return None
