"""Playing a script: genesis, then step after step, with a word about everything that happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.database import DatabaseError
from bot.engine.clock import SteppedClock
from bot.engine.errors import GameError, Refused
from bot.engine.files.recipe import Recipe
from bot.engine.files.script import (
    Comment,
    DescribeTool,
    Focus,
    MovePlayer,
    Script,
    Step,
    UseArtifact,
    UseExit,
    Wait,
)
from bot.engine.forging.forge import forge
from bot.engine.game import Game
from bot.engine.genesis import Genesis, Written
from bot.engine.outcome import Outcome, Prompt, Request
from bot.engine.world import Artifact, Location, Soul, World
from bot.executor.errors import ExecutorError
from bot.executor.host import Progress
from bot.executor.specification import Generation
from bot.values import Json, JsonObject

PLAYER = "DemoPlayer"
"""The name of the soul that plays the script."""

EventKind: TypeAlias = Literal["step", "log", "function", "result"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEvent:
    """Something to show: a step begins, a line of the log, a function written, a step's result."""

    type: EventKind
    text: str
    details: JsonObject = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEnd:
    """How it ended. `failed_step` counts from 1; 0 is genesis; None where every step succeeded."""

    complete: bool
    failed_step: int | None
    state_hash: str
    was_played: bool = False


Show: TypeAlias = Callable[[DemoEvent], None]
Watch: TypeAlias = Callable[[World], None]
Sleep: TypeAlias = Callable[[float], Awaitable[None]]


class Demo:
    """One script played in one world, from where it was left.

    Time is the script's own: it stands still but for the script's waits, so that the same recipe
    and script always make the same world. `sleep` is told of each wait, in seconds; what models
    cost is on the account of the `guild`, if there is one.
    """

    def __init__(
        self,
        game: Game,
        clock: SteppedClock,
        recipe: Recipe,
        script: Script,
        *,
        show: Show,
        watch: Watch,
        sleep: Sleep,
        progress: Progress | None = None,
        guild: str | None = None,
    ) -> None:
        self._game = game
        self._clock = clock
        self._recipe = recipe
        self._script = script
        self._show = show
        self._watch = watch
        self._sleep = sleep
        self._progress = progress
        self._guild = guild
        self._catalyst: str | None = None

    async def play(self, world_id: str) -> DemoEnd:
        """Play to the end, or to the first step that fails."""
        world = await self._game.world(world_id)
        self._clock.reach(world.chronicle.time)
        try:
            world = await self._begin(world)
            self._watch(world)
        except (GameError, ExecutorError) as error:
            return await self._failed(world_id, 0, reason_of(error))
        done = world.chronicle.script_step if world.chronicle.script == self._script.hash else 0
        for number, step in enumerate(self._script.steps[done:], start=done + 1):
            details: JsonObject = {"step": number, "kind": _kind(step)}
            self._show(DemoEvent(type="step", text=_announcement(step), details=details))
            try:
                await self._play(world_id, number, step)
                self._watch(await self._game.world(world_id))
            except (GameError, ExecutorError) as error:
                return await self._failed(world_id, number, reason_of(error))
        world = await self._game.world(world_id)
        return DemoEnd(
            complete=True,
            failed_step=None,
            state_hash=world.state_hash(),
            was_played=done == len(self._script.steps),
        )

    async def _begin(self, world: World) -> World:
        if world.soul_of(PLAYER) is None:
            self._told(await self._game.join(world.id, player_id=PLAYER, name=PLAYER))
        return await Genesis(self._game, self._recipe, self._born, guild=self._guild).run(world.id)

    def _born(self, news: Written | Outcome) -> None:
        if isinstance(news, Written):
            self._show(_function_event(news.generation))
        else:
            self._told(news)

    async def _failed(self, world_id: str, number: int, reason: str) -> DemoEnd:
        self._show(DemoEvent(type="result", text=reason, details={"ok": False, "step": number}))
        world = await self._game.world(world_id)
        return DemoEnd(complete=False, failed_step=number, state_hash=world.state_hash())

    async def _play(self, world_id: str, number: int, step: Step) -> None:
        request = Request(script=self._script.hash, step=number)
        if isinstance(step, Wait):
            await self._sleep(step.duration_ms / 1000)
            self._clock.step(step.duration_ms / 1000)
        for outcome in await self._game.pass_time(world_id):
            self._told(outcome)
        world = await self._game.world(world_id)
        soul = world.soul_of(PLAYER)
        if soul is None:
            raise Refused("{name} has no soul in this world.", name=PLAYER)
        self._told(await self._do(world, soul, step, request))

    async def _do(self, world: World, soul: Soul, step: Step, request: Request) -> Outcome:
        game = self._game
        match step:
            case Comment(text=text):
                return await game.note(world.id, text, request=request)
            case Wait():
                return await game.note(world.id, "", request=request)
            case Focus(landmark_key=key):
                return await game.focus(world.id, soul.id, key, request=request)
            case UseExit(landmark_key=key):
                await self._walk_to(world, soul, key)
                return await game.go(world.id, soul.id, key, request=request)
            case MovePlayer(location_id=place):
                return await game.move(world.id, soul.id, place, request=request)
            case UseArtifact():
                return await self._use(world, soul, step, request)
            case DescribeTool(description=wish):
                made = await forge(
                    game,
                    world.id,
                    soul.id,
                    wish,
                    catalyst_id=self._catalyst,
                    request=request,
                    progress=self._progress,
                    guild=self._guild,
                )
                self._show(_function_event(made.generation))
                return made.outcome

    async def _use(self, world: World, soul: Soul, step: UseArtifact, request: Request) -> Outcome:
        item = _carried(world, soul, step)
        place = world.locations.get(soul.location_id or "")
        if place and (target := _target(place, step)):
            await self._walk_to(world, soul, target)
        outcome = await self._game.use(world.id, soul.id, item.id, step.args, request=request)
        if outcome.prompt is Prompt.TOOL_DESCRIPTION:
            self._catalyst = item.id
        return outcome

    async def _walk_to(self, world: World, soul: Soul, landmark_key: str) -> None:
        if self._script.walks_by_itself and soul.focus != landmark_key:
            self._told(await self._game.focus(world.id, soul.id, landmark_key))

    def _told(self, outcome: Outcome) -> None:
        for line in outcome.lines:
            self._show(DemoEvent(type="log", text=line.text, details={"kind": str(line.kind)}))
        text = outcome.text
        if outcome.prompt is Prompt.TOOL_DESCRIPTION:
            text = "The Orb of Ingenuity waits for a description."
        if text and text not in {line.text for line in outcome.lines}:
            self._show(DemoEvent(type="result", text=text, details={"ok": True}))


