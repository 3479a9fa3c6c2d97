"""Settings: every variable does what the README says, and no secret is ever shown."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from bot.app import limits_of
from bot.settings import GEMINI_BASE_URL, Settings, SettingsError, read_settings

ROOT = Path(__file__).resolve().parent.parent
SECRET = "hush-hush"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory without a `.env`."""
    monkeypatch.chdir(tmp_path)


def given(**variables: str) -> Settings:
    """The settings where these variables are set, and no others of the project's."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        return read_settings()


def complaint(**variables: str) -> str:
    """What is said of variables that are wrong."""
    with pytest.raises(SettingsError) as caught:
        given(**variables)
    return str(caught.value)


def test_without_anything_the_apprentice_writes_into_a_local_folder() -> None:
    """Nothing is needed: no model, SQLite in the folder `data`."""
    settings = given()

    assert not settings.has_model
    assert settings.data == Path("data")
    assert settings.database(settings.data) == "sqlite+aiosqlite:///data/orb.sqlite3"
    assert settings.database_file(settings.data) == Path("data/orb.sqlite3")
    assert (settings.chroma_url, settings.log_level) == (None, "WARNING")


DOCUMENTED: dict[str, tuple[str, str, Any]] = {
    "OPENAI_API_BASE_URL": ("http://localhost:1/v1/", "model_base_url", "http://localhost:1/v1"),
    "OPENAI_LLM_MODEL": (" tiny\r", "model_name", "tiny"),
    "LANGCHAIN_EMBEDDING_MODEL": ("e-1", "embedding_model", "e-1"),
    "ORB_MODEL_TIMEOUT": ("7.5", "model_timeout", 7.5),
    "ORB_MODEL_RETRIES": ("0", "model_retries", 0),
    "ORB_CHEAPER_MODEL": (" small ", "cheaper_model", "small"),
    "ORB_STRONG_SHARE": ("50", "strong_share", 50),
    "ORB_MODEL_ANSWER_TOKENS": ("4096", "answer_tokens", 4096),
    "ORB_MODEL_STRUCTURED": ("yes", "structured", True),
    "ORB_APPRENTICE_STANDS_IN": ("no", "apprentice_stands_in", False),
    "ORB_DAY_REQUESTS": ("1", "day_requests", 1),
    "ORB_DAY_TOKENS": ("2", "day_tokens", 2),
    "ORB_GUILD_REQUESTS": ("3", "guild_requests", 3),
    "ORB_GUILD_TOKENS": ("4", "guild_tokens", 4),
    "ORB_MEMBER_REQUESTS": ("5", "member_requests", 5),
    "ORB_MEMBER_TOKENS": ("0", "member_tokens", 0),
    "ORB_DATA": ("kept", "data", Path("kept")),
    "DATABASE_URL": ("sqlite+aiosqlite:///x.db", "database_url", "sqlite+aiosqlite:///x.db"),
    "CHROMA_URL": ("https://chroma.example", "chroma_url", "https://chroma.example"),
    "ORB_USE_SECONDS": ("1.5", "use_seconds", 1.5),
    "ORB_USE_MEMORY_MB": ("32", "use_memory_mb", 32),
    "ORB_USE_HOST_CALLS": ("9", "use_host_calls", 9),
    "ORB_SANDBOX_WORKERS": ("2", "sandbox_width", 2),
    "ORB_DISCORD_API": ("http://127.0.0.1:9/api/", "discord_api", "http://127.0.0.1:9/api"),
    "ORB_DISCORD_GATEWAY": ("ws://127.0.0.1:9", "discord_gateway", "ws://127.0.0.1:9"),
    "ORB_LOG_LEVEL": ("debug", "log_level", "DEBUG"),
}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_documented_variable_is_obeyed(name: str) -> None:
    """The value of the variable is the value of its setting."""
    value, field, expected = DOCUMENTED[name]
    assert getattr(given(**{name: value}), field) == expected


def test_the_readme_names_every_variable() -> None:
    """The table of the README and the tested variables are the same ones."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## Configuration")[2]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert named == {*DOCUMENTED, "DISCORD_TOKEN", "GEMINI_API_KEY", "OPENAI_API_KEY"}


