"""The game: everything a front end may ask of it."""

from __future__ import annotations

from bot.engine import deeds
from bot.engine.acting import NOW, QUIET, Acting, Alongside, Deed
from bot.engine.asking import asking
from bot.engine.outcome import Outcome, Request
from bot.engine.scene import Scene, scene_of
from bot.engine.storage.rows import LogPage
from bot.values import JsonObject

__all__ = ["NOW", "QUIET", "Alongside", "Deed", "Game"]


class Game(Acting):
    """Worlds and what souls do in them; each deed is one action."""

    async def look(self, world_id: str, soul_id: str) -> Scene:
        """What a soul sees and may do, after everything that has fallen due has happened."""
        await self.pass_time(world_id)
        world = await self.world(world_id)
        deeds.require_soul(world, soul_id)
        return scene_of(world, soul_id, world.time_at(self.clock.now()))

    async def join(
        self, world_id: str, *, player_id: str, name: str, request: Request = NOW
    ) -> Outcome:
        """Give a player a soul in the world; nothing happens to one who already has it."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.join(turn, player_id, name),
            kind="join",
            details={"player_id": player_id, "name": name},
            request=request,
        )

    async def leave(self, world_id: str, soul_id: str, *, request: Request = NOW) -> Outcome:
        """Go to rest with everything one carries; joining again brings one back."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.leave(turn, soul_id),
            kind="leave",
            soul_id=soul_id,
            request=request,
        )

    async def focus(
        self, world_id: str, soul_id: str, landmark_key: str | None, *, request: Request = NOW
    ) -> Outcome:
        """Step up to a landmark of the place, or with None step back."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.focus(turn, soul_id, landmark_key),
            kind="focus",
            soul_id=soul_id,
            details={"landmark_key": landmark_key},
            request=request,
        )

    async def go(
        self, world_id: str, soul_id: str, exit_key: str, *, request: Request = NOW
    ) -> Outcome:
        """Leave through an exit the soul has stepped up to; `Refused` while it is sealed."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.go(turn, soul_id, exit_key),
            kind="go",
            soul_id=soul_id,
            details={"exit_key": exit_key},
            request=request,
        )

    async def move(
        self, world_id: str, soul_id: str, location_id: str, *, request: Request = NOW
    ) -> Outcome:
        """Set a soul down in another place, as scripts and moderators may."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.move(turn, soul_id, location_id),
            kind="move",
            soul_id=soul_id,
            details={"location_id": location_id},
            request=request,
        )

    async def use(
        self,
        world_id: str,
        soul_id: str,
        artifact_id: str,
        args: JsonObject | None = None,
        *,
        request: Request = NOW,
    ) -> Outcome:
        """Use a carried artifact, with what its interaction rule passes; runs its function.

        The outcome's `asked` names the souls that have to agree first (see `consents`).
        """
        return await self.act(
            world_id,
            asking(lambda turn, runner: deeds.use(turn, runner, soul_id, artifact_id, args or {})),
            kind="use",
            soul_id=soul_id,
            details={"artifact_id": artifact_id, "args": args or {}},
            request=request,
        )

    async def give(
        self,
        world_id: str,
        giver_id: str,
        receiver_id: str,
        artifact_id: str,
        *,
        request: Request = NOW,
    ) -> Outcome:
        """Hand an artifact to a soul in the same place."""
        return await self.act(
            world_id,
            lambda turn, _: deeds.give(turn, giver_id, receiver_id, artifact_id),
            kind="give",
            soul_id=giver_id,
            details={"receiver_id": receiver_id, "artifact_id": artifact_id},
            request=request,
        )

    async def note(self, world_id: str, text: str, *, request: Request = NOW) -> Outcome:
        """Record a word of the script that is being played; the world itself does not change."""
        return await self.act(
            world_id, lambda turn, _: deeds.note(turn, text), kind="note", request=request
        )

    async def log(self, world_id: str, page: int = 1, size: int = 20) -> LogPage:
        """A page of the world log, `size` lines long; page 1 is the newest."""
        return await self.store.log(world_id, page, size)
