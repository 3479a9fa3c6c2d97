"""What the Orb remembers: tools like the one that is wished for, before a model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.orb import powers
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import BUTTON, PANEL, cut, label, listed, name, plain, quoted
from bot.cogs.words import say
from bot.engine.forging.alike import AlikeTool, code_of

TITLE = BUTTON - 12
"""How long a tool's title may be on a button, beside what the button does."""


def alike_page(locale: str, wish: str, tools: Sequence[AlikeTool], orb: str) -> Page:
    """The tools, each to have or to remake, and the way to a new one. `orb` is a short code."""
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(f"{say(locale, 'alike.title')}\n{quoted(plain(wish, 500))}")
    ]
    for tool in tools:
        code, title = code_of(tool.function), label(tool.title, TITLE)
        take = button(
            say(locale, "alike.take", name=title), "take", code, style=ButtonStyle.success
        )
        remake = button(say(locale, "alike.remake", name=title), "remake", orb, code)
        items += [ui.TextDisplay(cut(_line(locale, tool), PANEL // 4)), ui.ActionRow(take, remake)]
    anew = button(say(locale, "alike.anew"), "anew", orb, style=ButtonStyle.primary)
    items += [ui.Separator(), ui.ActionRow(anew)]
    return page(ui.Container(*items, accent_colour=COLOUR))


def _line(locale: str, tool: AlikeTool) -> str:
    does = powers(tool.function.label.writes) if tool.function.label else []
    powerful = listed(say(locale, f"power.{one}") for one in does) or say(locale, "power.nothing")
    key = "alike.line" if tool.is_here else "alike.line-far"
    return say(locale, key, name=name(tool.title), maker=name(tool.maker), does=powerful)
