"""Worlds as they were before a moderator's act ended them, kept for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, delete, select

from bot.database import Database
from bot.engine.channels.tables import backups
from bot.engine.errors import NotFound
from bot.engine.moderating.moderator import Moderator
from bot.engine.storage.trouble import told
from bot.values import JsonObject, dump, load_object

KEPT_SECONDS = 14 * 24 * 3600.0
"""How long a backup is kept: twice the week that is promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as a list shows it. `act` is what ended the world: "reset", "delete" …

    Times are seconds since the epoch.
    """

    id: int
    guild_id: str
    channel_id: str
    world_id: str
    name: str
    actions: int
    at: float
    expires_at: float
    by: Moderator
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWorld:
    """What a backup holds: an export, the recipe as source and text, the settings."""

    backup: Backup
    document: str
    recipe: tuple[str, str] | None
    settings: JsonObject


class Backups:
    """The backups in the database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of_channel(self, channel_id: str) -> list[Backup]:
        """A channel's backups, the newest first."""
        return await self._listed(backups.c.channel_id == channel_id)

    async def of_guild(self, guild_id: str) -> list[Backup]:
        """The backups of all of a guild's channels, the newest first."""
        return await self._listed(backups.c.guild_id == guild_id)

    async def get(self, backup_id: int) -> KeptWorld:
        """A backup with what it holds; raises `NotFound`."""
        with told():
            async with self._db.reading() as connection:
                found = await connection.execute(select(backups).where(backups.c.id == backup_id))
                row = found.mappings().one_or_none()
        if row is None:
            raise NotFound(
                "There is no backup {backup_id}; it may have expired.", backup_id=backup_id
            )
        recipe = None if row["recipe"] is None else (row["recipe_source"] or "", row["recipe"])
        return KeptWorld(
            backup=_backup(row),
            document=row["document"],
            recipe=recipe,
            settings=load_object(row["settings"]),
        )

    async def expired(self, now: float) -> list[Backup]:
        """The backups whose time is over at `now` (seconds since the epoch)."""
        return await self._listed(backups.c.expires_at <= now)

    async def scopes(self) -> frozenset[str]:
        """The ids of the worlds there are backups of: their functions are kept for them."""
        with told():
            async with self._db.reading() as connection:
                rows = await connection.execute(select(backups.c.world_id).distinct())
                return frozenset(row.world_id for row in rows)

    async def forget(self, backup_id: int) -> None:
        """Forget a backup; harmless where there is none."""
        with told():
            await self._db.write((delete(backups).where(backups.c.id == backup_id), ()))

    async def _listed(self, found: Any) -> list[Backup]:
        heavy = {"document", "recipe", "recipe_source", "settings"}
        columns = [column for column in backups.c if column.name not in heavy]
        query = select(*columns).where(found).order_by(backups.c.at.desc(), backups.c.id.desc())
        with told():
            async with self._db.reading() as connection:
                return [_backup(row) for row in (await connection.execute(query)).mappings()]


def row_of(kept: KeptWorld) -> dict[str, Any]:
    """The row that keeps a backup; its id is given by the database."""
    one = kept.backup
    source, recipe = kept.recipe or (None, None)
    return {
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "world_id": one.world_id,
        "name": one.name,
        "actions": one.actions,
        "at": one.at,
        "expires_at": one.expires_at,
        "by_id": one.by.id,
        "by_name": one.by.name,
        "act": one.act,
        "reason": one.by.reason,
        "document": kept.document,
        "recipe_source": source,
        "recipe": recipe,
        "settings": dump(kept.settings),
    }


def _backup(row: RowMapping) -> Backup:
    return Backup(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        world_id=row["world_id"],
        name=row["name"],
        actions=row["actions"],
        at=row["at"],
        expires_at=row["expires_at"],
        by=Moderator(id=row["by_id"], name=row["by_name"], reason=row["reason"]),
        act=row["act"],
    )
