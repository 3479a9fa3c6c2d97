"""The Orb: from a member's words to a tool in their hands."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.client import OrbBot, answer_of
from bot.cogs.deeds import orb_code
from bot.cogs.forging import ATTEMPTS, Progress
from bot.cogs.pages import Page, words
from bot.cogs.refusals import TokenGone
from bot.cogs.router import Press
from bot.cogs.sync import said
from bot.cogs.troubles import Complaint, sentence_of
from bot.cogs.ui.alike import alike_page
from bot.cogs.ui.orb import WISH, card_page, failed_page, paused_page, progress_page
from bot.cogs.ui.wishes import question_page
from bot.cogs.visits import Visit
from bot.cogs.words import say, translated
from bot.engine.errors import ForgingPaused, GameError, ModelSilent, OrbAsks
from bot.engine.forging.alike import AlikeTool
from bot.engine.forging.forge import Drafted, accept, draft, drafted_before, orb_of

REMEMBERED = 1_000
"""How many unfulfilled wishes are remembered, to be shown in the dialog again."""

In = discord.Interaction[OrbBot]


class Orb(commands.Cog):
    """Describes, shows and makes tools. Nobody waits for anybody else's tool."""

    def __init__(self, bot: OrbBot) -> None:
        self.bot = bot
        self.visits, self.deeds, self.game = bot.visits, bot.deeds, bot.services.game
        self.alike = bot.services.alike
        self._wishes: OrderedDict[tuple[str, str], tuple[str, str]] = OrderedDict()
        self._busy: set[tuple[str, str]] = set()
        bot.router.add(
            wish=self.on_wish,
            wished=self.on_wished,
            anew=self.on_anew,
            take=self.on_take,
            remake=self.on_remake,
            accept=self.on_accept,
            refine=self.on_refine,
            discard=self.on_discard,
        )

    @app_commands.command(description=said("command.orb"))
    async def orb(self, interaction: In) -> None:
        """Open the Orb's dialog."""
        visit = await self.visits.open(answer_of(interaction))
        await self.deeds.ask_for_wish(visit, orb_of(visit.world, visit.mine))

    async def on_wish(self, press: Press) -> None:
        """Open the dialog with the last wish in vain, to begin from what that was to begin from."""
        visit = await self.visits.open(press.answer)
        orb = self._orb(visit, press.parts.text())
        wish, origin = self._wishes.get((visit.world_id, visit.mine.id), ("", ""))
        await self.deeds.ask_for_wish(visit, orb, wish, origin)

    async def on_wished(self, press: Press) -> None:
        """Offer what was forged before and is alike, or have the tool written."""
        await press.answer.think()
        visit, orb = await self._may_forge(press)
        wish, origin = press.field(WISH).strip(), press.parts.text(1)
        self._remember((visit.world_id, visit.mine.id), wish, origin)
        if origin:
            await self._write(visit, orb, wish, await self._origin(visit, origin))
        elif tools := await self.alike.near(visit.world_id, wish):
            await self._show(visit, alike_page(visit.locale, wish, tools, orb_code(orb)))
        else:
            await self._write(visit, orb, wish)

    async def on_anew(self, press: Press) -> None:
        """Have a tool written though there is one like it."""
        visit, orb = await self._may_forge(press)
        wish, _ = self._wishes.get((visit.world_id, visit.mine.id), ("", ""))
        if not wish:
            await self.deeds.ask_for_wish(visit, orb)
            return
        await press.answer.think()
        await self._write(visit, orb, wish)

    async def on_take(self, press: Press) -> None:
        """Give the member their own of a tool that was forged before."""
        visit = await self.visits.open(press.answer)
        visit.require(visit.settings.who_may_forge, "trouble.may-not-forge")
        outcome = await self.alike.hand_out(
            visit.world_id, visit.mine.id, press.parts.text(), request=visit.request()
        )
        self.visits.told(visit)
        await self.visits.show_outcome(visit, outcome)

    async def on_remake(self, press: Press) -> None:
        """Open the dialog to have a tool that was forged before made otherwise."""
        visit = await self.visits.open(press.answer)
        orb, code = self._orb(visit, press.parts.text()), press.parts.text(1)
        tool = await self.alike.coded(visit.world_id, code)
        await self.deeds.ask_for_wish(visit, orb, tool.function.wish or "", code)

    async def on_accept(self, press: Press) -> None:
        """Make the tool that was shown."""
        visit = await self.visits.open(press.answer)
        drafted = await self._drafted(visit, press)
        await self._accept(visit, drafted)

    async def on_refine(self, press: Press) -> None:
        """Open the dialog with the wish the tool came from, to begin from the tool."""
        visit = await self.visits.open(press.answer)
        drafted = await self._drafted(visit, press)
        orb = orb_of(visit.world, visit.mine)
        await self.deeds.ask_for_wish(visit, orb, drafted.wish, drafted.name)

    async def on_discard(self, press: Press) -> None:
        """Let the tool go."""
        visit = await self.visits.open(press.answer)
        await self._drafted(visit, press)
        await press.answer.show(words(visit.say("card.discarded")))

    async def _may_forge(self, press: Press) -> tuple[Visit, str]:
        visit = await self.visits.open(press.answer)
        visit.require(visit.settings.who_may_forge, "trouble.may-not-forge")
        return visit, self._orb(visit, press.parts.text())

    async def _origin(self, visit: Visit, name: str) -> Drafted | AlikeTool:
        """What a tool is to be made from: the member's own draft, or a tool of a short code."""
        if name.startswith("df_"):
            return await drafted_before(self.game, visit.world_id, visit.mine.id, name)
        return await self.alike.coded(visit.world_id, name)

    async def _write(
        self, visit: Visit, orb: str, wish: str, origin: Drafted | AlikeTool | None = None
    ) -> None:
        """Have a tool written; a member has one written at a time."""
        key = (visit.world_id, visit.mine.id)
        if key in self._busy:
            raise Complaint("trouble.busy-orb")
        self._busy.add(key)
        try:
            drafted = await self._draft(visit, orb, wish, origin)
        except GameError as error:
            drafted = error
        finally:
            self._busy.discard(key)
        if isinstance(drafted, GameError):
            await self._show(visit, _unfulfilled(visit, wish, drafted, orb_code(orb)))
            return
        if visit.settings.card:
            await self._show(visit, card_page(visit.locale, drafted))
            return
        await self._accept(visit, drafted)
        if rung := drafted.generation.rung:
            await visit.answer.tell(visit.say(f"card.by-{rung}"))

    async def _draft(
        self, visit: Visit, orb: str, wish: str, origin: Drafted | AlikeTool | None
    ) -> Drafted:

        def page(stage: str, attempt: int) -> Page:
            return progress_page(visit.locale, wish, stage, attempt, ATTEMPTS)

        async with Progress(visit.answer, page) as progress:
            return await draft(
                self.game,
                visit.world_id,
                visit.mine.id,
                wish,
                catalyst_id=orb,
                progress=progress,
                guild=str(visit.answer.interaction.guild_id),
                origin=origin.function if origin else None,
            )

    async def _accept(self, visit: Visit, drafted: Drafted) -> None:
        forged = await accept(self.game, drafted, request=visit.request())
        self._wishes.pop((visit.world_id, drafted.soul_id), None)
        self.visits.told(visit)
        try:
            await self.visits.show_outcome(visit, forged.outcome)
        except TokenGone:
            await self._speak(visit, words(translated(visit.locale, forged.outcome.text)))

    async def _show(self, visit: Visit, page: Page) -> None:
        try:
            await visit.answer.show(page)
        except TokenGone:
            await self._speak(visit, page)

    async def _speak(self, visit: Visit, page: Page) -> None:
        """Say it in the channel, when the member can no longer be told alone."""
        interaction = visit.answer.interaction
        late = say(visit.public_locale, "trouble.late", member=interaction.user.mention)
        for one in (words(late), page):
            await self.bot.herald.post(interaction.channel_id or 0, one.view)

    async def _drafted(self, visit: Visit, press: Press) -> Drafted:
        return await drafted_before(self.game, visit.world_id, visit.mine.id, press.parts.text())

    def _orb(self, visit: Visit, code: str) -> str:
        carried = (key for key in visit.mine.inventory if orb_code(key) == code)
        return next(carried, None) or orb_of(visit.world, visit.mine)

    def _remember(self, key: tuple[str, str], wish: str, origin: str) -> None:
        self._wishes[key] = wish, origin
        self._wishes.move_to_end(key)
        if len(self._wishes) > REMEMBERED:
            self._wishes.popitem(last=False)


def _unfulfilled(visit: Visit, wish: str, error: GameError, orb: str) -> Page:
    """Why nothing came of a wish, and when to try again; `orb` is a short code."""
    reason = sentence_of(error, visit.locale) or ""
    if isinstance(error, OrbAsks):
        return question_page(visit.locale, wish, error.question, orb)
    if isinstance(error, ForgingPaused):
        return paused_page(visit.locale, wish, reason, error.until, orb)
    if isinstance(error, ModelSilent):
        reason = f"{reason}\n{visit.say('card.passes' if error.passes else 'card.stays')}"
    return failed_page(visit.locale, wish, reason, orb)


async def setup(bot: Any) -> None:
    """Load the cog."""
    await bot.add_cog(Orb(bot))
