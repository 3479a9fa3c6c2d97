"""The bundled adventures: a folder each, with a recipe, a script and recorded functions."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
"""The folder of the bundled adventures."""

DEFAULT = "vault"
"""The adventure that is played where none is named."""


def adventures() -> dict[str, Path]:
    """The folder of each bundled adventure by its name, the default one first."""
    found = (path.parent for path in HERE.glob("*/recipe.json"))
    ordered = sorted(found, key=lambda folder: (folder.name != DEFAULT, folder.name))
    return {folder.name: folder for folder in ordered}
