"""The Orb's side of the conversation: its dialog, how the writing goes, the card of a tool."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cogs.ids import custom_id
from bot.cogs.pages import Page, page
from bot.cogs.ui.controls import button
from bot.cogs.ui.panel import COLOUR
from bot.cogs.ui.text import PANEL, cut, name, plain, quoted, relative
from bot.cogs.words import say
from bot.engine.forging.forge import WISH_LENGTH, Drafted
from bot.engine.forging.observed import Observed
from bot.engine.forging.rehearsal import Preview

WISH = "wish"
"""The custom id of the field the wish is written in."""
EFFECTS = 6
"""How much of what was seen at the rehearsal stands on the card."""
LASTING = frozenset({"state", "light", "weather"})
"""What may be for good or for a time."""
AT_WORK = frozenset({"checking", "rehearsing"})
"""Stages whose words do not say which attempt it is."""
OVER = frozenset({"kept", "failed"})
"""Stages after which nobody waits."""

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
    "host_apply_passing_effect": "things",
    "host_remove_soul_status": "status",
    "host_set_artifact_properties": "memory",
    "host_use_up_artifact": "used-up",
    "host_call_function": "calls",
    "host_log_message_to_world": "tells",
}
"""What a host API that changes something means to a member; the words are under `power.`."""
PEOPLE = ("moves", "status", "takes")
"""What may be done to people: what of it a tool will not do is worth saying."""
FLEETING = frozenset({*PEOPLE, "temporary", "temporary-gone", "memory", "used-up", "tells"})
"""What leaves the world itself as it was."""


def wish_dialog(locale: str, orb: str, wish: str = "", origin: str = "") -> ui.Modal:
    """The dialog in which a tool is described. `orb` is the short code of the artifact used,
    `origin` that of the tool to be remade.
    """
    into = custom_id("wished", orb, origin) if origin else custom_id("wished", orb)
    dialog = ui.Modal(title=say(locale, "wish.title"), custom_id=into)
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
    """How the writing goes; `stage` is one of the forge's, `attempt` counts to `most`."""
    key = f"progress.{stage}"
    lines = [quoted(plain(wish, 500)), say(locale, key, attempt=attempt, most=most)]
    if attempt > 1 and stage in AT_WORK:
        lines.append(say(locale, "progress.attempt", attempt=attempt, most=most))
    if stage not in OVER:
        lines.append(say(locale, "progress.meanwhile"))
    return page(ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=COLOUR))


def failed_page(locale: str, wish: str, reason: str, orb: str) -> Page:
    """Why nothing came of a wish, and the way to try again."""
    again = button(say(locale, "card.again"), "wish", orb, style=ButtonStyle.primary)
    kept = say(locale, "card.kept")
    text = f"{quoted(plain(wish, 500))}\n{plain(reason, 1_500)}\n{kept}"
    return page(ui.Container(ui.TextDisplay(text), ui.ActionRow(again), accent_colour=COLOUR))


def paused_page(locale: str, wish: str, reason: str, until: float, orb: str) -> Page:
    """When the Orb listens again; `until` is seconds since the epoch."""
    again = button(say(locale, "card.again"), "wish", orb)
    at, when = f"<t:{int(until)}:t>", relative(until)
    said = say(locale, "trouble.forging-paused", text=plain(reason, 500), at=at, when=when)
    text = f"{quoted(plain(wish, 500))}\n{said}"
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
    yield from _tried(locale, drafted.preview)
    does = powers(drafted.does)
    yield say(locale, "card.may")
    for one in does:
        yield f"- {say(locale, f'power.{one}')}"
    if not does:
        yield f"- {say(locale, 'power.nothing')}"
    if drafted.duration is not None:
        yield f"- {say(locale, 'card.lasts', count=round(drafted.duration))}"
    if never := "; ".join(say(locale, f"never.{one}") for one in _never(does, drafted.reach)):
        yield say(locale, "card.never", deeds=never)
    if rung := drafted.generation.rung:
        yield say(locale, f"card.by-{rung}")


def _never(does: Sequence[str], reach: Collection[str]) -> Iterator[str]:
    """What a player cares about of all that a tool will not do, in few words."""
    spared = [one for one in PEOPLE if one not in does]
    if len(spared) == len(PEOPLE):
        yield "people"
    else:
        yield from spared
        if "others" not in reach:
            yield "others"
    if FLEETING.issuperset(does):
        yield "lasting"
    if "elsewhere" not in reach:
        yield "elsewhere"


def _tried(locale: str, preview: Preview | None) -> Iterator[str]:
    """What it was seen to do; what it says of itself counts for nothing."""
    if preview is None:
        yield say(locale, "card.tried-nothing")
        return
    where, target = name(preview.where), name(preview.target)
    key = "card.tried-on" if preview.target else "card.tried"
    yield say(locale, key, place=where, target=target)
    for one in preview.seen[:EFFECTS]:
        yield f"- {_seen(locale, one)}"
    if len(preview.seen) > EFFECTS:
        yield f"- {say(locale, 'seen.more', count=len(preview.seen) - EFFECTS)}"


def _seen(locale: str, one: Observed) -> str:
    key = f"seen.{one.kind}"
    if one.kind == "temporary" and one.end:
        key += "-from" if one.start else "-to"
    if one.kind == "changed" and one.more:
        key += "-to"
    if one.kind in LASTING and one.seconds is not None:
        key += "-for"
    return say(
        locale,
        f"{key}-user" if one.is_user else key,
        name=name(one.name),
        more=plain(one.more, 200),
        start=name(one.start),
        end=name(one.end),
        seconds=round(one.seconds or 0),
    )
