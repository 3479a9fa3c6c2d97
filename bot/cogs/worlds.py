"""`/world` and `/mod`: what moderators do. Whoever is none is refused here too."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.cogs.choices import suggested
from bot.cogs.client import OrbBot, answer_of
from bot.cogs.files import recipe_in
from bot.cogs.making import Making
from bot.cogs.moderating import guild_of, require_moderator
from bot.cogs.router import Press
from bot.cogs.ruling import Ruling
from bot.cogs.shelf import Shelf
from bot.cogs.sync import said
from bot.cogs.ui.text import label
from bot.cogs.ui.worlds import LONGEST_REASON, backups_page
from bot.cogs.visits import is_moderator
from bot.engine.errors import GameError
from bot.engine.files.recipe import Recipe, load_recipe
from bot.engine.moderating.undo import MOST
from bot.engine.retelling import in_words
from demo import DEFAULT

TIDY = 24 * 3600.0
"""How often what was left over is swept and expired backups are forgotten, in seconds."""
LONGEST_THEME = 200
"""How long the words for a world may be, in characters."""
MODERATORS = discord.Permissions(manage_guild=True)

In = discord.Interaction[OrbBot]
Why = Range[str, 1, LONGEST_REASON] | None
Tool = Range[str, 1, 100]

log = logging.getLogger(__name__)


class Worlds(commands.Cog):
    """Makes and looks after the worlds of channels."""

    world = app_commands.Group(
        name="world", description=said("command.world"), default_permissions=MODERATORS
    )
    tool = app_commands.Group(name="tool", description=said("command.world.tool"), parent=world)

    def __init__(self, bot: OrbBot) -> None:
        self.bot = bot
        self.making, self.ruling, self.shelf = Making(bot), Ruling(bot), Shelf(bot)
        self._upkeep: asyncio.Task[None] | None = None
        bot.router.add(
            confirm=self.making.on_confirmed,
            restore=self.making.restore,
            history=self.on_history,
            choose=self.ruling.on_choice,
        )

    async def cog_load(self) -> None:
        """Finish what was cut off, as soon as Discord is there."""
        self._upkeep = asyncio.create_task(self._keep_up())

    async def cog_unload(self) -> None:
        """Stop."""
        if self._upkeep is not None:
            self._upkeep.cancel()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether the member moderates; Discord may have been told to show them the commands."""
        return is_moderator(interaction)

    # Which world there is ------------------------------------------------------------------

    @world.command(description=said("command.world.create"))
    @app_commands.describe(
        theme=said("command.world.create.theme"), recipe=said("command.world.create.recipe")
    )
    async def create(
        self,
        interaction: In,
        theme: Range[str, 1, LONGEST_THEME] | None = None,
        recipe: discord.Attachment | None = None,
    ) -> None:
        """Make a world of a bundled adventure, of a recipe file, or of a theme of one's own."""
        answer = answer_of(interaction)
        await answer.think()
        if recipe is not None:
            name = theme or in_words(Path(recipe.filename).stem)
            await self.making.create(answer, await recipe_in(recipe), label(name))
            return
        wanted = " ".join((theme or DEFAULT).split())
        chosen = self._adventure(wanted)
        if chosen is None:
            await self.making.invent(answer, wanted)
            return
        await self.making.create(answer, await self._bundled(chosen), in_words(chosen))

    @create.autocomplete("theme")
    async def themes(self, _interaction: In, typed: str) -> list[Choice[str]]:
        """The bundled adventures."""
        return suggested(list(self.bot.services.adventures), typed)

    @world.command(description=said("command.world.reset"))
    async def reset(self, interaction: In) -> None:
        """Begin anew, once it is confirmed."""
        await self.making.confirm(answer_of(interaction), "reset")

    @world.command(description=said("command.world.restore"))
    async def restore(self, interaction: In) -> None:
        """Choose a backup to bring back."""
        answer = answer_of(interaction)
        backups = await self.bot.services.worlds.backups.of_guild(guild_of(interaction))
        await answer.show(backups_page(answer.locale, str(interaction.channel_id), backups))

    @world.command(description=said("command.world.export"))
    async def export(self, interaction: In) -> None:
        """Get the world as a file."""
        await self.ruling.export(answer_of(interaction))

    @world.command(name="import", description=said("command.world.import"))
    @app_commands.describe(file=said("command.world.import.file"))
    async def import_(self, interaction: In, file: discord.Attachment) -> None:
        """Bring in a world, once it is confirmed."""
        await self.making.confirm(answer_of(interaction), "import", file)

    @world.command(description=said("command.world.delete"))
    async def delete(self, interaction: In) -> None:
        """End the world, once it is confirmed."""
        await self.making.confirm(answer_of(interaction), "delete")

    # What is done in it --------------------------------------------------------------------

    @world.command(description=said("command.world.undo"))
    @app_commands.describe(
        actions=said("command.world.undo.actions"),
        member=said("command.world.undo.member"),
        tool=said("command.world.undo.tool"),
        reason=said("command.reason"),
    )
    async def undo(
        self,
        interaction: In,
        actions: Range[int, 1, MOST] = 1,
        member: discord.User | None = None,
        tool: Tool | None = None,
        reason: Why = None,
    ) -> None:
        """Take back what was done last."""
        await self.ruling.undo(answer_of(interaction), actions, member, tool, reason)

    @world.command(description=said("command.world.history"))
    async def history(self, interaction: In) -> None:
        """The newest page of what was done."""
        await self.ruling.history(answer_of(interaction), 1)

    @world.command(description=said("command.world.pause"))
    @app_commands.describe(reason=said("command.reason"))
    async def pause(self, interaction: In, reason: Why = None) -> None:
        """Stop the world."""
        await self.ruling.pause(answer_of(interaction), reason)

    @world.command(description=said("command.world.resume"))
    @app_commands.describe(reason=said("command.reason"))
    async def resume(self, interaction: In, reason: Why = None) -> None:
        """Let the world go on."""
        await self.ruling.resume(answer_of(interaction), reason)

    @world.command(description=said("command.world.settings"))
    async def settings(self, interaction: In) -> None:
        """The settings, each with its control."""
        await self.ruling.settings(answer_of(interaction))

    # Its tools -----------------------------------------------------------------------------

    @tool.command(name="disable", description=said("command.world.tool.disable"))
    @app_commands.describe(name=said("command.tool.name"), reason=said("command.reason"))
    async def disable(self, interaction: In, name: Tool, reason: Why = None) -> None:
        """Set a tool aside."""
        await self.ruling.disable(answer_of(interaction), name, reason)

    @tool.command(name="enable", description=said("command.world.tool.enable"))
    @app_commands.describe(name=said("command.tool.name"), reason=said("command.reason"))
    async def enable(self, interaction: In, name: Tool, reason: Why = None) -> None:
        """Let a tool work again."""
        await self.ruling.enable(answer_of(interaction), name, reason)

    @tool.command(name="rollback", description=said("command.world.tool.rollback"))
    @app_commands.describe(
        name=said("command.tool.name"),
        version=said("command.world.tool.rollback.version"),
        reason=said("command.reason"),
    )
    async def rollback(
        self, interaction: In, name: Tool, version: Range[int, 1, 10_000], reason: Why = None
    ) -> None:
        """Go back to another version of a tool."""
        await self.ruling.rollback(answer_of(interaction), name, version, reason)

    @undo.autocomplete("tool")
    @rollback.autocomplete("name")
    async def every_tool(self, interaction: In, typed: str) -> list[Choice[str]]:
        """Every tool of the world."""
        return await self._tools(interaction, typed, None)

    @disable.autocomplete("name")
    async def enabled_tools(self, interaction: In, typed: str) -> list[Choice[str]]:
        """The tools that can be set aside."""
        return await self._tools(interaction, typed, True)

    @enable.autocomplete("name")
    async def disabled_tools(self, interaction: In, typed: str) -> list[Choice[str]]:
        """The tools that were set aside."""
        return await self._tools(interaction, typed, False)

    # ---------------------------------------------------------------------------------------

    @app_commands.command(description=said("command.mod"))
    @app_commands.default_permissions(manage_guild=True)
    async def mod(self, interaction: In) -> None:
        """The worlds of the server and what they run on."""
        await self.ruling.overview(answer_of(interaction))

    async def on_history(self, press: Press) -> None:
        """Turn to a page of the history."""
        require_moderator(press.interaction)
        await self.ruling.history(press.answer, press.parts.number())

    async def _tools(self, interaction: In, typed: str, enabled: bool | None) -> list[Choice[str]]:
        if not is_moderator(interaction):
            return []
        return await self.shelf.suggested(interaction, typed, enabled=enabled)

    def _adventure(self, wanted: str) -> str | None:
        for one in self.bot.services.adventures:
            if wanted.casefold() in (one.casefold(), in_words(one).casefold()):
                return one
        return None

    async def _bundled(self, theme: str) -> Recipe:
        folder = self.bot.services.adventures[theme]
        return await asyncio.to_thread(load_recipe, folder / "recipe.json")

    async def _keep_up(self) -> None:
        await self.bot.wait_until_ready()
        while True:
            try:
                await self.making.finish_all()
                await self.bot.services.demos.sweep()
                await self.bot.services.worlds.tidy()
            except GameError as error:
                log.warning("What was left over could not be swept: %s", error)
            await asyncio.sleep(TIDY)


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Worlds(bot))
