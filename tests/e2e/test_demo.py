"""`orb demo`, from an empty folder to an open vault."""

from __future__ import annotations

from tests.e2e.conftest import ROOT, Orb, Ran
from tests.model_server import ModelServer, from_folder

VAULT = ROOT / "demo" / "vault"
SOMEBODY = ROOT / "tests" / "recordings" / "somebody_else"
WAIT = """
def TOOL_NAME(params):
    import time
    time.sleep(0)
    return "nothing"
"""


def model(server: ModelServer) -> dict[str, str]:
    """The variables that make the program talk to the server."""
    return {"OPENAI_API_BASE_URL": server.base_url, "GEMINI_API_KEY": "hush-hush"}


def test_the_demo_opens_the_vault(whole: Ran) -> None:
    """The bundled adventure plays to its end with nothing configured."""
    assert whole.status == 0, whole.err + whole.out[-2000:]
    assert whole.end["complete"] is True
    assert whole.end["failed_step"] is None
    log = " ".join(whole.texts("log"))
    assert "The world is born." in log
    assert "vault" in log.lower()
    tools = [event for event in whole.events if str(event.get("name")).startswith("df_user_")]
    assert [event["model"] for event in tools] == ["apprentice/rules"]
    recorded = [event for event in whole.events if event.get("model") == "apprentice/recorded"]
    assert len(recorded) == 9


def test_two_demos_end_in_the_same_state(whole: Ran, played: Ran) -> None:
    """A demo in a folder and one that is not kept end with the same hash."""
    assert played.end["complete"] is True
    assert played.end["state_hash"] == whole.end["state_hash"]


def test_a_kept_demo_is_not_played_twice(orb: Orb, played: Ran) -> None:
    """With --data a second run finds the adventure at its end, and --recreate starts anew."""
    again = orb("demo", "--json", "--data", "data")
    anew = orb("demo", "--json", "--data", "data", "--recreate")

    assert again.status == 0
    assert again.texts("step") == []
    assert again.end["state_hash"] == played.end["state_hash"]
    assert len(anew.texts("step")) == len(played.texts("step")) > 0
    assert anew.end["state_hash"] == played.end["state_hash"]


def test_the_terminal_shows_place_inventory_and_source(orb: Orb) -> None:
    """The demo for people shows where one is, what one carries, the tool's source, who wrote it."""
    ran = orb("demo", "--speed", "0")

    assert ran.status == 0
    assert "Trial Chamber" in ran.out
    assert "Carried:" in ran.out
    assert "def df_user_" in ran.out
    assert "no language model is connected" in " ".join(ran.out.split())
    assert "The adventure is complete." in ran.out


def test_somebody_elses_recipe_plays_with_a_model(orb: Orb) -> None:
    """A recipe, a script and functions of another author play over a loopback model."""
    path = SOMEBODY / "functions" / "df_player_tool.py"
    tool = path.read_text("utf-8").replace("df_player_tool", "TOOL_NAME")
    with ModelServer(from_folder(SOMEBODY / "functions", tool)).running() as server:
        for script in ("script.json", "script_without_focus.json"):
            ran = orb(
                "demo",
                "--json",
                "--recipe",
                SOMEBODY / "recipe.json",
                "--script",
                SOMEBODY / script,
                **model(server),
            )
            assert ran.status == 0, ran.out[-2000:] + ran.err
            assert ran.end["complete"] is True
        assert set(server.keys) == {"Bearer hush-hush"}
        assert not any("hush-hush" in prompt for prompt in server.prompts)


def test_the_world_is_written_in_one_go(orb: Orb) -> None:
    """All nine functions of the default world are asked for before the first is answered."""
    with ModelServer(from_folder(VAULT / "functions", WAIT), latency=1.0).running() as server:
        ran = orb("demo", "--json", **model(server))

    assert server.most_at_once == 9
    assert "The world is born." in " ".join(ran.texts("log"))


def test_a_tool_that_does_nothing_is_not_handed_over(orb: Orb) -> None:
    """A tool that calls no host API is sent back three times, then the step fails."""
    with ModelServer(from_folder(VAULT / "functions", WAIT)).running() as server:
        ran = orb("demo", "--json", **model(server))

    assert ran.status == 1
    assert ran.end["complete"] is False
    assert ran.end["failed_step"] > 0
    assert sum("df_user_" in prompt.splitlines()[-1] for prompt in server.prompts) == 4
    assert "could not be written" in ran.texts("result")[-1]
