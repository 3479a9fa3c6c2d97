"""Host APIs about souls: where they are, what they carry, what state they are in."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, cast

from bot.engine.errors import NotFound, Refused
from bot.engine.host_apis.declaration import Access, Most, Reply, host_api
from bot.engine.host_apis.subject import Subject, as_much_as_fits, bounded, in_words
from bot.engine.paths import path_exists
from bot.engine.permissions import require_consent, require_gift
from bot.engine.scene import exit_refusal
from bot.engine.world import HERE, Location, Soul, Status
from bot.values import Json, JsonObject

MOST_STATUSES = 20
"""The most states a soul is in at once."""


class Souls(Subject):
    """Who is where, what they carry, what they are."""

    @host_api(Access.READ)
    def host_get_entity_data(self, entity_id: Annotated[str, "the soul's id"]) -> Reply:
        """Read a soul: id, name and location_id."""
        soul = self.soul(entity_id)
        return Reply(
            f"This is {soul.name}.",
            {"id": soul.id, "name": soul.name, "location_id": soul.location_id},
        )

    @host_api(Access.READ)
    def host_list_souls_in_location(self, location_id: Annotated[str, "the location"]) -> Reply:
        """List who is in a location under 'souls': id, name, and status, a list of states."""
        self.location(location_id)
        souls = self.world.souls_in(location_id)
        listed = as_much_as_fits((self._told(soul) for soul in souls), "souls")
        return Reply(f"There are {len(souls)} souls here.", listed)

    @host_api(Access.WRITE)
    def host_give_artifact_to_soul(
        self,
        soul_id: Annotated[str, "who receives it"],
        artifact_id: Annotated[str, "what is given"],
    ) -> Reply:
        """Put an artifact into a soul's inventory and log that it was obtained.

        A tool gives what it has just made, or what its user carries, which then changes hands.
        """
        soul, artifact = self.soul(soul_id), self.artifact(artifact_id)
        require_gift(self.turn, self.rights, artifact_id)
        if artifact_id in soul.inventory:
            return Reply(f"{soul.name} already carries {artifact.name}.")
        giver = None if self.rights.is_world else self.acting
        if giver is not None and artifact_id in giver.inventory:
            self._take_from(giver, artifact_id)
        self._hand_to(soul, artifact_id)
        self.turn.say(f"{soul.name} obtained {artifact.name}.")
        return Reply(f"{soul.name} obtained {artifact.name}.")

    @host_api(Access.READ)
    def host_get_inventory(self, soul_id: Annotated[str, "the soul"]) -> Reply:
        """List what a soul carries under 'artifacts': id, name, description and properties.

        A tool reads its user's own inventory, and another soul's only with its consent.
        """
        soul = self.soul(soul_id)
        require_consent(self.rights, soul)
        carried = (self.world.artifacts.get(key) for key in soul.inventory)
        items: list[JsonObject] = [
            {
                "id": one.id,
                "name": one.name,
                "description": one.description,
                "properties": one.properties,
            }
            for one in carried
            if one is not None
        ]
        return Reply(
            f"{soul.name} carries {len(items)} artifacts.", as_much_as_fits(items, "artifacts")
        )

    @host_api(Access.WRITE)
    def host_move_soul(
        self,
        soul_id: Annotated[str, "who moves"],
        to_location_id: Annotated[str | None, "the location to move to"] = None,
        to_landmark_key: Annotated[str | None, "the landmark to step up to"] = None,
    ) -> Reply:
        """Move a soul to another location, or up to a landmark; give one of the two, or both.

        A tool moves its user through open exits and along existing paths; others only with consent.
        """
        soul = self.soul(soul_id)
        require_consent(self.rights, soul)
        if to_location_id is None and to_landmark_key is None:
            raise Refused("host_move_soul needs 'to_location_id' or 'to_landmark_key'.")
        if soul.rests_from is not None:
            raise Refused(f"{soul.name} is at rest.")
        goal = self.location(to_location_id or soul.location_id or "")
        if to_landmark_key is not None and to_landmark_key not in goal.landmarks:
            raise NotFound(f"There is no landmark {to_landmark_key!r} in {goal.id!r}.")
        is_leaving = goal.id != soul.location_id
        if not self.rights.is_world:
            self._require_way(soul, goal, to_landmark_key)
        self.world.souls[soul.id] = replace(soul, location_id=goal.id, focus=to_landmark_key)
        if is_leaving:
            self.turn.say(f"{soul.name} is now in {goal.name}.")
        where = goal.landmarks[to_landmark_key].name if to_landmark_key else goal.name
        return Reply(f"{soul.name} is now at {where}.")

    @host_api(Access.WRITE)
    def host_set_soul_status(
        self,
        soul_id: Annotated[str, "whose state it is"],
        status: Annotated[str, "one word, such as shielded, asleep, invisible, flying", Most(40)],
        duration: Annotated[
            float | None, "how long it lasts, in seconds, 1 to 3600; for good if not given"
        ] = None,
    ) -> Reply:
        """Put a soul into a state. A tool does this to its user; to others only with consent.

        A soul that is flying, winged or levitating can cross a chasm by itself.
        """
        soul = self.soul(soul_id)
        require_consent(self.rights, soul)
        others = tuple(one for one in soul.statuses if one.name != status)
        if len(others) >= MOST_STATUSES:
            raise Refused(f"{soul.name} is in too many states already.")
        lasting = None if duration is None else bounded(duration)
        until = None if lasting is None else self.turn.now + lasting
        new = Status(name=status, until=until)
        self.world.souls[soul.id] = replace(soul, statuses=(*others, new))
        how_long = ""
        if lasting is not None:
            self.lasts(lasting)
            how_long = f" for {lasting:g} s"
        said = f"{soul.name} is {in_words(status)}{how_long}."
        self.turn.say(said)
        return Reply(said)

    @host_api(Access.WRITE)
    def host_transfer_artifact(
        self,
        from_soul_id: Annotated[str, "who gives it away"],
        to_soul_id: Annotated[str, "who receives it"],
        artifact_id: Annotated[str, "what changes hands"],
    ) -> Reply:
        """Move an artifact from one soul to another. A tool needs consent to take from others."""
        giver, receiver = self.soul(from_soul_id), self.soul(to_soul_id)
        require_consent(self.rights, giver)
        artifact = self.artifact(artifact_id)
        if artifact_id not in giver.inventory:
            raise Refused(f"{giver.name} does not carry {artifact.name}.")
        if artifact_id in receiver.inventory:
            raise Refused(f"{receiver.name} already carries {artifact.name}.")
        self._take_from(giver, artifact_id)
        self._hand_to(receiver, artifact_id)
        said = f"{giver.name} gave {artifact.name} to {receiver.name}."
        self.turn.say(said)
        return Reply(said)

    def _told(self, soul: Soul) -> JsonObject:
        status = cast("list[Json]", list(soul.statuses_at(self.turn.now)))
        return {"id": soul.id, "name": soul.name, "status": status}

    def _hand_to(self, soul: Soul, artifact_id: str) -> None:
        self.world.souls[soul.id] = replace(soul, inventory=(*soul.inventory, artifact_id))

    def _take_from(self, soul: Soul, artifact_id: str) -> None:
        left = tuple(key for key in soul.inventory if key != artifact_id)
        self.world.souls[soul.id] = replace(soul, inventory=left)

    def _require_way(self, soul: Soul, goal: Location, landmark_key: str | None) -> None:
        """Raise `Refused` unless an open exit leads to the goal, and a path to the landmark."""
        now = self.turn.now
        if goal.id != soul.location_id:
            here = self.location(soul.location_id or "")
            ways = [key for key, leads_to in here.exits.items() if leads_to == goal.id]
            if not ways:
                raise Refused(f"No exit leads from {here.name} to {goal.name}.")
            closed = [exit_refusal(self.world, here, key, now, soul=soul) for key in ways]
            if all(closed):
                raise Refused(str(closed[0]))
        if landmark_key is not None and not path_exists(
            self.world, goal.id, HERE, landmark_key, now, soul=soul
        ):
            raise Refused(f"There is no way to get to {goal.landmarks[landmark_key].name} now.")
