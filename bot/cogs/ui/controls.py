"""One control for each action of a scene: buttons while they are few, selects with pages beyond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.ui.text import LABEL, OPTION, label
from bot.cogs.words import say
from bot.engine.scene import Action, ActionKind, Scene

Row: TypeAlias = ui.ActionRow[Any]

MOST_BUTTONS = 15
"""So many actions are shown as buttons; more become selects."""
IN_A_ROW = 5
IN_A_SELECT = 25
SELECTS = 4
"""How many selects stand on one page."""

STYLES = {
    ActionKind.USE: ButtonStyle.primary,
    ActionKind.GO: ButtonStyle.success,
    ActionKind.FOCUS: ButtonStyle.secondary,
    ActionKind.STEP_BACK: ButtonStyle.secondary,
}


def button(
    text: str, verb: str, *args: str | int, style: ButtonStyle = ButtonStyle.secondary
) -> ui.Button[Any]:
    """A button that the router answers by its verb."""
    return ui.Button(label=label(text, LABEL), custom_id=custom_id(verb, *args), style=style)


def rows_of(buttons: Sequence[ui.Button[Any]]) -> list[Row]:
    """The buttons in rows."""
    return [
        ui.ActionRow(*buttons[start : start + IN_A_ROW])
        for start in range(0, len(buttons), IN_A_ROW)
    ]


def pager(verb: str, number: int, pages: int) -> list[ui.Button[Any]]:
    """The way to the pages before and after this one; nothing where there is only one."""
    if pages <= 1:
        return []
    back, on = button("◀", verb, number - 1), button("▶", verb, number + 1)
    back.disabled, on.disabled = number <= 1, number >= pages
    return [back, on]


def control_rows(locale: str, scene: Scene, number: int) -> tuple[list[Row], int, int]:
    """The rows for a scene's actions on a page; the page's number and how many there are."""
    if len(scene.actions) <= MOST_BUTTONS:
        buttons = [
            button(worded(locale, scene, one), "act", one.code, style=STYLES[one.kind])
            for one in scene.actions
        ]
        return rows_of(buttons), 1, 1
    groups = _groups(scene.actions)
    pages = -(-len(groups) // SELECTS)
    number = min(max(number, 1), pages)
    first = (number - 1) * SELECTS
    shown = list(enumerate(groups))[first : first + SELECTS]
    return [_select(locale, scene, place, group) for place, group in shown], number, pages


def worded(locale: str, scene: Scene, action: Action) -> str:
    """The words of an action: the world's own for a use, the member's language else."""
    if action.kind is ActionKind.STEP_BACK:
        return say(locale, "panel.step-back")
    if action.kind is ActionKind.GO:
        names = {one.key: one.to_name for one in scene.exits}
        return say(locale, "panel.go", name=names.get(action.landmark_key or "", "?"))
    if action.kind is ActionKind.FOCUS:
        names = {one.key: one.name for one in scene.landmarks}
        return say(locale, "panel.focus", name=names.get(action.landmark_key or "", "?"))
    return action.label


def _groups(actions: Sequence[Action]) -> list[list[Action]]:
    """Uses apart from ways, each in portions that fit into a select."""
    uses = [one for one in actions if one.kind is ActionKind.USE]
    ways = [one for one in actions if one.kind is not ActionKind.USE]
    return [
        kind[start : start + IN_A_SELECT]
        for kind in (uses, ways)
        for start in range(0, len(kind), IN_A_SELECT)
    ]


def _select(locale: str, scene: Scene, place: int, actions: Sequence[Action]) -> Row:
    options = [
        discord.SelectOption(label=label(worded(locale, scene, one), OPTION), value=one.code)
        for one in actions
    ]
    key = "panel.uses" if actions[0].kind is ActionKind.USE else "panel.ways"
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id("pick", place), placeholder=say(locale, key), options=options
    )
    return ui.ActionRow(select)
