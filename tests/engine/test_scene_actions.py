"""The actions that the interaction rules of what one carries offer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene_play import at, keys, tool

from bot.engine.actions import ActionKind, rules_of
from bot.engine.errors import Refused
from bot.engine.scene import (
    find_action,
    use_arguments,
)
from bot.engine.world import Artifact, Landmark, World
from bot.values import JsonObject


def test_a_targeted_use_needs_the_focus(trial: World) -> None:
    """The ember is offered on the pedestal one has stepped up to, in the rule's words."""
    assert keys(at(trial, None)) == []
    scene = at(trial, "mark_fire")
    assert keys(scene) == ["use/ember_01/mark_fire"]
    action = find_action(scene, "use/ember_01/mark_fire")
    assert action is not None
    assert action.label == "Offer Flaming Ember to Flame Pedestal"
    assert action.params == {"target_env_object_id": "pedestal_fire"}
    assert (action.artifact_id, action.landmark_key) == ("ember_01", "mark_fire")
    assert keys(at(trial, "stone_door")) == []


def test_the_rule_names_the_param(at_the_chasm: World) -> None:
    """What carries the target is called what the rule calls it."""
    action = find_action(at(at_the_chasm, "vault_keyhole"), "use/key_01/vault_keyhole")
    assert action is not None
    assert action.params == {"lock_id": "keyhole_01"}
    assert action.label == "Use Vault Key on Keyhole"


@pytest.mark.parametrize("focus", [None, "mark_fire", "stone_door"])
def test_a_general_use_is_always_offered(trial: World, focus: str | None) -> None:
    """The Orb works anywhere, and so does a thing without rules."""
    tool(trial)
    scene = at(trial, focus, "orb_01", "tool")
    assert keys(scene) == ["use/orb_01", "use/tool"]
    assert [action.label for action in scene.actions[:2]] == [
        "Consult Orb of Ingenuity",
        "Use Tool",
    ]


@pytest.mark.parametrize("rule", [{"requires_landmark_interaction_type_key": "any"}, {"x": 1}])
def test_a_use_on_anything_follows_the_focus(trial: World, rule: JsonObject) -> None:
    """A rule for any landmark targets the focus, and is general where there is none."""
    tool(trial, rule)
    assert keys(at(trial, None, "tool")) == ["use/tool"]
    assert keys(at(trial, "stone_door", "tool")) == ["use/tool"]
    assert keys(at(trial, "mark_wind", "tool")) == ["use/tool/mark_wind"]


def test_a_general_use_may_be_a_targeted_one_too(trial: World) -> None:
    """A general rule with a type is worded for the target where the type fits."""
    tool(trial, {"is_general_use": True, "requires_landmark_interaction_type_key": "pedestal"})
    assert keys(at(trial, None, "tool")) == ["use/tool"]
    assert keys(at(trial, "stone_door", "tool")) == ["use/tool"]
    assert keys(at(trial, "mark_fire", "tool")) == ["use/tool/mark_fire"]


def test_a_type_without_a_target_is_a_use_without_one(trial: World) -> None:
    """A landmark of the right type that stands for no object is used without a target."""
    place = trial.locations["trial_chamber"]
    bell = Landmark(key="bell", config={"landmark_interaction_type_key": "bell"})
    trial.locations["trial_chamber"] = replace(place, landmarks={"bell": bell})
    tool(trial, {"requires_landmark_interaction_type_key": "bell"})
    assert keys(at(trial, "bell", "tool")) == ["use/tool"]


def test_two_rules_are_two_actions_or_one(trial: World) -> None:
    """Rules for the same use are one action, worded by the first of them."""
    any_rule: JsonObject = {"action_name_template": "Throw {artifact_name} at {target_name}"}
    tool(
        trial, any_rule, {"is_general_use": True}, {"requires_landmark_interaction_type_key": "any"}
    )
    scene = at(trial, "mark_fire", "tool")
    assert keys(scene) == ["use/tool/mark_fire", "use/tool"]
    assert scene.actions[0].label == "Throw Tool at Flame Pedestal"


