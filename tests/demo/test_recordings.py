"""Every recorded function has the contract's shape, and somebody else's adventure plays."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.engine.files.recipe import load_recipe
from bot.engine.host_apis import catalogue
from bot.executor.budget import Limits
from bot.executor.specification import Specification
from bot.executor.validate import validate

if TYPE_CHECKING:
    from conftest import Play

    from bot.executor.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
VAULT = ROOT / "demo" / "vault"
SOMEBODY_ELSE = ROOT / "tests" / "recordings" / "somebody_else"
RECORDED = sorted([*VAULT.glob("functions/*.py"), *SOMEBODY_ELSE.glob("functions/*.py")])


def named(path: Path) -> str:
    """A recording's name in a test's name."""
    return f"{path.parents[1].name}-{path.stem}"


@pytest.mark.parametrize("folder", [VAULT, SOMEBODY_ELSE], ids=lambda folder: folder.name)
def test_every_function_of_a_recipe_is_recorded(folder: Path) -> None:
    """Recipe and recordings name the same functions, but for a player's own tool."""
    recipe = load_recipe(folder / "recipe.json")
    recorded = {path.stem for path in folder.glob("functions/*.py")} - {"df_player_tool"}
    assert {one.name for one in recipe.functions} == recorded


@pytest.mark.parametrize("path", RECORDED, ids=named)
def test_a_recording_is_one_function_of_one_dict(path: Path) -> None:
    """The file holds `def NAME(params):` and nothing else."""
    body = ast.parse(path.read_text()).body
    assert [type(node) for node in body] == [ast.FunctionDef]
    function: Any = body[0]
    assert function.name == path.stem
    assert [argument.arg for argument in function.args.args] == ["params"]


@pytest.mark.parametrize("path", RECORDED, ids=named)
def test_a_recording_is_valid(path: Path) -> None:
    """Validation finds nothing that would keep it from being kept."""
    specification = Specification(scope="w", name=path.stem, description="", apis=catalogue())
    found = validate(path.read_text(), specification, Limits())
    assert [one for one in found if one.severity == "error"] == []


async def test_our_own_recordings_are_in_the_dialect(sandbox: Sandbox) -> None:
    """The sandbox's own type checker has nothing to say about the default adventure."""
    found = {
        path.stem: await sandbox.check(path.stem, path.read_text())
        for path in RECORDED
        if VAULT in path.parents
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


async def test_a_vault_that_reads_a_flag_plays_as_it_is(observatory: Play) -> None:
    """Functions in a real model's manner run unchanged, and their flag opens their door."""
    await observatory.use("ada", "lens_amber", "lens_mount")
    assert observatory.world.puzzles["lens_puzzle"].is_solved
    observatory.put("ada", "dome_gallery")
    assert "out of reach" in await observatory.use("ada", "brass_key", "dome_lock")
    params: dict[str, Any] = {"soul_id": "ada", "location_id": "dome_gallery"}
    made = json.loads(await observatory.run("df_player_tool", "ada", params))
    assert made == {"message": "A bridge of starlight spans the gap to the dais."}
    assert "opens" in await observatory.use("ada", "brass_key", "dome_lock")
    assert observatory.world.puzzles["star_door_puzzle"].is_solved
