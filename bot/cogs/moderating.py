"""Who moderates: checked at every press and command, whatever Discord let through."""

from __future__ import annotations

from typing import Any

import discord

from bot.cogs.troubles import Complaint
from bot.cogs.ui.text import label
from bot.cogs.visits import LONGEST_NAME, is_moderator
from bot.cogs.words import say
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Request


def require_moderator(interaction: discord.Interaction[Any]) -> None:
    """Raise `Complaint` for everybody else."""
    if not is_moderator(interaction):
        raise Complaint("trouble.forbidden")


def moderator_of(interaction: discord.Interaction[Any], reason: str | None = None) -> Moderator:
    """The member as who acts on a world from outside; raises `Complaint` where they may not."""
    require_moderator(interaction)
    who = interaction.user
    return Moderator(
        id=str(who.id),
        name=label(who.display_name, LONGEST_NAME),
        reason=" ".join((reason or "").split()),
    )


def request_of(interaction: discord.Interaction[Any]) -> Request:
    """Where an act comes from, so that an interaction has effect once."""
    return Request(reference=f"discord:{interaction.id}")


def unheard(interaction: discord.Interaction[Any], locale: str) -> str:
    """A sentence where the bot may not write into the channel, by what Discord says of it here."""
    mine = interaction.app_permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    sends = mine.send_messages_in_threads if is_thread else mine.send_messages
    return "" if sends and mine.view_channel else say(locale, "world.unheard")


def guild_of(interaction: discord.Interaction[Any]) -> str:
    """The id of the server."""
    return str(interaction.guild_id)


def channel_of(interaction: discord.Interaction[Any]) -> str:
    """The id of the channel or thread."""
    return str(interaction.channel_id)


def channel_name(interaction: discord.Interaction[Any]) -> str:
    """The name of the channel or thread."""
    return str(getattr(interaction.channel, "name", None) or interaction.channel_id)


def is_named(interaction: discord.Interaction[Any], typed: str) -> bool:
    """Whether this is the channel's name; how it is spaced and a `#` before it do not matter."""
    wanted, given = channel_name(interaction), " ".join(typed.split())
    return given.removeprefix("#").casefold() == " ".join(wanted.split()).casefold()
