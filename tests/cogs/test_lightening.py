"""A press is read without the components of the panel it carries."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.cogs.lightening import PRESS, lighten


def test_a_press_is_read_without_what_its_message_shows() -> None:
    """What says where it stood and what it carries stays; commands have no message at all."""
    read: list[dict[str, Any]] = []
    connection: Any = SimpleNamespace(parsers={PRESS: read.append})
    lighten(connection)
    shown = {"id": "7", "flags": 64, "attachments": [1], "components": [2], "embeds": [3]}
    data = {"id": "1", "data": {"custom_id": "x", "components": [4]}}
    connection.parsers[PRESS]({**data, "message": shown})
    connection.parsers[PRESS](data)
    left = {"id": "7", "flags": 64, "attachments": [1], "components": [], "embeds": []}
    assert read == [{**data, "message": left}, data]
