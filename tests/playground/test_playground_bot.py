"""A real discord.py plays through everything the game uses."""

from __future__ import annotations

from playground_bot import Small
from playground_hall import Hall


async def test_slash_is_answered(hall: Hall, bot: Small) -> None:
    """A slash command with options is answered with an embed, in well under a second."""
    r = await hall.ben.slash("world create", theme="frost", size=4, friend=hall.ada)
    assert r.text == "With Ada\nA world of frost\nSize\n4"
    assert r.latency is not None
    assert r.latency < 1
    assert hall.channel.last == r.original
