"""Everything members read that is not the world's own: by key, in their language.

`say` is the only way to it. What the game itself answers (the world's texts, its refusals) is in
the language of the world.
"""

from __future__ import annotations

from bot.cogs.words import english, english_moderation, russian, russian_moderation
from bot.cogs.words.english import Words
from bot.cogs.words.plurals import english_form, russian_form

__all__ = ["ENGLISH", "PSEUDO", "RUSSIAN", "say"]

ENGLISH: Words = {**english.ENGLISH, **english_moderation.ENGLISH}
RUSSIAN: Words = {**russian.RUSSIAN, **russian_moderation.RUSSIAN}
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
