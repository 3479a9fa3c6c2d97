"""How one world of a channel follows another: made beside it, put in its place, the rest swept.

Whatever is interrupted, the channel holds the old world or the new one: one transaction keeps the
backup of the old world and lets the channel hold the new one. What is left over is swept later.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database, DatabaseError, Statement
from bot.engine.channels.backups import KEPT_SECONDS, Backup, Backups, KeptWorld, row_of
from bot.engine.channels.channels import Channel, Channels, Status, rebind
from bot.engine.channels.tables import backups, recipes
from bot.engine.channels.world_settings import KeptSettings
from bot.engine.errors import GameError, Refused, Unreadable, WorldConflict
from bot.engine.files.exporting import Exports
from bot.engine.files.recipe import Recipe, parse_recipe, recipe_text
from bot.engine.game import Game
from bot.engine.moderating.moderator import Moderator
from bot.engine.storage.trouble import told
from bot.engine.world import World
from bot.executor.library import FunctionLibrary
from bot.values import JsonObject, as_text

log = logging.getLogger(__name__)


class Succession:
    """Puts worlds in the places of others. One act at a time in each channel."""

    def __init__(self, game: Game, library: FunctionLibrary, db: Database) -> None:
        self._game = game
        self._library = library
        self._db = db
        self._channels = Channels(db)
        self._backups = Backups(db)
        self._exports = Exports(game.store, library, db)
        self._settings = KeptSettings(db)
        self._busy: set[str] = set()
        self._under_way: set[str] = set()

    @contextmanager
    def alone(self, channel_id: str) -> Generator[None]:
        """Refuse whatever else would make or end this channel's world meanwhile."""
        if channel_id in self._busy:
            raise Refused("This channel's world is being made or ended at the moment; wait for it.")
        self._busy.add(channel_id)
        try:
            yield
        finally:
            self._busy.discard(channel_id)

    def is_busy(self, channel_id: str) -> bool:
        """Whether this channel's world is being made or ended at the moment."""
        return channel_id in self._busy

    @contextmanager
    def making(self, world_id: str) -> Generator[None]:
        """Keep a world that no channel holds yet from being swept."""
        self._under_way.add(world_id)
        try:
            yield
        finally:
            self._under_way.discard(world_id)

    async def succeed(
        self,
        channel: Channel,
        new_id: str | None,
        *,
        act: str,
        by: Moderator,
        reference: str | None,
    ) -> bool:
        """Keep a backup of the channel's world, let the channel hold the new one, or none.

        Nothing happens in the old world from the backup on. Where it cannot be read there is no
        backup (False), and its records stay as they are, for whoever can mend them.
        """
        old_id = channel.world_id or ""
        try:
            await self._game.world(old_id)
        except Unreadable:
            log.exception("The world %r cannot be read; its records stay.", old_id)
            await self._put_in_place(channel, new_id, None, reference)
            return False
        async with self._game.hold(old_id) as world:
            kept = await self._kept(channel, world, act, by)
            await self._put_in_place(channel, new_id, kept, reference)
            with _at_leisure(old_id):
                await self._game.store.delete(old_id)
        with _at_leisure(old_id):
            await self._game.delete_world(old_id)
        return True

    async def _put_in_place(
        self, channel: Channel, new_id: str | None, kept: KeptWorld | None, reference: str | None
    ) -> None:
        status = Status.EMPTY if new_id is None else Status.ACTIVE

        async def put_in_place(connection: AsyncConnection) -> None:
            if kept is not None:
                await connection.execute(backups.insert(), row_of(kept))
            await rebind(
                connection,
                channel.channel_id,
                channel.world_id,
                new_id,
                status=status,
                reference=reference,
            )

        with told():
            await self._db.change(put_in_place)

    async def discard(self, world_id: str) -> None:
        """Forget a world no channel holds, and its functions unless a backup needs them."""
        with _at_leisure(world_id):
            if await self._channels.holding(world_id) is not None:
                return  # it was put in place, though whoever did it heard of trouble
            if world_id not in await self._backups.scopes():
                await self._game.executor.forget(world_id)
            await self._game.delete_world(world_id)

    async def sweep(self) -> list[str]:
        """Discard the worlds made for channels that no channel holds; their ids."""
        held = {channel.world_id for channel in await self._channels.all()}
        swept: list[str] = []
        for summary in await self._game.store.worlds():
            is_left_over = as_text(summary.meta.get("channel")) and summary.id not in held
            if not is_left_over or summary.id in self._under_way:
                continue
            try:
                await self._game.world(summary.id)
            except WorldConflict:
                continue  # another process is making it
            except Unreadable:
                continue  # its records are all there is of it
            await self.discard(summary.id)
            swept.append(summary.id)
        return swept

    async def prune(self) -> list[Backup]:
        """Forget the backups whose time is over, and the functions kept for them."""
        expired = await self._backups.expired(self._game.clock.now())
        for backup in expired:
            with told():
                await self._game.executor.forget(backup.world_id)
            await self._backups.forget(backup.id)
        return expired

    async def recipe_of(self, world_id: str) -> Recipe | None:
        """The recipe a world was made from, if it was made from one."""
        row = await self._recipe_row(world_id)
        return None if row is None else parse_recipe(row[1], source=row[0])

    async def _recipe_row(self, world_id: str) -> tuple[str, str] | None:
        query = select(recipes.c.source, recipes.c.document).where(recipes.c.world_id == world_id)
        with told():
            async with self._db.reading() as connection:
                row = (await connection.execute(query)).one_or_none()
        return None if row is None else (row.source, row.document)

    async def _kept(self, channel: Channel, world: World, act: str, by: Moderator) -> KeptWorld:
        now = self._game.clock.now()
        backup = Backup(
            id=0,
            guild_id=channel.guild_id,
            channel_id=channel.channel_id,
            world_id=world.id,
            name=world.chronicle.name,
            actions=world.chronicle.actions,
            at=now,
            expires_at=now + KEPT_SECONDS,
            by=by,
            act=act,
        )
        return KeptWorld(
            backup=backup,
            document=await self._exports.whole(world),
            recipe=await self._recipe_row(world.id),
            settings=(await self._settings.of(world.id)).document(),
        )


def keeping_recipe(world_id: str, recipe: Recipe) -> list[Statement]:
    """The statement that keeps the recipe of a world."""
    row = {"world_id": world_id, "source": recipe.source, "document": recipe_text(recipe)}
    return [(recipes.insert(), [row])]


def meta_of(guild_id: str, channel_id: str) -> JsonObject:
    """What is noted beside a world made for a channel, so that it can be swept."""
    return {"guild": guild_id, "channel": channel_id}


@contextmanager
def _at_leisure(world_id: str) -> Generator[None]:
    """Trouble with what no channel holds any more is logged: it is swept another time."""
    try:
        yield
    except (GameError, DatabaseError):
        log.warning("The world %r is left over; it will be swept.", world_id, exc_info=True)
