"""What a member does in the world, however it was asked for: by a button or by a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.cogs.ui.orb import wish_dialog
from bot.cogs.ui.panel import waiting_for_words
from bot.cogs.visits import Visit, Visits
from bot.engine.deeds import require_awake
from bot.engine.errors import GameError
from bot.engine.game import Game
from bot.engine.outcome import Outcome, Prompt
from bot.engine.scene import Action, ActionKind
from bot.engine.world import World
from bot.values import as_text, digest

Asks: TypeAlias = Callable[[Visit, Outcome], Awaitable[None]]
"""Told of a use that waits for others' consent."""


def orb_code(artifact_id: str) -> str:
    """The short form of an artifact's id, for custom ids."""
    return digest(artifact_id)[:10]


def may_ask(world: World, artifact_id: str) -> bool:
    """Whether the use of an artifact may ask for words, as the Orb's does."""
    orb = world.artifacts.get(as_text(world.properties.get("orb_of_ingenuity_artifact_id")))
    item = world.artifacts.get(artifact_id)
    return orb is None or item is None or item.function_name == orb.function_name


class Deeds:
    """Does what was asked and shows what came of it."""

    def __init__(self, game: Game, visits: Visits) -> None:
        self.game = game
        self.visits = visits
        self._asks: list[Asks] = []

    def on_asked(self, asks: Asks) -> None:
        """Have somebody told of every use that waits for others' consent."""
        self._asks.append(asks)

    async def join(self, visit: Visit) -> None:
        """Give the member a soul, or wake the one they have."""
        if visit.soul is None:
            visit.require(visit.settings.who_may_join, "trouble.may-not-join")
        outcome = await self.game.join(
            visit.world_id,
            player_id=visit.player_id,
            name=visit.player_name,
            request=visit.request(),
        )
        await self.visits.show_outcome(visit, outcome)

    async def act(self, visit: Visit, action: Action) -> None:
        """Do an action of the member's scene."""
        if action.artifact_id is None or not may_ask(visit.world, action.artifact_id):
            await visit.answer.hurry()
        try:
            outcome = await self._done(visit, action)
        except GameError as error:
            await self.visits.show_trouble(visit, error)
            return
        await self.finish(visit, outcome, action.artifact_id)

    async def use(self, visit: Visit, artifact_id: str, landmark_key: str | None) -> None:
        """Use something, having stepped up to what it is to be used on."""
        if not may_ask(visit.world, artifact_id):
            await visit.answer.hurry()
        try:
            await self._step_up(visit, landmark_key)
            outcome = await self.game.use(
                visit.world_id, visit.mine.id, artifact_id, request=visit.request()
            )
        except GameError as error:
            await self.visits.show_trouble(visit, error)
            return
        await self.finish(visit, outcome, artifact_id)

    async def go(self, visit: Visit, exit_key: str, landmark_key: str | None) -> None:
        """Leave through an exit, having stepped up to it."""
        try:
            await self._step_up(visit, landmark_key)
            outcome = await self.game.go(
                visit.world_id, visit.mine.id, exit_key, request=visit.request()
            )
        except GameError as error:
            await self.visits.show_trouble(visit, error)
            return
        await self.visits.show_outcome(visit, outcome)

    async def finish(self, visit: Visit, outcome: Outcome, artifact_id: str | None) -> None:
        """Show what came of an action; where the Orb asks for words, ask for them."""
        if outcome.prompt is Prompt.TOOL_DESCRIPTION and artifact_id is not None:
            self.visits.told(visit)
            await self.ask_for_wish(visit, artifact_id)
            return
        try:
            await self.visits.show_outcome(visit, outcome)
        finally:  # the others are asked even if the member cannot be shown what came of it
            if outcome.asked:
                for asks in self._asks:
                    await asks(visit, outcome)

    async def ask_for_wish(
        self, visit: Visit, artifact_id: str, wish: str = "", origin: str = ""
    ) -> None:
        """Open the Orb's dialog; where it is too late for that, show a button that opens it.

        `origin` is the short code of the tool that is to be remade, or the name of a draft.
        """
        visit.require(visit.settings.who_may_forge, "trouble.may-not-forge")
        require_awake(visit.world, visit.mine.id)  # words are not asked for in vain
        code = orb_code(artifact_id)
        if not await visit.answer.ask(wish_dialog(visit.locale, code, wish, origin)):
            await visit.answer.show(waiting_for_words(visit.locale, code))

    async def _step_up(self, visit: Visit, landmark_key: str | None) -> None:
        if landmark_key is not None and visit.mine.focus != landmark_key:
            await self.game.focus(
                visit.world_id, visit.mine.id, landmark_key, request=visit.request("/focus")
            )

    async def _done(self, visit: Visit, action: Action) -> Outcome:
        game, world_id, soul_id = self.game, visit.world_id, visit.mine.id
        request = visit.request()
        match action.kind:
            case ActionKind.USE:
                item = action.artifact_id or ""
                return await game.use(world_id, soul_id, item, action.params, request=request)
            case ActionKind.GO:
                return await game.go(world_id, soul_id, action.landmark_key or "", request=request)
            case ActionKind.FOCUS:
                return await game.focus(world_id, soul_id, action.landmark_key, request=request)
            case ActionKind.STEP_BACK:
                return await game.focus(world_id, soul_id, None, request=request)
