"""What Discord says no with, and what it means here."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
import discord

UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ALREADY_ANSWERED = 40060
TOKEN_DEAD = 50027
ARCHIVED = 50083
"""Codes of Discord's errors; the last is for changing what stands in an archived thread."""

LINE_TROUBLES = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What sending to Discord may raise."""

T = TypeVar("T")


class TokenGone(Exception):
    """The interaction's time is over: it can be answered no more."""


async def late(sending: Awaitable[T]) -> T:
    """Send what comes after a first response; raises `TokenGone` when it is too late for that."""
    try:
        return await sending
    except discord.HTTPException as error:
        if error.code in (TOKEN_DEAD, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION):
            raise TokenGone from error
        raise


def is_shut(error: Exception) -> bool:
    """Whether a channel cannot be written to until something else happens in it."""
    if isinstance(error, discord.HTTPException) and error.code == ARCHIVED:
        return True
    return isinstance(error, discord.NotFound | discord.Forbidden)
