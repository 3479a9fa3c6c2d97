"""How a command says that it could not do its work."""

from __future__ import annotations

import sys

FAILED = 1
"""The exit status of something that was tried and failed."""
BAD_INPUT = 2
"""The exit status of something given that is wrong; nothing was changed."""


def complain(sentence: str, status: int) -> int:
    """Print a sentence for people to standard error; the status, to be returned."""
    sys.stderr.write(f"orb: {sentence}\n")
    return status
