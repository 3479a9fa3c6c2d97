"""Mends in the background what failed in play, while everybody plays on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.engine.channels.channels import Channels
from bot.engine.errors import GameError
from bot.engine.faults import Fault
from bot.engine.forging.drafts import specify
from bot.engine.forging.rehearsal import ToolBench
from bot.engine.forging.surroundings import surroundings
from bot.engine.forging.wishes import question_of
from bot.engine.game import Game
from bot.engine.host_apis import catalogue
from bot.engine.journal import LineKind
from bot.engine.mending.bench import MendingBench, Overtaken
from bot.engine.mending.cases import Case, Cases
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import World
from bot.executor.errors import ExecutorError, ModelUnavailable
from bot.executor.library import FunctionLibrary
from bot.executor.specification import (
    Account,
    Author,
    DynamicFunction,
    Generation,
    Specification,
)
from bot.executor.writer import TEMPERATURES, Unsound
from bot.sentence import Sentence

MOST_FAILED = 3
"""After so many mendings in a row that failed no more is spent; a tool is then set aside."""
AT_ONCE = 2
"""So many functions are mended at the same time; the others wait."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What became of a function that failed: mended, or set aside.

    `channel_id` is where its world is played, None where that is nowhere.
    """

    world_id: str
    channel_id: str | None
    name: str
    version: int
    is_mended: bool


class Mender:
    """Keeps the case of every fault it is told of and has the function mended, once at a time.

    `tell` hears of what becomes of a function, after it is in the world's log.
    """

    def __init__(
        self,
        game: Game,
        library: FunctionLibrary,
        cases: Cases,
        channels: Channels,
        *,
        tell: Callable[[Mended], None] = lambda _: None,
    ) -> None:
        self._game = game
        self._library = library
        self._cases = cases
        self._channels = channels
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._busy: set[tuple[str, str]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.tell = tell

    def report(self, fault: Fault) -> None:
        """A function failed in play. Returns at once."""
        if not fault.world.chronicle.is_born:
            return  # whoever builds the world mends what builds it
        task = asyncio.create_task(self._look_after(fault))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until everything that was reported has been looked after."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Stop mending; what was begun begins again at the next fault."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _look_after(self, fault: Fault) -> None:
        key = (fault.function.scope, fault.function.name)
        try:
            await self._cases.keep(fault)
            if key in self._busy:
                return
            self._busy.add(key)
            try:
                async with self._slots:
                    await self._mend(fault)
            finally:
                self._busy.discard(key)
        except ModelUnavailable as error:
            log.info("%r is mended later: %s", fault.function.name, error)
        except Overtaken as error:
            log.info("What would mend it is not kept: %s", error)
        except (GameError, ExecutorError):
            log.warning("%r could not be looked after.", fault.function.name, exc_info=True)
        except Exception:  # nobody awaits this task, so its trouble is logged here
            log.exception("Mending %r failed.", fault.function.name)

    async def _mend(self, fault: Fault) -> None:
        scope, name = fault.function.scope, fault.function.name
        function = await self._game.executor.find(scope, name)
        if function.version != fault.function.version:
            return  # it has been mended meanwhile
        if not await self._is_hopeless(function):
            world = await self._game.world(scope)
            cases = await self._cases.of(scope, name)
            generation = await self._write(function, world, fault, cases)
            if generation.function is not None:
                await self._say(generation.function, is_mended=True)
                return
        if function.author is Author.PLAYER and await self._is_hopeless(function):
            await self._library.disable(scope, name)
            await self._say(function, is_mended=False)

    async def _write(
        self, function: DynamicFunction, world: World, fault: Fault, cases: list[Case]
    ) -> Generation:
        executor, limits = self._game.executor, self._game.limits
        soul_id = next(
            (key for key in (fault.soul_id, function.maker) if key in world.souls),
            next(iter(world.souls), None),
        )
        is_tool = function.author is Author.PLAYER and soul_id is not None
        bench = ToolBench(executor, world, soul_id, limits) if is_tool and soul_id else None
        return await executor.write(
            await self._asked(function, world, soul_id),
            bench=MendingBench(
                executor,
                cases,
                limits,
                label=function.label,
                bench=bench,
                version=function.version,
            ),
            unsound=Unsound(
                source=function.source,
                findings=tuple(dict.fromkeys(case.finding for case in cases)),
                traceback=fault.traceback,
            ),
        )

    async def _asked(
        self, function: DynamicFunction, world: World, soul_id: str | None
    ) -> Specification:
        """The function as it was asked for, with the world as it is now."""
        holding = await self._channels.holding(world.id)
        soul = world.souls.get(soul_id or "")
        player = world.souls.get(function.maker or "")
        member = (player.player_id or player.id) if player else ""
        scene = surroundings(world, soul.id) if soul else {}
        asked = Specification(
            scope=function.scope,
            name=function.name,
            description=function.description,
            parameters=function.parameters,
            author=function.author,
            maker=function.maker,
            wish=function.wish,
            scene=scene,
            apis=catalogue(function.author),
            account=Account(guild=holding.guild_id, member=member) if holding else None,
        )
        if soul is None or function.wish is None or function.author is Author.WORLD:
            return asked
        return replace(asked, description=specify(world, soul, function.wish).description)

    async def _is_hopeless(self, function: DynamicFunction) -> bool:
        """Whether the last mendings that were not broken off all came to nothing."""
        made = await self._library.generations(function.scope, function.name)
        last = [one for one in made if not _was_broken_off(one)][-MOST_FAILED:]
        return len(last) == MOST_FAILED and all(one.function is None for one in last)

    async def _say(self, function: DynamicFunction, *, is_mended: bool) -> None:
        world = await self._game.world(function.scope)
        items = (one for one in world.artifacts.values() if one.function_name == function.name)
        item = next(items, None)
        thing = item.name if item else Sentence("Something in this world")
        sentence = (
            Sentence("{thing} has been mended.", thing=thing)
            if is_mended
            else Sentence("{thing} could not be mended, and is set aside.", thing=thing)
        )

        async def deed(turn: Turn, _: TurnRunner) -> str:
            turn.say(sentence, LineKind.SYSTEM)
            return sentence

        await self._game.act(
            function.scope,
            deed,
            kind="mend" if is_mended else "quarantine",
            details={"function": function.name, "version": function.version, "said": sentence},
        )
        holding = await self._channels.holding(function.scope)
        self.tell(
            Mended(
                world_id=function.scope,
                channel_id=holding.channel_id if holding else None,
                name=function.name,
                version=function.version,
                is_mended=is_mended,
            )
        )


def _was_broken_off(generation: Generation) -> bool:
    """Whether the model went away in the middle, which is no fault of the function's."""
    is_whole = len(generation.attempts) >= len(TEMPERATURES) or question_of(generation) is not None
    return generation.function is None and not is_whole
