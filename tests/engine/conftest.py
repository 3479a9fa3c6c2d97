"""Worlds to try things in, built the way a recipe builds them: by host API calls."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from engine_play import NOW, Begin, Part, Play
from playing import _at_the_chasm_file, _empty, _monty, _open_stage, _prepared, _vault, _yard

from bot.engine.turn import Rights, Turn
from bot.engine.world import Chronicle, Soul, World
from bot.executor.budget import Budget, Limits
from bot.executor.specification import Author, Label
from bot.values import JsonObject

__all__ = [
    "_at_the_chasm_file",
    "_empty",
    "_monty",
    "_open_stage",
    "_prepared",
    "_vault",
    "_yard",
]


@pytest.fixture
def begin() -> Begin:
    """Begins a turn in a world, as the world's own function or as the tool of a soul."""

    def start(
        world: World,
        *,
        tool_of: str | None = None,
        label: Label | None = None,
        now: float = NOW,
        **parts: Part,
    ) -> Play:
        author = Author.PLAYER if tool_of else Author.WORLD
        budget = Budget(Limits(), timer=time.monotonic)
        turn = Turn.begin(world, kind="use", now=now, budget=budget, soul_id=tool_of)
        name = "df_tool" if tool_of else "df_world"
        return Play(turn, Rights(author, tool_of, label, name), parts)

    return start


@pytest.fixture
def void() -> World:
    """A world without form: no places, and nobody in it."""
    return World(id="w1", chronicle=Chronicle(name="Nowhere", seed=7))


PEDESTALS = {"fire": "Flame Pedestal", "water": "Water Pedestal", "wind": "Wind Pedestal"}


@pytest.fixture
async def trial(void: World, begin: Begin) -> World:
    """A small Elemental Trial: a chamber, an approach with a chasm, a vault; Ada and Bob in it."""
    play = begin(void)
    await _build_places(play)
    await _build_chamber(play)
    await _build_approach(play)
    await _build_artifacts(play)
    world = play.world
    assert not play.turn.effects.refusals
    for soul_id, name in (("ada", "Ada"), ("bob", "Bob")):
        carried = ("ember_01", "key_01") if soul_id == "ada" else ()
        world.souls[soul_id] = Soul(
            id=soul_id, name=name, location_id="trial_chamber", inventory=carried
        )
    return world


@pytest.fixture
def play(trial: World, begin: Begin) -> Play:
    """A turn of the world's own functions in the trial."""
    return begin(trial)


@pytest.fixture
def tool(trial: World, begin: Begin) -> Play:
    """A turn in the trial in which a tool of Ada's runs."""
    return begin(trial, tool_of="ada")


@pytest.fixture
def at_the_chasm(trial: World) -> World:
    """The trial, with Ada before the chasm, looking at the keyhole."""
    ada = trial.souls["ada"]
    trial.souls["ada"] = replace(ada, location_id="vault_approach", focus="vault_keyhole")
    return trial


async def _build_places(play: Play) -> None:
    for key, name in (
        ("trial_chamber", "Trial Chamber"),
        ("vault_approach", "Vault Approach"),
        ("vault_interior", "Vault Interior"),
    ):
        await play(
            "host_core_add_location_to_gamestate", id=key, name=name, description=f"The {name}."
        )


async def _build_chamber(play: Play) -> None:
    await play(
        "host_core_initialize_puzzle_state",
        id="elemental_trial",
        initial_state={"fire": False, "secret": 1, "protected": ["secret"]},
    )
    for element, name in PEDESTALS.items():
        await play(
            "host_core_add_env_object_to_gamestate",
            id=f"pedestal_{element}",
            location_id="trial_chamber",
            type="pedestal",
            details={"lit": False, "is_unlocked": False, "protected": ["is_unlocked"]},
        )
        await play(
            "host_set_landmark_visual_config",
            location_id="trial_chamber",
            landmark_key=f"mark_{element}",
            config={
                "display_name": name,
                "landmark_interaction_type_key": "pedestal",
                "targetable_as_env_object_id": f"pedestal_{element}",
                "material_config": {"base_color_hex": "#888888"},
            },
        )
    await play(
        "host_set_landmark_visual_config",
        location_id="trial_chamber",
        landmark_key="stone_door",
        config={
            "display_name": "Stone Door",
            "is_exit_to_location_id": "vault_approach",
            "linked_puzzle_id_for_open_state": "elemental_trial",
        },
    )


async def _build_approach(play: Play) -> None:
    await play(
        "host_set_location_visual_config",
        location_id="vault_approach",
        config={
            "ground_type_key": "split_chasm_platforms",
            "ground_config": {"keyhole_platform_relative_pos_xz": [0, 8]},
        },
    )
    marks: dict[str, JsonObject] = {
        "way_back": {"display_name": "Way Back", "is_exit_to_location_id": "trial_chamber"},
        "vault_keyhole": {
            "display_name": "Keyhole",
            "landmark_interaction_type_key": "keyhole_mechanism",
            "targetable_as_env_object_id": "keyhole_01",
        },
        "statue": {"display_name": "Statue", "relative_position_xyz": [1, 0, 9]},
        "ledge": {"display_name": "Ledge", "relative_position_xyz": [0, 0, 0]},
        "rim": {"display_name": "Rim", "targetable_as_env_object_id": "chasm_01"},
    }
    for key, kind in (("keyhole_01", "lock"), ("chasm_01", "gap")):
        await play(
            "host_core_add_env_object_to_gamestate",
            id=key,
            location_id="vault_approach",
            type=kind,
        )
    for key, config in marks.items():
        await play(
            "host_set_landmark_visual_config",
            location_id="vault_approach",
            landmark_key=key,
            config=config,
        )


async def _build_artifacts(play: Play) -> None:
    rules: dict[str, JsonObject] = {
        "ember_01": {
            "requires_landmark_interaction_type_key": "pedestal",
            "passes_target_env_object_id_as_param": "target_env_object_id",
            "action_name_template": "Offer {artifact_name} to {target_name}",
        },
        "key_01": {
            "requires_landmark_interaction_type_key": "keyhole_mechanism",
            "passes_target_env_object_id_as_param": "lock_id",
        },
        "orb_01": {"is_general_use": True, "action_name_template": "Consult {artifact_name}"},
    }
    names = {"ember_01": "Flaming Ember", "key_01": "Vault Key", "orb_01": "Orb of Ingenuity"}
    for key, name in names.items():
        await play(
            "host_core_add_artifact_to_gamestate",
            id=key,
            name=name,
            description=f"The {name}.",
            properties={"client_interaction_rules": [rules[key]]},
            linked_dynamic_function_name=f"df_use_{key}",
        )
