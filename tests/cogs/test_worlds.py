"""Worlds made, ended and brought back through Discord: what is seen, and what is then there."""

from __future__ import annotations

import pytest
from hall_play import Hall

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_bundled_adventure_is_made(hall: Hall) -> None:
    """The theme is suggested, progress is shown, the channel gets the world and its stage."""
    suggested = await hall.ada.autocomplete("world create", "theme", "va")
    assert [one["value"] for one in suggested] == ["vault"]
    asked = await hall.create(theme="Vault")
    assert asked.ephemeral
    assert asked.text == "**Vault** is made. Everybody can join with /play."
    assert (await hall.world()).chronicle.is_born
    await hall.channel.message("made the world")
    stage = await hall.channel.message("To be done")
    assert "Play" in stage.buttons
    panel = await hall.joined(hall.ben)
    assert "Trial Chamber" in panel.text
