"""Everything members read that is not the world's own: by key, in their language.

`say` is the way to what the front end says, `translated` to what the engine says by itself: its
refusals and answers; `recounted` to what it wrote down: log lines and the history. What a world
says (its names, its functions' words) stays in its language.
"""

from __future__ import annotations

from bot.cogs.words import (
    english,
    english_card,
    english_models,
    english_moderation,
    russian,
    russian_card,
    russian_engine,
    russian_models,
    russian_moderation,
)
from bot.cogs.words.english import Words
from bot.cogs.words.plurals import english_form, russian_form
from bot.cogs.words.recounting import found, recounted
from bot.sentence import Sentence, spoken

__all__ = ["ENGINE", "ENGLISH", "PSEUDO", "RUSSIAN", "found", "recounted", "say", "translated"]

ENGLISH: Words = {
    **english.ENGLISH,
    **english_card.ENGLISH,
    **english_models.ENGLISH,
    **english_moderation.ENGLISH,
}
RUSSIAN: Words = {
    **russian.RUSSIAN,
    **russian_card.RUSSIAN,
    **russian_models.RUSSIAN,
    **russian_moderation.RUSSIAN,
}
ENGINE = russian_engine.RUSSIAN
"""The engine's templates in Russian, by the English ones."""
PSEUDO = "qps"
"""A locale of the tests: English between brackets, so that a text without them has escaped."""


def say(locale: object, key: str, **values: object) -> str:
    """The text of a key in a locale, filled with values; English where it has no other.

    A text in several forms is chosen by the value `count`. Raises `KeyError` for an unknown key.
    """
    language = str(locale).partition("-")[0]
    text = RUSSIAN.get(key) if language == "ru" else None
    form = russian_form if text is not None else english_form
    text = text if text is not None else ENGLISH[key]
    if isinstance(text, tuple):
        count = values.get("count")
        text = text[form(count if isinstance(count, int) else 0)]
    said = text.format(**values)
    return f"⟦{said}⟧" if language == PSEUDO else said


def translated(locale: object, text: str) -> str:
    """A text of the engine in a locale, where it is the engine's own sentence; else as it is."""
    if not isinstance(text, Sentence):
        return text
    language = str(locale).partition("-")[0]
    template = ENGINE.get(text.template, text.template) if language == "ru" else text.template
    values = {name: _value(locale, value) for name, value in text.values.items()}
    said = template.format(**values) if values else template
    return f"⟦{said}⟧" if language == PSEUDO and text.template in ENGINE else said


def _value(locale: object, value: object) -> object:
    if isinstance(value, BaseException):
        value = spoken(value)
    return translated(locale, value) if isinstance(value, str) else value
