"""Who asks, and in which world: the channel gives the world, the member gives the soul."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.cogs.answers import Answer
from bot.cogs.gallery import Gallery
from bot.cogs.herald import Herald
from bot.cogs.pages import Page, Picture
from bot.cogs.troubles import Complaint, sentence_of
from bot.cogs.ui.panel import Missed, joining, panel, resting
from bot.cogs.ui.text import label
from bot.cogs.words import say
from bot.engine.channels import Channels
from bot.engine.errors import GameError, NotFound
from bot.engine.game import Game
from bot.engine.outcome import Outcome, Request
from bot.engine.scene import Scene, scene_of
from bot.engine.world import Soul, World

LONGEST_NAME = 32

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """One interaction in one world. `soul` is None for a member who has not joined."""

    answer: Answer
    world_id: str
    world: World
    player_id: str
    player_name: str
    soul: Soul | None

    @property
    def locale(self) -> str:
        """The member's language."""
        return self.answer.locale

    @property
    def mine(self) -> Soul:
        """The member's soul; raises `Complaint` for one who has none."""
        if self.soul is None:
            raise Complaint("trouble.no-soul")
        return self.soul

    def request(self, part: str = "") -> Request:
        """Where an action comes from, so that an interaction has each of its effects once."""
        return Request(reference=f"discord:{self.answer.interaction.id}{part}")

    def say(self, key: str, **values: object) -> str:
        """Words in the member's language."""
        return say(self.locale, key, **values)


class Visits:
    """Opens visits, and shows those who come where they are."""

    def __init__(
        self, game: Game, channels: Channels, herald: Herald, gallery: Gallery | None
    ) -> None:
        self.game = game
        self.channels = channels
        self._herald = herald
        self._gallery = gallery

    async def open(self, answer: Answer) -> Visit:
        """The visit an interaction is; raises `Complaint` in a channel without a world."""
        interaction = answer.interaction
        try:
            world_id = await self.channels.world_of(str(interaction.channel_id))
        except NotFound:
            raise Complaint("trouble.no-world") from None
        world = await self.game.world(world_id)
        player_id = str(interaction.user.id)
        return Visit(
            answer=answer,
            world_id=world_id,
            world=world,
            player_id=player_id,
            player_name=label(interaction.user.display_name, LONGEST_NAME),
            soul=world.soul_of(player_id),
        )

    async def glance(self, answer: Answer) -> Scene | None:
        """The member's scene from memory, for suggestions; None where there is none."""
        try:
            visit = await self.open(answer)
            return scene_of(visit.world, visit.mine.id, self.game.clock.now())
        except (GameError, Complaint):
            return None

    async def scene(self, visit: Visit) -> Scene:
        """What the member's soul sees now."""
        return await self.game.look(visit.world_id, visit.mine.id)

    async def missed(self, visit: Visit) -> Missed | None:
        """What happened in the world since the member was last here."""
        return None

    async def shows_card(self, visit: Visit) -> bool:
        """Whether this world shows a tool before it is made."""
        return True

    def told(self, visit: Visit) -> None:
        """Something was done: the channel hears of it."""
        interaction = visit.answer.interaction
        if interaction.channel_id is not None:
            locale = str(interaction.guild_locale or interaction.locale)
            self._herald.tell(visit.world_id, interaction.channel_id, locale)

    async def show(
        self, visit: Visit, notice: str = "", *, number: int = 1, missed: Missed | None = None
    ) -> None:
        """Show the member the world as it is for them now."""
        page = await self._page(visit, notice, number, missed)
        await visit.answer.show(page)
        self.told(visit)

    async def show_outcome(self, visit: Visit, outcome: Outcome) -> None:
        """Show what an action did."""
        await self.show(visit, outcome.text)

    async def show_trouble(self, visit: Visit, error: GameError) -> None:
        """Show why an action was not done, with the place as it is."""
        await self.show(visit, sentence_of(error, visit.locale) or "")

    async def _page(self, visit: Visit, notice: str, number: int, missed: Missed | None) -> Page:
        world = await self.game.world(visit.world_id)
        soul = world.soul_of(visit.player_id)
        if soul is None:
            others = [one.name for one in world.souls.values()]
            return joining(visit.locale, world.chronicle.name, others)
        if soul.rests_from is not None:
            return resting(visit.locale, world.chronicle.name, notice)
        scene = await self.game.look(visit.world_id, soul.id)
        picture = await self._picture(scene)
        return panel(
            visit.locale, scene, notice=notice, missed=missed, picture=picture, number=number
        )

    async def _picture(self, scene: Scene) -> Picture | None:
        return await self._gallery.picture(scene) if self._gallery else None
