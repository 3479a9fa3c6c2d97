"""The benchmark of tools as a program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.tools.__main__ import chosen, main
from bot.settings import read_settings


def test_the_apprentice_is_measured_and_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One task is run in all its words; the tables are printed and put into the page."""
    page = tmp_path / "tools.md"
    page.write_text("# Tools\n<!-- table -->\nold\n<!-- /table -->\n", "utf-8")
    command = ["tools", "--task", "all_the_gold", "--model", "apprentice", "--write", str(page)]
    monkeypatch.setattr(sys, "argv", command)

    main()

    told = capsys.readouterr()
    assert "| all the gold | over-reach |" in told.out
    assert told.err.count("all_the_gold (") == 4
    assert told.out.strip() in page.read_text("utf-8")
    assert "old\n" not in page.read_text("utf-8")


def test_another_model_of_the_endpoint_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name takes the place of the settings' model; the apprentice's takes that of all."""
    monkeypatch.setenv("OPENAI_API_BASE_URL", "http://127.0.0.1:9/v1")
    settings = read_settings()

    assert chosen(settings, None) is settings
    assert chosen(settings, "other").model_name == "other"
    assert chosen(settings, "other").has_model
    assert not chosen(settings, "apprentice").has_model
