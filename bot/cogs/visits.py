"""Who asks, and in which world: the channel gives the world, the member gives the soul."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.cogs.answers import Answer
from bot.cogs.gallery import Gallery
from bot.cogs.herald import Herald
from bot.cogs.painting import Completions, Painted, painted
from bot.cogs.services import Services
from bot.cogs.shared import Shared
from bot.cogs.sightings import Sightings
from bot.cogs.troubles import Complaint, sentence_of
from bot.cogs.ui.panel import joining, panel, resting
from bot.cogs.ui.stage import party_page
from bot.cogs.ui.text import label
from bot.cogs.voice import MEMBERS
from bot.cogs.words import say, translated
from bot.engine.channels.world_settings import WorldSettings
from bot.engine.errors import GameError, NotFound
from bot.engine.outcome import Outcome, Request
from bot.engine.party import Missed
from bot.engine.pictures import Chart, chart_of
from bot.engine.scene import Scene, scene_of
from bot.engine.world import Soul, World

LONGEST_NAME = 32
OLD_LINES = 10
"""How many of the missed lines are shown on the panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One interaction in one world. `soul` is None for a member who has not joined.

    `world` and `soul` are as they were when the visit began; nothing is decided by them alone.
    """

    answer: Answer
    world: World
    settings: WorldSettings
    player_id: str
    player_name: str
    soul: Soul | None

    @property
    def world_id(self) -> str:
        """The id of the channel's world."""
        return self.world.id

    @property
    def locale(self) -> str:
        """The language things are said in: the member's, or the one chosen for the world."""
        return self.answer.locale if self.settings.locale == MEMBERS else self.settings.locale

    @property
    def public_locale(self) -> str:
        """The language everybody in the channel is spoken to in."""
        guild = str(self.answer.interaction.guild_locale or "en")
        return guild if self.settings.locale == MEMBERS else self.settings.locale

    @property
    def mine(self) -> Soul:
        """The member's soul; raises `Complaint` for one who has none."""
        if self.soul is None:
            raise Complaint("trouble.no-soul")
        return self.soul

    def request(self, part: str = "") -> Request:
        """Where an action comes from, so that an interaction has each of its effects once."""
        return Request(reference=f"discord:{self.answer.interaction.id}{part}")

    def require(self, who: str, key: str) -> None:
        """Raise `Complaint` where only moderators may do a thing and the member is none."""
        if who != "everyone" and not is_moderator(self.answer.interaction):
            raise Complaint(key)

    def say(self, key: str, **values: object) -> str:
        """Words in the visit's language."""
        return say(self.locale, key, **values)


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether the member may manage the server, by what Discord says of this interaction."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


class Visits:
    """Opens visits, and shows those who come where they are."""

    def __init__(
        self,
        services: Services,
        herald: Herald,
        sightings: Sightings,
        gallery: Gallery[Scene] | None = None,
        maps: Gallery[Chart] | None = None,
    ) -> None:
        self._services = services
        self._game = services.game
        self._herald = herald
        self._sightings = sightings
        self._gallery = gallery
        self._maps = maps
        self._completions = Completions()
        self._places = Shared(self._place)

    async def open(self, answer: Answer) -> Visit:
        """The visit an interaction is; raises `Complaint` in a channel without a world."""
        interaction = answer.interaction
        try:
            world_id, settings = await self._places.of(str(interaction.channel_id))
        except NotFound:
            raise Complaint("trouble.no-world") from None
        world = await self._game.world(world_id)
        player_id = str(interaction.user.id)
        return Visit(
            answer=answer,
            world=world,
            settings=settings,
            player_id=player_id,
            player_name=label(interaction.user.display_name, LONGEST_NAME),
            soul=world.soul_of(player_id),
        )

    async def glance(self, answer: Answer) -> tuple[Visit, Scene] | None:
        """The member's scene as it stands in memory, for suggestions; None where there is none."""
        try:
            visit = await self.open(answer)
            now = visit.world.time_at(self._game.clock.now())
            return visit, scene_of(visit.world, visit.mine.id, now)
        except (GameError, Complaint):
            return None

    async def scene(self, visit: Visit) -> Scene:
        """What the member's soul sees now."""
        return await self._game.look(visit.world_id, visit.mine.id)

    async def missed(self, visit: Visit) -> Missed | None:
        """What others did in the world since the member last saw it."""
        if visit.soul is None:
            return None
        await self._sightings.keep()
        return await self._services.parties.missed(visit.world_id, visit.soul.id, OLD_LINES)

    def told(self, visit: Visit) -> None:
        """Something may have happened: the channel hears of it. Returns at once."""
        if channel_id := visit.answer.interaction.channel_id:
            self._herald.tell(visit.world_id, channel_id)

    async def show(
        self, visit: Visit, notice: str = "", *, number: int = 1, missed: Missed | None = None
    ) -> None:
        """Show the member the world as it is for them now; `number` is the panel's page."""
        world = await self._game.world(visit.world_id)
        shown = await self._page(visit, world, notice, number, missed)
        if notice or missed:
            await visit.answer.show(shown.page)
        else:
            await visit.answer.turn_to(shown.page)
        self._completions.expect(visit.answer, shown)
        self.told(visit)
        if soul := world.soul_of(visit.player_id):
            self._sightings.note(visit.world_id, soul.id, world.chronicle.actions)

    async def show_party(self, visit: Visit) -> None:
        """Show the member the map, who is where, and what is to be done."""
        party = await self._services.parties.party(visit.world_id)
        world = await self._game.world(visit.world_id)
        known = await self._services.travels.known(world)
        is_drawn = visit.settings.picture and known.world.locations
        soul_id = visit.soul.id if visit.soul else ""
        chart = chart_of(known.world, soul_id, world.time_at(self._game.clock.now()))
        shown = await painted(
            self._maps if is_drawn else None,
            chart,
            visit.locale,
            lambda picture: party_page(visit.locale, party, picture=picture, unseen=known.unseen),
        )
        await visit.answer.turn_to(shown.page)
        self._completions.expect(visit.answer, shown)

    async def show_outcome(self, visit: Visit, outcome: Outcome) -> None:
        """Show what an action did."""
        await self.show(visit, translated(visit.locale, outcome.text))

    async def show_trouble(self, visit: Visit, error: GameError) -> None:
        """Show why an action was not done, with the place as it is."""
        await self.show(visit, sentence_of(error, visit.locale) or "")

    async def _place(self, channel_id: str) -> tuple[str, WorldSettings]:
        world_id = await self._services.channels.world_of(channel_id)
        return world_id, await self._services.settings.of(world_id)

    async def _page(
        self, visit: Visit, world: World, notice: str, number: int, missed: Missed | None
    ) -> Painted:
        soul = world.soul_of(visit.player_id)
        if soul is None:
            others = [one.name for one in world.souls.values()]
            return Painted(joining(visit.locale, world.chronicle.name, others, notice))
        if soul.rests_from is not None:
            return Painted(resting(visit.locale, world.chronicle.name, notice))
        scene = await self._game.look(visit.world_id, soul.id)
        return await painted(
            self._gallery if visit.settings.picture else None,
            scene,
            visit.locale,
            lambda picture: panel(
                visit.locale, scene, notice=notice, missed=missed, picture=picture, number=number
            ),
        )
