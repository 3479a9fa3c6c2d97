"""The demo for people: what is printed for which event."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.demo import DemoEnd, DemoEvent
from bot.terminal.views import Credits
from tests.terminal.shown import BILL, Shown, ended, world


def test_the_beginning_says_what_is_played_and_who_writes() -> None:
    """Files and writer are told plainly, and where there is no terminal nothing moves."""
    shown = Shown()
    shown.view.begin(BILL)
    shown.view.progress("thinking", 1)
    shown.view.close()

    assert "a/r.json, played by a/s.json" in shown.text
    assert "Nobody writes." in shown.text
    assert "Writing" not in shown.text
    assert "\x1b" not in shown.text


def test_a_wait_is_quiet_and_a_pause_is_silent() -> None:
    """Only a wait that has something to say is seen, and it is no headline."""
    shown = Shown()
    shown.tell("step", "The wind turns.", kind="wait", step=1)
    shown.tell("step", "Waits 0.5 s.", kind="pause", step=2)
    shown.tell("step", "Ida waves.", kind="deed", step=3)

    assert shown.text == "  … The wind turns.\n\n▸ Ida waves.\n"


def test_long_lines_hang_under_their_first() -> None:
    """A line that does not fit goes on under its own beginning."""
    shown = Shown()
    shown.tell("log", "word " * 20, kind="world")
    lines = shown.text.splitlines()

    assert lines[0].startswith("  · word")
    assert all(line.startswith("    word") for line in lines[1:])
    assert max(map(len, lines)) <= 60


def test_the_place_is_shown_when_it_is_another() -> None:
    """A description that the result repeats is shown once; an unchanged place is not repeated."""
    shown = Shown()
    shown.tell("result", "You go to The Quay. Wet stone and gulls.", ok=True)
    shown.view.world(world("rope"))
    first = shown.text
    shown.view.world(world("rope"))

    assert first.count("Wet stone and gulls.") == 1
    assert "→ You go to The Quay.\n" in first
    assert "Here: Bell, Ida" in first
    assert "Carried: Rope" in first
    assert shown.text == first


def test_what_is_gained_and_lost_is_a_line() -> None:
    """In the same place only the change of what is carried is told."""
    shown = Shown()
    shown.view.world(world("rope"))
    before = len(shown.text)
    shown.view.world(world("lamp"))

    assert shown.text[before:] == "  + Lamp is carried now.\n  - Rope is carried no more.\n"


def test_a_soul_in_the_void_has_no_place() -> None:
    """The result is told, and no place is made up."""
    shown = Shown()
    shown.tell("result", "You drift.", ok=True)
    shown.view.world(world(place=None))
    assert shown.text == "  → You drift.\n"


def test_genesis_is_a_list_with_one_example() -> None:
    """Each function is a line; one that is short enough is shown whole when all are there."""
    short = "def df_a(params):\n" + "    x = 1\n" * 11
    shown = Shown(width=80)
    shown.view.begin(BILL)
    shown.tell("function", short, name="df_a", model="m-1", attempts=2)
    shown.tell("function", "def df_b(params): ...\n" * 90, name="df_b", model="m-1", attempts=1)
    shown.tell("function", "", name="df_c", model="m-1", attempts=4)
    before = len(shown.text)
    shown.tell("log", "The world is born.", kind="system")

    assert "  12 lines, written by m-1, 2 attempts" in shown.text
    assert "  90 lines, written by m-1\n" in shown.text
    assert "could not be written (m-1)" in shown.text
    after = shown.text[before - 10 :]
    assert "For example df_a" in after
    assert after.count("x = 1") == 11


def test_a_world_of_long_functions_shows_the_beginning_of_one() -> None:
    """How much is left out is said."""
    shown = Shown()
    long = "def df_b(params):\n" + "    x = 1\n" * 49
    shown.tell("function", long, name="df_b", model="m-1", attempts=1)
    shown.view.end(ended(), Credits())

    assert shown.text.count("x = 1") == 15
    assert "and 34 lines more" in shown.text


def test_a_tool_is_shown_whole() -> None:
    """A player's tool has every line, and a tool that failed has none."""
    shown = Shown()
    source = "def df_user_1(params):\n" + "    x = 1\n" * 80
    shown.tell("function", source, name="df_user_1", model="apprentice/rules", attempts=1)
    shown.tell("function", "", name="df_user_2", model="m-1", attempts=4)

    assert shown.text.count("x = 1") == 80
    assert "df_user_1: 81 lines, written by the apprentice's rules" in shown.text
    assert "df_user_2" not in shown.text


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (ended(), "The adventure is complete."),
        (ended(was_played=True), "had been played to its end"),
        (ended(complete=False, step=7), "The demo stopped at step 7."),
        (ended(complete=False, step=0), "The demo stopped at genesis."),
    ],
)
def test_the_end_says_how_it_went(end: DemoEnd, said: str) -> None:
    """Complete, played before, or stopped, and what is kept."""
    shown = Shown()
    shown.view.begin(replace(BILL, kept=Path("data")))
    shown.view.end(end, Credits({"a": "apprentice/recorded"}, tokens=900))

    assert said in shown.text
    assert "1 function recorded with the recipe" in shown.text
    assert "tokens" not in shown.text
    assert ("kept in data" in shown.text) is not end.complete


