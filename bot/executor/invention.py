"""Asking a model for the plan of a world. What is asked stands in the prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from bot.executor.completions import Answer
from bot.executor.model import LanguageModel
from bot.executor.prompt import Message, described, quoted
from bot.executor.specification import ApiDescription

MOST_FUNCTIONS = 24
"""How many functions a plan may ask for: each of them is a call of the model."""

_LONGEST_ANSWER = 128 * 1024
_TAG = re.compile(r"<(?=\s*/?\s*(?:findings|theme|host_apis)\b)", re.IGNORECASE)


class WorldInventor:
    """Puts into words what is wanted, and asks. Reads its texts once, when it is made."""

    def __init__(self, model: LanguageModel, apis: Sequence[ApiDescription]) -> None:
        self._model = model
        self._system = Template(_text("invention.txt")).substitute(most_functions=MOST_FUNCTIONS)
        self._task = Template(_text("invention_task.txt"))
        self._repair = Template(_text("invention_repair.txt"))
        self._apis = "\n".join(described(api) for api in apis)

    async def ask(
        self, theme: str, *, temperature: float, answer: str = "", findings: Sequence[str] = ()
    ) -> Answer:
        """What the model says; with `findings` it mends its last `answer`.

        Raises `ModelUnavailable` where there will be no answer.
        """
        task = self._task.substitute(host_apis=self._apis, theme=quoted(theme))
        messages = [_message("system", self._system), _message("user", task)]
        if findings:
            listed = "\n".join("- " + _TAG.sub("\u2039", one) for one in findings)
            messages += [
                _message("assistant", answer[:_LONGEST_ANSWER] or "(nothing)"),
                _message("user", self._repair.substitute(findings=listed)),
            ]
        return await self._model.complete(messages, temperature=temperature)


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _text(name: str) -> str:
    path = files("bot").joinpath("executor", "prompts", name)
    return path.read_text(encoding="utf-8").strip("\n")
