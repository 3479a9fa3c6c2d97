"""One control for each action of a scene: buttons while they are few, selects beyond."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.ui.text import BUTTON, OPTION, label, short_label
from bot.cogs.words import say
from bot.engine.scene import Action, ActionKind, Scene
from bot.values import digest

Row: TypeAlias = ui.ActionRow[Any]

IN_A_ROW = 5
IN_A_SELECT = 25
MOST_BUTTONS = 15
"""So many uses and ways are shown as buttons; more become selects."""
MOST_STEPS = IN_A_ROW
"""So many things to step up to are buttons, in a row of their own; more become a select."""
MOST_BESIDE = 2 * IN_A_SELECT
"""So many things to step up to fit below the buttons of a page."""
TELLING = BUTTON - 4
"""By so many characters at its beginning a long label must differ from all others."""
SELECTS = 4
"""How many selects stand on one page."""

STYLES = {
    ActionKind.USE: ButtonStyle.primary,
    ActionKind.GO: ButtonStyle.success,
    ActionKind.FOCUS: ButtonStyle.secondary,
    ActionKind.STEP_BACK: ButtonStyle.secondary,
}

PLACEHOLDERS = {ActionKind.USE: "panel.uses", ActionKind.FOCUS: "panel.steps"}
"""What a select of a kind of action says."""


def button(
    text: str, verb: str, *args: str | int, style: ButtonStyle = ButtonStyle.secondary
) -> ui.Button[Any]:
    """A button that the router answers by its verb."""
    return ui.Button(label=short_label(text), custom_id=custom_id(verb, *args), style=style)


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
    steps = [one for one in scene.actions if one.kind is ActionKind.FOCUS]
    deeds = [one for one in scene.actions if one.kind is not ActionKind.FOCUS]
    if len(deeds) <= MOST_BUTTONS and len(steps) <= MOST_BESIDE:
        return [*_buttons(locale, scene, deeds), *_steps(locale, scene, steps)], 1, 1
    groups = _groups(scene.actions)
    pages = -(-len(groups) // SELECTS)
    number = min(max(number, 1), pages)
    first = (number - 1) * SELECTS
    shown = groups[first : first + SELECTS]
    return [_select(locale, scene, group) for group in shown], number, pages


def worded(locale: str, scene: Scene, action: Action) -> str:
    """The words of an action: the world's own for a use, the member's language else."""
    if action.kind is ActionKind.STEP_BACK:
        return say(locale, "panel.step-back")
    if action.kind is ActionKind.GO:
        names = {one.key: one.to_name for one in scene.exits}
        return say(locale, "panel.go", name=names.get(action.landmark_key or "", "?"))
    if action.kind is ActionKind.FOCUS:
        return say(locale, "panel.focus", name=_named(locale, scene, action))
    return _use(locale, scene, action)


def _use(locale: str, scene: Scene, action: Action) -> str:
    """The world's own words for a use; where it has none, those of the member's language."""
    item = next((one.name for one in scene.inventory if one.id == action.artifact_id), "?")
    mark = _named(locale, scene, action)
    ours = {f"Use {item}": "panel.use", f"Use {item} on {mark}": "panel.use-on"}
    key = ours.get(action.label)
    return say(locale, key, name=item, mark=mark) if key else action.label


def _buttons(locale: str, scene: Scene, actions: Sequence[Action]) -> list[Row]:
    """A button each; long ones that could not be told from others become options of a select."""
    whole = {one.code: label(worded(locale, scene, one), OPTION) for one in actions}
    alike = [one for one in actions if _is_like_another(whole[one.code], whole.values())]
    buttons = [
        button(whole[one.code], "act", one.code, style=STYLES[one.kind])
        for one in actions
        if one not in alike
    ]
    return [*rows_of(buttons), *(_select(locale, scene, group) for group in _groups(alike))]


def _is_like_another(text: str, all_texts: Iterable[str]) -> bool:
    if len(text) <= BUTTON:
        return False
    seen = short_label(text).removesuffix("…")[:TELLING]
    return sum(one.startswith(seen) for one in all_texts) > 1


def _steps(locale: str, scene: Scene, steps: Sequence[Action]) -> list[Row]:
    """What one can step up to: it is what a place has most of, and what is pressed least."""
    if len(steps) <= MOST_STEPS:
        return _buttons(locale, scene, steps)
    return [_select(locale, scene, group) for group in _portions(steps)]


def _groups(actions: Sequence[Action]) -> list[list[Action]]:
    """Uses, ways and what one can step up to, each in portions that fit into a select."""
    kinds = ((ActionKind.USE,), (ActionKind.GO, ActionKind.STEP_BACK), (ActionKind.FOCUS,))
    return [
        group for kind in kinds for group in _portions([one for one in actions if one.kind in kind])
    ]


def _portions(actions: Sequence[Action]) -> list[list[Action]]:
    return [
        list(actions[start : start + IN_A_SELECT]) for start in range(0, len(actions), IN_A_SELECT)
    ]


def _select(locale: str, scene: Scene, actions: Sequence[Action]) -> Row:
    """A select of actions of a kind. Other options make another id, so that Discord's clients
    do not go on showing what was chosen before."""
    kind = actions[0].kind
    words = _named if kind is ActionKind.FOCUS else worded
    options = [
        discord.SelectOption(label=label(words(locale, scene, one), OPTION), value=one.code)
        for one in actions
    ]
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id("pick", digest([one.code for one in actions])[:10]),
        placeholder=say(locale, PLACEHOLDERS.get(kind, "panel.ways")),
        options=options,
    )
    return ui.ActionRow(select)


def _named(_locale: str, scene: Scene, action: Action) -> str:
    names = {one.key: one.name for one in scene.landmarks}
    return names.get(action.landmark_key or "", "?")
