"""The settings of a world, each with its control."""

from __future__ import annotations

from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, page
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import name, plain
from bot.cogs.words import say
from bot.engine.channels.world_settings import LOCALES, WHO, WorldSettings

SWITCHES = ("card", "picture", "stage")
CHOICES = {"locale": LOCALES, "who_may_join": WHO, "who_may_forge": WHO}
SECONDS = (0.5, 1.2, 3.0, 10.0, 30.0)
"""How long the lines of the log may be gathered, of what is offered."""


def settings_page(locale: str, world_name: str, settings: WorldSettings, notice: str = "") -> Page:
    """Every setting as it is, to be changed."""
    title = say(locale, "settings.title", name=name(world_name))
    head = f"{title}\n{plain(notice, 300)}" if notice else title
    items: list[ui.Item[Any]] = [ui.TextDisplay(head)]
    items += [_switch(locale, one, is_on=getattr(settings, one)) for one in SWITCHES]
    for key, known in CHOICES.items():
        options = [(value, say(locale, f"settings.{key}-{value}")) for value in known]
        items.append(_select(locale, key, options, getattr(settings, key)))
    lengths = sorted({*SECONDS, settings.log_seconds})
    texts = [say(locale, "settings.log_seconds-some", seconds=f"{one:g}") for one in lengths]
    options = [(f"{one:g}", text) for one, text in zip(lengths, texts, strict=True)]
    items.append(_select(locale, "log_seconds", options, f"{settings.log_seconds:g}"))
    return page(ui.Container(*items, accent_colour=COLOUR))


def _switch(locale: str, key: str, *, is_on: bool) -> ui.Section[Any]:
    button: ui.Button[Any] = ui.Button(
        label=say(locale, "settings.on" if is_on else "settings.off"),
        style=ButtonStyle.success if is_on else ButtonStyle.secondary,
        custom_id=custom_id("choose", key, "off" if is_on else "on"),
    )
    return ui.Section(say(locale, f"settings.{key}"), accessory=button)


def _select(
    locale: str, key: str, options: list[tuple[str, str]], chosen: str
) -> ui.ActionRow[Any]:
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id("choose", key),
        placeholder=say(locale, f"settings.{key}"),
        options=[
            discord.SelectOption(label=text, value=value, default=value == chosen)
            for value, text in options
        ],
    )
    return ui.ActionRow(select)
