"""The game: everything a front end may ask of it."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeAlias

from bot.database import Statement
from bot.engine import deeds
from bot.engine.asking import asking
from bot.engine.clock import Clock
from bot.engine.faults import Fault
from bot.engine.journal import JournalEntry
from bot.engine.outcome import Outcome, Prompt, Request
from bot.engine.passing import come_to_pass, next_due
from bot.engine.running import TurnRunner, explained
from bot.engine.scene import Scene, scene_of
from bot.engine.storage.rooms import Room, Rooms
from bot.engine.storage.rows import LogPage
from bot.engine.storage.store import WorldStore
from bot.engine.turn import Turn
from bot.engine.world import Chronicle, World
from bot.executor.budget import Budget, Limits
from bot.executor.executor import Executor
from bot.values import JsonObject

log = logging.getLogger(__name__)

Deed: TypeAlias = Callable[[Turn, TurnRunner], Awaitable[str | Prompt]]
"""Does one thing in a turn and says what the player reads, or what the player is asked."""

Alongside: TypeAlias = Callable[[JournalEntry], Sequence[Statement]]
"""What is kept in one transaction with an action, beside its journal entry."""

NOW = Request()

QUIET = frozenset({"consent", "decline", "leave", "report"})
"""What a soul may do at rest, and while the world is paused."""

MOST_AT_ONCE = 100
"""How much of what has fallen due happens before one action; the rest happens before the next."""


class Game:
    """Worlds and what is done in them: one action, one world, one transaction.

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

    async def look(self, world_id: str, soul_id: str) -> Scene:
        """What a soul sees and may do, after everything that has fallen due has happened."""
        await self.pass_time(world_id)
        world = await self._rooms.look(world_id)
        deeds.require_soul(world, soul_id)
        paused_at = world.chronicle.paused_at
        return scene_of(world, soul_id, self._now(world) if paused_at is None else paused_at)

    async def join(
        self, world_id: str, *, player_id: str, name: str, request: Request = NOW
    ) -> Outcome:
        """Give a player a soul in the world; nothing happens to one who already has it."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.join(turn, player_id, name),
            kind="join",
            details={"player_id": player_id, "name": name},
            request=request,
        )

    async def leave(self, world_id: str, soul_id: str, *, request: Request = NOW) -> Outcome:
        """Go to rest with everything one carries; joining again brings one back."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.leave(turn, soul_id),
            kind="leave",
            soul_id=soul_id,
            request=request,
        )

    async def focus(
        self, world_id: str, soul_id: str, landmark_key: str | None, *, request: Request = NOW
    ) -> Outcome:
        """Step up to a landmark of the place, or with None step back."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.focus(turn, soul_id, landmark_key),
            kind="focus",
            soul_id=soul_id,
            details={"landmark_key": landmark_key},
            request=request,
        )

    async def go(
        self, world_id: str, soul_id: str, exit_key: str, *, request: Request = NOW
    ) -> Outcome:
        """Leave through an exit the soul has stepped up to; `Refused` while it is sealed."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.go(turn, soul_id, exit_key),
            kind="go",
            soul_id=soul_id,
            details={"exit_key": exit_key},
            request=request,
        )

    async def move(
        self, world_id: str, soul_id: str, location_id: str, *, request: Request = NOW
    ) -> Outcome:
        """Set a soul down in another place, as scripts and moderators may."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.move(turn, soul_id, location_id),
            kind="move",
            soul_id=soul_id,
            details={"location_id": location_id},
            request=request,
        )

    async def use(
        self,
        world_id: str,
        soul_id: str,
        artifact_id: str,
        args: JsonObject | None = None,
        *,
        request: Request = NOW,
    ) -> Outcome:
        """Use a carried artifact, with what its interaction rule passes; runs its function.

        The outcome's `asked` names the souls that have to agree first (see `consents`).
        """
        return await self.act(
            world_id,
            asking(lambda turn, runner: deeds.use(turn, runner, soul_id, artifact_id, args or {})),
            kind="use",
            soul_id=soul_id,
            details={"artifact_id": artifact_id, "args": args or {}},
            request=request,
        )

    async def give(
        self,
        world_id: str,
        giver_id: str,
        receiver_id: str,
        artifact_id: str,
        *,
        request: Request = NOW,
    ) -> Outcome:
        """Hand an artifact to a soul in the same place."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.give(turn, giver_id, receiver_id, artifact_id),
            kind="give",
            soul_id=giver_id,
            details={"receiver_id": receiver_id, "artifact_id": artifact_id},
            request=request,
        )

    async def note(self, world_id: str, text: str, *, request: Request = NOW) -> Outcome:
        """Record a word of the script that is being played; the world itself does not change."""
        return await self.act(
            world_id, lambda turn, _: deeds.note(turn, text), kind="note", request=request
        )

    async def log(self, world_id: str, page: int = 1, size: int = 20) -> LogPage:
        """A page of the world log, `size` lines long; page 1 is the newest."""
        return await self.store.log(world_id, page, size)

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
            turn = self._begin(room.world, kind, self._now(room.world), limits)
            turn.soul_id = soul_id
            turn.details = dict(details or {})
            turn.reference = request.reference
            return await self._finish(room, turn, deed, request, alongside)

    async def _finish(
        self, room: Room, turn: Turn, deed: Deed, request: Request, alongside: Alongside
    ) -> Outcome:
        try:
            with explained():
                told = await deed(turn, TurnRunner(self.executor, turn))
        finally:
            self._report(turn)
        turn.narration = "" if isinstance(told, Prompt) else told
        if isinstance(told, Prompt):
            turn.details["prompt"] = str(told)
        if request.script is not None:
            turn.remember(script=request.script, script_step=request.step)
        entry = turn.entry()
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
            entry = turn.entry()
            await self._rooms.commit(room, entry, turn.world)
            happened.append(Outcome.of(entry))
        return tuple(happened)

    def _report(self, turn: Turn) -> None:
        for fault in turn.faults:
            self.on_fault(fault)

    def _begin(self, world: World, kind: str, now: float, limits: Limits | None) -> Turn:
        budget = Budget(limits or self.limits, timer=time.monotonic)
        return Turn.begin(world, kind=kind, now=now, budget=budget)

    def _now(self, world: World) -> float:
        return max(self.clock.now(), world.chronicle.time)

    def _is_due(self, world: World) -> bool:
        due = next_due(world) if world.chronicle.paused_at is None else None
        return due is not None and due.at <= self._now(world)
