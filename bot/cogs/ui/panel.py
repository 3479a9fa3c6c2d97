"""The personal panel: a place as one soul sees it, and everything that soul may do there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cogs.pages import Page, Picture, page
from bot.cogs.ui.controls import button, control_rows, pager, rows_of
from bot.cogs.ui.logs import told
from bot.cogs.ui.text import PANEL, cut, listed, name, plain, quoted, relative
from bot.cogs.words import say, translated
from bot.engine.party import Missed
from bot.engine.scene import Exit, Presence, Scene

COLOUR = discord.Colour(0x6C5CE7)
NOTICE = 900
"""How long what an action answered may be on the panel, in characters."""
NEWS = 800
"""How long what was missed may be."""
DESCRIPTION = 1_100
FACTS = 1_000
MISSED = 10
"""How many missed lines stand on the panel; all of them are in the log."""


def panel(
    locale: str,
    scene: Scene,
    *,
    notice: str = "",
    missed: Missed | None = None,
    picture: Picture | None = None,
    number: int = 1,
) -> Page:
    """The panel of a scene; `notice` is what the last action answered, `number` its page."""
    rows, number, pages = control_rows(locale, scene, number)
    head = _head(locale, notice, missed)
    about = plain(translated(locale, scene.description), DESCRIPTION)
    place = f"## {name(translated(locale, scene.name))}\n{about}"
    facts = cut("\n".join(_facts(locale, scene)), FACTS)
    items: list[ui.Item[Any]] = [ui.TextDisplay(head)] if head else []
    if picture is not None:
        items.append(shown(picture))
    items += [ui.TextDisplay(place), ui.Separator(), ui.TextDisplay(facts)]
    below = [*_always(locale), *pager("page", number, pages)]
    items += [*rows, *rows_of(below)]
    pictures = [picture] if picture is not None else []
    return page(ui.Container(*items, accent_colour=COLOUR), pictures=pictures)


def shown(picture: Picture) -> ui.MediaGallery[Any]:
    """A picture on a page, with the words that say the same."""
    gallery: ui.MediaGallery[Any] = ui.MediaGallery()
    return gallery.add_item(media=picture.address, description=picture.alt)


def joining(locale: str, world_name: str, others: Sequence[str], notice: str = "") -> Page:
    """What one who has no soul in the world sees."""
    text = f"{_noticed(notice)}## {name(world_name)}\n{say(locale, 'join.invitation')}"
    if others:
        names = listed(name(one) for one in others)
        text += f"\n{say(locale, 'join.others', names=names)}"
    join = button(say(locale, "join.button"), "join", style=ButtonStyle.success)
    return page(
        ui.Container(ui.TextDisplay(cut(text, PANEL)), ui.ActionRow(join), accent_colour=COLOUR)
    )


def resting(locale: str, world_name: str, notice: str = "") -> Page:
    """What one whose soul is at rest sees."""
    text = f"{_noticed(notice)}## {name(world_name)}\n{say(locale, 'rest.text')}"
    back = button(say(locale, "rest.button"), "join", style=ButtonStyle.success)
    return page(ui.Container(ui.TextDisplay(text), ui.ActionRow(back), accent_colour=COLOUR))


def inventory(locale: str, scene: Scene) -> Page:
    """Everything a soul carries, with what it is."""
    lines = [say(locale, "inventory.title")]
    for item in scene.inventory:
        described = f": {plain(item.description, 200)}" if item.description.strip() else ""
        lines.append(f"- **{name(item.name)}**{described}")
    if not scene.inventory:
        lines.append(say(locale, "panel.nothing"))
    look = button(say(locale, "panel.look"), "look")
    text = ui.TextDisplay[Any](cut("\n".join(lines), PANEL))
    return page(ui.Container(text, ui.ActionRow(look), accent_colour=COLOUR))


def _noticed(notice: str) -> str:
    """What the last action answered, above the rest; nothing where there is no such thing."""
    return f"{cut(quoted(plain(notice, NOTICE)), NOTICE)}\n" if notice else ""


def _head(locale: str, notice: str, missed: Missed | None) -> str:
    parts = [_noticed(notice).rstrip("\n")] if notice else []
    if missed is not None and missed.lines:
        parts.append(_news(locale, missed))
    return "\n".join(parts)


def _news(locale: str, missed: Missed) -> str:
    """The newest of what was missed, as much as there is room for, and how much more there was."""
    shown: list[str] = []
    room = NEWS
    for one in reversed(missed.lines[-MISSED:]):
        line = f"- {plain(told(locale, one), 120)}"
        room -= len(line) + 1
        if room < 0:
            break
        shown.insert(0, line)
    lines = [say(locale, "missed.title"), *shown]
    if earlier := missed.earlier + len(missed.lines) - len(shown):
        lines.append(say(locale, "missed.more", count=earlier))
    return "\n".join(lines)


def _facts(locale: str, scene: Scene) -> Iterator[str]:
    for key, value in (("panel.light", scene.light), ("panel.weather", scene.weather)):
        if value:
            yield say(locale, key, value=name(value.replace("_", " ")))
    if scene.statuses:
        yield say(locale, "panel.statuses", names=listed(name(one) for one in scene.statuses))
    if scene.focus is not None:
        yield say(locale, "panel.at", name=name(scene.focus.name))
    here = listed(_present(one) for one in scene.others)
    yield say(locale, "panel.here", names=here) if here else say(locale, "panel.alone")
    carried = listed(name(one.name) for one in scene.inventory)
    yield say(locale, "panel.carry", names=carried) if carried else say(locale, "panel.nothing")
    for thing in scene.temporary:
        kind = name(thing.type.replace("_", " "))
        yield say(locale, "panel.temporary", name=kind, when=relative(thing.expires_at))
    for one in scene.exits:
        yield _exit(locale, one)


def _present(one: Presence) -> str:
    states = f" ({listed(name(state) for state in one.statuses)})" if one.statuses else ""
    return f"{name(one.name)}{states}"


def _exit(locale: str, one: Exit) -> str:
    if one.sealed:
        # Most reasons name the exit themselves.
        named = "" if one.name in one.sealed else f"{name(one.name)}: "
        why = plain(translated(locale, one.sealed), 150)
        return say(locale, "panel.sealed", reason=f"{named}{why}")
    return say(locale, "panel.exit", name=name(one.name), place=name(one.to_name))


def _always(locale: str) -> list[ui.Button[Any]]:
    return [
        button(say(locale, "panel.look"), "look"),
        button(say(locale, "panel.map"), "party"),
        button(say(locale, "panel.log"), "log", 1),
    ]


def waiting_for_words(locale: str, orb: str) -> Page:
    """A button that opens the Orb's dialog, for when the dialog itself could not be opened."""
    ask = button(say(locale, "wish.open"), "wish", orb, style=ButtonStyle.primary)
    return page(ui.TextDisplay(say(locale, "wish.late")), ui.ActionRow(ask))
