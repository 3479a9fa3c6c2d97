"""The Orb's side of the conversation: its dialog, how the writing goes, the card of a tool."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import PANEL, cut, plain, quoted
from bot.cogs.words import say
from bot.engine.forge import WISH_LENGTH, Drafted

WISH = "wish"
"""The custom id of the field the wish is written in."""
EFFECTS = 4
"""How many of the sentences seen at the rehearsal stand on the card."""

DOES = {
    "host_create_temporary_object": "temporary",
    "host_remove_temporary_object": "temporary-gone",
    "host_apply_effect_on_environment_object": "things",
    "host_core_add_env_object_to_gamestate": "new-things",
    "host_core_add_artifact_to_gamestate": "artifacts",
    "host_give_artifact_to_soul": "artifacts",
    "host_core_add_location_to_gamestate": "places",
    "host_set_location_visual_config": "looks",
    "host_set_landmark_visual_config": "looks",
    "host_set_light": "light",
    "host_set_weather": "weather",
    "host_move_soul": "moves",
    "host_set_soul_status": "status",
    "host_transfer_artifact": "takes",
    "host_set_puzzle_properties": "puzzles",
    "host_trigger_world_event": "events",
    "host_schedule_event": "later",
}
"""What a host API that changes something means to a member; the words are under `power.`."""
NOTABLE = ("moves", "status", "takes", "things", "artifacts", "places")
"""What is worth saying of a tool that it will not do."""


def wish_dialog(locale: str, orb: str, wish: str = "") -> ui.Modal:
    """The dialog in which a tool is described. `orb` is the short code of the artifact used."""
    dialog = ui.Modal(title=say(locale, "wish.title"), custom_id=custom_id("wished", orb))
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=WISH,
        style=discord.TextStyle.paragraph,
        min_length=WISH_LENGTH.start,
        max_length=WISH_LENGTH.stop - 1,
        placeholder=say(locale, "wish.example"),
        default=wish or None,
    )
    label = ui.Label(
        text=say(locale, "wish.label"), description=say(locale, "wish.about"), component=field
    )
    return dialog.add_item(label)


def progress_page(locale: str, wish: str, stage: str, attempt: int, most: int) -> Page:
    """How the writing goes; `stage` is one of the forge's."""
    key = f"progress.{stage}"
    text = say(locale, key, attempt=attempt, most=most)
    return page(
        ui.Container(ui.TextDisplay(f"{quoted(plain(wish, 500))}\n{text}"), accent_colour=COLOUR)
    )


def failed_page(locale: str, wish: str, reason: str, orb: str) -> Page:
    """Why nothing came of a wish, and the way to try again."""
    again = button(say(locale, "card.again"), "wish", orb, style=ButtonStyle.primary)
    text = f"{quoted(plain(wish, 500))}\n{plain(reason, 1_500)}"
    return page(ui.Container(ui.TextDisplay(text), ui.ActionRow(again), accent_colour=COLOUR))


def card_page(locale: str, drafted: Drafted) -> Page:
    """What a tool will do and will not do, and the choice whether to have it made."""
    accept = button(say(locale, "card.accept"), "accept", drafted.name, style=ButtonStyle.success)
    refine = button(say(locale, "card.refine"), "refine", drafted.name)
    discard = button(say(locale, "card.discard"), "discard", drafted.name, style=ButtonStyle.danger)
    text = ui.TextDisplay[Any](cut("\n".join(_card(locale, drafted)), PANEL))
    return page(ui.Container(text, ui.ActionRow(accept, refine, discard), accent_colour=COLOUR))


def powers(names: frozenset[str]) -> list[str]:
    """What host APIs mean to a member, each meaning once, in the order of `DOES`."""
    meant = [meaning for api, meaning in DOES.items() if api in names]
    return list(dict.fromkeys(meant))


def _card(locale: str, drafted: Drafted) -> Iterator[str]:
    yield say(locale, "card.title")
    yield quoted(plain(drafted.wish, 500))
    does = powers(drafted.does)
    yield say(locale, "card.does")
    for one in does:
        yield f"- {say(locale, f'power.{one}')}"
    if not does:
        yield f"- {say(locale, 'power.nothing')}"
    if drafted.duration is not None:
        yield f"- {say(locale, 'card.lasts', count=round(drafted.duration))}"
    for effect in drafted.effects[:EFFECTS]:
        yield f"- {say(locale, 'card.seen', text=plain(effect, 250))}"
    never = [one for one in NOTABLE if one not in does]
    if never:
        yield say(locale, "card.does-not")
        yield from (f"- {say(locale, f'never.{one}')}" for one in never)
