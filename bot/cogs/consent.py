"""Consent: what others' tools may do to a member, for good or when they are asked."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cogs.choices import named, suggested
from bot.cogs.client import OrbBot, answer_of
from bot.cogs.pages import words
from bot.cogs.refusals import LINE_TROUBLES
from bot.cogs.router import Press
from bot.cogs.sync import said
from bot.cogs.troubles import Complaint
from bot.cogs.ui.consent import consent_page, request_page
from bot.cogs.ui.text import plain
from bot.cogs.visits import Visit
from bot.cogs.words import translated
from bot.engine.outcome import Outcome
from bot.engine.permissions import ANYONE
from bot.engine.world import Artifact, World

In = discord.Interaction[OrbBot]

log = logging.getLogger(__name__)


class Consent(commands.Cog):
    """Asks members before a tool does something to them, and keeps what they decided."""

    def __init__(self, bot: OrbBot) -> None:
        self.bot = bot
        self.visits = bot.visits
        self.consents = bot.services.consents
        bot.deeds.on_asked(self.ask)
        bot.router.add(agree=self.on_agree, decline=self.on_decline)

    @app_commands.command(description=said("command.consent"))
    @app_commands.describe(
        allow=said("command.consent.allow"),
        member=said("command.consent.member"),
        tool=said("command.consent.tool"),
    )
    async def consent(
        self,
        interaction: In,
        allow: bool | None = None,
        member: discord.Member | None = None,
        tool: str | None = None,
    ) -> None:
        """Decide for a member, a tool or the whole world; without options, see what was decided."""
        visit = await self.visits.open(answer_of(interaction))
        soul_id, notice = visit.mine.id, ""
        if allow is not None or member is not None or tool is not None:
            to = _whom(visit.world, member, tool)
            decide = self.consents.withdraw if allow is False else self.consents.give
            outcome = await decide(visit.world_id, soul_id, to, request=visit.request())
            notice = translated(visit.locale, outcome.text)
        await self._show(visit, soul_id, notice)

    @consent.autocomplete("tool")
    async def tools(self, interaction: In, typed: str) -> list[Choice[str]]:
        """The tools players have made in this world."""
        glance = await self.visits.glance(answer_of(interaction))
        made = _made(glance[0].world) if glance else []
        return suggested([one.name for one in made], typed)

    async def ask(self, visit: Visit, outcome: Outcome) -> None:
        """Ask those in the channel whose consent a use waits for."""
        try:
            asking = await self.consents.asking(visit.world_id, outcome.number)
            place = visit.answer.interaction.channel_id or 0
            for key in outcome.asked:
                soul = visit.world.souls[key]
                member = f"<@{soul.player_id}>"
                page = request_page(visit.public_locale, asking, member)
                await self.bot.herald.post(place, page.view)
        except LINE_TROUBLES as error:
            # The question stands in the log, and `/consent` shows it with its buttons.
            log.info("A question could not be posted: %s", error)

    async def on_agree(self, press: Press) -> None:
        """Agree once; the use is carried out as soon as everybody has."""
        visit = await self.visits.open(press.answer)
        outcome = await self.consents.accept(
            visit.world_id, visit.mine.id, press.parts.number(default=0)
        )
        await self._answered(visit, press, outcome)

    async def on_decline(self, press: Press) -> None:
        """Say no."""
        visit = await self.visits.open(press.answer)
        outcome = await self.consents.decline(
            visit.world_id, visit.mine.id, press.parts.number(default=0)
        )
        await self._answered(visit, press, outcome)

    async def _answered(self, visit: Visit, press: Press, outcome: Outcome) -> None:
        self.visits.told(visit)
        said = translated(visit.locale, outcome.text)
        if press.answer.in_place is not None:
            await self._show(visit, visit.mine.id, said)
        elif outcome.kind == "agree":
            await press.answer.tell(plain(said))
        else:
            await press.answer.replace(words(plain(said)))

    async def _show(self, visit: Visit, soul_id: str, notice: str) -> None:
        world = await self.bot.services.game.world(visit.world_id)
        waiting = await self.consents.waiting(visit.world_id, soul_id)
        page = consent_page(visit.locale, world, world.souls[soul_id], waiting, notice)
        await visit.answer.show(page)


def _made(world: World) -> list[Artifact]:
    return [one for one in world.artifacts.values() if "creator_soul_id" in one.properties]


def _whom(world: World, member: discord.Member | None, tool: str | None) -> str:
    """Whom a consent is for, as the engine names it."""
    if tool is not None:
        item = named(_made(world), tool)
        if item is None or item.function_name is None:
            raise Complaint("trouble.no-tool", name=plain(tool))
        return item.function_name
    if member is None:
        return ANYONE
    soul = world.soul_of(str(member.id))
    if soul is None:
        raise Complaint("trouble.no-soul-of-theirs", name=plain(member.display_name))
    return soul.id


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Consent(bot))
