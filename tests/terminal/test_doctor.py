"""`orb doctor`: every part that is well, every fault with what to do, and no secret anywhere."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.settings import Settings
from bot.terminal import checkups, model_checkups
from bot.terminal.checkup import Check, Checkup, State, well
from bot.terminal.doctor import secrets_of
from tests.model_server import ModelServer
from tests.terminal.checking import checked
from tests.terminal.conftest import Ran, Run

KEY = "hush-hush-0123456789"


TOKEN = f"{base64.b64encode(b'123456789012345678').decode()}.abcdef.{'x' * 30}"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    """An endpoint with two models that say one word."""
    server = ModelServer(lambda name, prompt: "orb", models=["strong", "models/small"])
    with server.running():
        yield server


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, model: ModelServer) -> pytest.MonkeyPatch:
    """An environment with everything in it that works."""
    monkeypatch.setenv("OPENAI_API_BASE_URL", model.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_LLM_MODEL", "strong")
    monkeypatch.setenv("ORB_CHEAPER_MODEL", "small")
    return monkeypatch


def line(ran: Ran, part: str) -> str:
    """What was said of a part, on one line, with its state before it."""
    lines = ran.out.splitlines()
    start = next(n for n, text in enumerate(lines) if text[8:].startswith(part))
    rest = lines[start + 1 :]
    more = next((n for n, text in enumerate(rest) if not text.startswith(" " * 8)), len(rest))
    return " ".join(" ".join([lines[start], *rest[:more]]).split())


def test_a_folder_that_was_played_in_is_well(
    run: Run, played: Path, environment: pytest.MonkeyPatch, model: ModelServer
) -> None:
    """Database, index, sandbox, both models: each is named; only `--ask` has a model answer."""
    ran = run("doctor")
    assert ran.status == 0
    assert "its tables are current" in line(ran, "database")
    assert "lets nothing out" in line(ran, "sandbox")
    assert "takes the key and knows strong and small" in line(ran, "model")
    assert line(ran, "answers").startswith("look answers No model was asked")
    assert "on this machine" in line(ran, "embedding")
    assert "opens the playground" in line(ran, "discord")
    assert "Everything needed is well." in ran.out
    assert model.prompts == []
    asked = run("doctor", "--ask")
    assert asked.status == 0
    assert "strong answered with 3 characters, 150 tokens. small answered" in asked.words
    assert len(model.prompts) == 2
    assert set(model.keys) == {f"Bearer {KEY}"}
    assert KEY not in ran.out + asked.out


def test_a_new_folder_is_well(run: Run) -> None:
    """Without anything: nothing is there yet, the apprentice writes, and that is no fault."""
    ran = run("doctor", "--data", "new")
    assert ran.status == 0
    assert "None is connected" in line(ran, "model")
    assert "set GEMINI_API_KEY, or OPENAI_API_BASE_URL" in line(ran, "model")
    assert "There is nothing to pay." in line(ran, "budgets")
    assert "There is none yet" in line(ran, "database")
    assert "There is none yet" in line(ran, "index")


def test_wrong_settings_are_named_one_by_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wrong variable has a line; nothing else is looked at."""
    monkeypatch.setenv("ORB_USE_SECONDS", "soon")
    monkeypatch.setenv("CHROMA_URL", f"ftp://{KEY}")
    ran = run("doctor")
    assert ran.status == 1
    assert "ORB_USE_SECONDS" in ran.out
    assert "CHROMA_URL" in ran.out
    assert "2 faults to mend." in ran.out
    assert KEY not in ran.out


@pytest.mark.parametrize(
    ("changes", "check", "words"),
    [
        ({"OPENAI_LLM_MODEL": "strange"}, model_checkups.endpoint, "no model 'strange'. Set OPEN"),
        ({"OPENAI_API_BASE_URL": "http://127.0.0.1:9/v1"}, model_checkups.endpoint, "be reached"),
        ({"DISCORD_TOKEN": "not-a-token"}, checkups.discord, "has not the form"),
        ({"DISCORD_TOKEN": TOKEN, "ORB_DISCORD_API": "http://127.0.0.1:9/api"}, checkups.discord,
         "could not be reached"),
        ({"CHROMA_URL": "http://127.0.0.1:9"}, checkups.index, "CHROMA_URL cannot be read"),
        ({"DATABASE_URL": f"postgresql+asyncpg://me:{KEY}@127.0.0.1:9/orb"}, checkups.database,
         "cannot be used"),
    ],
)  # fmt: skip
async def test_a_fault_is_named_with_what_to_do(
    tmp_path: Path, model: ModelServer, changes: dict[str, str], check: Check, words: str
) -> None:
    """One wrong thing is a fault, with an advice, and without any secret."""
    usual = {"OPENAI_API_BASE_URL": model.base_url, "OPENAI_API_KEY": KEY, "ORB_MODEL_RETRIES": "0"}
    found = await checked(check, tmp_path, **{**usual, **changes})
    said = f"{found.seen} {found.advice}"
    assert found.state is State.FAULT
    assert words in said
    assert found.advice
    assert KEY not in said
    assert TOKEN not in said