def test_rules_may_be_one_object_or_nonsense(trial: World) -> None:
    """One rule need not be a list; what is no rule counts as none."""
    one = Artifact(
        id="a",
        name="A",
        description="",
        properties={"client_interaction_rules": {"requires_landmark_interaction_type_key": "x"}},
    )
    assert rules_of(one)[0].needs_type == "x"
    for nonsense in ("rule", ["rule"], [], {}, None):
        odd = replace(one, properties={"client_interaction_rules": nonsense})
        assert rules_of(odd)[0].is_general


def test_words_are_filled_in_safely(trial: World) -> None:
    """Only the two names are replaced, once; nothing in a template is evaluated."""
    template = "{artifact_name.__class__} {0} {artifact_name} {target_name}"
    tool(trial, {"action_name_template": template}, name="{target_name}")
    label = at(trial, "mark_fire", "tool").actions[0].label
    assert label == "{artifact_name.__class__} {0} {target_name} Flame Pedestal"
    assert at(trial, None, "tool").actions[0].label == "Use {target_name}"


def test_a_thing_without_a_function_has_no_use(trial: World) -> None:
    """What does nothing is carried but not offered."""
    trial.artifacts["orb_01"] = replace(trial.artifacts["orb_01"], function_name=None)
    assert keys(at(trial, None, "orb_01")) == []


def test_one_steps_up_and_back(trial: World) -> None:
    """Every landmark but the focus can be stepped up to, and the focus left."""
    assert keys(at(trial, None), ActionKind.STEP_BACK) == []
    scene = at(trial, "mark_fire")
    assert keys(scene, ActionKind.STEP_BACK) == ["step back"]
    assert keys(scene, ActionKind.FOCUS) == [
        "focus/mark_water",
        "focus/mark_wind",
        "focus/stone_door",
    ]


def test_actions_are_found_by_key_or_code(trial: World) -> None:
    """A short code stands for a key, and neither finds what is not offered."""
    scene = at(trial, "mark_fire")
    action = scene.actions[0]
    assert len(action.code) == 10
    assert find_action(scene, action.code) is action
    assert find_action(scene, "use/orb_01") is None


def test_a_use_is_given_what_its_rule_passes(trial: World) -> None:
    """The focus is the target, whether it was asked for or not."""
    at(trial, "mark_fire")
    ada, ember = trial.souls["ada"], trial.artifacts["ember_01"]
    wanted: JsonObject = {"target_env_object_id": "pedestal_fire", "note": "hi"}
    assert use_arguments(trial, ada, ember, wanted) == wanted
    assert use_arguments(trial, ada, ember, {}) == {"target_env_object_id": "pedestal_fire"}
    orb = trial.artifacts["orb_01"]
    assert use_arguments(trial, ada, orb, {}) == {}
    assert use_arguments(trial, replace(ada, location_id=None), orb, {}) == {}


@pytest.mark.parametrize(
    ("focus", "artifact_id", "target", "reason"),
    [
        (None, "ember_01", None, "Step up to what Flaming Ember is to be used on first."),
        (None, "ember_01", "pedestal_fire", "Step up to Flame Pedestal first."),
        ("mark_wind", "ember_01", "pedestal_fire", "Step up to Flame Pedestal first."),
        ("mark_fire", "ember_01", "keyhole_01", "There is nothing here to use Flaming Ember on"),
        ("mark_fire", "key_01", "pedestal_fire", "Vault Key does nothing to Flame Pedestal."),
        ("stone_door", "key_01", None, "Vault Key does nothing to Stone Door."),
    ],
)
def test_a_use_that_the_rules_do_not_allow_is_refused(
    trial: World, focus: str | None, artifact_id: str, target: str | None, reason: str
) -> None:
    """A refusal says what to do first."""
    at(trial, focus)
    args: JsonObject = {"target_env_object_id": target} if target else {}
    with pytest.raises(Refused, match=reason):
        use_arguments(trial, trial.souls["ada"], trial.artifacts[artifact_id], args)


def test_nothing_can_be_targeted_in_the_void(trial: World) -> None:
    """A target that is asked for in the Void is not there."""
    ada = replace(trial.souls["ada"], location_id=None)
    with pytest.raises(Refused, match="nothing here"):
        use_arguments(trial, ada, trial.artifacts["ember_01"], {"target_env_object_id": "x"})
