"""Remembers what a model was asked, for whoever looks behind the chat."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from bot.executor.completions import Answer
from bot.executor.model import LanguageModel
from bot.executor.prompt import Message
from bot.values import JsonObject, digest

REMEMBERED = 200
"""How many conversations are kept in memory; the oldest go first."""


class Overheard:
    """The conversations of this run, found again by the model's last words in them."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, list[Message]] = OrderedDict()

    def listen_to(self, model: LanguageModel) -> LanguageModel:
        """The same model, overheard."""
        return _Listening(model, self)

    def note(self, messages: Sequence[Message], answer: str) -> None:
        """Keep a conversation."""
        key = digest(answer)
        self._said[key] = list(messages)
        self._said.move_to_end(key)
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)

    def before(self, answer: str) -> list[Message] | None:
        """What was said before this answer; None where it was not heard in this run."""
        return self._said.get(digest(answer))


class _Listening:
    """A language model that answers as another does."""

    def __init__(self, model: LanguageModel, heard: Overheard) -> None:
        self._model = model
        self._heard = heard

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None = None,
    ) -> Answer:
        """The model's answer."""
        answer = await self._model.complete(messages, temperature=temperature, tools=tools)
        self._heard.note(messages, answer.text)
        return answer
