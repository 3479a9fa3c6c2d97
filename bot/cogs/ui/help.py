"""How to play, on one page."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.panel import COLOUR
from bot.cogs.words import say


def help_page(locale: str) -> Page:
    """What a newcomer needs to know."""
    text = ui.TextDisplay[Any](say(locale, "help.text"))
    return page(ui.Container(text, accent_colour=COLOUR))