def test_a_database_of_another_version_is_told(run: Run, played: Path) -> None:
    """A newer one is a fault, an older one is migrated at the next start, a damaged one is said."""
    file = played / "orb.sqlite3"

    def revised(revision: str) -> Ran:
        with sqlite3.connect(file) as database:
            database.execute("UPDATE alembic_version SET version_num = ?", [revision])
        return run("doctor")

    newer = revised("9999")
    assert newer.status == 1
    assert "Update the program" in line(newer, "database")
    older = revised("0001")
    assert older.status == 0
    assert "look database Its tables are of an older version (0001)." in line(older, "database")
    (played / "index").mkdir(exist_ok=True)
    assert "compared with nothing" in line(run("doctor"), "index")
    file.write_bytes(b"a shopping list, not a database" * 200)
    assert "is no SQLite database" in line(run("doctor"), "database")


def test_an_index_is_compared_with_the_library(run: Run, played: Path) -> None:
    """What is missing is counted; a damaged index is a fault that mends itself."""
    shutil.rmtree(played / "index", ignore_errors=True)
    (played / "index").mkdir()
    assert "10 of 10 functions are missing, 0 are too many" in line(run("doctor"), "index")
    run("function", "list")
    (played / "orb.sqlite3").unlink()
    assert "holds all 0 functions" in line(run("doctor"), "index")
    shutil.rmtree(played / "index")
    (played / "index").write_text("a file in the way")
    assert "There is none yet" in line(run("doctor"), "index")


def test_a_folder_that_cannot_be_used_is_a_fault(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in its place, and a disk that is nearly full."""
    (tmp_path / "taken").write_text("mine")
    ran = run("doctor", "--data", "taken")
    assert ran.status == 1
    assert "cannot be written" in line(ran, "data folder")
    monkeypatch.setattr(checkups, "ROOM", 2**60)
    assert "Make room" in line(run("doctor", "--data", "other"), "data folder")


@pytest.mark.parametrize(
    ("status", "text", "state", "words"),
    [
        (200, '{"username": "Orb"}', State.WELL, "knows the bot as Orb"),
        (401, '{"message": "401"}', State.FAULT, "does not accept"),
        (503, "[]", State.FAULT, "status 503"),
        (200, "<html>", State.FAULT, "could not be reached"),
    ],
)
async def test_discord_is_asked_who_the_bot_is(
    tmp_path: Path, status: int, text: str, state: State, words: str
) -> None:
    """With the bot's token, at the address of the settings."""
    asked: list[str] = []

    async def me(request: web.Request) -> web.Response:
        asked.append(request.headers["authorization"])
        return web.Response(status=status, text=text)

    app = web.Application()
    app.router.add_get("/api/v10/users/@me", me)
    async with TestServer(app) as server:
        api = str(server.make_url("/api"))
        found = await checked(checkups.discord, tmp_path, DISCORD_TOKEN=TOKEN, ORB_DISCORD_API=api)
    assert (found.state, asked) == (state, [f"Bot {TOKEN}"])
    assert words in found.seen


async def test_a_sandbox_that_does_not_hold_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the self-test says is told."""

    async def fails(_: object) -> None:
        raise checkups.SandboxUnavailable("The sandbox lets a function reach out of it.")

    monkeypatch.setattr(checkups, "self_test", fails)
    found = await checked(checkups.sandbox, tmp_path)
    assert (found.state, "reach out" in found.seen) == (State.FAULT, True)


def test_a_check_that_fails_itself_hides_no_other(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a fault of its own, without whatever the error may quote."""

    async def sandbox(_: object) -> None:
        raise RuntimeError(KEY)

    async def data_folder(_: object) -> Checkup:
        return well("data folder", f"It says {KEY}.")

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr("bot.terminal.doctor.CHECKS", (sandbox, data_folder))
    ran = run("doctor")
    assert ran.status == 1
    assert "could not be looked at (RuntimeError)" in line(ran, "sandbox")
    assert "It says …." in line(ran, "data folder")


def test_every_secret_is_known() -> None:
    """Keys, tokens and the passwords of addresses."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        GEMINI_API_KEY="k",
        DISCORD_TOKEN="tt",
        DATABASE_URL="postgresql+asyncpg://me:ppp@x/y",
        CHROMA_URL="http://me:qqqq@x",
        OPENAI_API_BASE_URL="http://x/v1",
    )
    assert secrets_of(settings) == ["qqqq", "ppp", "tt", "k"]
