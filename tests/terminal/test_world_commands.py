"""`orb world`: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
import resource
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.engine.errors import StoreFailed
from bot.terminal.worlds import write_new
from tests.terminal.conftest import Run

SAVE: dict[str, Any] = {
    "souls": {
        "soul_1": {"id": "soul_1", "name": "Ida", "location_id": "quay", "inventory": ["rope"]}
    },
    "locations": {
        "quay": {
            "id": "quay",
            "name": "The Quay",
            "description": "Wet stone and gulls.",
            "exits": {"gangway": "hull"},
            "landmarks": {"gangway": {"client_visual_config": {"display_name": "Gangway"}}},
        },
        "hull": {"id": "hull", "name": "The Hull", "description": "Dark.", "exits": {"x": "gone"}},
    },
    "artifacts": {
        "rope": {"id": "rope", "name": "Rope", "linked_dynamic_function_name": "df_throw_rope"}
    },
    "puzzle_states": {"tide": {"id": "tide", "is_complete": False}},
    "world_log": ["The tide went out."],
    "world_properties": {"initial_start_location_id": "quay"},
}


def exported(run: Run, folder: Path, name: str) -> dict[str, Any]:
    """What an export of the only world of a folder holds."""
    assert run("world", "export", name, "--data", folder).status == 0
    return json.loads(Path(name).read_text("utf-8"))


def test_worlds_are_listed_and_shown(run: Run, played: Path) -> None:
    """The list names id and actions; the world shows places, ways, things, log and state."""
    listed, shown = run("world", "list"), run("world", "show")

    assert (listed.status, shown.status) == (0, 0)
    assert "demo" in listed.words
    assert "Sealed Stone Door, to Vault Approach" in shown.out
    assert "DemoPlayer: Flaming Ember" in shown.out
    assert "vault_access_puzzle: solved" in shown.out
    assert "the First Lamp can be seen burning." in shown.words
    assert max(map(len, shown.out.splitlines())) <= 80


def test_an_export_comes_back_as_it_was(run: Run, played: Path) -> None:
    """Places, things, souls, functions and log are the same; only the import itself is added."""
    before = exported(run, played, "one.json")
    came = run("world", "import", "one.json", "--as", "again", "--data", "other")
    after = exported(run, Path("other"), "two.json")

    assert came.status == 0
    assert "'again'" in came.out
    assert after["functions"] == before["functions"]
    assert after["log"] == before["log"]
    chronicle = after["world"]["chronicle"]
    assert chronicle.pop("actions") == before["world"]["chronicle"].pop("actions") + 1
    assert chronicle.pop("time") >= before["world"]["chronicle"].pop("time")
    assert after["world"] == before["world"]


def test_an_export_writes_over_nothing(run: Run, played: Path) -> None:
    """A file that is there already is left as it is."""
    Path("mine.json").write_text("mine", "utf-8")
    ran = run("world", "export", "mine.json")

    assert ran.status == 2
    assert "mine.json is there already" in ran.err
    assert Path("mine.json").read_text("utf-8") == "mine"


def test_an_export_into_no_folder_is_refused(run: Run, played: Path) -> None:
    """Where no file can be made, the reason is told."""
    ran = run("world", "export", "nowhere/mine.json")
    assert ran.status == 2
    assert "No such file or directory" in ran.err


def test_what_cannot_be_written_leaves_no_file() -> None:
    """Where the disk has no room for the whole export, none of it stays."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreFailed, match="could not be written"):
            write_new(Path("x.json"), "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert not Path("x.json").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "an export is a JSON object"),
        ("{}", "'orb_export' is missing"),
        ('{"orb_export": 99}', "version 99"),
        ("{", "line 1"),
    ],
)
def test_what_is_no_export_is_refused(run: Run, text: str, said: str) -> None:
    """A file that was written by something else is named, and no folder is made for it."""
    Path("file.json").write_text(text, "utf-8")
    ran = run("world", "import", "file.json")

    assert ran.status == 2
    assert "file.json" in ran.err
    assert said in ran.err
    assert not Path("data").exists()


def test_a_save_of_the_original_becomes_a_world(run: Run) -> None:
    """The world is there, and what could not be taken over is said."""
    Path("Game Save.json").write_text(json.dumps(SAVE), "utf-8")
    ran = run("world", "import-save", "Game Save.json")
    shown = run("world", "show")

    assert ran.status == 0
    assert "The Quay is kept as 'game-save'." in ran.out
    assert "leads nowhere and was left out" in ran.words
    assert "does not carry these functions: df_throw_rope" in ran.words
    assert "Gangway, to The Hull" in shown.out
    assert "Ida: Rope" in shown.out
    assert "The tide went out." in shown.out


def test_a_world_of_the_same_id_is_not_replaced(run: Run) -> None:
    """The second import is told of --as, and with it succeeds."""
    Path("save.json").write_text(json.dumps(SAVE), "utf-8")
    run("world", "import-save", "save.json")
    again = run("world", "import-save", "save.json")
    other = run("world", "import-save", "save.json", "--as", "other")
    unclear = run("world", "show")

    assert (again.status, other.status, unclear.status) == (2, 0, 2)
    assert "--as" in again.err
    assert "save, other" in unclear.err
    assert "--world" in unclear.err


