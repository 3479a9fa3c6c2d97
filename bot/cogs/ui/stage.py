"""The stage: one public message that says where everybody is and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from discord import ButtonStyle, ui

from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import PANEL, cut, listed, name
from bot.cogs.words import say
from bot.engine.world import Puzzle, World

GOALS = 8
PLACES = 12


def stage(locale: str, world: World) -> Page:
    """The public page of a world."""
    join = button(say(locale, "stage.join"), "play", style=ButtonStyle.success)
    text = ui.TextDisplay[Any](stage_text(locale, world))
    return page(ui.Container(text, ui.ActionRow(join), accent_colour=COLOUR))


def party_page(locale: str, world: World) -> Page:
    """Who is where, and what is still to be done, for one member."""
    lines = [say(locale, "party.title"), *party_lines(locale, world)]
    if goals := list(goal_lines(locale, world)):
        lines += [say(locale, "stage.goals"), *goals]
    text = ui.TextDisplay[Any](cut("\n".join(lines), PANEL))
    return page(ui.Container(text, accent_colour=COLOUR))


def stage_text(locale: str, world: World) -> str:
    """What the stage says; while it stays the same the message is left alone."""
    return cut("\n".join(_lines(locale, world)), PANEL)


def party_lines(locale: str, world: World) -> Iterator[str]:
    """A line for each place where somebody is, then those at rest."""
    shown = 0
    for place in world.locations.values():
        here = [one for one in world.souls_in(place.id) if "invisible" not in names_of(one, world)]
        if here and shown < PLACES:
            shown += 1
            yield say(
                locale,
                "party.place",
                place=name(place.name),
                names=listed(name(one.name) for one in here),
            )
    nowhere = world.souls_in(None)
    waiting = listed(name(one.name) for one in nowhere if one.rests_from is None)
    at_rest = listed(name(one.name) for one in nowhere if one.rests_from is not None)
    if waiting:
        yield say(locale, "party.void", names=waiting)
    if at_rest:
        yield say(locale, "party.rest", names=at_rest)
    if not world.souls:
        yield say(locale, "party.nobody")


def goal_lines(locale: str, world: World) -> Iterator[str]:
    """A line for each puzzle, the open ones first; nothing where the world has none."""
    puzzles = sorted(world.puzzles.values(), key=lambda one: one.is_solved)
    for one in puzzles[:GOALS]:
        key = "goal.done" if one.is_solved else "goal.open"
        yield say(locale, key, name=name(goal_name(one)))


def goal_name(puzzle: Puzzle) -> str:
    """What a puzzle is called: as its world says, else by its id."""
    named = (puzzle.state.get(key) for key in ("display_name", "goal", "name", "title"))
    found = next((one for one in named if isinstance(one, str) and one.strip()), None)
    return found or puzzle.id.replace("_", " ").strip().capitalize()


def names_of(soul: Any, world: World) -> tuple[str, ...]:
    """The states a soul is in by the world's own time."""
    return soul.statuses_at(world.chronicle.time)


def _lines(locale: str, world: World) -> Iterator[str]:
    yield f"## {name(world.chronicle.name)}"
    if world.chronicle.paused_at is not None:
        yield say(locale, "stage.paused")
    if not world.chronicle.is_born:
        yield say(locale, "stage.unborn")
    yield from party_lines(locale, world)
    if goals := list(goal_lines(locale, world)):
        yield say(locale, "stage.goals")
        yield from goals
