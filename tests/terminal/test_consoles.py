"""Consoles, code on them, and the lines that programs are given."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from bot.engine.demo import DemoEvent
from bot.terminal.code import code_panel
from bot.terminal.consoles import people_console
from bot.terminal.views import Credits, JsonView
from tests.terminal.shown import BILL, Shown, ended, world


def test_code_is_whole_at_any_width() -> None:
    """Long lines go on four deeper; a word longer than the line is broken."""
    shown = Shown()
    source = f"def f(params):\n    return {'long ' * 20!r}\n    # {'x' * 90}\n"
    shown.console.print(code_panel(source, "f\x07", "sub"))
    lines = shown.text.splitlines()
    inside = [line[2:-2].rstrip() for line in lines[1:-1]]

    assert max(map(len, lines)) <= 60
    assert "".join("".join(inside).split()) == "".join(source.split())
    assert inside[2].startswith("        ")
    assert "\x07" not in shown.text


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colours_gets_no_codes(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR and a dumb terminal win over everything that asks for colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert people_console().is_terminal
    monkeypatch.setenv(name, value)
    console = people_console()
    assert not console.is_terminal
    assert not console.is_interactive


def test_wide_terminals_are_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines stay readable."""
    monkeypatch.setenv("COLUMNS", "240")
    assert people_console().width == 100


def test_programs_get_a_line_for_each_event() -> None:
    """JSON in UTF-8, with the end last; stages and places are for people."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    view = JsonView(out)
    view.begin(BILL)
    view.show(DemoEvent(type="step", text="Café", details={"step": 1}))
    view.progress("thinking", 1)
    view.world(world())
    view.end(replace(ended(complete=False, step=1), state_hash=""), Credits({"a": "m"}, tokens=3))
    view.close()

    assert raw.getvalue().decode().splitlines() == [
        '{"type":"log","text":"Nobody writes.","kind":"system"}',
        '{"type":"step","text":"Café","step":1}',
        '{"type":"end","complete":false,"failed_step":1,"state_hash":null,'
        '"functions":{"m":1},"tokens":3}',
    ]
