"""The bot as Discord sees it: one connection, its commands, everything answered."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import Answer
from bot.cogs.deeds import Deeds
from bot.cogs.gallery import Gallery
from bot.cogs.herald import Herald
from bot.cogs.lightening import lighten
from bot.cogs.notes import Notes
from bot.cogs.router import Router
from bot.cogs.rush import Rush
from bot.cogs.seen import Seen
from bot.cogs.services import Services
from bot.cogs.sightings import Sightings
from bot.cogs.sync import Translator, sync_if_changed
from bot.cogs.troubles import answered, explain
from bot.cogs.visits import Visits
from bot.engine.errors import GameError
from bot.engine.pictures import Chart
from bot.engine.scene import Scene

NOTES = "discord.json"
"""The file of the data folder in which the front end keeps its notes."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What the bot needs in a server."""

PLAIN = frozenset({"play", "look", "go", "inventory", "give", "log", "leave", "party", "help"})
"""Commands that no dialog ever comes of."""

SETTLING = 0.5
"""So many seconds after the last server was told the bot is ready; a channel that is told later is
fetched when it is needed."""

FAREWELL = 5.0
"""So many seconds those who are being answered have when the bot is stopped."""

log = logging.getLogger(__name__)


class OrbTree(app_commands.CommandTree["OrbBot"]):
    """The commands, each begun once and answered in time."""

    async def interaction_check(self, interaction: discord.Interaction[OrbBot], /) -> bool:
        """Whether this interaction is new; its answer waits in `interaction.extras`."""
        if not self.client.seen.is_new(interaction.id):
            return False
        self.client.note_work()
        answer = Answer(interaction, rush=self.client.rush)
        interaction.extras["answer"] = answer
        if interaction.type is discord.InteractionType.application_command:
            answer.begin()
            if (interaction.data or {}).get("name") in PLAIN:
                await answer.hurry()
            else:
                await answer.hurry_if_plain()
        return True

    async def on_error(
        self, interaction: discord.Interaction[OrbBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the member what went wrong."""
        answer = answer_of(interaction)
        async with answered(answer):
            await explain(answer, error)


def answer_of(interaction: discord.Interaction[Any]) -> Answer:
    """The answer of a command's interaction."""
    answer = interaction.extras.get("answer")
    if isinstance(answer, Answer):
        return answer
    answer = Answer(interaction)
    interaction.extras["answer"] = answer
    return answer


class OrbBot(commands.AutoShardedBot):
    """Discord's side of the game. Cogs take what they need from it: `services`,
    `visits`, `deeds`, `router`."""

    def __init__(
        self,
        services: Services,
        folder: Path,
        *,
        gallery: Gallery[Scene] | None = None,
        maps: Gallery[Chart] | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # no message reaches us, so no prefix does
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            tree_cls=OrbTree,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=SETTLING,
        )
        lighten(self._connection)
        self.services = services
        self.gallery = gallery
        self._work: set[asyncio.Task[Any]] = set()
        self.seen = Seen()
        self.rush = Rush()
        self.notes = Notes(folder / NOTES)
        self.router = Router(self.seen, self.rush)
        self.herald = Herald(services, self.notes, self.channel)
        self.sightings = Sightings(services.parties)
        self.visits = Visits(services, self.herald, self.sightings, gallery, maps)
        self.deeds = Deeds(services.game, self.visits)

    async def setup_hook(self) -> None:
        """Load the cogs and register the commands, before the first event comes."""
        await self.notes.open()
        for name in COGS:
            await self.load_extension(name)
        await self.tree.set_translator(Translator())
        await sync_if_changed(self.tree, self.notes, self.application_id)

    async def channel(self, channel_id: int) -> Any:
        """A channel or thread to write into; raises `discord.HTTPException` if there is none."""
        return self.get_channel(channel_id) or await self.fetch_channel(channel_id)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Lead presses and dialogs to what answers them."""
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if interaction.type in kinds:
            self.note_work()
            await self.router.route(interaction)

    async def on_app_command_completion(
        self, interaction: discord.Interaction, _command: object
    ) -> None:
        """See that a command that ended well has said something."""
        async with answered(answer_of(interaction)):
            pass

    async def on_ready(self) -> None:
        """Take up the channels where something was going on before a restart."""
        log.info("Connected as %s, in %d servers.", self.user, len(self.guilds))
        try:
            self.services.mender.tell = self.herald.tell_of
            await self.herald.resume()
        except GameError as error:
            log.warning("The channels could not be taken up: %s", error)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """An event failed that nobody waits for; the log has it."""
        log.exception("The event %s failed.", event_method)

    def note_work(self) -> None:
        """An interaction is being answered by this task: `close` gives it time to end."""
        if task := asyncio.current_task():
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    async def close(self) -> None:
        """Finish what is being done, fall silent, keep what was seen, then leave Discord."""
        if self.is_closed():
            return
        if self._work:
            await asyncio.wait(self._work, timeout=FAREWELL)
        await self.herald.close()
        await self.sightings.close()
        await super().close()


COGS = (
    "bot.cogs.play",
    "bot.cogs.orb",
    "bot.cogs.consent",
    "bot.cogs.worlds",
    "bot.cogs.spending",
    "bot.cogs.wishes",
    "bot.cogs.tools",
    "bot.cogs.demo",
)
"""The modules of the cogs, each with a `setup(bot)`."""
