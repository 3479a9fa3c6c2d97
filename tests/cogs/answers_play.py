"""Answers whose line to Discord is a list of what was sent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
from cogs_play import Interaction, Wire

from bot.cogs.answers import Answer


def begun(message: Any = None, patience: float = 9.0) -> tuple[Answer, Wire]:
    """An answer to an interaction on that message."""
    wire = Wire()
    interaction: Any = Interaction(wire, message)
    return Answer(interaction, patience=patience), wire


def refusal(code: int, status: int = 400) -> discord.HTTPException:
    """Discord's no."""
    response: Any = SimpleNamespace(status=status, reason="No")
    return discord.HTTPException(response, {"code": code, "message": "no"})
