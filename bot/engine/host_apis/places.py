"""Host APIs about places: how they look, what stands in them, light, weather and ways across."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, cast

from bot.engine.host_apis.declaration import Access, Reply, host_api
from bot.engine.host_apis.subject import (
    MOST_LANDMARKS,
    Subject,
    bounded,
    merged_config,
    require_room,
)
from bot.engine.paths import path_exists
from bot.engine.permissions import (
    require_landmark_unprotected,
    require_place_unprotected,
    spend,
)
from bot.engine.world import Landmark, Location, Passing
from bot.values import Json, JsonObject


class Places(Subject):
    """Locations and their landmarks."""

    @host_api(Access.READ)
    def host_get_location_data(self, location_id: Annotated[str, "the location"]) -> Reply:
        """Read a location: id, name, description, exits, light, weather.

        The exits map the key of a landmark to the id of the location it leads to.
        """
        location = self.location(location_id)
        return Reply(
            f"This is {location.name}.",
            {
                "id": location.id,
                "name": location.name,
                "description": location.description,
                "exits": cast("dict[str, Json]", dict(location.exits)),
                "light": location.light_at(self.turn.now),
                "weather": location.weather_at(self.turn.now),
            },
        )

    @host_api(Access.WRITE)
    def host_set_location_visual_config(
        self,
        location_id: Annotated[str, "the location"],
        config: Annotated[
            JsonObject,
            "center_position_xyz, ground_type_key (flat_plane, split_chasm_platforms or none), "
            "ground_config",
        ],
    ) -> Reply:
        """Set how a location looks: the keys given replace the same keys, a null takes one away."""
        location = self.location(location_id)
        require_place_unprotected(self.turn, self.rights, location, config)
        together = merged_config(location.config, config, what="the location's config")
        self.world.locations[location_id] = replace(location, config=together)
        return Reply(f"{location.name} looks different now.")

    @host_api(Access.WRITE)
    def host_set_landmark_visual_config(
        self,
        location_id: Annotated[str, "the location it stands in"],
        landmark_key: Annotated[str, "the landmark's key in that location"],
        config: Annotated[
            JsonObject,
            "display_name, relative_position_xyz, geometry_config, material_config, "
            "targetable_as_env_object_id, is_exit_to_location_id, landmark_interaction_type_key, "
            "linked_puzzle_id_for_open_state (the puzzle that keeps an exit sealed)",
        ],
    ) -> Reply:
        """Add a landmark to a location, or change one: keys given replace the same keys.

        A null takes a key away. With is_exit_to_location_id the landmark is an exit to that place.
        """
        location = self.location(location_id)
        old = location.landmarks.get(landmark_key)
        require_room(location.landmarks, landmark_key, "landmarks here", MOST_LANDMARKS)
        require_landmark_unprotected(self.turn, self.rights, location, old, config)
        together = merged_config(old.config if old else {}, config, what="the landmark's config")
        if old is None:
            spend(self.turn, self.rights, "landmark", landmark_key)
        mark = Landmark(key=landmark_key, config=together)
        self.world.locations[location_id] = replace(
            location,
            landmarks={**location.landmarks, landmark_key: mark},
            exits=_exits_with(location, mark),
        )
        return Reply(f"{mark.name} stands in {location.name}.")

    @host_api(Access.WRITE)
    def host_set_light(
        self,
        location_id: Annotated[str, "the location"],
        value: Annotated[str, "one word, such as dark, dim, bright, moonlit"],
        duration: Annotated[
            float | None, "how long it lasts, in seconds, 1 to 3600; for good if not given"
        ] = None,
    ) -> Reply:
        """Set the light in a location; puzzles and pictures see it."""
        return self._set_ambience("light", location_id, value, duration)

    @host_api(Access.WRITE)
    def host_set_weather(
        self,
        location_id: Annotated[str, "the location"],
        value: Annotated[str, "one word, such as clear, rain, fog, storm, snow"],
        duration: Annotated[
            float | None, "how long it lasts, in seconds, 1 to 3600; for good if not given"
        ] = None,
    ) -> Reply:
        """Set the weather in a location; puzzles and pictures see it."""
        return self._set_ambience("weather", location_id, value, duration)

    @host_api(Access.READ)
    def host_path_exists(
        self,
        location_id: Annotated[str, "the location"],
        from_landmark: Annotated[
            str, "the key of a landmark, or player_current_pos for where one stands"
        ],
        to_landmark: Annotated[str, "the key of the landmark to get to"],
    ) -> Reply:
        """Ask whether one can get across now, answered as true or false under 'path_exists'.

        Bridges, ropes and the like count while they last, and so does a chasm that was filled.
        """
        location = self.location(location_id)
        is_there = path_exists(
            self.world,
            location_id,
            from_landmark,
            to_landmark,
            self.turn.now,
            soul=self.acting,
        )
        goal = self.landmark_name(location, to_landmark)
        said = f"One can get to {goal} now." if is_there else f"There is no way to {goal} now."
        return Reply(said, {"path_exists": is_there})

    def _set_ambience(
        self,
        kind: Literal["light", "weather"],
        location_id: str,
        value: str,
        duration: float | None,
    ) -> Reply:
        location = self.location(location_id)
        if duration is None:
            passing = {name: one for name, one in location.passing.items() if name != kind}
            light = value if kind == "light" else location.light
            weather = value if kind == "weather" else location.weather
            changed = replace(location, light=light, weather=weather, passing=passing)
            how_long = ""
        else:
            lasting = bounded(duration)
            self.lasts(lasting)
            cover = Passing(value=value, until=self.turn.now + lasting)
            changed = replace(location, passing={**location.passing, kind: cover})
            how_long = f" for {lasting:g} s"
        self.world.locations[location_id] = changed
        said = f"The {kind} in {location.name} is {value}{how_long}."
        self.turn.say(said)
        return Reply(said)


def _exits_with(location: Location, mark: Landmark) -> dict[str, str]:
    leads_to = mark.text("is_exit_to_location_id")
    if leads_to:
        return {**location.exits, mark.key: leads_to}
    return {key: goal for key, goal in location.exits.items() if key != mark.key}
