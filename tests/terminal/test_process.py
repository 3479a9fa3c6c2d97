"""The program as a process: how fast it starts, how it stops, and a disk that is full.

What is about starting and stopping starts it anew; for the rest a ready process will do.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.e2e.conftest import run_orb
from tests.e2e.ready_process import ReadyProcess
from tests.model_server import ModelServer, from_folder

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("sqlalchemy", "openai", "chromadb", "alembic", "numpy", "pydantic", "rich.progress")
COMMAND = [sys.executable, "-m", "bot"]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with some variables more."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def read_to_the_end(terminal: int, seen: Callable[[bytes], object] = bytes) -> bytes:
    """What is written to a terminal until nobody has it any more; `seen` is told all so far."""
    written = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
        seen(written)
    os.close(terminal)
    return written


def stopped_in_terminal(command: list[str], stop_at: bytes, **variables: str) -> tuple[int, bytes]:
    """Run in a terminal of its own, with Ctrl-C as soon as something is seen; status and output."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM="xterm-256color", **variables),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        stopped: list[int] = []

        def stop(written: bytes) -> None:
            if not stopped and stop_at in written:
                stopped.append(process.pid)
                os.killpg(process.pid, signal.SIGINT)

        written = read_to_the_end(ours, stop)
        return process.wait(30), written


def test_help_imports_nothing_slow() -> None:
    """What takes long to import waits until it is needed."""
    code = (
        "import sys; from bot.__main__ import app\n"
        "try: app(['--help'])\n"
        f"finally: print([name for name in {SLOW!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False
    )

    assert "demo" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_ctrl_c_ends_cleanly_while_a_model_works() -> None:
    """The bar is taken away, the cursor comes back, one word is said, the status is 130."""
    server = ModelServer(from_folder(ROOT / "demo" / "vault" / "functions", ""), latency=20)
    with server.running():
        status, seen = stopped_in_terminal(
            [*COMMAND, "demo"], stop_at=b"Writing", OPENAI_API_BASE_URL=server.base_url
        )

    assert status == 130
    assert seen.rstrip().endswith(b"orb: Stopped.")
    assert b"Traceback" not in seen
    assert seen.count(b"\x1b[?25l") == seen.count(b"\x1b[?25h")


def test_no_color_leaves_a_terminal_without_a_single_code(tmp_path: Path) -> None:
    """Text alone, in a terminal too."""
    ours, theirs = pty.openpty()
    process = ReadyProcess(
        *("demo", "--speed", "0"),
        cwd=tmp_path,
        env=environment(TERM="xterm-256color", NO_COLOR="1"),
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = read_to_the_end(ours)
    assert process.wait(30) == 0
    assert b"The adventure is complete." in seen
    assert b"\x1b" not in seen


def test_who_stops_reading_ends_the_demo_quietly() -> None:
    """A closed pipe is no error to be shown."""
    with subprocess.Popen(
        [*COMMAND, "demo", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert process.returncode == 1
    assert said == b""


@pytest.mark.parametrize("kilobytes", [60, 400])
def test_a_full_disk_is_a_sentence_and_play_goes_on_later(tmp_path: Path, kilobytes: int) -> None:
    """Nothing can be written any more: a sentence; with room the same folder plays on."""

    full = run_orb(tmp_path, "demo", "--json", "--data", "data", room=kilobytes * 1024)
    later = run_orb(tmp_path, "demo", "--json", "--data", "data")

    assert full.status in (1, 2)
    assert "Traceback" not in full.err
    assert "could not be written" in full.out + full.err or "cannot be used" in full.err
    assert later.status == 0, later.err
    assert later.end["complete"] is True


def test_a_folder_that_may_only_be_read_is_a_sentence(tmp_path: Path) -> None:
    """A read-only file system is named as what it is, and status 2."""
    folder = tmp_path / "locked"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root may mount")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        ran = run_orb(tmp_path, "demo", "--json", "--data", folder / "data")
    finally:
        subprocess.run(["umount", str(folder)], check=True)

    assert (ran.status, ran.out) == (2, "")
    assert "may only be read" in ran.err


def test_the_picture_of_the_readme_needs_nothing_from_elsewhere() -> None:
    """It is well-formed, shows the demo's most telling words, and refers to no host."""
    text = (ROOT / "docs" / "demo.svg").read_text("utf-8")
    words = " ".join(ElementTree.fromstring(text).itertext()).replace("\xa0", " ")  # noqa: S314

    assert "Create a temporary light bridge" in words
    assert "df_user_" in words
    assert "The vault is open." in words
    assert text.count("://") == 1  # the namespace
