"""What a writer needs in its tests: a model that answers from a list, a shelf in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.executor.budget import Limits
from bot.executor.commissions import Draft
from bot.executor.completions import Answer, ToolCall
from bot.executor.errors import UnknownFunction
from bot.executor.host import Rehearsal
from bot.executor.prompt import Briefing
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import (
    ApiDescription,
    Author,
    DynamicFunction,
    Generation,
    Label,
    Specification,
)
from bot.executor.writer import FunctionWriter
from bot.values import dump

ASKED = Specification(
    scope="w",
    name="df_bridge",
    description="Makes a bridge.",
    author=Author.PLAYER,
    maker="ada",
    wish="a bridge",
    scene={"place": "chasm"},
    apis=(ApiDescription(name="host_log_message_to_world", description="Logs.", parameters={}),),
)
SOUND = "def df_bridge(params):\n    return 'A bridge.'\n"
UNDEFINED = "def df_bridge(params):\n    return bridge\n"


def calling(name: str = "df_rope", *, tool: str = "create_dynamic_function", **more: Any) -> Answer:
    """An answer that asks for a further function first."""
    wanted = {
        "new_function_name": name,
        "new_function_description": "Throws a rope.",
        "new_function_parameters_schema": {"type": "object"},
        **more,
    }
    raw: dict[str, Any] = {"id": name, "function": {"name": tool, "arguments": dump(wanted)}}
    call = ToolCall(id=name, name=tool, arguments=dump(wanted), raw=raw)
    return Answer(text="", model="m", completion_tokens=5, tool_calls=(call,))


class Scribe:
    """A model that gives its answers one after another, and raises those that are errors."""

    def __init__(self, *answers: str | Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[list[dict[str, Any]]] = []
        self.temperatures: list[float] = []
        self.offered: list[bool] = []

    async def complete(
        self, messages: Sequence[Any], *, temperature: float, tools: Sequence[Any] | None = None
    ) -> Answer:
        """The next answer."""
        self.asked.append(list(messages))
        self.temperatures.append(temperature)
        self.offered.append(bool(tools))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            return Answer(text=answer, model="m", prompt_tokens=10, completion_tokens=3)
        return answer


@dataclass
class Shelf:
    """A library in memory; it also stands in for the writer's shelf."""

    kept: dict[str, list[DynamicFunction]] = field(default_factory=dict[str, Any])
    recorded: list[Generation] = field(default_factory=list[Generation])

    async def keep(
        self, generation: Generation, source: str, *, label: Label | None, model: str
    ) -> DynamicFunction:
        """Keep the next version."""
        versions = self.kept.setdefault(generation.specification.name, [])
        versions.append(function_of(generation.specification, source, len(versions) + 1))
        versions[-1] = replace(versions[-1], label=label, model=model)
        return versions[-1]

    async def record(self, generation: Generation) -> None:
        """Note a failure."""
        self.recorded.append(generation)

    async def find(self, scope: str, name: str) -> DynamicFunction:
        """The current version."""
        if name not in self.kept:
            raise UnknownFunction(f"There is no function {name!r} in {scope!r}.")
        return self.kept[name][-1]

    async def names(self, scope: str) -> frozenset[str]:
        """All names."""
        return frozenset(self.kept)


def function_of(asked: Specification, source: str, version: int = 1) -> DynamicFunction:
    """A kept function."""
    return DynamicFunction(
        scope=asked.scope,
        name=asked.name,
        version=version,
        source=source,
        description=asked.description,
        parameters=asked.parameters,
        author=asked.author,
        maker=asked.maker,
        model="m",
        wish=asked.wish,
    )


class Trestle:
    """A bench that gives its rehearsals one after another."""

    def __init__(self, *rehearsals: Rehearsal) -> None:
        self.rehearsals = list(rehearsals)
        self.tried: list[DynamicFunction] = []

    async def rehearse(self, function: DynamicFunction) -> Rehearsal:
        """The next rehearsal."""
        self.tried.append(function)
        return self.rehearsals.pop(0)


def ticking() -> Callable[[], float]:
    """A timer that moves on by one second each time it is read."""
    seconds = iter(range(1000))
    return lambda: float(next(seconds))


def writer_of(model: Scribe, sandbox: MontySandbox | Any) -> FunctionWriter:
    """A writer with a model and a sandbox."""
    return FunctionWriter(model, sandbox, Limits(), timer=ticking(), briefing=Briefing())


class Chest(Shelf):
    """A shelf for drafts, without an index."""

    async def keep(self, draft: Draft) -> Generation:  # type: ignore[override]
        """Keep a draft or its failure."""
        generation = Generation(specification=draft.specification, attempts=draft.attempts)
        if draft.source is None:
            self.recorded.append(generation)
            return generation
        function = function_of(draft.specification, draft.source)
        self.kept[function.name] = [function]
        return replace(generation, function=function)


def rules(draft: Draft) -> list[list[str]]:
    """The rules of the findings, attempt by attempt."""
    return [[finding.rule for finding in one.findings] for one in draft.attempts]


def content(messages: list[dict[str, Any]], at: int) -> str:
    """The text of one message."""
    return str(messages[at]["content"])
