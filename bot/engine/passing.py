"""What happens in a world by itself: things expire, scheduled events fall due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from bot.engine.errors import GameError
from bot.engine.host_apis import Runner
from bot.engine.labels import Reach
from bot.engine.turn import Rights, Turn
from bot.engine.world import (
    Restoring,
    ScheduledEvent,
    Soul,
    TemporaryObject,
    World,
)
from bot.executor.errors import ExecutorError, SandboxUnavailable
from bot.executor.specification import Author
from bot.values import JsonObject, canonical

EXPIRED = "temporary_object_expired"
"""The event a world may register a handler for, to hear of temporary objects that are gone."""


class Rightful(Runner, Protocol):
    """Runs functions, and knows what each tool may do."""

    async def rights_of(self, name: str, soul_id: str | None) -> Rights | None:
        """The rights of a tool in a soul's hands; None where it is gone or set aside."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """Something that happens at `at`, seconds since the epoch."""

    at: float
    what: TemporaryObject | ScheduledEvent | Soul

    @property
    def kind(self) -> str:
        """The journal's name for it."""
        return "event" if isinstance(self.what, ScheduledEvent) else "expiry"


def next_due(world: World) -> Due | None:
    """What happens next by itself, the earliest first, whether its time has come or not."""
    return min(_all_due(world), key=lambda due: (due.at, due.what.id), default=None)


def _all_due(world: World) -> Iterator[Due]:
    for thing in world.temporary.values():
        yield Due(thing.expires_at, thing)
    for event in world.schedule.values():
        yield Due(event.due_at, event)
    for soul in world.souls.values():
        ends = [status.until for status in soul.statuses if status.until is not None]
        if ends:
            yield Due(min(ends), soul)


async def come_to_pass(due: Due, turn: Turn, runner: Rightful) -> None:
    """Do in a turn what has fallen due; a handler that fails is left out."""
    match due.what:
        case TemporaryObject() as thing:
            await _expire(thing, turn, runner)
        case ScheduledEvent(restoring=Restoring() as restoring) as event:
            del turn.world.schedule[event.id]
            _restore(restoring, turn)
        case ScheduledEvent() as event:
            del turn.world.schedule[event.id]
            params: JsonObject = {"event_id": event.event_id, "soul_id": event.soul_id}
            rights = await _rights_at(event, runner)
            if rights is not None:
                await _handle(turn, runner, {**event.params, **params}, rights)
        case Soul() as soul:
            ended = [one for one in soul.statuses if one.until is not None and one.until <= due.at]
            lasting = tuple(one for one in soul.statuses if one not in ended)
            turn.world.souls[soul.id] = replace(soul, statuses=lasting)
            for status in ended:
                turn.say(f"{soul.name} is no longer {status.name}.")


async def _rights_at(event: ScheduledEvent, runner: Rightful) -> Rights | None:
    """The rights an event happens with: those of the tool it is the doing of, None without it.

    Its user may have gone on since, so that what it does is elsewhere by now.
    """
    if event.function_name is None:
        return Rights(Author.PLAYER if event.by_player else Author.WORLD, event.soul_id)
    rights = await runner.rights_of(event.function_name, event.soul_id)
    if rights is None or rights.label is None or rights.label.reach is None:
        return rights
    reach = rights.label.reach | {Reach.ELSEWHERE}
    return replace(rights, label=replace(rights.label, reach=reach))


def _restore(restoring: Restoring, turn: Turn) -> None:
    """Put an object's details back, but for what was changed again since."""
    thing = turn.world.objects.get(restoring.object_id)
    if thing is None:
        return
    details = dict(thing.details)
    for key, value in restoring.made.items():
        if key not in details or canonical(details[key]) != canonical(value):
            continue
        if key in restoring.before:
            details[key] = restoring.before[key]
        else:
            del details[key]
    turn.world.objects[thing.id] = replace(thing, details=details)
    place = turn.world.locations.get(thing.location_id)
    mark = place.landmark_targeting(thing.id) if place else None
    turn.say(f"What was done to {mark.name if mark else thing.id} wears off.")


async def _expire(thing: TemporaryObject, turn: Turn, runner: Runner) -> None:
    del turn.world.temporary[thing.id]
    place = turn.world.locations.get(thing.location_id)
    where = f" in {place.name}" if place else ""
    turn.say(f"The {thing.type.replace('_', ' ')}{where} fades away.")
    params: JsonObject = {
        "event_id": EXPIRED,
        "soul_id": thing.creator_soul_id,
        "object_id": thing.id,
        "object_type": thing.type,
        "location_id": thing.location_id,
        "to_landmark_id": thing.to_landmark_id,
    }
    await _handle(turn, runner, params, Rights(Author.WORLD, thing.creator_soul_id))


async def _handle(turn: Turn, runner: Runner, params: JsonObject, rights: Rights) -> None:
    handler = turn.world.handlers.get(str(params["event_id"]))
    if handler is None:
        return
    point = turn.savepoint()
    try:
        await runner.run(handler, params, rights)
    except SandboxUnavailable:
        raise  # the handler has not failed, it was never run
    except (GameError, ExecutorError):
        turn.restore(point)
