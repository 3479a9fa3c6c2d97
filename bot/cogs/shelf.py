"""The tools of a world as members name them: found by title, suggested while they type."""

from __future__ import annotations

import discord
from discord.app_commands import Choice

from bot.cogs.choices import suggested
from bot.cogs.client import OrbBot
from bot.cogs.troubles import Complaint
from bot.cogs.ui.text import OPTION, label, plain
from bot.cogs.ui.tools import titles, tool_code
from bot.engine.errors import GameError
from bot.engine.forging.tools import Tool


class Shelf:
    """Looks up tools."""

    def __init__(self, bot: OrbBot) -> None:
        self._services = bot.services

    async def find(self, world_id: str, wanted: str) -> Tool:
        """The tool of that title or function name, else the only one it begins or holds.

        Raises `Complaint` where there is none, or more than one.
        """
        tools = await self._services.tools.all(world_id)
        by_title = {title.casefold(): one for title, one in titles(tools).items()}
        key = label(wanted, OPTION).casefold()
        by_name = {one.name.casefold(): one for one in tools}
        if exact := by_title.get(key) or by_name.get(key):
            return exact
        held = [one for title, one in by_title.items() if key in title]
        if len(held) != 1:
            raise Complaint("trouble.no-tool", name=plain(wanted, OPTION))
        return held[0]

    async def coded(self, world_id: str, code: str) -> Tool:
        """The tool of a short code; raises `Complaint`."""
        for tool in await self._services.tools.all(world_id):
            if tool_code(tool) == code:
                return tool
        raise Complaint("trouble.control")

    async def suggested(
        self, interaction: discord.Interaction, typed: str, *, enabled: bool | None = None
    ) -> list[Choice[str]]:
        """The titles that go with what is typed; of tools enabled, or not, or of all."""
        try:
            world_id = await self._services.channels.world_of(str(interaction.channel_id))
            tools = await self._services.tools.all(world_id)
        except GameError:
            return []
        fitting = [
            title
            for title, one in titles(tools).items()
            if enabled is None or one.is_enabled == enabled
        ]
        return suggested(fitting, typed)
