"""`orb demo` in this process: what it plays on, what it refuses, what its lines are."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from bot.app import DEMO
from tests.terminal.conftest import Run

KEYS = {"step", "log", "function", "result"}


def test_a_demo_played_before_is_told_so(run: Run, played: Path) -> None:
    """People read that it was played, programs get the end with its hash."""
    people = run("demo", "--data", "data")
    lines = run("demo", "--json", "--data", "data").out.splitlines()

    assert people.status == 0
    assert "had been played to its end" in people.out
    assert json.loads(lines[-1])["complete"] is True
    assert json.loads(lines[-1])["state_hash"] in people.out


def test_recreate_plays_the_same_again(run: Run, played: Path) -> None:
    """Every line has a type and a text, the last is the end, and the state is as before."""
    before = json.loads(run("demo", "--json", "--data", "data").out.splitlines()[-1])
    ran = run("demo", "--json", "--data", "data", "--recreate")
    *events, end = [json.loads(line) for line in ran.out.splitlines()]

    assert {event["type"] for event in events} == KEYS
    assert all(isinstance(event["text"], str) for event in events)
    assert (end["type"], end["complete"], end["failed_step"]) == ("end", True, None)
    assert end["state_hash"] == before["state_hash"]
    assert end["functions"] == {"apprentice/recorded": 9, "apprentice/rules": 1}


def test_the_state_does_not_depend_on_the_name_of_a_file(run: Run, played: Path) -> None:
    """The same recipe under another name is the same recipe."""
    Path("mine.json").write_bytes((DEMO / "vault" / "recipe.json").read_bytes())
    script = DEMO / "vault" / "script.json"
    ran = run("demo", "--recipe", "mine.json", "--script", script, "--data", "data", "--json")
    assert ran.status == 0


def test_a_recipe_without_a_script_is_refused(run: Run) -> None:
    """A script beside the recipe is taken; where there is none, one must be named."""
    Path("mine.json").write_text("[]", "utf-8")
    ran = run("demo", "--recipe", "mine.json")
    assert ran.status == 2
    assert "--script is missing" in ran.err


def test_another_recipe_is_not_played_in_the_same_folder(run: Run, played: Path) -> None:
    """The folder's own demo is kept unless it is to be made anew."""
    recipe = json.loads((DEMO / "vault" / "recipe.json").read_text("utf-8"))
    recipe[0]["args"]["new_function_description"] += " Really."
    Path("recipe.json").write_text(json.dumps(recipe), "utf-8")
    script = DEMO / "vault" / "script.json"
    ran = run("demo", "--recipe", "recipe.json", "--script", script, "--data", "data", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "--recreate" in ran.err


def test_early_failures_leave_standard_output_empty(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong settings are told on standard error, with status 2."""
    monkeypatch.setenv("ORB_USE_SECONDS", "soon")
    ran = run("demo", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "ORB_USE_SECONDS" in ran.err


def test_a_model_that_is_not_there_stops_genesis(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """People read which address did not answer, and that the folder plays on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("OPENAI_API_BASE_URL", f"http://127.0.0.1:{port}/v1")
    monkeypatch.setenv("ORB_MODEL_RETRIES", "0")
    ran = run("demo", "--data", "data")

    assert ran.status == 1
    assert f"gemini-3.5-flash at 127.0.0.1:{port} writes the functions." in ran.words
    assert f"could not be reached at 127.0.0.1:{port}" in ran.words
    assert "The demo stopped at genesis." in ran.out
    assert "the same command goes on" in ran.words
