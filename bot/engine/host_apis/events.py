"""Host APIs about what happens: events, timers, other functions, the world's log and settings."""

from __future__ import annotations

from typing import Annotated

from bot.engine.errors import Refused
from bot.engine.host_apis.declaration import Access, Most, Reply, host_api
from bot.engine.host_apis.subject import Subject, require_room
from bot.engine.world import ScheduledEvent
from bot.values import Json, JsonObject, as_text, load_object

MOST_LINES = 50
"""The most lines one turn may write to the world log."""

MOST_TIMERS = 50
"""The most scheduled events of a world; players' tools may fill half of them."""

LATEST = 7 * 24 * 3600.0
"""How far ahead an event may be scheduled, in seconds."""


class Events(Subject):
    """Events, functions, chance, and what is told to everyone."""

    @host_api(Access.WRITE)
    def host_log_message_to_world(
        self, message: Annotated[str, "one sentence all players read", Most(1000)]
    ) -> str:
        """Write a line into the world log, which everyone in the world reads."""
        if len(self.turn.lines) >= MOST_LINES:
            raise Refused(f"One action writes at most {MOST_LINES} lines to the world log.")
        self.turn.say(message)
        return "The message was written to the world log."

    @host_api(Access.WORLD)
    def host_set_world_property(
        self,
        property_name: Annotated[str, "such as initial_start_location_id"],
        property_value: Annotated[Json, "any JSON value; null takes the property away"],
    ) -> Reply:
        """Set a property of the whole world."""
        if property_value is None:
            self.world.properties.pop(property_name, None)
            return Reply(f"World property {property_name!r} is not set.")
        require_room(self.world.properties, property_name, "world properties")
        self.world.properties[property_name] = property_value
        return Reply(f"World property {property_name!r} was set.")

    @host_api(Access.WORLD)
    def host_register_event_handler_function(
        self,
        event_id: Annotated[str, "the event"],
        handler_dynamic_function_name: Annotated[
            str, "called with {event_id, soul_id} and the event's own params"
        ],
    ) -> Reply:
        """Name the function that runs when an event is triggered."""
        require_room(self.world.handlers, event_id, "event handlers")
        self.world.handlers[event_id] = handler_dynamic_function_name
        return Reply(f"{handler_dynamic_function_name} now handles event {event_id!r}.")

    @host_api(Access.WRITE)
    async def host_trigger_world_event(
        self,
        event_id: Annotated[str, "the event"],
        soul_id: Annotated[str | None, "who caused it"] = None,
        event_params: Annotated[JsonObject | None, "more for its handler"] = None,
    ) -> Reply:
        """Make an event happen: its handler runs, and its result is the message."""
        handler = self.world.handlers.get(event_id)
        if handler is None:
            return Reply(f"No handler is registered for event {event_id!r}.")
        cause = soul_id or self.rights.soul_id or self.turn.soul_id
        params: JsonObject = {"event_id": event_id, "soul_id": cause, **(event_params or {})}
        return _said_by(await self.run(handler, params))

    @host_api(Access.WRITE)
    def host_schedule_event(
        self,
        event_id: Annotated[str, "the event"],
        after_seconds: Annotated[float, "when, in seconds from now, 1 to 604800"],
        event_params: Annotated[JsonObject | None, "more for its handler"] = None,
    ) -> Reply:
        """Let an event happen by itself after a while; it survives a restart."""
        require_timer(self)
        timer_id = free_timer_id(self)
        delay = min(max(after_seconds, 1.0), LATEST)
        self.world.schedule[timer_id] = ScheduledEvent(
            id=timer_id,
            event_id=event_id,
            due_at=self.turn.now + delay,
            soul_id=self.rights.soul_id or self.turn.soul_id,
            params=event_params or {},
            by_player=not self.rights.is_world,
            function_name=None if self.rights.is_world else self.rights.function_name,
        )
        self.lasts(delay)
        said = f"Event {event_id!r} will happen in {delay:g} s."
        return Reply(said, {"schedule_id": timer_id})

    @host_api(Access.READ)
    def host_random(
        self,
        low: Annotated[int, "the least whole number"],
        high: Annotated[int, "the greatest whole number"],
    ) -> Reply:
        """Draw a whole number from low to high, both included, under 'value'."""
        if low > high:
            raise Refused("'low' must not be greater than 'high'.")
        value = self.turn.random.randint(low, high)
        return Reply(f"The number is {value}.", {"value": value})

    @host_api(Access.WRITE)
    async def host_call_function(
        self,
        name: Annotated[str, "another function of this world"],
        params: Annotated[JsonObject | None, "what it is given"] = None,
    ) -> Reply:
        """Run another function of this world; what it returned is under 'result'.

        It may do no more than the caller may, and shares its time and its calls.
        """
        return _said_by(await self.run(name, params or {}))


def require_timer(subject: Subject) -> None:
    """Raise `Refused` if one more scheduled event would be too many."""
    schedule = subject.world.schedule
    require_room(schedule, "", "scheduled events", MOST_TIMERS)
    theirs = [one.id for one in schedule.values() if one.by_player]
    if not subject.rights.is_world and len(theirs) >= MOST_TIMERS // 2:
        raise Refused("Players' tools have scheduled as many events as they may.")


def free_timer_id(subject: Subject) -> str:
    """An id no scheduled event has."""
    while (timer_id := f"timer_{subject.turn.number()}") in subject.world.schedule:
        pass
    return timer_id


def _said_by(result: str) -> Reply:
    """A function's result as a reply: its sentence, and all of it under 'result'."""
    answer = _object_in(result)
    said = as_text(answer.get("error")) or as_text(answer.get("message"), result)
    return Reply(said, {"result": result}, success=not answer.get("error"))


def _object_in(text: str) -> JsonObject:
    try:
        return load_object(text)
    except ValueError:
        return {}
