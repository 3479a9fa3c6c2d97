"""Running the program as a user does: a process of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.ready_process import ReadyProcess

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """Its output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def end(self) -> dict[str, Any]:
        """The last line of a demo."""
        return self.events[-1]

    def texts(self, kind: str) -> list[str]:
        """The texts of the events of a type."""
        return [event["text"] for event in self.events if event["type"] == kind]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with a few variables more."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **variables}


Orb = Callable[..., Ran]


@pytest.fixture
def orb(tmp_path: Path) -> Orb:
    """Runs `orb` in an empty folder and waits for it."""

    def run(*args: str | Path, **variables: str) -> Ran:
        out, err = tmp_path / "orb.out", tmp_path / "orb.err"
        with out.open("wb") as for_out, err.open("wb") as for_err:
            process = ReadyProcess(
                *map(str, args),
                cwd=tmp_path,
                env=environment(**variables),
                stdout=for_out.fileno(),
                stderr=for_err.fileno(),
            )
        try:
            status = process.wait(100)
        finally:
            process.kill()
        return Ran(status, out.read_text("utf-8"), err.read_text("utf-8"))

    return run