def test_the_example_names_every_variable() -> None:
    """Each variable stands once in `.env.example`, below a line that says what it is."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    found = [(at, line[2:].partition("=")[0]) for at, line in enumerate(lines) if "=" in line]
    variables = [*DOCUMENTED, "DISCORD_TOKEN", "GEMINI_API_KEY", "OPENAI_API_KEY"]
    assert sorted(name for _, name in found) == sorted(variables)
    assert [name for at, name in found if "=" in lines[at - 1] or not lines[at - 1]] == []


@pytest.mark.parametrize("name", ["GEMINI_API_KEY", "OPENAI_API_KEY"])
def test_a_key_alone_means_geminis_endpoint(name: str) -> None:
    """Under either name a key is enough for a model."""
    settings = given(**{name: f" {SECRET}\n"})

    assert settings.has_model
    assert settings.endpoint == GEMINI_BASE_URL
    assert settings.model_key is not None
    assert settings.model_key.get_secret_value() == SECRET


def test_an_endpoint_alone_needs_no_key() -> None:
    """A local endpoint asks for none; its address is told without user and password."""
    settings = given(OPENAI_API_BASE_URL=f"http://me:{SECRET}@localhost:11434/v1")

    assert settings.has_model
    assert settings.model_key is None
    assert settings.endpoint_host == "localhost:11434"


def test_the_limits_of_a_use_are_those_of_the_settings() -> None:
    """Megabytes become bytes."""
    limits = limits_of(given(ORB_USE_MEMORY_MB="32", ORB_USE_SECONDS="1", ORB_USE_HOST_CALLS="3"))
    assert (limits.seconds, limits.memory, limits.host_calls) == (1.0, 32 * 1024 * 1024, 3)


def test_empty_values_are_as_if_not_given() -> None:
    """An empty or blank variable leaves the default."""
    names = ["GEMINI_API_KEY", "OPENAI_API_BASE_URL", "DATABASE_URL", "CHROMA_URL"]
    names += ["ORB_CHEAPER_MODEL"]
    settings = given(**dict.fromkeys(names, " "), ORB_DATA="", ORB_USE_SECONDS="")

    assert not settings.has_model
    assert settings.database_url is None
    assert settings.chroma_url is None
    assert settings.cheaper_model is None
    assert (settings.data, settings.use_seconds) == (Path("data"), 2.0)


def test_everything_wrong_is_named_at_once() -> None:
    """Each wrong variable has a line that begins with its name and shows no address."""
    said = complaint(
        GEMINI_API_KEY=f"{SECRET} and more",
        OPENAI_API_BASE_URL=f"ftp://{SECRET}@x",
        CHROMA_URL=f"http://[{SECRET}",
        DATABASE_URL=f"mysql://me:{SECRET}@x/y",
        ORB_MODEL_TIMEOUT="0",
        ORB_MODEL_RETRIES="1.5",
        ORB_USE_SECONDS="nan",
        ORB_USE_MEMORY_MB="much",
        ORB_USE_HOST_CALLS="-1",
        ORB_SANDBOX_WORKERS="65",
        ORB_LOG_LEVEL="loud",
        ORB_STRONG_SHARE="0",
        ORB_GUILD_TOKENS="-1",
        LANGCHAIN_EMBEDDING_MODEL=" ",
    )

    names = {line.split(":")[0] for line in said.splitlines()}
    assert names == {
        "GEMINI_API_KEY or OPENAI_API_KEY",
        "OPENAI_API_BASE_URL",
        "CHROMA_URL",
        "DATABASE_URL",
        "ORB_MODEL_TIMEOUT",
        "ORB_MODEL_RETRIES",
        "ORB_USE_SECONDS",
        "ORB_USE_MEMORY_MB",
        "ORB_USE_HOST_CALLS",
        "ORB_SANDBOX_WORKERS",
        "ORB_LOG_LEVEL",
        "ORB_STRONG_SHARE",
        "ORB_GUILD_TOKENS",
        "LANGCHAIN_EMBEDDING_MODEL",
    }
    assert SECRET not in said


@pytest.mark.parametrize("address", ["http://", "localhost:11434", "http://x:port/v1"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    """A host is needed, and a port is a number."""
    assert "OPENAI_API_BASE_URL: must be an address" in complaint(OPENAI_API_BASE_URL=address)


def test_secrets_are_in_no_representation() -> None:
    """Neither a key nor an address that may hold a password is in the settings' text."""
    settings = given(
        GEMINI_API_KEY=SECRET,
        OPENAI_API_BASE_URL=f"http://me:{SECRET}@x/v1",
        DATABASE_URL=f"postgresql+asyncpg://me:{SECRET}@x/y",
        CHROMA_URL=f"http://me:{SECRET}@x",
    )

    assert SECRET not in f"{settings!r} {settings} {settings.model_key!r}"
    assert settings.database_file(Path("data")) is None


def test_a_file_in_the_working_directory_is_read() -> None:
    """`.env` counts, the environment counts more, and other programs' variables do no harm."""
    Path(".env").write_text(
        "ORB_DATA=from-file\nOPENAI_LLM_MODEL=from-file\nPATH_OF_OTHERS=1\n", "utf-8"
    )
    settings = given(OPENAI_LLM_MODEL="from-environment")

    assert settings.data == Path("from-file")
    assert settings.model_name == "from-environment"


def test_a_file_that_is_no_text_is_named() -> None:
    """A `.env` in another encoding is a sentence, not a traceback."""
    Path(".env").write_bytes(b"GEMINI_API_KEY=\xff\xfe")
    assert complaint().startswith(".env: ")


def test_the_home_folder_is_found() -> None:
    """A tilde that no shell has replaced is the home folder."""
    assert given(ORB_DATA="~/orb").data == Path(os.path.expanduser("~/orb"))
    assert complaint(ORB_DATA="~nobody-of-this-name/orb").startswith("ORB_DATA: names the home")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_a_servers_url_may_begin_as_hosts_write_it(scheme: str) -> None:
    """Whichever of its names PostgreSQL is called by."""
    settings = given(DATABASE_URL=f" {scheme}://me:{SECRET}@x/y ")
    assert settings.database(Path("data")) == f"{scheme}://me:{SECRET}@x/y"
    assert settings.database_file(Path("data")) is None
    assert "must begin with" in complaint(DATABASE_URL=f"{scheme}:me")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite+aiosqlite:///a/b.db", "a/b.db"),
        ("sqlite:////a/b.db", "/a/b.db"),
        ("sqlite+aiosqlite:///file:a/b.db?mode=ro&uri=true", "a/b.db"),
    ],
)
def test_the_file_of_a_database_is_known(url: str, file: str) -> None:
    """Whichever way a SQLite URL names its file."""
    assert given(DATABASE_URL=url).database_file(Path("data")) == Path(file)
