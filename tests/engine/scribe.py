"""Models that need no network: one that answers from a list, and the apprentice."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from bot.executor.apprentice import ApprenticeTransport
from bot.executor.completions import Answer
from bot.executor.model import ChatModel


class Scribe:
    """A model that answers with bodies from a list, and raises those that are errors.

    `named` has lists of their own for the functions of that name. A body is put under the
    signature it is asked to go on from; a text that begins with a colon is said as it is.
    """

    def __init__(self, *answers: str | Exception, **named: Sequence[str | Exception]) -> None:
        self.answers = list(answers)
        self.named = {name: list(one) for name, one in named.items()}
        self.asked: list[list[Any]] = []
        self.names: list[str] = []
        self.busy = self.busiest = 0
        self.was_asked, self.may_answer = asyncio.Event(), asyncio.Event()
        self.may_answer.set()

    async def complete(
        self, messages: Sequence[Any], *, temperature: float, tools: Sequence[Any] | None = None
    ) -> Answer:
        """The next answer, once it may be given."""
        signature = str(messages[-1]["content"]).rstrip().splitlines()[-1]
        name = signature.removeprefix("def ").removesuffix("(params):")
        self.asked.append(list(messages))
        self.names.append(name)
        told = self.named.get(name, self.answers).pop(0)
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        self.was_asked.set()
        try:
            await self.may_answer.wait()
            await asyncio.sleep(0.01)
        finally:
            self.busy -= 1
        if isinstance(told, Exception):
            raise told
        text = told[1:] if told.startswith(":") else f"{signature}\n{body_of(told)}"
        return Answer(text=text, model="scribe", prompt_tokens=10, completion_tokens=5)


def body_of(text: str) -> str:
    """The text as a function's body."""
    return indent(dedent(text).strip("\n"), "    ") + "\n"


def apprentice(*worlds: Path) -> ChatModel:
    """The built-in apprentice behind the real client, knowing these worlds by heart."""
    return ChatModel(
        base_url="http://apprentice.invalid/v1",
        api_key="none",
        model="apprentice",
        timeout=10.0,
        max_retries=0,
        transport=ApprenticeTransport(worlds),
    )