def reason_of(error: BaseException) -> str:
    """What went wrong; of trouble with the database also what that was, for it can be mended."""
    cause = error.__cause__
    return f"{error} {cause}" if isinstance(cause, DatabaseError) else str(error)


def _kind(step: Step) -> str:
    """`pause` is a wait that nothing is said about."""
    if isinstance(step, Wait):
        return "wait" if step.log_message else "pause"
    return "comment" if isinstance(step, Comment) else "deed"


def _announcement(step: Step) -> str:
    if step.log_message:
        return step.log_message
    match step:
        case Comment(text=text):
            return text
        case Wait(duration_ms=duration):
            return f"Waits {duration / 1000:g} s."
        case Focus(landmark_key=None):
            return f"{PLAYER} steps back."
        case Focus(landmark_key=key) | UseExit(landmark_key=key):
            return f"{PLAYER} goes to {key}."
        case UseArtifact():
            return f"{PLAYER} uses {step.wanted}."
        case DescribeTool(description=wish):
            return f"{PLAYER} describes a tool: {wish}"
        case MovePlayer(location_id=place):
            return f"{PLAYER} moves to {place}."


def _carried(world: World, soul: Soul, step: UseArtifact) -> Artifact:
    items = [world.artifacts[key] for key in soul.inventory if key in world.artifacts]
    fitting = [item for item in items if step.fits(item.name)]
    if not fitting:
        names = ", ".join(item.name for item in items) or "nothing"
        raise Refused(
            "{soul} carries no {wanted!r}, but: {names}.",
            soul=soul.name,
            wanted=step.wanted,
            names=names,
        )
    return fitting[-1]


def _target(place: Location, step: UseArtifact) -> str | None:
    ids = [value for value in step.args.values() if isinstance(value, str)]
    marks = (place.landmark_targeting(object_id) for object_id in ids)
    return next((mark.key for mark in marks if mark), None)


def _function_event(generation: Generation) -> DemoEvent:
    last = generation.attempts[-1]
    function = generation.function
    return DemoEvent(
        type="function",
        text=function.source if function else "",
        details={
            "name": generation.specification.name,
            "model": last.model,
            "attempts": len(generation.attempts),
            "tokens": generation.tokens,
            "version": function.version if function else None,
        },
    )
