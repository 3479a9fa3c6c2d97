"""What the program logs goes to standard error, as much as ORB_LOG_LEVEL asks for."""

from __future__ import annotations

import logging

from bot.settings import Settings


def log_to_stderr(settings: Settings) -> None:
    """Show the log of this program, and of none of its libraries."""
    log = logging.getLogger("bot")
    log.setLevel(settings.log_level)
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        log.addHandler(handler)
