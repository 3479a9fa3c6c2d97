"""Making, ending and bringing back the worlds of channels, with a word about how it goes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.cogs.answers import Answer
from bot.cogs.client import OrbBot
from bot.cogs.files import Files, content_of
from bot.cogs.forging import Progress
from bot.cogs.moderating import (
    channel_name,
    channel_of,
    guild_of,
    is_named,
    moderator_of,
    request_of,
    unheard,
)
from bot.cogs.pages import Page
from bot.cogs.refusals import TokenGone
from bot.cogs.router import Press
from bot.cogs.troubles import Complaint, sentence_of
from bot.cogs.ui.text import label, listed, name, plain
from bot.cogs.ui.worlds import (
    NAME,
    WHY,
    confirmation,
    date,
    framed,
    inventing_page,
    making_page,
    missing,
)
from bot.cogs.words import say, translated
from bot.engine.channels.channels import Channel
from bot.engine.errors import GameError
from bot.engine.files.recipe import Recipe
from bot.engine.genesis import Written
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Outcome
from bot.engine.retelling import in_words

log = logging.getLogger(__name__)


class Making:
    """What changes which world a channel holds."""

    def __init__(self, bot: OrbBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._worlds = bot.services.worlds
        self._files = Files()
        self._confirmed: dict[str, Callable[[Press, Moderator], Awaitable[str]]] = {
            "reset": self._reset,
            "delete": self._delete,
            "import": self._import,
        }

    async def create(self, answer: Answer, recipe: Recipe, world_name: str) -> None:
        """Make a channel's world, showing how many of its functions are written."""
        place, count, done = answer.interaction, len(recipe.functions), 0

        def page(_: str, written: int) -> Page:
            return making_page(answer.locale, world_name, written, count)

        async with Progress(answer, page) as progress:
            progress("writing", 0)

            def tell(news: Written | Outcome) -> None:
                nonlocal done
                done += isinstance(news, Written)
                progress("writing", done)

            text = await self._said(
                answer,
                self._created(
                    self._worlds.create(
                        guild_of(place),
                        channel_of(place),
                        recipe,
                        name=world_name,
                        by=moderator_of(place),
                        tell=tell,
                        request=request_of(place),
                    ),
                    answer,
                ),
            )
        await self._show(answer, text)

    async def invent(self, answer: Answer, theme: str) -> None:
        """Have a world of a theme thought up, and make it; nothing is kept of one that fails."""
        themes = self._services.themes
        if themes is None:
            names = plain(listed(in_words(one) for one in self._services.adventures))
            raise Complaint("trouble.theme-no-model", name=plain(theme), names=names)
        if await self._held(answer):
            raise Complaint("trouble.has-world")

        def page(stage: str, attempt: int) -> Page:
            return inventing_page(answer.locale, theme, stage, attempt)

        try:
            async with Progress(answer, page) as progress:
                invention = await themes.invent(theme, progress, guild=guild_of(answer.interaction))
        except GameError as error:
            await self._show(answer, plain(sentence_of(error, answer.locale) or "", 3_000))
            return
        await self.create(answer, invention.recipe, label(invention.title))

    async def confirm(
        self, answer: Answer, act: str, file: discord.Attachment | None = None
    ) -> None:
        """Ask for the channel's name before anything ends."""
        moderator_of(answer.interaction)
        world_id = await self._held(answer)
        if file is None and not world_id:
            raise Complaint("trouble.no-world")
        token = self._files.put(answer.interaction, file) if file is not None else ""
        named = channel_name(answer.interaction)
        dialog = confirmation(answer.locale, act, named, world_id, token)
        if not await answer.ask(dialog):
            raise Complaint("trouble.again")

    async def on_confirmed(self, press: Press) -> None:
        """Do what was confirmed, if it was, and if it is still about the same world."""
        by = moderator_of(press.interaction, press.field(WHY))
        act = self._confirmed.get(press.parts.text(0))
        if act is None:
            raise Complaint("trouble.control")
        if not is_named(press.interaction, press.field(NAME)):
            raise Complaint("trouble.wrong-name", name=name(channel_name(press.interaction)))
        await press.answer.think()
        if await self._held(press.answer) != press.parts.text(1):
            raise Complaint("trouble.world-changed")
        await self._show(press.answer, await self._said(press.answer, act(press, by)))

    async def restore(self, press: Press) -> None:
        """Bring back the world of a backup."""
        by, chosen = moderator_of(press.interaction), next(iter(press.values), "")
        if not chosen.isdecimal() or len(chosen) > 15:
            raise Complaint("trouble.no-backup")
        await press.answer.defer()
        guild_id, channel_id = guild_of(press.interaction), channel_of(press.interaction)

        async def restored() -> str:
            channel = await self._worlds.restore(
                guild_id, channel_id, int(chosen), by=by, request=request_of(press.interaction)
            )
            world_name = await self._open(channel)
            return _opened(press.answer, "world.restored", name=name(world_name))

        await self._show(press.answer, await self._said(press.answer, restored()))

    async def finish_all(self) -> None:
        """Go on making the worlds that were being made when the program ended."""
        user = self._bot.user
        by = Moderator(id=str(user.id) if user else "", name=user.display_name if user else "")
        for one in await self._worlds.unfinished():
            try:
                await self._open(await self._worlds.finish(one.channel_id, by=by))
            except GameError as error:
                log.warning("The world of channel %s is not whole: %s", one.channel_id, error)

    async def _reset(self, press: Press, by: Moderator) -> str:
        answer, place = press.answer, press.interaction
        await answer.show(framed(say(answer.locale, "world.resetting")))
        channel = await self._worlds.reset(channel_of(place), by=by, request=request_of(place))
        world_name, when = await self._open(channel), await self._kept_until(place)
        return _opened(answer, "world.reset", name=name(world_name), when=when)

    async def _delete(self, press: Press, by: Moderator) -> str:
        place = press.interaction
        backup = await self._worlds.delete(channel_of(place), by=by, request=request_of(place))
        await self._bot.herald.end(int(channel_of(place)))
        if backup is None:
            return say(press.answer.locale, "world.deleted-unread")
        when = date(backup.expires_at)
        return say(press.answer.locale, "world.deleted", name=name(backup.name), when=when)

    async def _import(self, press: Press, by: Moderator) -> str:
        place, locale = press.interaction, press.answer.locale
        file = self._files.take(place, press.parts.text(2))
        brought = await self._worlds.bring_in(
            guild_of(place),
            channel_of(place),
            await content_of(file),
            file_name=file.filename,
            by=by,
            request=request_of(place),
        )
        world_name = await self._open(brought.channel)
        lines = [_opened(press.answer, "world.imported", name=name(world_name))]
        lines += [f"- {plain(translated(locale, note), 300)}" for note in brought.notes]
        if brought.missing_functions:
            lines.append(missing(locale, brought.missing_functions))
        return "\n".join(lines)

    async def _created(self, making: Awaitable[Channel], answer: Answer) -> str:
        return _opened(answer, "world.made", name=name(await self._open(await making)))

    async def _open(self, channel: Channel) -> str:
        """Let the channel hear of the world it now holds; the world's name."""
        world_id = channel.world_id or ""
        self._bot.herald.tell(world_id, int(channel.channel_id))
        return (await self._services.game.world(world_id)).chronicle.name

    async def _said(self, answer: Answer, doing: Awaitable[str]) -> str:
        """What is said of something done, or why it was not."""
        try:
            return await doing
        except GameError as error:
            return plain(sentence_of(error, answer.locale) or "", 3_000)

    async def _show(self, answer: Answer, text: str) -> None:
        page = framed(text)
        try:
            await answer.show(page)
        except TokenGone:
            await self._bot.herald.post(answer.interaction.channel_id or 0, page.view)

    async def _held(self, answer: Answer) -> str:
        found = await self._services.channels.find(channel_of(answer.interaction))
        return (found.world_id or "") if found else ""

    async def _kept_until(self, place: discord.Interaction) -> str:
        kept = await self._worlds.backups.of_channel(channel_of(place))
        return date(kept[0].expires_at) if kept else "?"


def _opened(answer: Answer, key: str, **values: object) -> str:
    """That a channel holds a world now, and whether nothing can be told of it there."""
    told = say(answer.locale, key, **values)
    return f"{told}\n{unheard(answer.interaction, answer.locale)}".rstrip()
