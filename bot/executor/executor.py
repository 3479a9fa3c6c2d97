"""The one door to generated functions: have one written, find one, run one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.executor.budget import Budget, Limits
from bot.executor.commissions import Draft
from bot.executor.errors import UnknownFunction
from bot.executor.host import Bench, Host, Progress
from bot.executor.model import LanguageModel
from bot.executor.prompt import Briefing
from bot.executor.sandbox import Program, Sandbox
from bot.executor.specification import DynamicFunction, Generation, Specification
from bot.executor.writer import FunctionWriter, Interrupted, Unsound
from bot.values import JsonObject

if TYPE_CHECKING:
    from bot.executor.index import FunctionIndex
    from bot.executor.ladder import Ladder
    from bot.executor.library import FunctionLibrary

EXAMPLES = 4
"""How many near functions are shown to the model."""

_log = logging.getLogger(__name__)


class Executor:
    """Writes, keeps, finds and runs the functions of all worlds.

    The library is the truth; what goes wrong with the index is logged and changes nothing. With a
    `ladder` that decides, wish by wish, which model is asked; else it is always `model`.
    """

    def __init__(
        self,
        library: FunctionLibrary,
        index: FunctionIndex,
        model: LanguageModel,
        sandbox: Sandbox,
        limits: Limits | None = None,
        timer: Callable[[], float] = time.monotonic,
        ladder: Ladder | None = None,
    ) -> None:
        self._library = library
        self._index = index
        self._sandbox = sandbox
        self._ladder = ladder
        self._writer = FunctionWriter(
            model, sandbox, limits or Limits(), timer=timer, briefing=Briefing()
        )

    async def write(
        self,
        specification: Specification,
        *,
        bench: Bench | None = None,
        progress: Progress | None = None,
        unsound: Unsound | None = None,
    ) -> Generation:
        """Have a function written and keep it as the next version of its name.

        The generation's `function` is None where every attempt failed; the failure is recorded.
        With `unsound` it begins from a source that turned out to be wrong, to be mended.

        Raises:
            ModelUnavailable: nothing was kept; the attempts made before it are recorded.
        """
        try:
            draft = await self._writer.write(
                specification,
                examples=await self._examples(specification),
                bench=bench,
                progress=progress,
                shelf=self,
                unsound=unsound,
                model=self._ladder.model_for(specification) if self._ladder else None,
            )
        except Interrupted as error:
            if error.attempts:
                made = Generation(specification=specification, attempts=error.attempts)
                await self._library.record(made)
            raise
        generation = await self.keep(draft)
        if progress is not None:
            stage = "kept" if generation.function else "failed"
            progress(stage, len(generation.attempts))
        return generation

    async def keep(self, draft: Draft) -> Generation:
        """Keep a draft as the next version of its name, or the record of its failure."""
        generation = Generation(specification=draft.specification, attempts=draft.attempts)
        if draft.source is None:
            await self._library.record(generation)
            return generation
        function = await self._library.keep(
            generation, draft.source, label=draft.label, model=draft.attempts[-1].model
        )
        await self.make_findable([function])
        return replace(generation, function=function)

    async def run(
        self,
        function: DynamicFunction,
        params: JsonObject,
        *,
        host: Host,
        budget: Budget,
        seed: int,
        now: float,
    ) -> str:
        """The text a function returned; raises what `Sandbox.run` does."""
        program = Program(
            name=function.name,
            source=function.source,
            params=params,
            apis=host.names,
            seed=seed,
            now=now,
            scope=function.scope,
        )
        return await self._sandbox.run(program, host=host.call, budget=budget)

    async def find(self, scope: str, name: str) -> DynamicFunction:
        """The current version of a function; raises `UnknownFunction`."""
        return await self._library.find(scope, name)

    async def names(self, scope: str) -> frozenset[str]:
        """The names that are taken in a scope."""
        return await self._library.names(scope)

    async def make_findable(self, functions: Iterable[DynamicFunction]) -> None:
        """Put functions that are kept into the index."""
        for function in functions:
            try:
                await self._index.add(function)
            except Exception:  # the index is only an index: whatever happens to it, play goes on
                _log.exception("The function %r is kept but not indexed.", function.name)

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The names of at most `count` functions of a scope, the nearest to the text first."""
        try:
            return await self._index.near(scope, text, count)
        except Exception:  # the index is only an index: whatever happens to it, play goes on
            _log.exception("Nothing was found near %r.", text)
            return []

    async def forget(self, scope: str) -> None:
        """Forget every function of a scope."""
        await self._library.delete(scope)
        try:
            await self._index.remove(scope)
        except Exception:  # the index is only an index: whatever happens to it, play goes on
            _log.exception("The functions of %r are gone but still indexed.", scope)

    async def _examples(self, specification: Specification) -> list[DynamicFunction]:
        """What it is to begin from, and functions that do something near to what is wanted."""
        found = [specification.origin] if specification.origin else []
        wanted = specification.wish or specification.description
        names = await self.near(specification.scope, wanted, EXAMPLES + 1)
        for name in names:
            if name not in {specification.name, *(one.name for one in found)}:
                try:
                    found.append(await self._library.find(specification.scope, name))
                except UnknownFunction:
                    _log.info("The index names %r, which the library has not.", name)
        return found[:EXAMPLES]
