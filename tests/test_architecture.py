"""The house rules that can be read off the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "bot/executor": {"bot.engine", "bot.cogs", "bot.app", "bot.terminal", "discord"},
    "bot/engine": {"bot.cogs", "bot.app", "bot.terminal", "discord", "openai", "chromadb"},
    "bot/cogs": {"bot.executor", "bot.app", "sqlalchemy", "openai", "chromadb"},
    "bot/database": {"bot.engine", "bot.executor", "bot.cogs", "bot.app", "discord"},
    "playground": {"bot"},
    "bot": {"playground"},
}
SLOW = {"openai", "chromadb", "langchain_google_genai", "google", "alembic"}


def sources(folder: str) -> list[Path]:
    """The Python files under a folder of the repository."""
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """The modules a file imports anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def at_start(path: Path) -> Iterator[str]:
    """The modules a file imports as it is imported itself."""
    body = ast.parse(path.read_text("utf-8")).body
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_within(module: str, package: str) -> bool:
    """Whether a module is the package or in it."""
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_layers_import_only_what_is_below_them(folder: str) -> None:
    """No file of a layer imports what the architecture keeps from it."""
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in sources(folder)
        for module, line in imported(path)
        for package in FORBIDDEN[folder]
        if is_within(module, package)
    ]
    starts_both = [
        one for one in found if one.startswith("bot/terminal/playground.py") and "playground" in one
    ]
    assert [one for one in found if one not in starts_both] == []


def test_slow_libraries_are_not_imported_at_start() -> None:
    """No module of the bot imports a slow library at its top."""
    found = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources("bot")
        for module in at_start(path)
        if any(is_within(module, package) for package in SLOW)
    ]
    assert found == []


def test_nothing_is_said_of_registries() -> None:
    """No committed file names the host of a package registry."""
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org"]
    files = [ROOT / "pyproject.toml", ROOT / "README.md", ROOT / ".ci" / "run"]
    assert [path.name for path in files for host in hosts if host in path.read_text("utf-8")] == []


def test_every_test_says_what_it_shows() -> None:
    """Each test has a docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_files_stay_short() -> None:
    """No source file of the product has more than 300 lines."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources("bot")
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
