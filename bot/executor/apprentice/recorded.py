"""Functions that come with a bundled world, and finding the one a task asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.values import as_object, as_text, load


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFunction:
    """A function of a bundled recipe, with the description it was written for."""

    name: str
    description: str
    source: str


def read_recordings(directories: Iterable[Path]) -> tuple[RecordedFunction, ...]:
    """The recordings of world folders: `recipe.json`, and `functions/NAME.py` for its entries.

    A folder without a recipe has none; an entry without its file is passed over.

    Raises:
        ValueError: a recipe is not JSON.
        OSError: a file cannot be read.
    """
    return tuple(found for folder in directories for found in _recordings(folder))


def find_recording(
    recordings: Sequence[RecordedFunction], name: str, task: str
) -> RecordedFunction | None:
    """The recording of that name whose description the task holds, the longest such."""
    text = _plain(task)
    fitting = [
        one
        for one in recordings
        if one.name == name and _plain(one.description) and _plain(one.description) in text
    ]
    return max(fitting, key=lambda one: len(one.description), default=None)


def _recordings(folder: Path) -> Iterable[RecordedFunction]:
    recipe = folder / "recipe.json"
    commands = load(recipe.read_bytes()) if recipe.is_file() else []
    for command in commands if isinstance(commands, list) else []:
        args = as_object(as_object(command).get("args"))
        name = as_text(args.get("new_function_name"))
        file = folder / "functions" / f"{name}.py"
        if name.isidentifier() and file.is_file():
            yield RecordedFunction(
                name=name,
                description=as_text(args.get("new_function_description")),
                source=file.read_text("utf-8"),
            )


def _plain(text: str) -> str:
    """The text with blanks made one and without angle brackets, which a prompt may replace."""
    return " ".join(text.translate({ord(mark): " " for mark in "<>\u2039\u203a"}).split())
