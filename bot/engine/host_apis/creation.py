"""Host APIs that bring new things into the world."""

from __future__ import annotations

from typing import Annotated

from bot.engine.host_apis.declaration import Access, Most, host_api
from bot.engine.host_apis.subject import Subject, merged, require_new, require_room
from bot.engine.permissions import require_no_credit, require_own_link, spend
from bot.engine.world import Artifact, EnvironmentObject, Location, Puzzle
from bot.values import JsonObject


class Creation(Subject):
    """New locations, artifacts, environment objects and puzzles."""

    @host_api(Access.WRITE)
    def host_core_add_location_to_gamestate(
        self,
        id: Annotated[str, "a new id, such as 'trial_chamber'"],
        name: Annotated[str, "the name players read"],
        description: Annotated[str, "what one sees there", Most(4000)],
    ) -> str:
        """Add a new location to the world. Refused if the id is already a location's."""
        require_new(self.world.locations, id, "a location")
        require_room(self.world.locations, id, "locations")
        spend(self.turn, self.rights, "location", id)
        self.world.locations[id] = Location(id=id, name=name, description=description)
        return f"Location {id!r} ({name}) was added."

    @host_api(Access.WRITE)
    def host_core_add_artifact_to_gamestate(
        self,
        id: Annotated[str, "a new id, such as 'ember_01'"],
        name: Annotated[str, "the name players read"],
        description: Annotated[str, "what it is", Most(4000)],
        properties: Annotated[
            JsonObject | None,
            "free properties, given to its function as artifact_properties; "
            "client_interaction_rules say when it can be used",
        ] = None,
        linked_dynamic_function_name: Annotated[
            str | None, "the function that runs when the artifact is used"
        ] = None,
    ) -> str:
        """Add a new artifact, which nobody carries yet. Refused if an artifact has the id."""
        require_new(self.world.artifacts, id, "an artifact")
        require_room(self.world.artifacts, id, "artifacts")
        require_own_link(self.rights, linked_dynamic_function_name)
        require_no_credit(self.rights, id, properties or {})
        spend(self.turn, self.rights, "artifact", id)
        self.world.artifacts[id] = Artifact(
            id=id,
            name=name,
            description=description,
            function_name=linked_dynamic_function_name,
            properties=properties or {},
        )
        return f"Artifact {id!r} ({name}) was added."

    @host_api(Access.WRITE)
    def host_core_add_env_object_to_gamestate(
        self,
        id: Annotated[str, "an id, such as 'pedestal_fire'"],
        location_id: Annotated[str, "where it stands"],
        type: Annotated[str, "what kind of thing it is, such as 'pedestal'"],
        details: Annotated[
            JsonObject | None, "its free state; 'protected' lists fixed keys"
        ] = None,
    ) -> str:
        """Add an environment object: a thing that stays in a location and has its own state."""
        self.location(location_id)
        if not self.rights.is_world:
            require_new(self.world.objects, id, "an environment object")
        require_room(self.world.objects, id, "environment objects")
        spend(self.turn, self.rights, "object", id)
        self.world.objects[id] = EnvironmentObject(
            id=id, location_id=location_id, type=type, details=details or {}
        )
        return f"Environment object {id!r} was added to {location_id!r}."

    @host_api(Access.WORLD)
    def host_core_initialize_puzzle_state(
        self,
        id: Annotated[str, "an id, such as 'vault_access_puzzle'"],
        initial_state: Annotated[
            JsonObject,
            "its free state; may carry checking_dynamic_function_name, and 'protected', "
            "a list of the keys that players' tools cannot change",
        ],
    ) -> str:
        """Begin a puzzle. What it seals is open once its state has is_complete or is_open."""
        require_room(self.world.puzzles, id, "puzzles")
        state = merged(initial_state, {"id": id}, what="initial_state")
        self.world.puzzles[id] = Puzzle(id=id, state=state)
        return f"Puzzle {id!r} was begun."
