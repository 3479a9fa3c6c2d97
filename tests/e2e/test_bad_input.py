"""What bad input gets: one sentence, the right exit status, nothing changed."""

from __future__ import annotations

import json
import socket
import sqlite3
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from tests.e2e.conftest import ROOT, Orb
from tests.model_server import ModelServer, from_folder

VAULT = ROOT / "demo" / "vault"

FILES = {
    "not JSON": ("[{", "line 1"),
    "not a list": ('{"name": "x"}', "list"),
    "a command without a name": ('[{"args": {}}]', "'name'"),
    "an unknown run": ('[{"name": "df_nobody", "args": {}}]', "df_nobody"),
}
SCRIPTS = {
    "not JSON": ("nonsense", "line 1"),
    "an unknown action": ('[{"action": "COMMENT", "text": "a"}, {"action": "JUMP"}]', "step 2"),
    "a missing field": ('[{"action": "DESCRIBE_TOOL"}]', "description"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_recipe_is_named_with_its_place(orb: Orb, tmp_path: Path, case: str) -> None:
    """A recipe that is none gets one sentence with file and position, and exit status 2."""
    text, expected = FILES[case]
    (tmp_path / "recipe.json").write_text(text, "utf-8")
    (tmp_path / "script.json").write_text("[]", "utf-8")
    ran = orb("demo", "--recipe", "recipe.json", "--data", "data")

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "recipe.json" in ran.err
    assert expected in ran.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("case", SCRIPTS)
def test_a_bad_script_is_named_with_its_place(orb: Orb, tmp_path: Path, case: str) -> None:
    """A script that is none gets one sentence with file and position, and exit status 2."""
    text, expected = SCRIPTS[case]
    (tmp_path / "steps.json").write_text(text, "utf-8")
    ran = orb("demo", "--script", "steps.json")

    assert ran.status == 2
    assert "steps.json" in ran.err
    assert expected in ran.err


def test_every_wrong_variable_is_named_at_once(orb: Orb) -> None:
    """Two wrong variables are both named, and no value of a key is shown."""
    ran = orb(
        "demo", OPENAI_API_BASE_URL="ftp://x", ORB_USE_SECONDS="soon", GEMINI_API_KEY="hush-hush"
    )

    assert ran.status == 2
    assert "OPENAI_API_BASE_URL" in ran.err
    assert "ORB_USE_SECONDS" in ran.err
    assert "hush-hush" not in ran.err + ran.out


@pytest.mark.usefixtures("played")
def test_a_data_folder_of_another_recipe_is_refused(orb: Orb, tmp_path: Path) -> None:
    """A folder that holds the demo of one recipe is not played on with another."""
    recipe = json.loads((VAULT / "recipe.json").read_text("utf-8"))
    recipe[0]["args"]["new_function_description"] += " Really."
    (tmp_path / "recipe.json").write_text(json.dumps(recipe), "utf-8")
    script = VAULT / "script.json"
    ran = orb("demo", "--recipe", "recipe.json", "--script", script, "--data", "data")

    assert ran.status == 2
    assert "--recreate" in ran.err


def test_a_data_folder_of_a_newer_program_is_refused(orb: Orb, data: Path) -> None:
    """A database of a newer version is left as it is, with a sentence."""
    with sqlite3.connect(data / "orb.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999_future'")
    ran = orb("world", "list", "--data", data)

    assert ran.status == 2
    assert "newer" in ran.err


def test_a_data_folder_that_is_a_file_is_refused(orb: Orb, tmp_path: Path) -> None:
    """A file where the data folder should be gets a sentence."""
    (tmp_path / "data").write_text("mine", "utf-8")
    ran = orb("demo", "--data", "data")

    assert ran.status == 2
    assert "data" in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "data").read_text("utf-8") == "mine"


def test_an_unreachable_model_is_named(orb: Orb) -> None:
    """Nobody listens at the endpoint: the demo says so and stops at genesis."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ran = orb(
        "demo",
        "--json",
        OPENAI_API_BASE_URL=f"http://127.0.0.1:{port}/v1",
        ORB_MODEL_RETRIES="0",
    )

    assert ran.status == 1
    assert ran.end["failed_step"] == 0
    assert f"127.0.0.1:{port}" in ran.texts("result")[-1]


ANSWERS = {
    "prose": "I would love to help you with that adventure!",
    "nothing": "",
    "truncated code": "```python\ndef TOOL_NAME(params):\n    return external_apis['host_log",
    "a refusal": "I'm sorry, but I can't help with that.",
    "an endless loop": "```python\ndef TOOL_NAME(params):\n    while True:\n        pass\n```",
    "a forbidden import": "```python\nimport os\ndef TOOL_NAME(params):\n    return os.name\n```",
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_bad_answer_is_sent_back_then_the_step_fails(orb: Orb, case: str) -> None:
    """What is no sound function is asked for again, at most three times; the world stays."""
    recorded = from_folder(VAULT / "functions", "")

    def answer(name: str, prompt: str) -> str:
        if not name.startswith("df_user_"):
            return str(recorded(name, prompt))
        return ANSWERS[case].replace("TOOL_NAME", name)

    with ModelServer(answer).running() as server:
        ran = orb(
            "demo",
            "--json",
            OPENAI_API_BASE_URL=server.base_url,
            ORB_USE_SECONDS="0.3",
        )

    asked = [prompt for prompt in server.prompts if "df_user_" in prompt.splitlines()[-1]]
    assert ran.status == 1
    assert ran.end["failed_step"] > 0
    assert 1 <= len(asked) <= 4
    assert "Traceback" not in ran.err
    assert not any("forged" in text for text in ran.texts("log"))


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_an_endpoint_that_refuses_is_put_into_words(orb: Orb, status: int) -> None:
    """An endpoint's refusal becomes a sentence without the key."""

    def answer(name: str, prompt: str) -> Response:
        return JSONResponse({"error": {"message": "no"}}, status_code=status)

    with ModelServer(answer).running() as server:
        ran = orb(
            "demo",
            "--json",
            OPENAI_API_BASE_URL=server.base_url,
            GEMINI_API_KEY="hush-hush",
            ORB_MODEL_RETRIES="0",
        )

    assert ran.status == 1
    assert ran.end["failed_step"] == 0
    assert "hush-hush" not in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_a_model_that_is_too_slow_is_named(orb: Orb) -> None:
    """An answer that does not come in time stops genesis with a sentence, and nothing is lost."""
    with ModelServer(from_folder(VAULT / "functions", ""), latency=3.0).running() as server:
        ran = orb(
            "demo",
            "--json",
            OPENAI_API_BASE_URL=server.base_url,
            ORB_MODEL_TIMEOUT="0.5",
            ORB_MODEL_RETRIES="0",
        )

    assert ran.status == 1
    assert ran.end["failed_step"] == 0
    assert "too slow" in ran.texts("result")[-1]
