"""A demo that was played once, and commands run in this process."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.terminal.demo import DemoOptions, run_demo


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """The output without its line breaks."""
        return " ".join(self.out.split())


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test works in a folder of its own, on a terminal of eighty columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    """Runs a command of `orb` in this process."""

    def invoke(*args: str | Path) -> Ran:
        done = CliRunner().invoke(app, [*map(str, args)])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return invoke


@pytest.fixture(scope="session")
def _played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled demo, played to its end."""
    folder = tmp_path_factory.mktemp("played") / "data"
    with contextlib.redirect_stdout(io.StringIO()):
        assert run_demo(DemoOptions(as_json=True, data=folder)) == 0
    return folder


@pytest.fixture
def played(_played: Path, tmp_path: Path) -> Path:
    """A copy of it that may be spoiled, in the place where commands look for it."""
    return Path(shutil.copytree(_played, tmp_path / "data"))
