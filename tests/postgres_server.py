"""A PostgreSQL server of its own, where its programs are installed: a folder, a socket, no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
USER = "postgres"
"""Whom a server belongs to that root starts: root itself may not run one."""


def programs() -> Path | None:
    """The folder with PostgreSQL's programs; None where a server cannot be started."""
    if os.getuid() == 0 and USER not in {one.pw_name for one in pwd.getpwall()}:
        return None
    found = shutil.which("initdb")
    newest = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).resolve().parent if found else newest[-1].parent if newest else None


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """A new server while the block lasts; the URL of its database `orb`, with user and password."""
    with tempfile.TemporaryDirectory(prefix="orb-pg-") as folder:
        whose: dict[str, Any] = {}
        if os.getuid() == 0:
            shutil.chown(folder, USER)
            whose = {"user": USER, "group": USER, "extra_groups": []}

        def run(program: str, *arguments: str) -> None:
            command = [str(binaries / program), "-D", f"{folder}/data", *arguments]
            subprocess.run(
                command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60, **whose
            )

        Path(folder, "password").write_text("s3cret\n")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("initdb", "-U", "orb", "-A", "scram-sha-256", "--pwfile", f"{folder}/password",
            "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip
        run("pg_ctl", "start", "-w", "-o", options, "-l", f"{folder}/log")
        try:
            yield f"postgres://orb:s3cret@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
