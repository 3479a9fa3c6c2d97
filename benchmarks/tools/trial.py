"""One copy of the world in which a tool is played through the real game."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from benchmarks.tools.task import Failed, Seen
from benchmarks.tools.workshop import Ledger, game_over
from benchmarks.tools.world import WORLD
from bot.engine.clock import SteppedClock
from bot.engine.errors import FunctionTrouble, NotFound, Refused
from bot.engine.game import Deed
from bot.engine.labels import LabelBroken
from bot.engine.moderating.undo import choose, take_back
from bot.engine.world import World
from bot.executor.budget import Limits
from bot.executor.errors import BudgetExhausted
from bot.executor.executor import Executor


class Trial:
    """A world, a tool in somebody's hands, and a clock that stands still until it is stepped."""

    def __init__(
        self, world: World, *, executor: Executor, limits: Limits, tool: str, focus: str | None
    ) -> None:
        self._executor, self._limits = executor, limits
        self._ledger = Ledger(world)
        self._game = game_over(self._ledger, executor, limits)
        self._tool = tool
        self._focus = focus

    @property
    def world(self) -> World:
        """The world as it now is."""
        return self._ledger.world

    def hand_over(self, taker: str) -> None:
        """Put the tool in another soul's hands."""
        world = self.world.draft()
        for soul in world.souls.values():
            left = tuple(item for item in soul.inventory if item != self._tool)
            carried = (*left, self._tool) if soul.id == taker else left
            world.souls[soul.id] = replace(soul, inventory=carried)
        self.set(world)

    def set(self, world: World) -> None:
        """Put another world in this one's place."""
        self._ledger.world = world
        self._game = game_over(self._ledger, self._executor, self._limits)

    @property
    def clock(self) -> SteppedClock:
        """The time."""
        return cast(SteppedClock, self._game.clock)

    async def use(self, user: str, *, focus: str | None = None, tool: str | None = None) -> Seen:
        """Use the tool (or another artifact), having stepped up to a landmark if there is one.

        Raises `Failed` where the function broke, broke its label, or spent its budget.
        """
        await self.step_up(user, focus or self._focus)
        before, counted = self.world, len(self._ledger.entries)
        refused, asked = False, ()
        try:
            outcome = await self._game.use(WORLD, user, tool or self._tool)
            told, asked = outcome.text, outcome.asked
        except (Refused, NotFound) as refusal:
            told, refused = str(refusal), True
        except FunctionTrouble as trouble:
            raise Failed(_check_of(trouble), f"{trouble} {trouble.detail}".strip()) from trouble
        return Seen(
            user=user,
            before=before,
            after=self.world,
            now=self.clock.now(),
            told=told,
            lines=tuple(
                line.text for entry in self._ledger.entries[counted:] for line in entry.lines
            ),
            refused=refused,
            asked=asked,
        )

    def look(self, seen: Seen) -> Seen:
        """The same use, looked at now."""
        return Seen(
            user=seen.user,
            before=seen.before,
            after=self.world,
            now=self.clock.now(),
            told=seen.told,
            lines=seen.lines,
        )

    async def step_up(self, user: str, focus: str | None) -> None:
        """Step up to a landmark of the place, if there is such a one."""
        place = self.world.locations.get(self.world.souls[user].location_id or "")
        if focus is not None and place is not None and focus in place.landmarks:
            await self._game.focus(WORLD, user, focus)

    async def wait(self, seconds: float) -> None:
        """Let time pass, and everything happen that falls due meanwhile."""
        self.clock.step(seconds)
        while await self._game.pass_time(WORLD):
            pass

    async def go(self, user: str, exit_key: str) -> bool:
        """Walk through an exit; whether one got through."""
        try:
            await self._game.focus(WORLD, user, exit_key)
            await self._game.go(WORLD, user, exit_key)
        except (Refused, NotFound):
            return False
        return True

    async def change(self, **tables: Any) -> None:
        """Change entries of tables by the world's own hand: `objects={"chest": {…details…}}`."""

        async def deed(turn: Any, _: Any) -> str:
            for object_id, details in tables["objects"].items():
                thing = turn.world.objects[object_id]
                turn.world.objects[object_id] = replace(thing, details={**thing.details, **details})
            return ""

        await self._game.act(WORLD, cast(Deed, deed), kind="note")

    async def undo(self) -> None:
        """Take the last action back, as a moderator does; raises `Failed` where one cannot."""

        async def deed(turn: Any, _: Any) -> str:
            take_back(turn.world, await choose(cast(Any, self._ledger), WORLD, 1))
            return ""

        try:
            await self._game.act(WORLD, deed, kind="undo")
        except Refused as refusal:
            raise Failed("undo", str(refusal)) from refusal


def _check_of(trouble: FunctionTrouble) -> str:
    if isinstance(trouble, LabelBroken):
        return "label"
    return "budget" if isinstance(trouble.__cause__, BudgetExhausted) else "runs"