def test_the_credits_name_each_model() -> None:
    """Functions are counted by the model that wrote their last version, tokens for all."""
    made = Credits()
    for name, model, text in (
        ("a", "m-1", "x"),
        ("a", "m-2", "x"),
        ("b", "m-2", "x"),
        ("c", "m-1", ""),
    ):
        made.note(
            DemoEvent(
                type="function", text=text, details={"name": name, "model": model, "tokens": 600}
            )
        )
    shown = Shown()
    shown.view.end(ended(), made)

    assert "2 functions written by m-2" in shown.text
    assert "m-1" not in shown.text
    assert "2,400 tokens" in shown.text


def test_a_failure_is_marked() -> None:
    """A result that is not well has another mark."""
    shown = Shown()
    shown.tell("result", "No such thing.", ok=False, step=3)
    shown.view.end(ended(complete=False, step=3), Credits())
    assert "  ✗ No such thing.\n" in shown.text


def test_a_terminal_without_unicode_gets_ascii() -> None:
    """Marks, frames and whatever a story holds can be written in any encoding."""
    shown = Shown("ascii")
    shown.view.begin(BILL)
    shown.tell("step", "Ida waves.", kind="deed", step=3)
    shown.tell("result", "A café — closed.", ok=True)
    shown.view.end(ended(), Credits())

    assert "> Ida waves." in shown.text
    assert "= A caf? ? closed." in shown.text


def test_a_terminal_has_a_bar_while_a_model_works() -> None:
    """The bar names the stage, is gone afterwards, and the cursor is back."""
    shown = Shown(is_terminal=True)
    shown.view.begin(BILL)
    shown.tell("function", "x = 1", name="df_a", model="m-1", attempts=1)
    shown.tell("step", "Ida wishes.", kind="deed", step=1)
    shown.view.progress("thinking", 1)
    shown.view.progress("mending", 2)
    shown.view.progress("kept", 2)
    shown.view.close()

    assert "Writing the world's functions" in shown.text
    assert "The Orb is asking for a better one (attempt 2)" in shown.text
    assert shown.text.count("\x1b[?25l") == shown.text.count("\x1b[?25h") == 2


def test_a_bar_left_in_the_middle_is_taken_away() -> None:
    """Whatever ends the demo, the cursor comes back."""
    shown = Shown(is_terminal=True)
    shown.view.progress("thinking", 1)
    shown.view.close()
    assert shown.text.rstrip("\n").count("\x1b[?25h") == 1
