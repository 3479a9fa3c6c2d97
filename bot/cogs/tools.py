"""`/tool`: what players have made with the Orb, and how to have something like it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.cogs.client import OrbBot, answer_of
from bot.cogs.moderating import request_of
from bot.cogs.router import Press
from bot.cogs.shelf import Shelf
from bot.cogs.sync import said
from bot.cogs.troubles import Complaint
from bot.cogs.ui.text import plain
from bot.cogs.ui.tools import REASON, list_page, report_dialog, tool_code, tool_page
from bot.cogs.ui.worlds import framed
from bot.cogs.visits import Visit
from bot.cogs.words import translated
from bot.engine.forging.forge import WISH_LENGTH, orb_of
from bot.engine.forging.tools import Tool

In = discord.Interaction[OrbBot]
Name = Range[str, 1, 100]


class Tools(commands.GroupCog, group_name="tool", group_description=said("command.tool")):
    """Lists and shows tools, lets them be made anew, and reported."""

    def __init__(self, bot: OrbBot) -> None:
        self.visits, self.deeds, self.tools = bot.visits, bot.deeds, bot.services.tools
        self.shelf = Shelf(bot)
        bot.router.add(remix=self.on_remix, report=self.on_report, reported=self.on_reported)

    @app_commands.command(name="list", description=said("command.tool.list"))
    @app_commands.describe(search=said("command.tool.list.search"))
    async def list_(self, interaction: In, search: Range[str, 1, 100] | None = None) -> None:
        """The tools of the world, or those that go with some words."""
        visit = await self.visits.open(answer_of(interaction))
        found = await self.tools.search(visit.world_id, search or "")
        await visit.answer.show(list_page(visit.locale, found, search or ""))

    @app_commands.command(description=said("command.tool.show"))
    @app_commands.describe(name=said("command.tool.name"))
    async def show(self, interaction: In, name: Name) -> None:
        """A tool with its source and how it came to be."""
        visit = await self.visits.open(answer_of(interaction))
        found = await self.shelf.find(visit.world_id, name)
        story = await self.tools.show(visit.world_id, found.name)
        await visit.answer.show(tool_page(visit.locale, story))

    @app_commands.command(description=said("command.tool.remix"))
    @app_commands.describe(name=said("command.tool.name"))
    async def remix(self, interaction: In, name: Name) -> None:
        """Open the Orb's dialog with the wish a tool came from."""
        visit = await self.visits.open(answer_of(interaction))
        await self._remix(visit, await self.shelf.find(visit.world_id, name))

    @app_commands.command(description=said("command.tool.report"))
    @app_commands.describe(name=said("command.tool.name"))
    async def report(self, interaction: In, name: Name) -> None:
        """Ask what is wrong with a tool."""
        visit = await self.visits.open(answer_of(interaction))
        await self._ask_why(visit, await self.shelf.find(visit.world_id, name))

    @show.autocomplete("name")
    @remix.autocomplete("name")
    @report.autocomplete("name")
    async def names(self, interaction: In, typed: str) -> list[Choice[str]]:
        """The titles of the tools."""
        return await self.shelf.suggested(interaction, typed)

    async def on_remix(self, press: Press) -> None:
        """Open the Orb's dialog from a tool's page."""
        visit = await self.visits.open(press.answer)
        await self._remix(visit, await self.shelf.coded(visit.world_id, press.parts.text()))

    async def on_report(self, press: Press) -> None:
        """Ask what is wrong, from a tool's page."""
        visit = await self.visits.open(press.answer)
        await self._ask_why(visit, await self.shelf.coded(visit.world_id, press.parts.text()))

    async def on_reported(self, press: Press) -> None:
        """Tell the moderators what is wrong with a tool: `/mod` and the history show it."""
        visit = await self.visits.open(press.answer)
        tool = await self.shelf.coded(visit.world_id, press.parts.text())
        outcome = await self.tools.report(
            visit.world_id,
            visit.mine.id,
            tool.name,
            press.field(REASON),
            request=request_of(press.interaction),
        )
        await press.answer.show(framed(plain(translated(visit.locale, outcome.text))))

    async def _remix(self, visit: Visit, tool: Tool) -> None:
        wish = (tool.wish or tool.description)[: WISH_LENGTH.stop - 1]
        orb = orb_of(visit.world, visit.mine)
        origin = tool_code(tool) if tool.wish else ""  # what is the world's own is not remade
        await self.deeds.ask_for_wish(visit, orb, wish, origin)

    async def _ask_why(self, visit: Visit, tool: Tool) -> None:
        _ = visit.mine
        if not await visit.answer.ask(report_dialog(visit.locale, tool)):
            raise Complaint("trouble.again")


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Tools(bot))
