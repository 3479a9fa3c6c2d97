"""The bundled adventures are found where they lie."""

from __future__ import annotations

import demo


def test_the_default_adventure_comes_first() -> None:
    """Each adventure is a folder with a recipe; the vault is the first of them."""
    found = demo.adventures()
    assert next(iter(found)) == demo.DEFAULT
    assert all((folder / "recipe.json").is_file() for folder in found.values())
