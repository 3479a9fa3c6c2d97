"""`/demo`: an adventure that plays itself, in a world of its own."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.cogs.choices import suggested
from bot.cogs.client import OrbBot, answer_of
from bot.cogs.moderating import require_moderator
from bot.cogs.performance import MOST, Performance, Piece
from bot.cogs.router import Press
from bot.cogs.sync import said
from bot.cogs.troubles import Complaint
from bot.cogs.ui.text import listed, plain
from bot.cogs.visits import is_moderator
from bot.cogs.voice import locale_of
from bot.cogs.words import say
from bot.engine.files.recipe import load_recipe
from bot.engine.files.script import load_script
from bot.engine.retelling import in_words
from demo import DEFAULT

FAREWELL = 8.0
"""So many seconds the demos have to end."""

In = discord.Interaction[OrbBot]


class DemoReplay(commands.Cog, name="Demo"):
    """Plays the bundled scripts; one demo at a time in each channel."""

    def __init__(self, bot: OrbBot) -> None:
        self.bot = bot
        self._playing: dict[int, Performance | None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        bot.router.add(**{"demo-stop": self.on_stop})

    async def cog_unload(self) -> None:
        """End every demo, and let its world go."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FAREWELL)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether the member moderates."""
        return is_moderator(interaction)

    @app_commands.command(description=said("command.demo"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(script=said("command.demo.script"), speed=said("command.demo.speed"))
    async def demo(
        self,
        interaction: In,
        script: Range[str, 1, 80] | None = None,
        speed: Range[float, 0.25, 20.0] = 1.0,
    ) -> None:
        """Play an adventure's script where everybody sees it."""
        answer = answer_of(interaction)
        piece = await self._piece(script or DEFAULT, speed)
        await answer.think()
        place = interaction.channel_id or 0
        if place in self._playing:
            raise Complaint("trouble.demo-busy")
        self._playing[place] = None
        try:
            performance = await self._performance(interaction, piece)
            task = await performance.begin()
            self._playing[place] = performance
        except discord.HTTPException as error:
            raise Complaint("trouble.demo-channel") from error
        finally:
            if self._playing[place] is None:
                del self._playing[place]
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._over(place, done))
        await answer.tell(say(answer.locale, "demo.begins"))

    @demo.autocomplete("script")
    async def scripts(self, _interaction: In, typed: str) -> list[Choice[str]]:
        """The bundled adventures that have a script."""
        return suggested(self._scripts(), typed)

    async def on_stop(self, press: Press) -> None:
        """End the demo the button belongs to."""
        require_moderator(press.interaction)
        playing = self._playing.get(press.interaction.channel_id or 0)
        if playing is None or playing.key != press.parts.text():
            raise Complaint("trouble.demo-over")
        playing.stop(press.interaction.user.display_name)

    async def _performance(self, interaction: In, piece: Piece) -> Performance:
        channel = await self.bot.channel(interaction.channel_id or 0)
        return Performance(
            piece,
            self.bot.services.demos,
            channel,
            key=f"demo-{interaction.id}",
            pace=self.bot.herald.paces.share_of(interaction.channel_id or 0, MOST),
            locale=locale_of(channel),
            gallery=self.bot.gallery,
        )

    async def _piece(self, wanted: str, speed: float) -> Piece:
        key = " ".join(wanted.split()).casefold()
        known = self._scripts()
        chosen = next((one for one in known if one.casefold() == key), None)
        if chosen is None:
            raise Complaint("trouble.no-theme", name=plain(wanted), names=plain(listed(known)))
        folder = self.bot.services.adventures[chosen]
        recipe = await asyncio.to_thread(load_recipe, folder / "recipe.json")
        script = await asyncio.to_thread(load_script, folder / "script.json")
        return Piece(title=in_words(chosen), recipe=recipe, script=script, speed=speed)

    def _scripts(self) -> list[str]:
        found = self.bot.services.adventures.items()
        return [name for name, folder in found if (folder / "script.json").is_file()]

    def _over(self, place: int, task: asyncio.Task[None]) -> None:
        self._playing.pop(place, None)
        self._tasks.discard(task)


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(DemoReplay(bot))
