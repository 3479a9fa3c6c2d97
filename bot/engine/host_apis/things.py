"""Host APIs about what stands in a place: environment objects and temporary objects."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.engine.errors import NotFound
from bot.engine.host_apis.declaration import Access, Expected, Reply, host_api
from bot.engine.host_apis.subject import (
    Subject,
    as_much_as_fits,
    bounded,
    in_words,
    merged,
    require_room,
)
from bot.engine.permissions import Forbidden, require_object_unprotected, spend
from bot.engine.world import HERE, EnvironmentObject, Location, TemporaryObject
from bot.values import JsonObject

MOST_TEMPORARY = 100
"""The most temporary objects of a world."""


class Things(Subject):
    """Environment objects and temporary objects."""

    @host_api(Access.WRITE)
    def host_apply_effect_on_environment_object(
        self,
        object_id: Annotated[str, "the environment object"],
        effect_details: Annotated[
            JsonObject,
            "the keys of its details to set, such as {'lit': true}; client_visual_update "
            "{new_color_hex, emissive_color_hex, emissive_intensity} recolours its landmark",
        ],
    ) -> Reply:
        """Change an environment object: the given keys replace the same keys of its details.

        Nothing is written to the world log; say with host_log_message_to_world what is to be seen.
        """
        thing = self.thing(object_id)
        require_object_unprotected(self.rights, thing, effect_details)
        details = merged(thing.details, effect_details, what="the object's details")
        self.world.objects[object_id] = replace(thing, details=details)
        location = self.world.locations.get(thing.location_id)
        name = self.landmark_name(location, object_id) if location else object_id
        return Reply(f"{name} was changed.", {"object_id": object_id})

    @host_api(Access.READ)
    def host_get_environment_object_data(
        self, object_id: Annotated[str, "the environment object"]
    ) -> Reply:
        """Read an environment object: id, type, location_id and details."""
        return Reply(f"This is {object_id!r}.", _told(self.thing(object_id)))

    @host_api(Access.READ)
    def host_list_environment_objects(self, location_id: Annotated[str, "the location"]) -> Reply:
        """List a location's environment objects under 'objects': id, type, location_id, details."""
        self.location(location_id)
        things = self.world.objects_in(location_id)
        listed = as_much_as_fits((_told(thing) for thing in things), "objects")
        return Reply(f"There are {len(things)} environment objects.", listed)

    @host_api(Access.WRITE)
    def host_create_temporary_object(
        self,
        type: Annotated[str, "what it is, in a word or two, such as 'light_bridge'"],
        to_landmark_id: Annotated[str, "the key of the landmark it reaches"],
        location_id: Annotated[str, "where it is made"],
        soul_id: Annotated[str | None, "who makes it", Expected()] = None,
        client_visual_config: Annotated[
            JsonObject | None,
            "how it looks; {'spans': false} if one cannot get across by it",
            Expected(),
        ] = None,
        duration: Annotated[float, "how long it lasts, in seconds, 1 to 3600"] = 10,
        from_landmark_id: Annotated[
            str, "the key of the landmark it begins at, or player_current_pos for where one stands"
        ] = HERE,
    ) -> Reply:
        """Make an object that reaches from one landmark to another and expires after a while.

        A bridge, a rope or a ladder to a landmark beyond a chasm is a way across while it lasts.
        """
        location = self.location(location_id)
        require_room(self.world.temporary, "", "temporary objects", MOST_TEMPORARY)
        maker = self.rights.soul_id if not self.rights.is_world else soul_id or self.turn.soul_id
        object_id = self._free_id()
        spend(self.turn, self.rights, "temporary object", object_id)
        lasting = bounded(duration)
        self.world.temporary[object_id] = TemporaryObject(
            id=object_id,
            type=type,
            location_id=location_id,
            from_landmark_id=from_landmark_id,
            to_landmark_id=to_landmark_id,
            created_at=self.turn.now,
            duration=lasting,
            creator_soul_id=maker if maker in self.world.souls else None,
            config=client_visual_config or {},
        )
        self.lasts(lasting)
        what = _with_article(in_words(type))
        self.turn.say(f"{what} appeared in {location.name}. It will last {lasting:g}s.")
        notes = [] if lasting == duration else [f" It lasts {lasting:g} s, not {duration:g} s."]
        if _is_unknown(location, to_landmark_id):
            notes.append(f" There is no landmark {to_landmark_id!r} here, so it leads nowhere.")
        return Reply(
            f"{what} appeared for {lasting:g} s.{''.join(notes)}", {"object_id": object_id}
        )

    @host_api(Access.WRITE)
    def host_remove_temporary_object(
        self, object_id: Annotated[str, "the temporary object, as its creation returned it"]
    ) -> Reply:
        """Take away a temporary object before it expires. A tool may remove only its user's own."""
        thing = self.world.temporary.get(object_id)
        if thing is None:
            raise NotFound(f"There is no temporary object {object_id!r}.")
        if not self.rights.is_world and thing.creator_soul_id != self.rights.soul_id:
            raise Forbidden(f"The temporary object {object_id!r} is somebody else's.")
        del self.world.temporary[object_id]
        self.turn.say(f"The {in_words(thing.type)} is gone.")
        return Reply(f"The {in_words(thing.type)} is gone.", {"object_id": object_id})

    def _free_id(self) -> str:
        while (object_id := f"temporary_{self.turn.number()}") in self.world.temporary:
            pass
        return object_id


def _told(thing: EnvironmentObject) -> JsonObject:
    return {
        "id": thing.id,
        "type": thing.type,
        "location_id": thing.location_id,
        "details": thing.details,
    }


def _with_article(words: str) -> str:
    word = words.lower()
    is_vowel = word[0] in "aeiou" and not word.startswith(("uni", "use", "eu", "one"))
    return f"{'An' if is_vowel else 'A'} {words}"


def _is_unknown(location: Location, key: str) -> bool:
    return key not in location.landmarks and location.landmark_targeting(key) is None
