"""A small world: a yard, a barn, two souls; and what a tool may lay across a chasm."""

from __future__ import annotations

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
from bot.values import Json

WORLD = "w1"
START = 1_000.0
KEYHOLE = "keyhole_platform_landmark"


def _landmark(key: str, **config: Json) -> Landmark:
    return Landmark(key=key, config={"display_name": key.capitalize(), **config})


def yard_world(world_id: str = WORLD) -> World:
    """A yard with a well, a latched gate and a ditch before a hatch; a barn; a puzzle, an event."""
    marks = [
        _landmark("well", targetable_as_env_object_id="well"),
        _landmark("gate", is_exit_to_location_id="barn", linked_puzzle_id_for_open_state="latch"),
        _landmark("hatch", is_exit_to_location_id="barn", across="ditch"),
        _landmark("lane", is_exit_to_location_id="barn"),
    ]
    exits = {"gate": "barn", "hatch": "barn", "lane": "barn"}
    yard = Location(
        id="yard",
        name="Yard",
        description="A yard.",
        exits=exits,
        landmarks={mark.key: mark for mark in marks},
    )
    door = _landmark("door", is_exit_to_location_id="yard")
    barn = Location(
        id="barn",
        name="Barn",
        description="A barn.",
        exits={"door": "yard"},
        landmarks={"door": door},
    )
    items = [
        Artifact(id="wand", name="Wand", description="", function_name="df_wand"),
        Artifact(id="stone", name="Stone", description=""),
        Artifact(id="orb", name="Orb of Ingenuity", description="", function_name="df_orb"),
    ]
    return World(
        id=world_id,
        chronicle=Chronicle(name="Yard", seed=5, is_born=True, time=START),
        souls={
            "s1": Soul(
                id="s1", name="Ada", player_id="Ada", location_id="yard",
                inventory=("wand", "stone", "orb"),
            ),
            "s2": Soul(
                id="s2", name="Ben", player_id="Ben", location_id="yard", inventory=("wand",)
            ),
        },
        locations={"yard": yard, "barn": barn},
        artifacts={item.id: item for item in items},
        objects={"well": EnvironmentObject(id="well", location_id="yard", type="well")},
        puzzles={
            "latch": Puzzle(
                id="latch",
                state={"is_open": False, "checking_dynamic_function_name": "df_check_latch"},
            )
        },
        properties={
            "initial_start_location_id": "yard",
            "initial_player_artifacts": ["wand"],
            "orb_of_ingenuity_artifact_id": "orb",
        },
        handlers={"ring": "df_ring"},
    )  # fmt: skip


def spanning(seconds: int = 30, kind: str = "plank") -> str:
    """The body of a tool that lays something across the vault's chasm."""
    return f"""
    import json
    reply = json.loads(external_apis['host_create_temporary_object']({{
        'type': '{kind}', 'location_id': params['location_id'], 'soul_id': params['soul_id'],
        'to_landmark_id': '{KEYHOLE}', 'duration': {seconds}, 'client_visual_config': {{}}}}))
    return json.dumps({{'message': 'It reaches across.'}} if reply['success'] else reply)
    """
