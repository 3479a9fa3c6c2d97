"""Tools that were forged before and do what is wished for: found, and handed out once more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.database import Conflict
from bot.engine.channels.channels import Channels
from bot.engine.errors import NotFound, Refused
from bot.engine.forging.drafts import orb_of
from bot.engine.forging.finalizing import finalize
from bot.engine.forging.rehearsal import ToolBench
from bot.engine.game import NOW, Game
from bot.engine.journal import LineKind
from bot.engine.outcome import Outcome, Request
from bot.engine.running import TurnRunner, explained
from bot.engine.turn import Turn
from bot.engine.world import Artifact, World
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Author, DynamicFunction, Severity
from bot.values import as_text, digest

SHOWN = 3
"""How many tools are offered at most."""
CANDIDATES = 6
"""How many functions of each world the index is asked for."""
OTHER_WORLDS = 10
"""How many further worlds of the guild are looked through."""
LIKENESS = 0.6
"""From 0 to 1, how alike two wishes must be for the tool of one to be offered for the other."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeTool:
    """A tool that somebody has accepted. `title` is its artifact's name, `maker` who forged it
    first, `is_here` whether that was in this world, `likeness` from 0 to 1.
    """

    function: DynamicFunction
    title: str
    maker: str
    is_here: bool
    likeness: float


class Alike:
    """Finds what was forged before in a world and in the others of its guild."""

    def __init__(self, game: Game, library: FunctionLibrary, channels: Channels) -> None:
        self._game = game
        self._library = library
        self._channels = channels

    async def near(self, world_id: str, wish: str) -> list[AlikeTool]:
        """The tools most like what is wished for, the likest first, those of this world before."""
        found = await self._in_world(world_id, wish, is_here=True)
        for other in await self._neighbours(world_id):
            found += await self._in_world(other, wish, is_here=False)
        best = sorted(found, key=lambda one: (-one.likeness, not one.is_here, one.title))
        sources: dict[str, AlikeTool] = {}
        for one in best:
            sources.setdefault(one.function.source, one)
        return list(sources.values())[:SHOWN]

    async def hand_out(
        self, world_id: str, soul_id: str, code: str, *, request: Request = NOW
    ) -> Outcome:
        """Give a soul with an Orb its own of a tool that was forged before; no model is asked.

        A tool of another world of the guild is tried here first. Raises `NotFound` for a tool that
        is gone, `Refused` where the soul has one already or it does not work in this world.
        """
        found = await self.coded(world_id, code)
        function, maker = found.function, found.maker
        if not found.is_here:
            function = await self._brought(world_id, soul_id, found)

        async def deed(turn: Turn, runner: TurnRunner) -> str:
            soul = turn.world.souls[soul_id]
            carried = (turn.world.artifacts.get(key) for key in soul.inventory)
            if any(item and item.function_name == function.name for item in carried):
                raise Refused("You carry {title} already.", title=found.title)
            orb = orb_of(turn.world, soul)
            text, key = await finalize(turn, runner, function, orb, function.wish or "")
            item = turn.world.artifacts[key]
            properties = {**item.properties, "first_forged_by": maker}
            turn.world.artifacts[key] = replace(item, name=found.title, properties=properties)
            turn.say(f"{soul.name} has {found.title} too, first forged by {maker}.", LineKind.DEED)
            return text

        return await self._game.act(
            world_id,
            deed,
            kind="forge again",
            soul_id=soul_id,
            details={
                "function": function.name,
                "version": function.version,
                "from": found.function.scope,
            },
            request=request,
        )

    async def coded(self, world_id: str, code: str) -> AlikeTool:
        """The tool of a short code, of this world or another of its guild; raises `NotFound`."""
        for scope in (world_id, *await self._neighbours(world_id)):
            for function in await self._library.all(scope):
                if code_of(function) == code:
                    world = await self._game.world(scope)
                    tool = _alike(world, function, "", is_here=scope == world_id)
                    if tool is not None:
                        return tool
        raise NotFound("That tool is gone: wish for it anew.")

    async def _in_world(self, world_id: str, wish: str, *, is_here: bool) -> list[AlikeTool]:
        names = await self._game.executor.near(world_id, wish, CANDIDATES)
        if not names:
            return []
        world = await self._game.world(world_id)
        enabled = {one.name: one for one in await self._library.all(world_id)}
        found = [
            _alike(world, enabled[name], wish, is_here=is_here) for name in names if name in enabled
        ]
        return [one for one in found if one is not None and one.likeness >= LIKENESS]

    async def _neighbours(self, world_id: str) -> list[str]:
        holding = await self._channels.holding(world_id)
        if holding is None:
            return []
        others = await self._channels.all(holding.guild_id)
        ids = [one.world_id for one in others if one.world_id and one.world_id != world_id]
        return ids[:OTHER_WORLDS]

    async def _brought(self, world_id: str, soul_id: str, found: AlikeTool) -> DynamicFunction:
        """The function in this world's library, where it has been tried."""
        game, function = self._game, found.function
        with explained():
            if function.name in await game.executor.names(world_id):
                return await game.executor.find(world_id, function.name)
        brought = replace(function, scope=world_id, version=1, maker=None, origin=function.mark)
        world = await game.world(world_id)
        rehearsal = await ToolBench(game.executor, world, soul_id, game.limits).rehearse(brought)
        if any(one.severity is Severity.ERROR for one in rehearsal.findings):
            raise Refused(
                "{title} was made for another world and does not work in this one: wish for it "
                "anew.",
                title=found.title,
            )
        brought = replace(brought, label=rehearsal.label)
        with explained():
            try:
                await self._library.adopt([brought])
            except Conflict:  # somebody else has just brought it
                return await game.executor.find(world_id, function.name)
            await game.executor.make_findable([brought])
        return brought


def code_of(function: DynamicFunction) -> str:
    """The short form of a function's name, for places where a name is too long."""
    return digest(function.name)[:10]


def likeness(one: str, other: str) -> float:
    """How alike two texts are in any language, from 0 to 1: the letters their words share."""
    mine, theirs = _pieces(one), _pieces(other)
    together = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / together if together else 0.0


def _pieces(text: str) -> frozenset[str]:
    """The runs of three letters of every word, each word with its beginning and end marked."""
    words = (f" {word} " for word in _WORD.findall(text.casefold()))
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))


def _alike(world: World, function: DynamicFunction, wish: str, is_here: bool) -> AlikeTool | None:
    """The tool of a function; None where it is no player's, or nobody has accepted it."""
    item = _first(one for one in world.artifacts.values() if one.function_name == function.name)
    if function.author is not Author.PLAYER or function.wish is None or item is None:
        return None
    maker = world.souls.get(function.maker or "")
    return AlikeTool(
        function=function,
        title=item.name,
        maker=as_text(item.properties.get("first_forged_by")) or (maker.name if maker else "?"),
        is_here=is_here,
        likeness=likeness(wish, function.wish),
    )


def _first(items: Iterable[Artifact]) -> Artifact | None:
    return next(iter(items), None)
