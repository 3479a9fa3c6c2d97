"""What moderators do to a world: take back, pause, resume, choose, hand over; all recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.database import Database
from bot.engine.channels.channels import Status, with_status
from bot.engine.channels.world_settings import KeptSettings, WorldSettings, changed, keeping
from bot.engine.delays import put_off
from bot.engine.errors import NotFound, Refused
from bot.engine.forging.wishes import Wishes
from bot.engine.game import NOW, Game
from bot.engine.journal import LineKind
from bot.engine.moderating.history import History
from bot.engine.moderating.moderator import MODERATION, Moderator
from bot.engine.moderating.undo import Choice, choose, take_back
from bot.engine.outcome import Outcome, Request
from bot.engine.retelling import retold
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import Soul, World
from bot.sentence import Sentence
from bot.values import Json

RETOLD = 5
"""How many of the actions taken back are told one by one."""


class Moderation:
    """The acts of moderators on a world; each is one action, signed with who and why.

    The front end has to know that who acts is a moderator.
    """

    def __init__(self, game: Game, db: Database) -> None:
        self._game = game
        self.history = History(db)
        self.wishes = Wishes(db)
        self.settings = KeptSettings(db)

    async def undo(
        self,
        world_id: str,
        actions: int = 1,
        *,
        by: Moderator,
        soul_id: str | None = None,
        function_name: str | None = None,
        request: Request = NOW,
    ) -> Outcome:
        """Take back the last actions: of all, of a soul, or those in which a function ran.

        Raises `Refused` naming what stands in the way; nothing changed then.
        """

        async def deed(turn: Turn, _: TurnRunner) -> str:
            choice = await choose(
                self.history, world_id, actions, soul_id=soul_id, function_name=function_name
            )
            take_back(turn.world, choice)
            turn.details["undone"] = [entry.number for entry in choice.chosen]
            turn.say(f"{by.name} took back: {_retold(choice, turn.before)}{by.because}", _SYSTEM)
            stays = "".join(
                f" {retold(entry, turn.before)[:-1]} and stays." for entry in choice.joined
            )
            return f"Taken back: {_retold(choice, turn.before)}{stays}"

        asked: dict[str, Json] = {
            "actions": actions,
            "soul_id": soul_id,
            "function": function_name,
        }
        return await self._game.act(
            world_id, deed, kind="undo", details=by.signed("undo", asked), request=request
        )

    async def pause(self, world_id: str, *, by: Moderator, request: Request = NOW) -> Outcome:
        """Stop a world: nobody can act in it and its time stands still."""

        async def deed(turn: Turn, _: TurnRunner) -> str:
            if not turn.world.chronicle.is_born:
                raise Refused("The world is still coming into being; it cannot be paused yet.")
            if turn.world.chronicle.paused_at is not None:
                raise Refused("The world is paused already.")
            turn.remember(paused_at=turn.now)
            turn.details["said"] = "paused the world"
            turn.say(f"{by.name} paused the world{by.because}.", _SYSTEM)
            return Sentence("The world is paused. Its time stands still until it is resumed.")

        return await self._game.act(
            world_id,
            deed,
            kind=MODERATION,
            details=by.signed("pause"),
            request=request,
            alongside=lambda _: [(with_status(world_id, Status.PAUSED), ())],
        )

    async def resume(self, world_id: str, *, by: Moderator, request: Request = NOW) -> Outcome:
        """Let a paused world go on; what was to happen does so as much later as it was paused."""

        async def deed(turn: Turn, _: TurnRunner) -> str:
            paused_at = turn.world.chronicle.paused_at
            if paused_at is None:
                raise Refused("The world is not paused.")
            put_off(turn.world, turn.now - paused_at)
            turn.remember(paused_at=None)
            turn.details.update(said="resumed the world", seconds=turn.now - paused_at)
            turn.say(f"{by.name} resumed the world{by.because}.", _SYSTEM)
            return Sentence("The world goes on.")

        return await self._game.act(
            world_id,
            deed,
            kind=MODERATION,
            details=by.signed("resume"),
            request=request,
            alongside=lambda _: [(with_status(world_id, Status.ACTIVE), ())],
        )

    async def choose(
        self,
        world_id: str,
        choices: Mapping[str, Json],
        *,
        by: Moderator,
        request: Request = NOW,
    ) -> Outcome:
        """Change settings of a world; raises `Refused` naming everything wrong with them."""
        chosen = WorldSettings()

        async def deed(turn: Turn, _: TurnRunner) -> str:
            nonlocal chosen
            chosen = changed(await self.settings.of(world_id), choices)
            listed = ", ".join(f"{name} = {getattr(chosen, name)}" for name in choices)
            turn.details["said"] = f"set {listed}"
            return Sentence("Set: {listed}.", listed=listed)

        return await self._game.act(
            world_id,
            deed,
            kind=MODERATION,
            details=by.signed("settings", {"choices": dict(choices)}),
            request=request,
            alongside=lambda _: keeping(world_id, chosen),
        )

    async def hand_over(
        self,
        world_id: str,
        giver_id: str,
        receiver_id: str,
        artifact_id: str,
        *,
        by: Moderator,
        request: Request = NOW,
    ) -> Outcome:
        """Give what a soul carries to another, wherever both are, at rest too."""

        async def deed(turn: Turn, _: TurnRunner) -> str:
            giver, receiver = _soul(turn.world, giver_id), _soul(turn.world, receiver_id)
            item = turn.world.artifacts.get(artifact_id)
            if item is None or artifact_id not in giver.inventory:
                raise NotFound("{giver} does not carry that.", giver=giver.name)
            if artifact_id in receiver.inventory:
                raise Refused(
                    "{receiver} already carries {item}.", receiver=receiver.name, item=item.name
                )
            left = tuple(key for key in giver.inventory if key != artifact_id)
            turn.world.souls[giver.id] = replace(giver, inventory=left)
            carried = (*receiver.inventory, artifact_id)
            turn.world.souls[receiver.id] = replace(receiver, inventory=carried)
            said = f"handed {item.name} from {giver.name} to {receiver.name}"
            turn.details["said"] = said
            turn.say(f"{by.name} {said}{by.because}.", _SYSTEM)
            return Sentence(
                "{item} went from {giver} to {receiver}.",
                item=item.name,
                giver=giver.name,
                receiver=receiver.name,
            )

        return await self._game.act(
            world_id, deed, kind="hand_over", details=by.signed("hand_over"), request=request
        )


_SYSTEM = LineKind.SYSTEM


def _retold(choice: Choice, world: World) -> str:
    told = [f"#{one.number} {retold(one, world)[:-1]}" for one in choice.chosen[:RETOLD]]
    more = len(choice.chosen) - RETOLD
    return f"{'; '.join(told)}{f'; and {more} more' if more > 0 else ''}."


def _soul(world: World, soul_id: str) -> Soul:
    soul = world.souls.get(soul_id)
    if soul is None:
        raise NotFound("There is nobody like that in this world.")
    return soul
