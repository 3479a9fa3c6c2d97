"""What moderators do within a world, and what they are shown of the worlds of their server."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import discord

from bot.cogs.answers import Answer
from bot.cogs.client import OrbBot
from bot.cogs.moderating import (
    channel_of,
    guild_of,
    moderator_of,
    request_of,
    require_moderator,
    unheard,
)
from bot.cogs.router import Press
from bot.cogs.shelf import Shelf
from bot.cogs.troubles import Complaint
from bot.cogs.ui.settings import settings_page
from bot.cogs.ui.text import plain
from bot.cogs.ui.worlds import export_page, framed, history_page, overview
from bot.cogs.visits import Visit
from bot.cogs.words import recounted, say, translated
from bot.engine.outcome import Outcome
from bot.engine.retelling import retold

PAGE = 10
"""How many actions a page of the history has."""
REPORTS = 5
"""How many reports of tools are shown."""
LARGEST = 10 * 2**20
"""The largest file Discord takes in a server without boosts, in bytes."""
MEGABYTE = 2**20


class Ruling:
    """The acts of moderators, each shown with what came of it and told to the channel."""

    def __init__(self, bot: OrbBot) -> None:
        self._visits, self._services = bot.visits, bot.services
        self._moderation, self._tools = bot.services.moderation, bot.services.tools
        self._shelf = Shelf(bot)

    async def undo(
        self,
        answer: Answer,
        actions: int,
        member: discord.User | None,
        tool: str | None,
        reason: str | None,
    ) -> None:
        """Take back actions: the last ones, or those of a member or a tool."""
        by = moderator_of(answer.interaction, reason)
        visit = await self._visits.open(answer)
        soul = visit.world.soul_of(str(member.id)) if member else None
        if member and soul is None:
            raise Complaint("trouble.no-soul-of-theirs", name=plain(member.display_name))
        found = await self._shelf.find(visit.world_id, tool) if tool else None
        undoing = self._moderation.undo(
            visit.world_id,
            actions,
            by=by,
            soul_id=soul.id if soul else None,
            function_name=found.name if found else None,
            request=request_of(answer.interaction),
        )
        await self._done(visit, undoing)

    async def pause(self, answer: Answer, reason: str | None) -> None:
        """Stop the world."""
        by, visit = moderator_of(answer.interaction, reason), await self._visits.open(answer)
        request = request_of(answer.interaction)
        await self._done(visit, self._moderation.pause(visit.world_id, by=by, request=request))

    async def resume(self, answer: Answer, reason: str | None) -> None:
        """Let the world go on."""
        by, visit = moderator_of(answer.interaction, reason), await self._visits.open(answer)
        request = request_of(answer.interaction)
        await self._done(visit, self._moderation.resume(visit.world_id, by=by, request=request))

    async def disable(self, answer: Answer, tool: str, reason: str | None) -> None:
        """Set a tool aside."""
        by, visit = moderator_of(answer.interaction, reason), await self._visits.open(answer)
        found = await self._shelf.find(visit.world_id, tool)
        request = request_of(answer.interaction)
        disabling = self._tools.disable(visit.world_id, found.name, by=by, request=request)
        await self._done(visit, disabling)

    async def enable(self, answer: Answer, tool: str, reason: str | None) -> None:
        """Let a tool work again."""
        by, visit = moderator_of(answer.interaction, reason), await self._visits.open(answer)
        found = await self._shelf.find(visit.world_id, tool)
        request = request_of(answer.interaction)
        enabling = self._tools.enable(visit.world_id, found.name, by=by, request=request)
        await self._done(visit, enabling)

    async def rollback(self, answer: Answer, tool: str, version: int, reason: str | None) -> None:
        """Make another version of a tool the current one."""
        by, visit = moderator_of(answer.interaction, reason), await self._visits.open(answer)
        found = await self._shelf.find(visit.world_id, tool)
        request = request_of(answer.interaction)
        await self._done(
            visit,
            self._tools.rollback(visit.world_id, found.name, version, by=by, request=request),
        )

    async def history(self, answer: Answer, number: int) -> None:
        """A page of what was done, newest first."""
        require_moderator(answer.interaction)
        visit = await self._visits.open(answer)
        found = await self._moderation.history.page(visit.world, number, PAGE)
        await answer.show(history_page(visit.locale, visit.world.chronicle.name, found))

    async def settings(self, answer: Answer, notice: str = "") -> None:
        """The world's settings as they are."""
        require_moderator(answer.interaction)
        visit = await self._visits.open(answer)
        await answer.show(
            settings_page(answer.locale, visit.world.chronicle.name, visit.settings, notice)
        )

    async def on_choice(self, press: Press) -> None:
        """Change a setting: a switch carries its value, a select was given it."""
        by = moderator_of(press.interaction)
        visit = await self._visits.open(press.answer)
        chosen = next(iter(press.values), press.parts.text(1))
        await self._moderation.choose(
            visit.world_id,
            {press.parts.text(0): chosen},
            by=by,
            request=request_of(press.interaction),
        )
        self._visits.told(visit)
        await self.settings(press.answer, say(press.answer.locale, "settings.saved"))

    async def export(self, answer: Answer) -> None:
        """The world as a file."""
        require_moderator(answer.interaction)
        visit = await self._visits.open(answer)
        await answer.think()
        file = await self._services.worlds.export(channel_of(answer.interaction))
        if len(file.content) > LARGEST:
            raise Complaint("trouble.export-large")
        await answer.show(export_page(answer.locale, visit.world.chronicle.name, file))

    async def overview(self, answer: Answer) -> None:
        """The worlds of the server, who writes their functions, what one use may spend."""
        require_moderator(answer.interaction)
        kept = {one.id: one for one in await self._services.game.store.worlds()}
        held = await self._services.channels.all(guild_of(answer.interaction))
        worlds = [(one.channel_id, one.status, kept.get(one.world_id or "")) for one in held]
        limits = self._services.game.limits
        spent: dict[str, Any] = {
            "seconds": f"{limits.seconds:g}",
            "memory": limits.memory // MEGABYTE,
            "calls": limits.host_calls,
        }
        writer = recounted(answer.locale, self._services.writer)
        facts = [
            say(answer.locale, "mod.writer", text=plain(writer, 300)),
            say(answer.locale, "mod.sandbox", **spent),
        ]
        if mute := unheard(answer.interaction, answer.locale):
            facts.insert(0, mute)
        await answer.show(overview(answer.locale, worlds, await self._reports(answer), facts))

    async def _reports(self, answer: Answer) -> list[str]:
        found = await self._services.channels.find(channel_of(answer.interaction))
        if found is None or found.world_id is None:
            return []
        world = await self._services.game.world(found.world_id)
        kinds = frozenset({"report"})
        reports = await self._moderation.history.of_kinds(world.id, kinds)
        return [
            f"#{one.number} {recounted(answer.locale, retold(one, world))}"
            for one in reports[:REPORTS]
        ]

    async def _done(self, visit: Visit, doing: Awaitable[Outcome]) -> None:
        outcome = await doing
        self._visits.told(visit)
        text = recounted(visit.locale, translated(visit.locale, outcome.text))
        await visit.answer.show(framed(plain(text, 3_500)))
