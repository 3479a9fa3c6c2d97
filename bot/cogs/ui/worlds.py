"""How worlds are made and ended: progress, confirmations, backups, files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import discord
from discord import ui

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, Picture, page
from bot.cogs.ui.controls import IN_A_SELECT, button, pager
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import OPTION, PANEL, cut, label, listed, name, plain
from bot.cogs.words import recounted, say
from bot.engine.channels.backups import Backup
from bot.engine.channels.channels import Status
from bot.engine.channels.files import ExportedFile
from bot.engine.moderating.history import Happening, HistoryPage
from bot.engine.storage.rows import WorldSummary

NAME = "name"
WHY = "why"
"""The custom ids of a confirmation's fields."""
LONGEST_REASON = 200
CHANNEL_NAME = 100
LINE = 240
"""How long a line of the history or of a list is at most, in characters."""


def container(*items: ui.Item[Any]) -> Page:
    """A page of these components in a frame."""
    return page(ui.Container(*items, accent_colour=COLOUR))


def framed(text: str) -> Page:
    """A page that only says something, in a frame."""
    return container(ui.TextDisplay(cut(text, PANEL)))


def date(moment: float) -> str:
    """A moment in seconds since the epoch as a day, in the member's way of writing it."""
    return f"<t:{int(moment)}:D>"


def making_page(locale: str, world_name: str, done: int, count: int) -> Page:
    """How the making of a world goes: so many of its functions are written."""
    key = "world.making" if done < count else "world.building"
    return framed(say(locale, key, name=name(world_name), done=done, count=count))


def inventing_page(locale: str, theme: str, stage: str, attempt: int) -> Page:
    """How the thinking up of a world of a theme goes."""
    key = "world.inventing" if stage == "thinking" else "world.reinventing"
    return framed(say(locale, key, name=name(theme), attempt=attempt))


def confirmation(locale: str, act: str, channel_name: str, world_id: str, token: str) -> ui.Modal:
    """The dialog in which a moderator types the channel's name, so that nothing ends by mistake.

    `world_id` is the world it is about, empty where the channel holds none.
    """
    dialog = ui.Modal(
        title=say(locale, f"confirm.{act}"), custom_id=custom_id("confirm", act, world_id, token)
    )
    typed: ui.TextInput[Any] = ui.TextInput(custom_id=NAME, max_length=CHANNEL_NAME + 1)
    why: ui.TextInput[Any] = ui.TextInput(
        custom_id=WHY, required=False, max_length=LONGEST_REASON, min_length=0
    )
    wanted = cut(say(locale, "confirm.type", name=channel_name), OPTION)
    dialog.add_item(ui.Label(text=say(locale, "confirm.name"), description=wanted, component=typed))
    return dialog.add_item(ui.Label(text=say(locale, "confirm.why"), component=why))


def backups_page(locale: str, channel_id: str, backups: Sequence[Backup]) -> Page:
    """A guild's backups to choose from, those of this channel first."""
    title: ui.TextDisplay[Any] = ui.TextDisplay(say(locale, "backups.title"))
    if not backups:
        return container(title, ui.TextDisplay(say(locale, "backups.none")))
    ordered = sorted(backups, key=lambda one: (one.channel_id != channel_id, -one.at))
    options = [_option(locale, channel_id, one) for one in ordered[:IN_A_SELECT]]
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id("restore"), placeholder=say(locale, "backups.choose"), options=options
    )
    return container(title, ui.ActionRow(select))


def export_page(locale: str, world_name: str, file: ExportedFile) -> Page:
    """A world as a file to be kept."""
    text = say(locale, "world.exported", name=name(world_name))
    shown = Picture(file.name, file.content, cut(text, OPTION))
    return page(ui.TextDisplay(text), ui.File(shown.address), pictures=[shown])


def history_page(locale: str, world_name: str, found: HistoryPage) -> Page:
    """What was done, newest first, with what it changed and the way to the other pages."""
    title = say(locale, "history.title", name=name(world_name), page=found.page, pages=found.pages)
    lines = [_happening(locale, one) for one in found.happenings]
    body = "\n".join(lines) or say(locale, "history.none")
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut(f"{title}\n{body}", PANEL))]
    if turning := pager("history", found.page, found.pages):
        items.append(ui.ActionRow(*turning))
    return container(*items)


def overview(
    locale: str,
    worlds: Sequence[tuple[str, Status, WorldSummary | None]],
    reports: Sequence[str],
    facts: Sequence[str],
) -> Page:
    """The worlds of a guild, each with its channel's id, and what they run on."""
    lines = [say(locale, "mod.title")]
    lines += [_world(locale, *one) for one in worlds[:IN_A_SELECT]]
    if not worlds:
        lines.append(say(locale, "mod.none"))
    if reports:
        lines.append(say(locale, "mod.reports"))
        lines += [f"- {plain(one, LINE)}" for one in reports]
    body = cut("\n".join(lines), PANEL - 1_000)
    more = ui.ActionRow(
        button(say(locale, "spending.button"), "spending"),
        button(say(locale, "wishes.button"), "wishes"),
    )
    return container(ui.TextDisplay(body), ui.Separator(), ui.TextDisplay("\n".join(facts)), more)


def missing(locale: str, names: Sequence[str]) -> str:
    """What a world from a file lacks."""
    shown = listed((f"`{label(one)}`" for one in names), most=10)
    return say(locale, "world.missing", names=shown)


def _option(locale: str, channel_id: str, one: Backup) -> discord.SelectOption:
    key = "backups.here" if one.channel_id == channel_id else "backups.elsewhere"
    at = datetime.fromtimestamp(one.at, UTC)
    described = say(
        locale,
        key,
        count=one.actions,
        act=say(locale, f"backups.act-{one.act}"),
        who=one.by.name,
    )
    named = say(locale, "backups.option", name=label(one.name, 70), at=f"{at:%Y-%m-%d %H:%M} UTC")
    return discord.SelectOption(
        label=cut(named, OPTION), value=str(one.id), description=cut(described, OPTION)
    )


def _happening(locale: str, one: Happening) -> str:
    text = plain(recounted(locale, " ".join(one.text.split())), LINE)
    if one.is_undone:
        text = say(locale, "history.undone", text=text)
    line = f"`#{one.number}` <t:{int(one.at)}:t> {text}"
    if not one.changed:
        return line
    changed = plain(listed((label(each) for each in one.changed), most=8), LINE // 2)
    return f"{line}\n{say(locale, 'history.changed', names=changed)}"


def _world(locale: str, channel_id: str, status: Status, summary: WorldSummary | None) -> str:
    return say(
        locale,
        "mod.world",
        channel=f"<#{channel_id}>",
        name=name(summary.name if summary else "?"),
        status=say(locale, f"mod.status-{status}"),
        count=summary.actions if summary else 0,
    )
