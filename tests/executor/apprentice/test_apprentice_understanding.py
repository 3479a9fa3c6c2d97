"""The wishes of `wishes.toml`: what is understood of each, and how long that takes."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from apprentice_bench import NAME, briefing, specification
from apprentice_scenes import bundled_world, scene_in
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.world import World
from bot.executor.apprentice.drafting import Unable
from bot.executor.apprentice.lexicon import Kind
from bot.executor.apprentice.scene import scenery
from bot.executor.apprentice.writer import RULES, Apprentice
from bot.executor.budget import Limits
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.validate import validate
from bot.values import JsonObject

WISHES: dict[str, list[dict[str, Any]]] = {
    place: rows["wishes"]
    for place, rows in tomllib.loads(
        (Path(__file__).parent / "wishes.toml").read_text("utf-8")
    ).items()
}
ALL = [pytest.param(place, row, id=row["say"]) for place, rows in WISHES.items() for row in rows]
MOST_SECONDS = 0.5
"""How long understanding one wish may take on a machine that is busy with much else."""


@pytest_asyncio.fixture(name="scenes", scope="module", loop_scope="module")
async def _scenes() -> dict[str, JsonObject]:
    """What the writer is told of each place."""
    async with MontySandbox(width=1, depth=1) as sandbox:
        world: World = await bundled_world(sandbox)
    return {place: scene_in(world, place) for place in WISHES}


def outcomes(apprentice: Apprentice, words: str, scene: JsonObject) -> Iterator[str]:
    """What a wish comes to: its kinds, and "!" with the reason where there is no tool."""
    scenes = scenery(scene)
    wish = apprentice.understood(words, scenes)
    try:
        kinds, _ = apprentice.planned(wish, scenes)
    except Unable as reason:
        yield f"!{reason.reason}"
    else:
        yield "+".join(kinds)


@pytest.mark.parametrize(("place", "row"), ALL)
def test_wish_is_understood(
    apprentice: Apprentice, scenes: dict[str, JsonObject], place: str, row: dict[str, Any]
) -> None:
    """Kind, target, duration and count are those a reader would take the words to mean."""
    words, scene = row["say"], scenes[place]
    wish = apprentice.understood(words, scenery(scene))
    assert {*outcomes(apprentice, words, scene)} <= {*row["is"].split("|")}
    assert wish.seconds == row.get("for")
    assert row.get("times") in (None, wish.uses)
    if "at" in row:
        spot = wish.aims[0].spot
        assert row["at"] in (spot.id, spot.object_id)


def test_every_kind_is_wished_for() -> None:
    """The wishes leave no kind out."""
    wished = "+".join(row["is"].replace("|", "+") for rows in WISHES.values() for row in rows)
    assert set(Kind) <= set(wished.split("+"))


def test_what_is_written_is_sound(apprentice: Apprentice, scenes: dict[str, JsonObject]) -> None:
    """Every third tool is a valid function, or its refusal words without code or settings."""
    for place, rows in WISHES.items():
        for row in rows[::3]:
            asked = specification(row["say"], scene=scenes[place])
            answer = apprentice.answer(briefing().opening(asked))
            if answer.model == RULES:
                assert answer.content.startswith(f"def {NAME}(params):\n")
                assert validate(answer.content, asked, Limits()) == []
            else:
                assert "def " not in answer.content
                assert "_API_" not in answer.content


@pytest.mark.parametrize(
    "words",
    [
        "a" * 500,
        "bridge " * 70,
        "put together join glue both my two tools take out bag see hidden " * 8,
        "so that not a without every hour for 2 minutes and a half " * 9,
        "кот " * 120,
        "lihgt brdige fethaer gogels " * 18,
    ],
)
def test_long_wish_is_read_quickly(
    apprentice: Apprentice, scenes: dict[str, JsonObject], words: str
) -> None:
    """Whatever 500 characters say, they are read at once."""
    scene = scenery(scenes["hall"])
    begun = time.process_time()
    apprentice.understood(words, scene)
    assert time.process_time() - begun < MOST_SECONDS


@given(st.text(max_size=500))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(apprentice: Apprentice, scenes: dict[str, JsonObject], text: str) -> None:
    """No text whatever is an error or takes long."""
    scene = scenery(scenes["trial_chamber"])
    begun = time.process_time()
    apprentice.understood(text, scene)
    assert time.process_time() - begun < MOST_SECONDS
