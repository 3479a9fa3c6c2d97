"""What a member lets others' tools do: what was decided, and what is being asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import Row, button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import PANEL, cut, name, plain
from bot.cogs.words import say, translated
from bot.engine.consents import Asking
from bot.engine.permissions import ANYONE
from bot.engine.world import Soul, World

ASKINGS = 5
"""How many open questions are shown at once."""


def consent_page(
    locale: str, world: World, soul: Soul, askings: Sequence[Asking], notice: str = ""
) -> Page:
    """What a soul has agreed to, and the questions it has not answered."""
    lines = [plain(notice)] if notice else []
    lines.append(say(locale, "consent.title"))
    lines += [f"- {_given(locale, world, one)}" for one in soul.consents]
    if not soul.consents:
        lines.append(say(locale, "consent.none"))
    lines.append(say(locale, "consent.how"))
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut("\n".join(lines), PANEL - 1_000))]
    for asking in askings[:ASKINGS]:
        items += [
            ui.TextDisplay(plain(translated(locale, asking.text), 180)),
            _choice(locale, asking.number),
        ]
    return page(ui.Container(*items, accent_colour=COLOUR))


def request_page(locale: str, asking: Asking, member: str) -> Page:
    """The public question to a member; `member` is how Discord writes them."""
    question = plain(translated(locale, asking.text), 300)
    text = say(locale, "consent.asked", member=member, text=question)
    choice = _choice(locale, asking.number)
    return page(ui.Container(ui.TextDisplay(text), choice, accent_colour=COLOUR))


def _choice(locale: str, number: int) -> Row:
    agree = button(say(locale, "consent.accept"), "agree", number, style=ButtonStyle.success)
    return ui.ActionRow(agree, button(say(locale, "consent.decline"), "decline", number))


def _given(locale: str, world: World, to: str) -> str:
    if to == ANYONE:
        return say(locale, "consent.anyone")
    if soul := world.souls.get(to):
        return say(locale, "consent.soul", name=name(soul.name))
    items = [one.name for one in world.artifacts.values() if one.function_name == to]
    return say(locale, "consent.tool", name=name(items[0] if items else to))
