"""Telling Discord of the commands, and only when they changed."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.cogs.notes import Notes
from bot.cogs.words import ENGLISH, RUSSIAN
from bot.values import digest

COMMANDS = "commands"
"""Under what the notes keep the digest of what was registered last."""

log = logging.getLogger(__name__)


def said(key: str) -> app_commands.locale_str:
    """A description of a command or option, which Discord shows in the member's language."""
    text = ENGLISH[key]
    if not isinstance(text, str):
        raise TypeError(f"{key!r} has several forms and cannot describe a command")
    return app_commands.locale_str(text, key=key)


class Translator(app_commands.Translator):
    """Gives Discord the descriptions in other languages; names are the same in all of them."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in a language, None where there is none or it is a name."""
        if locale is not discord.Locale.russian:
            return None
        text = RUSSIAN.get(string.extras.get("key", ""))
        return text if isinstance(text, str) else None


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], notes: Notes, application_id: int | None
) -> bool:
    """Register the commands unless exactly these were registered last; whether it was done."""
    translator = tree.translator
    if translator is None:
        payload = [command.to_dict(tree) for command in tree.get_commands()]
    else:
        payload = [
            await command.get_translated_payload(tree, translator)
            for command in tree.get_commands()
        ]
    mark = digest([str(application_id), payload])
    if notes.get(COMMANDS) == mark:
        return False
    try:
        await tree.sync()
    except (discord.HTTPException, app_commands.AppCommandError) as error:
        log.error("Discord did not take the commands: %s", error)
        return False
    await notes.set(**{COMMANDS: mark})
    return True
