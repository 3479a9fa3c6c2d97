"""The documentation of the host APIs is the host APIs'."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_table_of_host_apis_is_current() -> None:
    """docs/host-apis.md says what the methods say."""
    script = runpy.run_path(str(DOCS / "reference.py"))
    page = (DOCS / "host-apis.md").read_text("utf-8")

    assert script["with_table"](page) == page