def test_an_id_that_is_none_is_refused(run: Run) -> None:
    """What an id is made of is said, with one that could be meant."""
    Path("save.json").write_text(json.dumps(SAVE), "utf-8")
    ran = run("world", "import-save", "save.json", "--as", "My World")
    assert ran.status == 2
    assert "'my-world'" in ran.err


def test_words_of_a_world_cannot_command_the_terminal(run: Run) -> None:
    """Control characters and markup in names are shown and do nothing."""
    names = {"name": "\x1b[2J[bold]Quay[/]", "description": ""}
    places = {**SAVE["locations"], "quay": {**SAVE["locations"]["quay"], **names}}
    Path("save.json").write_text(json.dumps({**SAVE, "locations": places}), "utf-8")
    ran, shown, listed = (
        run("world", "import-save", "save.json"),
        run("world", "show"),
        run("world", "list"),
    )

    assert "[bold]Quay[/]" in ran.out
    assert "[bold]Quay[/] (quay)" in shown.out
    assert "\x1b" not in ran.out + shown.out + listed.out


@pytest.mark.parametrize(
    "command",
    [
        ("world", "list"),
        ("world", "show"),
        ("world", "export", "x.json"),
        ("function", "list"),
        ("function", "show", "df_x"),
    ],
)
def test_a_folder_without_a_world_stays_as_it_is(run: Run, command: tuple[str, ...]) -> None:
    """Looking for a world where there is none makes nothing."""
    ran = run(*command, "--data", "nowhere")

    assert ran.status == 2
    assert ran.err == "orb: There is no world kept in nowhere.\n"
    assert list(Path().iterdir()) == []


def test_the_folder_comes_from_the_settings(
    run: Run, played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ORB_DATA names the folder, in a `.env` as well, and --data overrules it."""
    played.rename("kept")
    Path(".env").write_text("ORB_DATA=kept\n", "utf-8")
    assert run("world", "list").status == 0
    assert run("world", "list", "--data", "elsewhere").status == 2
    monkeypatch.setenv("ORB_DATA", "elsewhere")
    assert run("world", "list").status == 2


def test_a_database_without_worlds_says_so(run: Run, played: Path) -> None:
    """An empty list is a sentence; a world that is asked for is not there."""
    with sqlite3.connect(played / "orb.sqlite3") as database:
        database.execute("PRAGMA foreign_keys=ON")
        database.execute("DELETE FROM worlds")

    assert run("world", "list").out == "There is no world yet.\n"
    assert run("world", "show").status == 2


def test_an_unknown_world_is_refused_with_the_known_ones(run: Run, played: Path) -> None:
    """The sentence names the worlds there are."""
    ran = run("world", "show", "--world", "nix")
    assert ran.status == 2
    assert ran.err == "orb: There is no world 'nix'; there are: demo.\n"


def test_wrong_settings_stop_every_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named."""
    monkeypatch.setenv("ORB_USE_SECONDS", "soon")
    ran = run("world", "list")
    assert ran.status == 2
    assert "ORB_USE_SECONDS" in ran.err


def damaged(file: Path) -> None:
    """Noise over some pages in the middle."""
    content = bytearray(file.read_bytes())
    content[8192:40960] = bytes(range(256)) * 128
    file.write_bytes(content)


def noise(file: Path) -> None:
    """Noise instead of the file."""
    file.write_bytes(bytes(range(256)) * 80)


@pytest.mark.parametrize("spoil", [damaged, noise])
def test_a_spoilt_database_is_a_sentence(run: Run, played: Path, spoil: Any) -> None:
    """Looking and playing both say that the file is no good, and leave it as it is."""
    for extra in played.glob("orb.sqlite3-*"):
        extra.unlink()
    spoil(played / "orb.sqlite3")
    before = (played / "orb.sqlite3").read_bytes()
    looked, demo = run("world", "show"), run("demo", "--json", "--data", "data")

    assert looked.status == demo.status != 0
    assert looked.err.count("\n") == demo.err.count("\n") == 1
    assert "no SQLite database" in looked.err or "damaged" in looked.err
    assert demo.out == ""
    assert (played / "orb.sqlite3").read_bytes()[8192:] == before[8192:]


@pytest.mark.parametrize("folder", ["/proc/orb", "/sys/orb"])
def test_a_folder_that_cannot_be_made_is_a_sentence(run: Run, folder: str) -> None:
    """Where nothing can be written, not even by root, the demo says so."""
    ran = run("demo", "--json", "--data", folder)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert folder in ran.err


def test_a_database_that_may_only_be_read_is_a_sentence(
    run: Run, played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A world needs writing, so that is asked for first."""
    file = played / "orb.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///file:{file}?mode=ro&uri=true")
    ran = run("demo", "--json", "--data", "data")

    assert (ran.status, ran.out) == (2, "")
    assert "may only be read" in ran.err
