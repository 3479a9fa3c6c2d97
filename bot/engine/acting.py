"""Acting in worlds: one action, one world, one transaction."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeAlias

from bot.database import Statement
from bot.engine import deeds
from bot.engine.clock import Clock
from bot.engine.faults import Fault
from bot.engine.journal import JournalEntry
from bot.engine.outcome import Outcome, Prompt, Request
from bot.engine.passing import come_to_pass, next_due
from bot.engine.running import TurnRunner, explained
from bot.engine.storage.rooms import Room, Rooms
from bot.engine.storage.store import WorldStore
from bot.engine.storage.trouble import told
from bot.engine.turn import Turn
from bot.engine.world import Chronicle, World
from bot.executor.budget import Budget, Limits
from bot.executor.executor import Executor
from bot.values import JsonObject

Deed: TypeAlias = Callable[[Turn, TurnRunner], Awaitable[str | Prompt]]
"""Does one thing in a turn and says what the player reads, or what the player is asked."""

Alongside: TypeAlias = Callable[[JournalEntry], Sequence[Statement]]
"""What is kept in one transaction with an action, beside its journal entry."""

NOW = Request()

QUIET = frozenset({"consent", "decline", "leave", "report"})
"""What a soul may do at rest, and while the world is paused."""

MOST_AT_ONCE = 100
"""How much of what has fallen due happens before one action; the rest happens before the next."""


class Acting:
    """Worlds that can be acted in.

    Every method that changes a world returns after the change is durable, or raises a `GameError`
    whose text is a sentence for the player, and then the world is as it was. `on_fault` is told of
    every function that fails in play, whatever became of the action; it must return at once.
    """

    def __init__(
        self, *, store: WorldStore, executor: Executor, clock: Clock, limits: Limits | None = None
    ) -> None:
        self.store = store
        self.executor = executor
        self.clock = clock
        self.limits = limits or Limits()
        self.on_fault: Callable[[Fault], None] = lambda _: None
        self._rooms = Rooms(store)

    async def create_world(
        self, world_id: str, *, name: str, seed: int, meta: JsonObject | None = None
    ) -> World:
        """A new world without form: its souls wait in the Void until genesis has been run.

        `meta` is kept beside the world for whoever lists worlds, and no part of it.
        """
        world = World(id=world_id, chronicle=Chronicle(name=name, seed=seed, time=self.clock.now()))
        await self._rooms.add(world, meta)
        return world

    async def add_world(self, world: World) -> None:
        """Keep a world that came from a file."""
        await self._rooms.add(world)

    async def world(self, world_id: str) -> World:
        """The world as it now is; raises `NotFound`."""
        return await self._rooms.look(world_id)

    async def pass_time(self, world_id: str) -> tuple[Outcome, ...]:
        """Let everything happen that has fallen due, each in a transaction of its own."""
        if not self._is_due(await self._rooms.look(world_id)):
            return ()
        async with self._rooms.enter(world_id) as room:
            return await self._pass_time(room)

    @asynccontextmanager
    async def hold(self, world_id: str) -> AsyncGenerator[World]:
        """The world as it is, in which nothing happens until the block ends."""
        async with self._rooms.enter(world_id) as room:
            yield room.world

    async def delete_world(self, world_id: str) -> None:
        """Forget a world and its journal; its functions stay. Harmless where there is none."""
        await self._rooms.close(world_id)
        await self.store.delete(world_id)

    async def close(self) -> None:
        """Let go of every open world."""
        await self._rooms.close_all()

    async def act(
        self,
        world_id: str,
        deed: Deed,
        *,
        kind: str,
        soul_id: str | None = None,
        details: JsonObject | None = None,
        request: Request = NOW,
        limits: Limits | None = None,
        alongside: Alongside = lambda _: (),
    ) -> Outcome:
        """Do one deed as one transaction; what every other method is made of."""
        async with self._rooms.enter(world_id) as room:
            if earlier := await self.store.earlier(world_id, request.reference):
                return Outcome.of(earlier)
            await self._pass_time(room)
            if soul_id is not None:
                deeds.require_soul(room.world, soul_id)
                if kind not in QUIET:
                    deeds.require_awake(room.world, soul_id)
            now = max(self.clock.now(), room.world.chronicle.time)
            turn = self._begin(room.world, kind, now, limits)
            turn.soul_id = soul_id
            turn.details = dict(details or {})
            turn.reference = request.reference
            return await self._finish(room, turn, deed, request, alongside)

    async def _finish(
        self, room: Room, turn: Turn, deed: Deed, request: Request, alongside: Alongside
    ) -> Outcome:
        try:
            with explained():
                answer = await deed(turn, TurnRunner(self.executor, turn))
        finally:
            self._report(turn)
        turn.narration = "" if isinstance(answer, Prompt) else answer
        if isinstance(answer, Prompt):
            turn.details["prompt"] = str(answer)
        if request.script is not None:
            turn.remember(script=request.script, script_step=request.step)
        entry = _entry(turn)
        await self._rooms.commit(room, entry, turn.world, alongside(entry))
        return Outcome.of(entry)

    async def _pass_time(self, room: Room) -> tuple[Outcome, ...]:
        happened: list[Outcome] = []
        while len(happened) < MOST_AT_ONCE and self._is_due(room.world):
            due = next_due(room.world)
            assert due is not None  # noqa: S101 - `_is_due` has found it
            turn = self._begin(room.world, due.kind, max(due.at, room.world.chronicle.time), None)
            with explained():
                await come_to_pass(due, turn, TurnRunner(self.executor, turn))
            self._report(turn)
            entry = _entry(turn)
            await self._rooms.commit(room, entry, turn.world)
            happened.append(Outcome.of(entry))
        return tuple(happened)

    def _report(self, turn: Turn) -> None:
        for fault in turn.faults:
            self.on_fault(fault)

    def _begin(self, world: World, kind: str, now: float, limits: Limits | None) -> Turn:
        budget = Budget(limits or self.limits, timer=time.monotonic)
        return Turn.begin(world, kind=kind, now=now, budget=budget)

    def _is_due(self, world: World) -> bool:
        due = next_due(world) if world.chronicle.paused_at is None else None
        return due is not None and due.at <= world.time_at(self.clock.now())


def _entry(turn: Turn) -> JournalEntry:
    """The turn's entry; raises `StoreFailed` where the turn holds what cannot be written."""
    with told():
        return turn.entry()
