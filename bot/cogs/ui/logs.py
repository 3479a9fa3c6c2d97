"""The world log: as public embeds, and as private pages to turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import pager
from bot.cogs.ui.text import EMBED, PANEL, cut, name, plain
from bot.cogs.words import recounted, say
from bot.engine.genesis import BORN
from bot.engine.journal import LineKind
from bot.engine.storage.rows import LoggedLine, LogPage

LINES = 15
"""How many lines stand in one embed; more are folded."""
LONGEST = 600
"""How long one line is in an embed, in characters; more of it is in the log's pages."""
PAGE = 15
"""How many lines a page of the log has."""
LENGTHS = (4_000, 2_000, 1_000, 600, 400, 220)
"""How long lines are on a page: the first of these with which all of them fit, in characters."""

COLOURS = {
    LineKind.WORLD: discord.Colour(0x6C5CE7),
    LineKind.DEED: discord.Colour(0x00B894),
    LineKind.SYSTEM: discord.Colour(0x636E72),
}


def embed_of(locale: str, lines: Sequence[LoggedLine]) -> discord.Embed:
    """The latest of these lines as one embed.

    What does not fit is counted at the end, so that nobody thinks they have read everything.
    """
    shown: list[str] = []
    room = EMBED
    for line in reversed(lines[-LINES:]):
        text = _line(locale, line, LONGEST)
        if len(text) + 1 > room:
            break
        shown.insert(0, text)
        room -= len(text) + 1
    embed = discord.Embed(description="\n".join(shown), colour=COLOURS[lines[-1].kind])
    folded = len(lines) - len(shown)
    if folded:
        embed.set_footer(text=say(locale, "log.folded", count=folded))
    return embed


def page_of(embed: discord.Embed) -> Page:
    """The same as an embed, for channels in which the bot may post none."""
    folded = f"\n-# {embed.footer.text}" if embed.footer.text else ""
    text: ui.TextDisplay[Any] = ui.TextDisplay(f"{embed.description}{folded}")
    return page(ui.Container(text, accent_colour=embed.colour))


def log_page(locale: str, world_name: str, found: LogPage) -> Page:
    """A page of the log, oldest line first, with the way to the others."""
    title = say(locale, "log.title", name=name(world_name), page=found.page, pages=found.pages)
    body = _whole(locale, found.lines, PANEL - len(title) - 1) or say(locale, "log.empty")
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut(f"{title}\n{body}", PANEL))]
    if turning := pager("log", found.page, found.pages):
        # The first page is the newest: going back in time is going on in pages.
        items.append(ui.ActionRow(*turning))
    return page(ui.Container(*items, accent_colour=COLOURS[LineKind.SYSTEM]))


def _whole(locale: str, lines: Sequence[LoggedLine], room: int) -> str:
    """Every line with its time, as much of each as there is room for."""
    body = ""
    for most in LENGTHS:
        body = "\n".join(f"<t:{int(line.at)}:t> {_line(locale, line, most)}" for line in lines)
        if len(body) <= room:
            break
    return body


def told(locale: str, line: LoggedLine) -> str:
    """A line in a locale; what the world says by itself stays in its language."""
    text = " ".join(line.text.split())
    if line.kind is LineKind.SYSTEM and text == BORN:
        return say(locale, "log.born")
    return text if line.kind is LineKind.WORLD else recounted(locale, text)


def _line(locale: str, line: LoggedLine, most: int) -> str:
    text = plain(told(locale, line), most)
    return f"*{text}*" if line.kind is LineKind.SYSTEM else text
