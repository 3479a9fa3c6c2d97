"""A world to wish in, prompts for wishes, and real runs of what was written."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass, replace

from bot.engine.forging.surroundings import surroundings
from bot.engine.host_apis import HostApis, catalogue
from bot.engine.turn import Rights, Turn
from bot.engine.world import (
    Artifact,
    Chronicle,
    EnvironmentObject,
    Landmark,
    Location,
    Puzzle,
    Soul,
    World,
)
from bot.executor.apprentice.writer import Apprentice
from bot.executor.budget import Budget, Limits
from bot.executor.prompt import Briefing, Message
from bot.executor.sandbox import Program, Sandbox
from bot.executor.specification import ApiDescription, Author, Specification
from bot.values import Json, JsonObject

NAME = "df_user_1234_abcd"
NOW = 1_000_000.0


def landmark(
    key: str, name: str, target: str | None = None, exit_to: str | None = None
) -> Landmark:
    """A landmark, perhaps one an object stands behind, perhaps an exit."""
    config: JsonObject = {"display_name": name}
    if target:
        config["targetable_as_env_object_id"] = target
    if exit_to:
        config["is_exit_to_location_id"] = exit_to
    return Landmark(key=key, config=config)


def location(place_id: str, name: str, marks: list[Landmark], config: JsonObject) -> Location:
    """A place with its landmarks, whose exits are those landmarks that are exits."""
    exits = {mark.key: mark.text("is_exit_to_location_id") for mark in marks}
    return Location(
        id=place_id,
        name=name,
        description=f"This is {name}.",
        exits={key: goal for key, goal in exits.items() if goal},
        landmarks={mark.key: mark for mark in marks},
        config=config,
    )


def thing(object_id: str, place_id: str, kind: str, **details: Json) -> EnvironmentObject:
    """An environment object."""
    return EnvironmentObject(id=object_id, location_id=place_id, type=kind, details=details)


def vault(*, chasm: bool = False) -> World:
    """Two places: an approach with a chasm in it, which may have an object, and a chamber."""
    approach = [
        landmark("near_ledge_landmark", "Near Ledge"),
        landmark("keyhole_platform_landmark", "Keyhole Platform", "vault_keyhole"),
        landmark("vault_door_landmark", "Massive Vault Door", "vault_door", "vault_interior"),
        landmark("way_back_landmark", "Way Back", None, "trial_chamber"),
        landmark("chest_landmark", "Iron Chest", "chest_01"),
        landmark("fountain_landmark", "Dry Fountain", "fountain"),
        landmark("bramble_landmark", "Bramble Hedge"),
    ]
    chamber = [
        landmark("pedestal_fire_landmark", "Flame Pedestal", "pedestal_fire"),
        landmark("stone_door_landmark", "Stone Door", None, "vault_approach"),
    ]
    objects = [
        thing("vault_keyhole", "vault_approach", "keyhole"),
        thing("vault_door", "vault_approach", "door"),
        thing("chest_01", "vault_approach", "chest", locked=True),
        thing("fountain", "vault_approach", "fountain", is_frozen=False, broken=True),
        thing("pedestal_fire", "trial_chamber", "pedestal", is_active=False),
    ]
    if chasm:
        objects.append(thing("great_chasm", "vault_approach", "chasm"))
    artifacts = [
        Artifact(id="orb_01", name="Orb of Ingenuity", description="", function_name="df_orb"),
        Artifact(id="key_01", name="Vault Key", description="", function_name="df_use_key"),
        Artifact(id="tool_1", name="Orb: magpie", description="", function_name="df_user_a_1"),
        Artifact(id="tool_2", name="Orb: lantern", description="", function_name="df_user_b_2"),
    ]
    places = [
        location(
            "vault_approach",
            "Vault Approach",
            approach,
            {"ground_type_key": "split_chasm_platforms"},
        ),
        location("trial_chamber", "Trial Chamber", chamber, {}),
        location("vault_interior", "Vault Interior", [], {}),
    ]
    return World(
        id="w1",
        chronicle=Chronicle(name="The Vault", seed=7, is_born=True),
        souls={
            "soul_mira": Soul(
                id="soul_mira",
                name="Mira",
                location_id="vault_approach",
                inventory=tuple(item.id for item in artifacts),
            ),
            "soul_bob": Soul(id="soul_bob", name="Bob", location_id="vault_approach"),
        },
        locations={place.id: place for place in places},
        objects={one.id: one for one in objects},
        artifacts={item.id: item for item in artifacts},
        puzzles={"vault_access_puzzle": Puzzle(id="vault_access_puzzle")},
    )


@functools.cache
def offered() -> tuple[ApiDescription, ...]:
    """The host APIs a player's tool may call."""
    return catalogue(Author.PLAYER)


@functools.cache
def briefing() -> Briefing:
    """The prompt's texts, read once."""
    return Briefing()


@functools.cache
def writer() -> Apprentice:
    """An apprentice without recordings; it keeps nothing between two answers."""
    return Apprentice()


def specification(
    words: str, *, scene: JsonObject | None = None, name: str = NAME
) -> Specification:
    """The specification of a player's tool."""
    return Specification(
        scope="w1",
        name=name,
        description="Write the tool the player describes.",
        author=Author.PLAYER,
        maker="soul_mira",
        wish=words,
        scene=surroundings(vault(), "soul_mira") if scene is None else scene,
        apis=offered(),
    )


def prompt(words: str, *, scene: JsonObject | None = None, name: str = NAME) -> list[Message]:
    """The messages that ask for a player's tool."""
    return briefing().opening(specification(words, scene=scene, name=name))


@dataclass(frozen=True, slots=True)
class Used:
    """What one use of a tool came to."""

    text: str
    turn: Turn

    @property
    def refusals(self) -> list[str]:
        """What the world refused."""
        return self.turn.effects.refusals

    @property
    def lines(self) -> list[str]:
        """What the world log says."""
        return [line.text for line in self.turn.lines]


class Partner:
    """Stands in for the world's other functions: each says that it ran."""

    async def run(self, function_name: str, params: JsonObject, rights: Rights) -> str:
        """The text of the other function."""
        return f"{function_name} ran for {params['soul_id']}."


async def use(
    source: str,
    sandbox: Sandbox,
    *,
    world: World | None = None,
    place: str | None = "vault_approach",
    target: str | None = None,
    soul_id: str = "soul_mira",
) -> Used:
    """Run a tool in the sandbox on the real host APIs, as a soul in a place."""
    world = world or vault()
    world.souls[soul_id] = replace(world.souls[soul_id], location_id=place)
    budget = Budget(Limits(), timer=time.monotonic)
    turn = Turn.begin(world, kind="use", now=NOW, budget=budget, soul_id=soul_id)
    apis = HostApis(turn, Rights(Author.PLAYER, soul_id), Partner())
    params: JsonObject = {
        "soul_id": soul_id,
        "location_id": place,
        "artifact_id": "tool_9",
        "artifact_properties": {},
    }
    if target:
        params["target_env_object_id"] = target
    program = Program(
        name=NAME,
        source=source,
        params=params,
        apis=frozenset(api.name for api in offered()),
        seed=1,
        now=NOW,
    )
    return Used(await sandbox.run(program, host=apis.call, budget=budget), turn)
