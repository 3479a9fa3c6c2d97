"""A sentence that remembers what it was made of, so that it can be said in another language."""

from __future__ import annotations

from collections.abc import Iterable


class Sentence(str):
    """The English text of a template filled with values; a plain string wherever one is wanted.

    `template` is filled as `str.format` fills it, and only where there are values. A value may be a
    sentence itself. What is kept in a database or file is the text alone.
    """

    template: str
    values: dict[str, object]

    __slots__ = ("template", "values")

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        """The sentence; a sentence that is not to be filled is given back as it is."""
        if isinstance(template, Sentence) and not values:
            return template
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = str(template), values
        return made


def together(parts: Iterable[str], between: str) -> str:
    """Texts, of which there is at least one, after each other by a template of `one` and `other`.

    Each of them can still be said in another language.
    """
    told, *others = parts
    for other in others:
        told = Sentence(between, one=told, other=other)
    return told


def spoken(error: BaseException) -> str:
    """The sentence an error was raised with, or its text."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Sentence) else str(error)
