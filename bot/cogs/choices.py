"""Names that members type: found among what is there, and suggested while they type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from discord.app_commands import Choice

from bot.cogs.ui.text import OPTION, label, one_line

SUGGESTIONS = 25
"""How many suggestions Discord takes."""


class Named(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...


T = TypeVar("T", bound=Named)


def named(things: Iterable[T], wanted: str) -> T | None:
    """The thing of a name; else the only one whose name begins with it or holds it.

    Of several of one name the first, and by its number, as `told_apart` gives it, another one.
    """
    known = list(things)
    key = _key(wanted)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [one for one in known if key and fits(_key(one.name), key)]
        if found and (fits is str.__eq__ or len(found) == 1):
            return found[0]
    numbered = (
        one for one, shown in zip(known, told_apart(known), strict=True) if _key(shown) == key
    )
    return next(numbered, None)


def told_apart(things: Iterable[Named]) -> list[str]:
    """The names of things, with a number after those that had been there before."""
    shown: list[str] = []
    times: Counter[str] = Counter()
    for one in things:
        times[_key(one.name)] += 1
        count = times[_key(one.name)]
        shown.append(one.name if count == 1 else f"{one.name} ({count})")
    return shown


def suggested(names: Sequence[str], typed: str) -> list[Choice[str]]:
    """The names that go with what is typed, those that begin with it first."""
    key = _key(typed)
    shown = dict.fromkeys(label(one, OPTION) for one in names)
    found = [one for one in shown if key in _key(one)]
    found.sort(key=lambda one: not _key(one).startswith(key))
    return [Choice(name=one, value=one) for one in found[:SUGGESTIONS]]


def _key(text: str) -> str:
    return one_line(text).casefold().rstrip("…")
