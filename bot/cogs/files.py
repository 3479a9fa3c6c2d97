"""Files members give: fetched from Discord, held to a size, kept until they are wanted."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

import discord

from bot.cogs.troubles import Complaint
from bot.cogs.ui.text import name
from bot.engine.errors import BadFile
from bot.engine.files.exporting import MOST_BYTES
from bot.engine.files.recipe import Recipe, parse_recipe

KEPT = 50
"""How many files wait for their confirmation at most."""
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was given, by whom and where."""

    user_id: int
    channel_id: int | None
    file: discord.Attachment


class Files:
    """Files whose use is being confirmed; after a restart they have to be given again."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()

    def put(self, interaction: discord.Interaction, file: discord.Attachment) -> str:
        """Let a file wait; what it is got back by. Raises `Complaint` for one too large."""
        _require_small(file)
        token = secrets.token_hex(8)
        self._waiting[token] = Waiting(interaction.user.id, interaction.channel_id, file)
        if len(self._waiting) > KEPT:
            self._waiting.popitem(last=False)
        return token

    def take(self, interaction: discord.Interaction, token: str) -> discord.Attachment:
        """The file the same member gave in the same channel; raises `Complaint`."""
        found = self._waiting.get(token)
        if found is None or (found.user_id, found.channel_id) != (
            interaction.user.id,
            interaction.channel_id,
        ):
            raise Complaint("trouble.file-forgotten")
        del self._waiting[token]
        return found.file


async def content_of(file: discord.Attachment) -> bytes:
    """What is in a file; raises `Complaint` where it is too large or cannot be fetched."""
    _require_small(file)
    try:
        return await file.read()
    except (discord.HTTPException, OSError) as error:
        raise Complaint("trouble.file-gone", name=name(file.filename)) from error


async def recipe_in(file: discord.Attachment) -> Recipe:
    """The recipe in a file; raises `BadFile`, or `Complaint` where it cannot be fetched."""
    content = await content_of(file)
    try:
        text = content.decode("utf-8-sig")
        return parse_recipe(text, source=file.filename)
    except UnicodeDecodeError as error:
        raise BadFile("this is no text file in UTF-8", where=file.filename) from error
    except RecursionError as error:
        raise BadFile("it is nested too deeply", where=file.filename) from error


def _require_small(file: discord.Attachment) -> None:
    if file.size > MOST_BYTES:
        raise Complaint("trouble.file-large", name=name(file.filename), most=MOST_BYTES // MEGABYTE)
