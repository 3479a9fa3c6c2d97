"""The closing scene of a world, and whom it is owed to."""

from __future__ import annotations

from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import PANEL, cut, name, plain
from bot.cogs.words import say
from bot.engine.credits import Ending

SCENE = 1_500
"""How long the closing text may be, in characters."""
THANKED = 25
"""So many credits are told."""


def ending_page(locale: str, ending: Ending) -> Page:
    """The public page that ends a tale; the world stays open."""
    scene = f"## {name(ending.title)}\n{plain(ending.text, SCENE)}"
    lines = [say(locale, "ending.credits")]
    for one in ending.credits[:THANKED]:
        what = name(one.what)
        lines.append(f"- {say(locale, f'ending.{one.deed}', who=name(one.who), what=what)}")
    if len(ending.credits) > THANKED:
        lines.append(say(locale, "ending.more", count=len(ending.credits) - THANKED))
    after = say(locale, "ending.after", name=name(ending.world_name))
    items: list[ui.Item[Any]] = [ui.TextDisplay(scene), ui.Separator()]
    if ending.credits:
        items.append(ui.TextDisplay(cut("\n".join(lines), PANEL - len(scene) - len(after))))
    items.append(ui.TextDisplay(after))
    play = button(say(locale, "stage.join"), "play", style=ButtonStyle.success)
    return page(ui.Container(*items, ui.ActionRow(play), accent_colour=COLOUR))
