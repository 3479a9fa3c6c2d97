"""How a command says that it could not do its work."""

from __future__ import annotations

import sys

from bot.terminal.consoles import clean

FAILED = 1
"""The exit status of something that was tried and failed."""
BAD_INPUT = 2
"""The exit status of something given that is wrong; nothing was changed."""

STOPPED = 130
"""The exit status of a program that was interrupted."""


def complain(sentence: str, status: int) -> int:
    """Print a sentence for people to standard error; the status, to be returned."""
    sys.stderr.write(f"orb: {clean(sentence)}\n")
    return status
