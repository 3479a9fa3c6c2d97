"""The stage: one public message that says where everybody is and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, Picture, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR, shown
from bot.cogs.ui.text import PANEL, cut, listed, name
from bot.cogs.words import say
from bot.engine.party import Member, Party

GOALS = 8
PLACES = 12
HIDDEN = "invisible"
"""The state of a soul nobody is told the place of."""


def stage(locale: str, party: Party) -> Page:
    """The public page of a world."""
    join = button(say(locale, "stage.join"), "play", style=ButtonStyle.success)
    text = ui.TextDisplay[Any](stage_text(locale, party))
    return page(ui.Container(text, ui.ActionRow(join), accent_colour=COLOUR))


def party_page(
    locale: str, party: Party, *, picture: Picture | None = None, unseen: Sequence[str] = ()
) -> Page:
    """Who is where, and what is still to be done, for one member.

    `picture` is the map; `unseen` names the places on it that nobody has been to.
    """
    lines = [say(locale, "party.title"), *_party(locale, party)]
    if unseen:
        names = listed(name(one) for one in unseen[:PLACES])
        lines.append(say(locale, "party.unseen", names=names))
    lines += _goals(locale, party)
    items: list[ui.Item[Any]] = [] if picture is None else [shown(picture)]
    items.append(ui.TextDisplay(cut("\n".join(lines), PANEL)))
    items.append(ui.ActionRow(button(say(locale, "party.back"), "look")))
    pictures = [picture] if picture is not None else []
    return page(ui.Container(*items, accent_colour=COLOUR), pictures=pictures)


def stage_text(locale: str, party: Party) -> str:
    """What the stage says; while it stays the same the message is left alone."""
    lines = [f"## {name(party.world_name)}"]
    if party.paused_at is not None:
        lines.append(say(locale, "stage.paused"))
    if not party.is_born:
        lines.append(say(locale, "stage.unborn"))
    lines += [*_party(locale, party), *_goals(locale, party)]
    return cut("\n".join(lines), PANEL)


def _party(locale: str, party: Party) -> Iterator[str]:
    for one in party.gatherings[:PLACES]:
        names = _names(one.members)
        if names and one.location_id is None:
            yield say(locale, "party.void", names=names)
        elif names:
            yield say(locale, "party.place", place=name(one.name), names=names)
    if party.resting:
        yield say(locale, "party.rest", names=_names(party.resting))
    if not party.gatherings and not party.resting:
        yield say(locale, "party.nobody")


def _goals(locale: str, party: Party) -> Iterator[str]:
    if not party.goals and not party.solved:
        return
    yield say(locale, "stage.goals")
    left = [(one, "goal.open") for one in party.goals[:GOALS]]
    done = [(one, "goal.done") for one in party.solved[: GOALS - len(left)]]
    for one, key in sorted([*left, *done], key=lambda told: told[0].number):
        yield say(locale, key, name=name(one.text))


def _names(members: Iterable[Member]) -> str:
    return listed(name(one.name) for one in members if HIDDEN not in one.statuses)
