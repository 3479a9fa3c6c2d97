"""Names in a player's tool that its scene has not."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from bot.executor.scene_names import scene_findings
from bot.executor.specification import ApiDescription, Author, Specification

CONJURE = ApiDescription(
    name="host_conjure",
    description="Conjures.",
    parameters={"properties": {"from_landmark_id": {"type": "string", "default": "where_one_is"}}},
)
ASKED = Specification(
    scope="w",
    name="df_x",
    description="Does x.",
    author=Author.PLAYER,
    apis=(CONJURE,),
    scene={
        "landmarks": [{"key": "far_ledge", "name": "Far Ledge"}],
        "objects": [{"id": "lamp_01", "name": "Lamp"}],
        "locations": [{"id": "hall", "name": "Hall"}, {"id": "garden", "name": "Garden"}],
        "places": [{"id": "garden", "landmarks": [{"key": "old_well", "name": "Well"}]}],
    },
)


def told(source: str, asked: Specification = ASKED) -> list[str]:
    """What is said of a source."""
    return [str(one) for one in scene_findings(ast.parse(source), asked)]


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("'to_landmark_id': 'far_edge'", "no landmark 'far_edge'; did you mean 'far_ledge'?"),
        ("'to_landmark': 'far ledge'", "no landmark 'far ledge'; did you mean 'far_ledge'?"),
        ("'from_landmark': 'x'", "no landmark 'x'; there are 'far_ledge', 'old_well'."),
        ("'location_id': 'hell'", "no location 'hell'; did you mean 'hall'?"),
        ("'object_id': 'lamp_1'", "no object 'lamp_1'; did you mean 'lamp_01'?"),
    ],
)
def test_a_name_that_is_not_there_is_told(item: str, hint: str) -> None:
    """With its line and with what may have been meant."""
    assert told(f"\nf({{{item}}})") == [f"line 2: the scene has {hint}"]


@pytest.mark.parametrize(
    "source",
    [
        "f({'to_landmark_id': 'old_well', 'location_id': 'garden', 'object_id': 'lamp_01'})",
        "f({'from_landmark_id': 'where_one_is', 'to_landmark_id': 'lamp_01'})",
        "f({'object_id': 'something'}, {'object_id': x, **more, 1: 'far_edge'})",
        "f({'id': 'attic'}); g({'location_id': 'attic'})",
        "f({'landmark_key': 'perch'}); g({'to_landmark_id': 'perch'})",
    ],
)
def test_what_is_there_or_may_be_is_not(source: str) -> None:
    """Names of the scene, of host APIs, of what the tool makes, and objects from elsewhere."""
    assert told(source) == []


def test_a_scene_that_does_not_tell_all_is_trusted_less() -> None:
    """Only what is nearly a name is told where places, or everything, are left out."""
    source = "f({'to_landmark_id': 'x'}, {'to_landmark_id': 'far_edge'})"
    assert len(told(source)) == 2
    assert len(told(source, replace(ASKED, scene={**ASKED.scene, "places": []}))) == 1
    assert told(source, replace(ASKED, scene={})) == []


def test_the_worlds_own_functions_make_the_scene() -> None:
    """Nothing is said of them."""
    world = replace(ASKED, author=Author.WORLD)
    assert told("f({'to_landmark_id': 'far_edge'})", world) == []
