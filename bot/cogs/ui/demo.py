"""What a channel sees of a demo: the place, how far the script is, the way to stop it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, Picture, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR, DESCRIPTION
from bot.cogs.ui.text import PANEL, cut, listed, name, plain
from bot.cogs.words import say, translated
from bot.engine.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A demo as it stands: its world's name, its step of so many, and what it says of it.

    `end` is how it ended, in words; empty while it goes on.
    """

    key: str
    title: str
    step: int
    count: int
    caption: str = ""
    scene: Scene | None = None
    end: str = ""


def demo_page(locale: str, shown: Shown, picture: Picture | None = None) -> Page:
    """The public page of a demo."""
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut("\n".join(_head(locale, shown)), 1_200))]
    if picture is not None:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        items.append(gallery.add_item(media=picture.address, description=picture.alt))
    if shown.scene is not None:
        text = "\n".join(_place(locale, shown.scene))
        items += [ui.Separator(), ui.TextDisplay(cut(text, PANEL - 1_200))]
    if not shown.end:
        stop = button(say(locale, "demo.stop"), "demo-stop", shown.key, style=ButtonStyle.danger)
        items.append(ui.ActionRow(stop))
    pictures = [picture] if picture is not None else []
    return page(ui.Container(*items, accent_colour=COLOUR), pictures=pictures)


def _head(locale: str, shown: Shown) -> Iterator[str]:
    yield f"### {say(locale, 'demo.title', name=name(shown.title))}"
    if shown.end:
        yield shown.end
    elif shown.step == 0:
        yield say(locale, "demo.genesis")
    else:
        yield f"-# {say(locale, 'demo.step', step=shown.step, count=shown.count)}"
        yield plain(shown.caption, 500)


def _place(locale: str, scene: Scene) -> Iterator[str]:
    about = plain(translated(locale, scene.description), DESCRIPTION)
    yield f"**{name(translated(locale, scene.name))}**\n{about}"
    if scene.focus is not None:
        yield say(locale, "panel.at", name=name(scene.focus.name))
    if carried := listed(name(one.name) for one in scene.inventory):
        yield say(locale, "panel.carry", names=carried)
