"""Resolve the newest versions of everything and pin them in pyproject.toml.

Run as `uv run python .ci/pin.py`; then run the tests, and commit pyproject.toml if they pass.
"""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "constraint-dependencies = [", "]"


def main() -> None:
    """Replace the pinned versions by the newest that fit together."""
    project = ROOT / "pyproject.toml"
    head, _, rest = project.read_text("utf-8").partition(BEGIN)
    tail = rest[rest.index(f"\n{END}") + len(END) + 1 :]
    project.write_text(f"{head}{BEGIN}\n{END}{tail}", "utf-8")
    subprocess.run(["uv", "lock", "--upgrade", "--quiet"], cwd=ROOT, check=True)  # noqa: S607
    pins = "".join(f'    "{pin}",\n' for pin in _pins())
    project.write_text(f"{head}{BEGIN}\n{pins}{END}{tail}", "utf-8")


def _pins() -> list[str]:
    """`name==version` of every package of the lock, with a marker where Pythons differ."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    return sorted(_pin(one) for one in lock["package"] if "editable" not in one["source"])


def _pin(package: dict[str, Any]) -> str:
    pin = f"{package['name']}=={package['version']}"
    markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
    return f"{pin} ; {markers}" if markers else pin


if __name__ == "__main__":
    main()
