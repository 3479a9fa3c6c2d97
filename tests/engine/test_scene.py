"""What a soul sees: places, landmarks, exits, and what keeps one from them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_play import NOW, Begin
from scene_play import at, keys, solve

from bot.engine.actions import ActionKind
from bot.engine.errors import NotFound
from bot.engine.scene import (
    exit_refusal,
    scene_of,
    sealed_reason,
)
from bot.engine.world import Passing, Status, TemporaryObject, World


def test_a_scene_shows_the_place(trial: World) -> None:
    """Name, description, light, weather, who is here, what is carried and what is there for now."""
    place = trial.locations["trial_chamber"]
    fog = {"weather": Passing(value="fog", until=NOW + 1)}
    trial.locations["trial_chamber"] = replace(place, light="dim", passing=fog)
    lit = {"client_visual_update": {"new_color_hex": "#f00"}}
    trial.objects["pedestal_fire"] = replace(trial.objects["pedestal_fire"], details=lit)
    asleep = Status(name="asleep", until=NOW + 1)
    trial.souls["bob"] = replace(trial.souls["bob"], statuses=(asleep,))
    trial.souls["ada"] = replace(trial.souls["ada"], statuses=(asleep,))
    for key, age in (("old", 10), ("new", 9)):
        trial.temporary[key] = TemporaryObject(
            id=key,
            type="light",
            location_id="trial_chamber",
            from_landmark_id="player_current_pos",
            to_landmark_id="stone_door",
            created_at=NOW - age,
            duration=10,
        )
    scene = at(trial, "mark_fire", "ember_01", "lost_thing")
    assert (scene.name, scene.light, scene.weather) == ("Trial Chamber", "dim", "fog")
    assert scene.description == "The Trial Chamber."
    assert scene.statuses == ("asleep",)
    assert [(one.name, one.statuses) for one in scene.others] == [("Bob", ("asleep",))]
    assert [one.name for one in scene.inventory] == ["Flaming Ember"]
    assert [one.id for one in scene.temporary] == ["new"]
    assert scene.focus is not None
    assert scene.focus.name == "Flame Pedestal"
    assert scene.focus.update == {"new_color_hex": "#f00"}
    assert [sight.key for sight in scene.landmarks if sight.is_exit] == ["stone_door"]


def test_the_invisible_are_not_seen(trial: World) -> None:
    """A soul that is invisible is left out of what others see."""
    trial.souls["bob"] = replace(trial.souls["bob"], statuses=(Status(name="invisible"),))
    assert at(trial, None).others == ()
    assert [one.name for one in scene_of(trial, "bob", NOW).others] == ["Ada"]


def test_there_is_no_scene_without_a_soul(trial: World) -> None:
    """A soul that is not in the world has no scene."""
    with pytest.raises(NotFound):
        scene_of(trial, "eve", NOW)


def test_the_void_has_words_of_its_own(trial: World) -> None:
    """A soul without a place is in the Void, named as the world names it."""
    trial.souls["ada"] = replace(trial.souls["ada"], location_id=None)
    scene = scene_of(trial, "ada", NOW)
    assert scene.location_id is None
    assert scene.name == "The Void"
    assert scene.description
    assert scene.actions == ()
    trial.properties["ui_special_location_names"] = {"limbo_void": "The Hush"}
    trial.properties["ui_messages"] = {"limbo_void_description": "Nothing stirs."}
    trial.properties["void_visual_config"] = {"color": "#000"}
    scene = scene_of(trial, "ada", NOW)
    assert (scene.name, scene.description) == ("The Hush", "Nothing stirs.")
    assert scene.config == {"color": "#000"}


def test_an_exit_needs_the_focus_and_an_open_seal(trial: World) -> None:
    """One goes by the exit one has stepped up to, once its puzzle is complete or open."""
    scene = at(trial, "stone_door")
    assert scene.exits[0].sealed == "Stone Door is sealed."
    assert keys(scene, ActionKind.GO) == []
    for state in ({"is_open": True}, {"is_complete": True}):
        solve(trial, **state)
        assert keys(at(trial, "stone_door"), ActionKind.GO) == ["go/stone_door"]
        assert keys(at(trial, "mark_fire"), ActionKind.GO) == []
    assert at(trial, "stone_door").exits[0].sealed is None
    del trial.puzzles["elemental_trial"]
    place = trial.locations["trial_chamber"]
    assert sealed_reason(trial, place, "stone_door") == "Stone Door is sealed."
    assert sealed_reason(trial, place, "mark_fire") is None
    assert sealed_reason(trial, place, "moon") is None


def test_an_exit_to_nowhere_is_shut(trial: World) -> None:
    """An exit whose place or landmark is not there yet cannot be taken."""
    place = trial.locations["trial_chamber"]
    trial.locations["trial_chamber"] = replace(place, exits={"gap": "moon"})
    (gap,) = at(trial, None).exits
    assert (gap.name, gap.to_name, gap.sealed) == ("gap", "moon", "It leads nowhere yet.")


async def test_a_declared_barrier_keeps_one_from_an_exit(at_the_chasm: World, begin: Begin) -> None:
    """An exit beyond a barrier of the recipe needs a way; beyond the plain chasm it does not."""
    play = begin(at_the_chasm)
    gate = {
        "location_id": "vault_approach",
        "landmark_key": "keyhole_gate",
        "config": {"is_exit_to_location_id": "vault_interior", "display_name": "Gate"},
    }
    await play("host_set_landmark_visual_config", **gate)
    place = play.world.locations["vault_approach"]
    assert exit_refusal(play.world, place, "keyhole_gate", NOW) is None
    gate["config"] = {"across": "river"}
    await play("host_set_landmark_visual_config", **gate)
    place = play.world.locations["vault_approach"]
    assert (
        exit_refusal(play.world, place, "keyhole_gate", NOW)
        == "There is no way across to Gate now."
    )
    assert exit_refusal(play.world, place, "moon", NOW) is None
    await play(
        "host_create_temporary_object",
        type="raft",
        to_landmark_id="keyhole_gate",
        location_id="vault_approach",
    )
    assert exit_refusal(play.world, place, "keyhole_gate", NOW) is None
