"""Worlds that come from a file or a backup to a channel: read, kept whole, then put in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.database import Statement
from bot.engine.channels.channels import Channel, Channels
from bot.engine.channels.successions import Succession, keeping_recipe, meta_of
from bot.engine.channels.world_settings import WorldSettings, keeping
from bot.engine.errors import GameError
from bot.engine.files.imported import ImportedWorld
from bot.engine.files.recipe import Recipe
from bot.engine.game import Game
from bot.engine.journal import LineKind
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Request
from bot.engine.running import TurnRunner
from bot.engine.storage.trouble import told
from bot.engine.turn import Turn
from bot.executor.library import FunctionLibrary
from bot.values import JsonObject

Reader = Callable[[str], Awaitable[ImportedWorld]]
"""Reads a world under the id it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A world that is to come to a channel: where, by what act of whom, and what comes with it.

    `former_id` is the id the world had when its functions were kept, `said` ends the sentence about
    the act.
    """

    guild_id: str
    channel_id: str
    act: str
    said: str
    by: Moderator
    request: Request
    former_id: str | None = None
    recipe: Recipe | None = None
    settings: WorldSettings = field(default_factory=WorldSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """A world that has come: what could not be taken over, which functions it lacks."""

    channel: Channel
    notes: tuple[str, ...] = ()
    missing_functions: tuple[str, ...] = ()


class Arrivals:
    """Lets worlds come to channels; of the world that was there a backup is kept."""

    def __init__(
        self, game: Game, library: FunctionLibrary, channels: Channels, succession: Succession
    ) -> None:
        self._game = game
        self._library = library
        self._channels = channels
        self._succession = succession

    async def bring(self, arrival: Arrival, read: Reader) -> BroughtIn:
        """Read the world and put it in place, once for each request."""
        with self._succession.alone(arrival.channel_id):
            known = await self._channels.find(arrival.channel_id)
            if known is not None and is_done(known, arrival.request):
                return BroughtIn(channel=known)
            world_id = await self._channels.new_world_id(arrival.guild_id, arrival.channel_id)
            with self._succession.making(world_id):
                imported = await read(world_id)
                try:
                    await self._keep(arrival, imported)
                    await self._put_in_place(arrival, known, world_id)
                except GameError:
                    await self._succession.discard(world_id)
                    raise
            channel = await self._channels.find(arrival.channel_id)
            assert channel is not None  # noqa: S101 - it holds the world now
            return BroughtIn(
                channel=channel,
                notes=imported.notes,
                missing_functions=imported.missing_functions,
            )

    async def _keep(self, arrival: Arrival, imported: ImportedWorld) -> None:
        world = imported.world
        meta = meta_of(arrival.guild_id, arrival.channel_id)
        await self._game.store.create(world, meta=meta, past=imported.lines)
        with told():
            if arrival.former_id and await self._library.names(arrival.former_id):
                await self._library.copy(arrival.former_id, world.id)
            else:
                await self._library.refill(
                    world.id, imported.functions, set_aside=imported.set_aside
                )
            await self._game.executor.make_findable(await self._library.all(world.id))

        async def deed(turn: Turn, _: TurnRunner) -> str:
            turn.say(f"{arrival.by.name} {arrival.said}{arrival.by.because}.", LineKind.SYSTEM)
            return "The world is here."

        brought: JsonObject = {
            "said": arrival.said,
            "credits": [one.document() for one in imported.credits],
        }
        await self._game.act(
            world.id,
            deed,
            kind="import",
            details=arrival.by.signed(arrival.act, brought),
            alongside=lambda _: _rows(world.id, arrival),
        )

    async def _put_in_place(self, arrival: Arrival, known: Channel | None, world_id: str) -> None:
        reference = arrival.request.reference
        if known is None or known.world_id is None:
            await self._channels.bind(arrival.channel_id, world_id, reference=reference)
            return
        await self._succession.succeed(
            known, world_id, act=arrival.act, by=arrival.by, reference=reference
        )


def is_done(channel: Channel, request: Request) -> bool:
    """Whether it was this request that bound the channel's world."""
    return request.reference is not None and channel.reference == request.reference


def _rows(world_id: str, arrival: Arrival) -> list[Statement]:
    recipe = keeping_recipe(world_id, arrival.recipe) if arrival.recipe else []
    return [*recipe, *keeping(world_id, arrival.settings)]
