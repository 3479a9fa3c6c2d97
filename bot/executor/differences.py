"""What is different between two versions of a function."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice

from bot.executor.specification import DynamicFunction


def difference(old: DynamicFunction, new: DynamicFunction) -> str:
    """The lines that went (with `-`) and came (with `+`), with two lines around them."""
    lines = unified_diff(
        old.source.splitlines(),
        new.source.splitlines(),
        lineterm="",
        n=2,
    )
    return "\n".join(islice(lines, 2, None))  # without the names of files
