"""The worlds of channels: made, made anew, brought back, brought in, sent out, ended."""

from __future__ import annotations

from bot.database import Database
from bot.engine.channels.arrivals import Arrival, Arrivals, BroughtIn, is_done
from bot.engine.channels.backups import Backup, Backups
from bot.engine.channels.channels import Channel
from bot.engine.channels.files import ExportedFile, read_file, read_text
from bot.engine.channels.makings import Makings
from bot.engine.channels.world_settings import settings_from
from bot.engine.errors import NotFound, Refused
from bot.engine.files.exporting import Exports
from bot.engine.files.imported import ImportedWorld
from bot.engine.files.importing import world_id_from
from bot.engine.files.recipe import parse_recipe
from bot.engine.game import NOW, Game
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Request
from bot.executor.library import FunctionLibrary


class ChannelWorlds(Makings):
    """Gives channels their worlds, takes them away, and lets them come and go as files."""

    def __init__(self, game: Game, library: FunctionLibrary, db: Database) -> None:
        super().__init__(game, library, db)
        self.backups = Backups(db)
        self._exports = Exports(game.store, library, db)
        self._arrivals = Arrivals(game, library, self.channels, self._succession)

    async def restore(
        self,
        guild_id: str,
        channel_id: str,
        backup_id: int,
        *,
        by: Moderator,
        request: Request = NOW,
    ) -> Channel:
        """Let a channel hold the world of a backup again; of the present one a backup is kept."""
        kept = await self.backups.get(backup_id)
        if kept.backup.guild_id != guild_id:
            raise NotFound(
                "There is no backup {backup_id}; it may have expired.", backup_id=backup_id
            )
        source = f"backup {backup_id}"
        arrival = Arrival(
            guild_id=guild_id,
            channel_id=channel_id,
            act="restore",
            said=f"brought back the world of {source}",
            by=by,
            request=request,
            former_id=kept.backup.world_id,
            recipe=parse_recipe(kept.recipe[1], source=kept.recipe[0]) if kept.recipe else None,
            settings=settings_from(kept.settings),
        )

        async def read(world_id: str) -> ImportedWorld:
            now = self._game.clock.now()
            return await read_text(kept.document, world_id=world_id, source=source, now=now)

        return (await self._arrivals.bring(arrival, read)).channel

    async def bring_in(
        self,
        guild_id: str,
        channel_id: str,
        content: bytes,
        *,
        file_name: str,
        by: Moderator,
        request: Request = NOW,
    ) -> BroughtIn:
        """Let a channel hold the world in a file; of the present one a backup is kept.

        Raises `BadFile` where the file is too large or no world, with its place.
        """
        arrival = Arrival(
            guild_id=guild_id,
            channel_id=channel_id,
            act="import",
            said=f"brought in the world of {file_name!r}",
            by=by,
            request=request,
        )

        async def read(world_id: str) -> ImportedWorld:
            now = self._game.clock.now()
            return await read_file(content, world_id=world_id, source=file_name, now=now)

        return await self._arrivals.bring(arrival, read)

    async def delete(
        self, channel_id: str, *, by: Moderator, request: Request = NOW
    ) -> Backup | None:
        """End a channel's world; the backup of it, None where it could not be read."""
        with self._succession.alone(channel_id):
            known = await self.channels.find(channel_id)
            if known is None or not is_done(known, request):
                channel = await self._held(channel_id)
                is_kept = await self._succession.succeed(
                    channel, None, act="delete", by=by, reference=request.reference
                )
                if not is_kept:
                    return None
            kept = await self.backups.of_channel(channel_id)
            return kept[0] if kept else None

    async def export(self, channel_id: str) -> ExportedFile:
        """A channel's world as a file that `bring_in` reads.

        Raises `Refused` while it is being made, or where it is too large for a file.
        """
        world = await self._game.world(await self.channels.world_of(channel_id))
        if not world.chronicle.is_born:
            raise Refused("This world is still coming into being; export it when it is there.")
        text = await self._exports.fitting(world)
        name = f"{world_id_from(world.chronicle.name)}.json"
        return ExportedFile(name=name, content=text.encode())

    async def tidy(self) -> None:
        """Sweep what was left over by crashes, forget backups that expired; now and then."""
        await self._succession.sweep()
        await self._succession.prune()
