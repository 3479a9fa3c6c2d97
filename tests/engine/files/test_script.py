"""Demo scripts: what is read, and what is said about files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.engine.errors import BadFile
from bot.engine.files.script import (
    Comment,
    DescribeTool,
    Focus,
    MovePlayer,
    Step,
    UseArtifact,
    UseExit,
    Wait,
    load_script,
    parse_script,
)

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"action": "COMMENT", "text": "Hm."}, Comment(text="Hm.", number=1)),
        (
            {"action": "COMMENT", "log_message": "Hm."},
            Comment(text="Hm.", number=1, log_message="Hm."),
        ),
        ({"action": "WAIT", "duration_ms": 500}, Wait(duration_ms=500.0, number=1)),
        (
            {"action": "DEMO_FOCUS_ON_LANDMARK", "landmark_key": "door", "log_message": "Go."},
            Focus(landmark_key="door", number=1, log_message="Go."),
        ),
        (
            {"action": "DEMO_FOCUS_ON_LANDMARK", "landmark_key": None},
            Focus(landmark_key=None, number=1),
        ),
        (
            {"action": "USE_ARTIFACT", "artifact_name": "Key", "args": {"a": 1}, "x": 0},
            UseArtifact(name="Key", args={"a": 1}, number=1),
        ),
        (
            {"action": "USE_ARTIFACT", "artifact_name_starts_with": "Orb: "},
            UseArtifact(name_starts_with="Orb: ", number=1),
        ),
        (
            {"action": "DESCRIBE_TOOL", "description": "a bridge"},
            DescribeTool(description="a bridge", number=1),
        ),
        (
            {"action": "DEMO_USE_EXIT", "exit_landmark_key": "door"},
            UseExit(landmark_key="door", number=1),
        ),
        (
            {"action": "MOVE_PLAYER_TO", "target_location_id": "hall"},
            MovePlayer(location_id="hall", number=1),
        ),
    ],
)
def test_every_action_is_a_step_of_its_own(step: dict[str, Any], expected: Step) -> None:
    """Each row of the format's table becomes one frozen value; other fields are ignored."""
    assert parse_script(json.dumps([step]), source="s.json").steps == (expected,)


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ({}, "the field 'action' is missing"),
        ({"action": "WIAT"}, "there is no action 'WIAT'; did you mean 'WAIT'?"),
        ({"action": "use_artifact"}, "did you mean 'USE_ARTIFACT'?"),
        ({"action": "??"}, "known are COMMENT, WAIT,"),
        ({"action": "COMMENT"}, "the field 'text' is missing"),
        ({"action": "COMMENT", "text": "a", "log_message": 1}, "'log_message' must be a string"),
        ({"action": "WAIT"}, "the field 'duration_ms' is missing"),
        ({"action": "WAIT", "duration_ms": "2"}, "must be a number, it is a string"),
        ({"action": "WAIT", "duration_ms": True}, "must be a number, it is true"),
        ({"action": "WAIT", "duration_ms": -1}, "must not be negative, it is -1"),
        ({"action": "DEMO_FOCUS_ON_LANDMARK"}, "'landmark_key' is missing; null steps back"),
        ({"action": "USE_ARTIFACT"}, "'artifact_name' or 'artifact_name_starts_with' is missing"),
        ({"action": "USE_ARTIFACT", "artifact_name": "K", "args": 1}, "'args' must be an object"),
        ({"action": "DESCRIBE_TOOL", "description": ""}, "'description' is empty"),
        ({"action": "DEMO_USE_EXIT"}, "'exit_landmark_key' is missing"),
        ({"action": "MOVE_PLAYER_TO", "target_location_id": None}, "a string, it is null"),
    ],
)
def test_a_faulty_step_is_named_with_its_number_and_line(
    step: dict[str, Any], complaint: str
) -> None:
    """The fault of the fourth step is told with number and line."""
    fine = {"action": "WAIT", "duration_ms": 0}
    text = "[\n" + ",\n".join(json.dumps(one) for one in [fine, fine, fine, step]) + "\n]"
    with pytest.raises(BadFile) as caught:
        parse_script(text, source="s.json")
    assert str(caught.value).startswith("s.json, step 4 (line 5): ")
    assert complaint in str(caught.value)


def test_a_script_is_a_list() -> None:
    """An object or an empty list is no script."""
    with pytest.raises(BadFile, match="a demo script is a JSON list"):
        parse_script("{}", source="s.json")
    with pytest.raises(BadFile, match="at least one step"):
        parse_script("[]", source="s.json")


def test_an_artifact_is_found_by_name_or_beginning() -> None:
    """A whole name must match whole, a beginning as a beginning."""
    whole = UseArtifact(name="Orb")
    begun = UseArtifact(name_starts_with="Orb: ", args={"target_env_object_id": "door"})
    assert whole.fits("Orb")
    assert not whole.fits("Orb: bridge")
    assert begun.fits("Orb: bridge")
    assert not begun.fits("Orb")
    assert (whole.wanted, begun.wanted) == ("Orb", "Orb: …")
    assert (whole.target_object_id, begun.target_object_id) == (None, "door")


def test_scripts_without_focus_walk_by_themselves() -> None:
    """Only a script that never sets a focus leaves the walking to the player."""
    folder = ROOT / "tests" / "recordings" / "somebody_else"
    assert load_script(folder / "script_without_focus.json").walks_by_itself
    assert not load_script(folder / "script.json").walks_by_itself


def test_every_step_of_the_demo_says_something() -> None:
    """The demo's steps have a log message each, its waits are short, and it sets a focus."""
    script = load_script(ROOT / "demo" / "vault" / "script.json")
    waits = [step.duration_ms for step in script.steps if isinstance(step, Wait)]
    assert all(step.log_message for step in script.steps)
    assert all(300 <= duration <= 2000 for duration in waits)
    assert not script.walks_by_itself
    assert len(script.hash) == 64
