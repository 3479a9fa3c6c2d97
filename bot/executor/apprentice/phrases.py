"""What the written tools and the apprentice itself say, by language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

USUAL = "en"
"""The language that has every sentence."""

_ANY = "any"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences by language, by kind, by part."""

    rows: dict[str, dict[str, dict[str, str]]]

    @classmethod
    def read(cls, folder: Path) -> Phrases:
        """The sentences of the files named after their languages."""
        files = sorted(folder.glob("*.toml"))
        rows = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}
        return cls(cast(dict[str, dict[str, dict[str, str]]], rows))

    def sentence(self, kind: str, part: str, language: str) -> str:
        """The sentence for that part of a kind, in the language or else in English.

        A kind without its own sentence uses the one under `any`.
        """
        for name in (language, USUAL):
            for section in (kind, _ANY):
                found = self.rows.get(name, {}).get(section, {}).get(part)
                if found:
                    return found
        raise KeyError(f"no sentence {part!r} for {kind!r}")
