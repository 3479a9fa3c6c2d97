"""The moderators' acts in the yard."""

from __future__ import annotations

import pytest_asyncio
from moderator_play import TOUCH
from playing import Stage

from bot.engine.moderating.moderation import Moderation


@pytest_asyncio.fixture(loop_scope="session")
async def mod(yard: Stage) -> Moderation:
    """The moderators' acts in the yard, where the wand touches the well."""
    await yard.teach("df_wand", TOUCH)
    return Moderation(yard.game, yard.database)
