"""Whatever goes wrong becomes a sentence for the member, here and nowhere else."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import discord
from discord import app_commands

from bot.cogs.answers import Answer
from bot.cogs.refusals import ALREADY_ANSWERED, LINE_TROUBLES, TokenGone
from bot.cogs.ui.text import PANEL, plain
from bot.cogs.words import say, translated
from bot.engine.errors import FunctionTrouble, GameError

log = logging.getLogger(__name__)


class Complaint(Exception):
    """What the front end itself says no with; the key of the words and their values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@asynccontextmanager
async def answered(answer: Answer) -> AsyncGenerator[None]:
    """A block that answers an interaction: in time, and in words where it fails."""
    answer.begin()
    try:
        yield
    except Exception as error:  # every trouble of every control ends here, as its sentence
        await explain(answer, error)
    finally:
        await _settle(answer)


async def explain(answer: Answer, error: BaseException) -> None:
    """Tell the member what went wrong; a bug goes to the log under the reference they are told."""
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    sentence = sentence_of(error, answer.locale)
    if sentence is None:
        return
    if isinstance(error, GameError):
        sentence = plain(sentence, PANEL)
    try:
        await answer.tell(sentence)
    except (*LINE_TROUBLES, TokenGone):
        log.warning("Interaction %s could not be told: %s", answer.interaction.id, sentence)


def sentence_of(error: BaseException, locale: str) -> str | None:
    """What the member is told; None where nobody can be told any more."""
    match error:
        case FunctionTrouble():
            log.info("A function failed: %s\n%s", error, error.detail)
            return translated(locale, error.sentence)
        case GameError():
            return translated(locale, error.sentence)
        case Complaint():
            return say(locale, error.key, **error.values)
        case app_commands.MissingPermissions() | app_commands.CheckFailure():
            return say(locale, "trouble.forbidden")
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return say(locale, "trouble.outdated")
        case app_commands.TransformerError(value=discord.abc.User() as user):
            return say(locale, "trouble.not-a-member", name=plain(user.display_name))
        case discord.HTTPException(code=code) if code == ALREADY_ANSWERED:
            log.warning("An answer was given twice: %s", error)
            return None
        case TokenGone():
            log.warning("An interaction's time was over before its answer.")
            return None
        case _:
            reference = secrets.token_hex(3)
            log.error("Trouble %s", reference, exc_info=error)
            return say(locale, "trouble.bug", reference=reference)


async def _settle(answer: Answer) -> None:
    try:
        await answer.settle()
    except (*LINE_TROUBLES, TokenGone):
        log.warning("Interaction %s was left without an answer.", answer.interaction.id)
