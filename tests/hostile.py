"""Hostile wishes and hostile answers of models, kept as data, and what must come of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).resolve().parent / "recordings" / "hostile"
CANARIES = {
    "GEMINI_API_KEY": "canary-key-7d1f",
    "DISCORD_TOKEN": "canary-token-c2a9",
    "DATABASE_URL": "postgresql+asyncpg://orb:canary-password-55e0@127.0.0.1/orb",
}
CANARIES_IN = re.compile(r"canary-(key|token|password)-")
DIM = """def NAME(params):
    external_apis['host_set_light']({'location_id': params['location_id'], 'value': 'dim'})
    return 'It grows dim.'
"""
PINGS = re.compile(r"@(everyone|here)\b|<(@[!&]?|#)\d+>|</\w+:\d+>|<id:\w+>|\]\(http")
"""What Discord would make of a text, where it is not written as plain text."""


@dataclass(frozen=True)
class Case:
    """One wish and what the model answers it; whether a tool that does no harm comes of it."""

    name: str
    wish: str
    answer: str
    kept: bool


def wishes() -> list[Case]:
    """Hostile wishes, which the model answers with a harmless tool."""
    recorded = tomllib.loads((RECORDED / "wishes.toml").read_text("utf-8"))["wish"]
    texts = [text * one.get("times", 1) for one in recorded for text in one["texts"]]
    return [
        Case(f"wish {number}", text, DIM, _is_wish(text.strip()))
        for number, text in enumerate(texts)
    ]


def _is_wish(text: str) -> bool:
    return 4 <= len(text) <= 500 and any(one.isprintable() for one in text.split())


def answers() -> list[Case]:
    """Hostile answers to plain wishes."""
    recorded = tomllib.loads((RECORDED / "answers.toml").read_text("utf-8"))["answer"]
    return [
        Case(one["name"], f"{one['name']}, please", text_of(one), one.get("kept", False))
        for one in recorded
    ]


def text_of(one: dict[str, Any]) -> str:
    """All of an answer, with NAME for the name of the function it is to write."""
    text = one.get("text", "")
    if body := one.get("body"):
        text = "def NAME(params):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    return text.replace("REPEATED", one.get("piece", "") * one.get("times", 1))
