"""What moderators are shown of the wishes that came to nothing, refused ones among them."""

from __future__ import annotations

from typing import Any

from discord.ext import commands

from bot.cogs.client import OrbBot
from bot.cogs.moderating import require_moderator
from bot.cogs.router import Press
from bot.cogs.ui.wishes import wishes_page


class Wishes(commands.Cog):
    """Answers the button that leads from `/mod` to the wishes of this channel's world."""

    def __init__(self, bot: OrbBot) -> None:
        self._visits, self._wishes = bot.visits, bot.services.moderation.wishes
        bot.router.add(wishes=self.on_wishes)

    async def on_wishes(self, press: Press) -> None:
        """The last wishes no tool came of."""
        require_moderator(press.interaction)
        visit = await self._visits.open(press.answer)
        failed = await self._wishes.failed(visit.world)
        await press.answer.show(wishes_page(visit.locale, visit.world.chronicle.name, failed))


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Wishes(bot))
