"""Host APIs about what wears off or wears out: passing effects, and tools that are used up."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.engine.errors import Refused
from bot.engine.host_apis.declaration import Access, Reply, host_api
from bot.engine.host_apis.events import free_timer_id, require_timer
from bot.engine.host_apis.subject import Subject, bounded, in_words, merged
from bot.engine.permissions import (
    require_consent,
    require_object_unprotected,
    require_own_tool,
)
from bot.engine.world import EnvironmentObject, Restoring, ScheduledEvent
from bot.values import JsonObject, canonical

WEARS_OFF = "effect_wears_off"
"""The event id of what ends a passing effect; no handler runs for it."""


class Wearing(Subject):
    """Effects with an end, and tools that remember or are used up."""

    @host_api(Access.WRITE)
    def host_apply_passing_effect(
        self,
        object_id: Annotated[str, "the environment object"],
        effect_details: Annotated[JsonObject, "the keys of its details to set for a while"],
        duration: Annotated[float, "how long it lasts, in seconds, 1 to 3600"],
    ) -> Reply:
        """Change an environment object for a while; then its keys are as they were before.

        A key that is changed again meanwhile stays as it then is.
        """
        thing = self.thing(object_id)
        require_object_unprotected(self.rights, thing, effect_details)
        require_timer(self)
        details = merged(thing.details, effect_details, what="the object's details")
        before = {key: thing.details[key] for key in effect_details if key in thing.details}
        before = self._taken_over(thing, effect_details, before)
        lasting = bounded(duration)
        self.lasts(lasting)
        timer_id = free_timer_id(self)
        self.world.objects[object_id] = replace(thing, details=details)
        self.world.schedule[timer_id] = ScheduledEvent(
            id=timer_id,
            event_id=WEARS_OFF,
            due_at=self.turn.now + lasting,
            soul_id=self.rights.soul_id or self.turn.soul_id,
            by_player=not self.rights.is_world,
            restoring=Restoring(object_id=object_id, made=effect_details, before=before),
        )
        location = self.world.locations.get(thing.location_id)
        name = self.landmark_name(location, object_id) if location else object_id
        return Reply(f"{name} was changed for {lasting:g} s.", {"object_id": object_id})

    @host_api(Access.WRITE)
    def host_remove_soul_status(
        self,
        soul_id: Annotated[str, "whose state it is"],
        status: Annotated[str, "the state to end, such as wounded, asleep, invisible"],
    ) -> Reply:
        """End a state a soul is in. A tool does this to its user; to others only with consent."""
        soul = self.soul(soul_id)
        require_consent(self.rights, soul)
        if status not in soul.statuses_at(self.turn.now):
            return Reply(f"{soul.name} is not {in_words(status)}.")
        others = tuple(one for one in soul.statuses if one.name != status)
        self.world.souls[soul.id] = replace(soul, statuses=others)
        said = f"{soul.name} is no longer {in_words(status)}."
        self.turn.say(said)
        return Reply(said)

    @host_api(Access.WRITE)
    def host_set_artifact_properties(
        self,
        artifact_id: Annotated[str, "the artifact; params['artifact_id'] is the one in use"],
        properties: Annotated[
            JsonObject, "the keys to set, such as {'uses_left': 2}; read at its next use"
        ],
    ) -> Reply:
        """Let an artifact remember something: it is in artifact_properties when it is next used.

        A tool may do this to itself and to what it has just made.
        """
        artifact = self.artifact(artifact_id)
        require_own_tool(self.turn, self.rights, artifact, properties)
        together = merged(artifact.properties, properties, what="the artifact's properties")
        self.world.artifacts[artifact_id] = replace(artifact, properties=together)
        return Reply(f"{artifact.name} will remember that.")

    @host_api(Access.WRITE)
    def host_use_up_artifact(
        self,
        artifact_id: Annotated[str, "the artifact; params['artifact_id'] is the one in use"],
    ) -> Reply:
        """Take an artifact out of the world: it is used up. A tool may do this to itself."""
        artifact = self.artifact(artifact_id)
        require_own_tool(self.turn, self.rights, artifact, ())
        holders = [soul for soul in self.world.souls.values() if artifact_id in soul.inventory]
        if len(holders) > 1:
            raise Refused(f"{artifact.name} is in more hands than one.")
        for soul in holders:
            left = tuple(key for key in soul.inventory if key != artifact_id)
            self.world.souls[soul.id] = replace(soul, inventory=left)
        del self.world.artifacts[artifact_id]
        said = f"{artifact.name} is used up."
        self.turn.say(said)
        return Reply(said)

    def _taken_over(
        self, thing: EnvironmentObject, effect: JsonObject, before: JsonObject
    ) -> JsonObject:
        """What the keys were before all effects: those of earlier ones end with this one."""
        kept = dict(before)
        for event in list(self.world.schedule.values()):
            earlier = event.restoring
            if earlier is None or earlier.object_id != thing.id:
                continue
            for key in effect.keys() & earlier.made.keys():
                if canonical(thing.details.get(key)) != canonical(earlier.made[key]):
                    continue
                kept.pop(key, None)
                if key in earlier.before:
                    kept[key] = earlier.before[key]
            left = {key: value for key, value in earlier.made.items() if key not in effect}
            if not left:
                del self.world.schedule[event.id]
                continue
            rest = Restoring(object_id=thing.id, made=left, before=earlier.before)
            self.world.schedule[event.id] = replace(event, restoring=rest)
        return kept
