"""Made-up presses of every kind, by one who has no part in the world."""

from __future__ import annotations

import pytest
from hall_play import Hall

pytestmark = pytest.mark.asyncio(loop_scope="module")

WELCOME = {"join"}
"""What anybody may do."""


async def test_a_stranger_changes_nothing_by_any_control(settled: Hall) -> None:
    """Whatever control is made up, the answer is words or a dialog, and the world stays."""
    hall = settled
    panel = await hall.joined(hall.ada)
    stage = await hall.channel.message("To be done")
    before = (await hall.world()).state_hash()
    for verb in sorted(hall.bot.router.verbs - WELCOME):
        for custom_id in (f"orb:1:{verb}", f"orb:1:{verb}:1", f"orb:1:{verb}:x:x"):
            answer = await hall.press(hall.ben, stage, custom_id)
            assert answer.failed is None, custom_id
            assert answer.modal is not None or any(one.text for one in answer.messages), custom_id
    assert (await hall.world()).state_hash() == before
    assert "Trial Chamber" in panel.text
    assert "To be done" in stage.text
