"""What moderators are shown of the models: what they cost today, and how they fare."""

from __future__ import annotations

from typing import Any

from discord.ext import commands

from bot.cogs.client import OrbBot
from bot.cogs.moderating import guild_of, require_moderator
from bot.cogs.router import Press
from bot.cogs.ruling import Ruling
from bot.cogs.ui.spending import spending_page


class Spending(commands.Cog):
    """Answers the buttons that lead from `/mod` to what the models cost, and back."""

    def __init__(self, bot: OrbBot) -> None:
        self._spending = bot.services.spending
        self._ruling = Ruling(bot)
        bot.router.add(spending=self.on_spending, mod=self.on_mod)

    async def on_spending(self, press: Press) -> None:
        """What this server has spent today."""
        require_moderator(press.interaction)
        standing = await self._spending.of(guild_of(press.interaction))
        await press.answer.show(spending_page(press.answer.locale, standing))

    async def on_mod(self, press: Press) -> None:
        """Back to the worlds of the server."""
        await self._ruling.overview(press.answer)


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Spending(bot))
