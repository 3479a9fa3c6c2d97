"""The end of a tale: the channel reads the closing scene and whom it thanks."""

from __future__ import annotations

import pytest
from hall_play import Hall, step_up

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_opened_vault_is_a_real_ending(settled: Hall) -> None:
    """Who woke what, who forged what, and that the world stays open; told once, to everybody."""
    hall, ada = settled, settled.ada
    panel = await hall.with_orb(ada)
    await step_up(ada, panel, "Sealed Stone Door")
    await ada.click(panel, "Go to Vault Approach")
    await ada.slash("orb")
    wish = {"wish": "A bridge of light to the keyhole platform"}
    card = await hall.told(ada.send_submit(wish), "The Orb shows you a tool")
    await ada.click(card.original, "Accept")
    await ada.slash("use", artifact="Orb: A bridge")
    await ada.slash("use", artifact="Vault Key", target="Keyhole Platform")
    scene = await hall.channel.message("This tale was told by", 20)
    assert "No gold lies here" in scene.text
    assert "Ada, who touched Flame Pedestal" in scene.text
    assert "Ada, who forged Orb: A bridge of light" in scene.text
    assert "Ada, who did this: Open the vault beyond the chasm" in scene.text
    assert "stays open to everybody" in scene.text
    await ada.slash("look")
    told = [one for one in hall.channel.messages if "This tale was told by" in one.text]
    assert len(told) == 1
