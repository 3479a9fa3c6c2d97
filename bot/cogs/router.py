"""Presses, choices and dialogs, led to what answers them by the verb in their custom id.

discord.py finds a control only where it still stands in the message it came from, and forgets
dialogs at a restart. Here every interaction that carries a custom id comes to one place: a button
of any age works, a dialog sent off after a restart works, a made-up id is answered with a sentence.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import discord

from bot.cogs.answers import Answer
from bot.cogs.ids import Parts, parse
from bot.cogs.rush import Rush
from bot.cogs.seen import Seen
from bot.cogs.troubles import Complaint, answered

NOTHING = Parts("")
PLAIN = frozenset({"look", "play", "page", "join", "log", "party"})
"""Verbs that no dialog ever comes of."""


@dataclass(frozen=True, slots=True)
class Press:
    """A control was used. `values` are a select's, `fields` a dialog's, by their custom ids."""

    answer: Answer
    parts: Parts
    values: tuple[str, ...] = ()
    fields: dict[str, tuple[str, ...]] | None = None

    @property
    def interaction(self) -> discord.Interaction:
        """The interaction itself."""
        return self.answer.interaction

    def field(self, key: str) -> str:
        """What was written into a field of the dialog, empty where nothing was."""
        return next(iter((self.fields or {}).get(key, ())), "")


Respond: TypeAlias = Callable[[Press], Awaitable[None]]


class Router:
    """Which verb is answered by what. Cogs add theirs when they are loaded."""

    def __init__(self, seen: Seen, rush: Rush | None = None) -> None:
        self._seen = seen
        self._rush = rush or Rush()
        self._by_verb: dict[str, Respond] = {}

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that is answered."""
        return frozenset(self._by_verb)

    def add(self, **by_verb: Respond) -> None:
        """Have verbs answered; raises `ValueError` for one that is taken."""
        if taken := self._by_verb.keys() & by_verb.keys():
            raise ValueError(f"these verbs are answered already: {sorted(taken)}")
        self._by_verb.update(by_verb)

    async def route(self, interaction: discord.Interaction) -> None:
        """Answer an interaction that carries a custom id; each id has effect once."""
        if not self._seen.is_new(interaction.id):
            return
        answer = Answer(interaction, rush=self._rush)
        async with answered(answer):
            press = read(answer)
            if press.parts.verb in PLAIN:
                await answer.hurry()
            else:
                await answer.hurry_if_plain()
            respond = self._by_verb.get(press.parts.verb)
            if respond is None:
                raise Complaint("trouble.control")
            await respond(press)


def read(answer: Answer) -> Press:
    """What an interaction's data say; nothing in them is believed yet."""
    data = cast("dict[str, Any]", answer.interaction.data or {})
    parts = parse(str(data.get("custom_id", ""))) or NOTHING
    values = tuple(str(one) for one in data.get("values", ()))
    return Press(answer, parts, values, dict(_fields(data.get("components", ()))))


def _fields(components: Iterable[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields of a dialog, whatever they stand in."""
    for one in components:
        inner = [*one.get("components", ()), *filter(None, [one.get("component")])]
        yield from _fields(inner)
        if key := one.get("custom_id"):
            given = one.get("values", one.get("value"))
            several = cast("list[object]", given) if isinstance(given, list) else [given]
            yield str(key), tuple("" if value is None else str(value) for value in several)
