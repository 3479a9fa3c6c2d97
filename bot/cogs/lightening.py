"""Interactions read without what nobody here looks at, so that presses are answered sooner."""

from __future__ import annotations

from typing import Any

import discord
from discord.state import ConnectionState

PRESS = "INTERACTION_CREATE"
UNREAD = ("components", "embeds")
"""What stands in the message a control was used on and is put together again here, not read."""


def lighten(connection: ConnectionState[discord.Client]) -> None:
    """Have interactions of a connection parsed without these parts of their messages.

    A press carries the whole panel with it. To make objects of its components is most of what is
    done before the first response, and where many press at once they wait for one another's.
    """
    parse = connection.parsers[PRESS]

    def lightly(data: dict[str, Any]) -> None:
        message = data.get("message")
        if message is not None:
            message.update((part, []) for part in UNREAD)
        parse(data)

    connection.parsers[PRESS] = lightly
