"""Making the worlds of channels: from a recipe, on from where that was cut off, anew."""

from __future__ import annotations

from dataclasses import replace

from bot.database import Database
from bot.engine.channels.arrivals import is_done
from bot.engine.channels.channels import Channel, Channels, Status, with_status
from bot.engine.channels.successions import Succession, keeping_recipe, meta_of
from bot.engine.channels.world_settings import KeptSettings, keeping
from bot.engine.errors import GameError, Refused
from bot.engine.files.recipe import Recipe
from bot.engine.game import NOW, Alongside, Game
from bot.engine.genesis import Genesis, Teller
from bot.engine.journal import LineKind
from bot.engine.moderating.moderator import MODERATION, Moderator
from bot.engine.outcome import Request
from bot.engine.running import TurnRunner, explained
from bot.engine.storage.trouble import told
from bot.engine.turn import Turn
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Author
from bot.values import digest


class Makings:
    """Makes worlds for channels. A request delivered twice has effect once.

    Every method raises a `GameError` whose text is a sentence; the channel then holds what it held.
    """

    def __init__(self, game: Game, library: FunctionLibrary, db: Database) -> None:
        self._game = game
        self._library = library
        self._db = db
        self.channels = Channels(db)
        self._settings = KeptSettings(db)
        self._succession = Succession(game, library, db)

    async def create(
        self,
        guild_id: str,
        channel_id: str,
        recipe: Recipe,
        *,
        name: str,
        by: Moderator,
        seed: int | None = None,
        tell: Teller | None = None,
        request: Request = NOW,
    ) -> Channel:
        """Make a channel's world; players may join and wait in the Void meanwhile.

        Where it cannot be made, the channel has none afterwards. Cut off, `finish` goes on with it.
        """
        with self._succession.alone(channel_id):
            known = await self.channels.find(channel_id)
            if known is not None and is_done(known, request):
                return known
            if known is not None and known.world_id is not None:
                raise Refused("This channel has a world already: reset it, or delete it first.")
            world_id = await self.channels.new_world_id(guild_id, channel_id)
            with self._succession.making(world_id):
                await self._begin(guild_id, channel_id, world_id, recipe, name=name, seed=seed)
                await self.channels.bind(
                    channel_id, world_id, Status.MAKING, reference=request.reference
                )
            try:
                await self._be_born(guild_id, world_id, recipe, tell)
                await self._open(world_id, by)
            except GameError:
                await self.channels.unbind(channel_id, world_id)
                await self._succession.discard(world_id)
                raise
            return await self._held(channel_id)

    async def unfinished(self) -> list[Channel]:
        """The channels whose world was being made when the program ended.

        A world that somebody has begun to make since is not among them.
        """
        begun = [one for one in await self.channels.all() if one.status is Status.MAKING]
        return [one for one in begun if not self._succession.is_busy(one.channel_id)]

    async def finish(
        self, channel_id: str, *, by: Moderator, tell: Teller | None = None
    ) -> Channel:
        """Go on making a channel's world where it was cut off."""
        with self._succession.alone(channel_id):
            channel = await self._held(channel_id)
            world_id = channel.world_id or ""
            if channel.status is Status.MAKING:
                recipe = await self._recipe(world_id)
                await self._be_born(channel.guild_id, world_id, recipe, tell)
                await self._open(world_id, by)
            return await self._held(channel_id)

    async def reset(
        self,
        channel_id: str,
        *,
        by: Moderator,
        recipe: Recipe | None = None,
        name: str | None = None,
        tell: Teller | None = None,
        request: Request = NOW,
    ) -> Channel:
        """Make a channel's world anew from its recipe, or from another; a backup is kept.

        The old world goes on until the new one is whole. Settings stay; from the same recipe the
        world's own functions stay too, so that no model is asked again.
        """
        with self._succession.alone(channel_id):
            channel = await self._held(channel_id)
            if is_done(channel, request):
                return channel
            old_id = channel.world_id or ""
            again = recipe or await self._recipe(old_id)
            old_name = (await self._game.world(old_id)).chronicle.name
            new_id = await self.channels.new_world_id(channel.guild_id, channel_id)
            with self._succession.making(new_id):
                try:
                    await self._begin(
                        channel.guild_id, channel_id, new_id, again, name=name or old_name
                    )
                    if recipe is None:
                        await self._take_over_functions(old_id, new_id)
                    await self._be_born(channel.guild_id, new_id, again, tell)
                    chosen = keeping(new_id, await self._settings.of(old_id))
                    said = "began the world anew"
                    await self._sign(new_id, by, "reset", said, lambda _: chosen)
                    await self._succession.succeed(
                        channel, new_id, act="reset", by=by, reference=request.reference
                    )
                except GameError:
                    await self._succession.discard(new_id)
                    raise
            return await self._held(channel_id)

    async def _begin(
        self,
        guild_id: str,
        channel_id: str,
        world_id: str,
        recipe: Recipe,
        *,
        name: str,
        seed: int | None = None,
    ) -> None:
        meta = {**meta_of(guild_id, channel_id), "recipe": recipe.source}
        if seed is None:
            seed = int(digest([world_id, self._game.clock.now()])[:8], 16)
        await self._game.create_world(world_id, name=name, seed=seed, meta=meta)
        with told():
            await self._db.write(*keeping_recipe(world_id, recipe))

    async def _be_born(
        self, guild_id: str, world_id: str, recipe: Recipe, tell: Teller | None
    ) -> None:
        with explained():
            await Genesis(self._game, recipe, tell, guild=guild_id).run(world_id)

    async def _take_over_functions(self, old_id: str, new_id: str) -> None:
        with told():
            known = await self._library.all(old_id)
            own = [replace(one, scope=new_id) for one in known if one.author is Author.WORLD]
            await self._library.adopt(own)
        await self._game.executor.make_findable(own)

    async def _recipe(self, world_id: str) -> Recipe:
        recipe = await self._succession.recipe_of(world_id)
        if recipe is None:
            raise Refused(
                "This world came from a file, so it has no recipe to begin anew from. "
                "Import the file again, or delete the world and make another."
            )
        return recipe

    async def _held(self, channel_id: str) -> Channel:
        await self.channels.world_of(channel_id)
        channel = await self.channels.find(channel_id)
        assert channel is not None  # noqa: S101 - it holds a world
        return channel

    async def _sign(
        self, world_id: str, by: Moderator, act: str, said: str, alongside: Alongside
    ) -> None:
        async def deed(turn: Turn, _: TurnRunner) -> str:
            turn.say(f"{by.name} {said}{by.because}.", LineKind.SYSTEM)
            return ""

        await self._game.act(
            world_id,
            deed,
            kind=MODERATION,
            details=by.signed(act, {"said": said}),
            alongside=alongside,
        )

    async def _open(self, world_id: str, by: Moderator) -> None:
        active = (with_status(world_id, Status.ACTIVE), ())
        await self._sign(world_id, by, "create", "made the world", lambda _: [active])
