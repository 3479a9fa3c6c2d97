"""The functions that are shipped with each task: references that pass, mutants that must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tools.task import Task

HERE = Path(__file__).parent
_MARK = "# Caught by: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A function written by hand; `caught_by` is the check a mutant must fail, None of a reference.

    `name` is its file's, within the task's folder.
    """

    name: str
    source: str
    caught_by: str | None = None


def references(task: Task) -> Iterator[Written]:
    """Functions that do what the task asks for, each built in another way."""
    for path in sorted((HERE / "references" / task.name).glob("*.py")):
        yield Written(name=path.stem, source=path.read_text("utf-8"))


def mutants(task: Task) -> Iterator[Written]:
    """Functions that are wrong; the first line of each names the check that must find it out."""
    for path in sorted((HERE / "mutants" / task.name).glob("*.py")):
        first, _, source = path.read_text("utf-8").partition("\n")
        caught_by = first.removeprefix(_MARK).strip()
        yield Written(name=path.stem, source=source, caught_by=caught_by)
