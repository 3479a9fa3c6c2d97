"""The tools players have forged in a world: found, shown, reported, set aside, rolled back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.engine.errors import NotFound, Refused
from bot.engine.game import NOW, Game
from bot.engine.journal import LineKind
from bot.engine.moderating.moderator import MODERATION, Moderator
from bot.engine.outcome import Outcome, Request
from bot.engine.retelling import in_short
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import World
from bot.executor.differences import difference
from bot.executor.errors import UnknownFunction
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Attempt, Author, DynamicFunction
from bot.sentence import Sentence, spoken

FOUND = 25
"""How many tools a search gives at most."""
REASON_LENGTH = 300
"""How long the reason of a report may be, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A function behind an artifact, as members are told of it.

    `title` is the artifact's name, `holders` who carries it; `wish` is what its maker asked for.
    """

    name: str
    title: str
    description: str
    version: int
    is_enabled: bool
    author: Author
    maker_id: str | None
    maker: str | None
    wish: str | None
    model: str
    holders: tuple[str, ...]
    function: DynamicFunction


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolStory:
    """A tool with all that was kept of it: every version, and what making them cost.

    `made` is how the current version was written, attempt by attempt; nothing of one that came from
    elsewhere. `origin` is the title of the tool it was made from, empty where there is none.
    """

    tool: Tool
    versions: tuple[DynamicFunction, ...]
    attempts: int
    tokens: int
    made: tuple[Attempt, ...] = ()
    origin: str = ""

    @property
    def change(self) -> str:
        """How the current version differs from the one before it; empty for the first."""
        before = [one for one in self.versions if one.version < self.tool.version]
        return difference(before[-1], self.tool.function) if before else ""


class Tools:
    """The tools of worlds. What moderators do to them is recorded with who and why."""

    def __init__(self, game: Game, library: FunctionLibrary) -> None:
        self._game = game
        self._library = library

    async def all(self, world_id: str) -> list[Tool]:
        """Every tool of a world by title: what its artifacts run, and what is set aside."""
        world = await self._game.world(world_id)
        enabled = await self._library.all(world_id)
        disabled = await self._library.set_aside(world_id)
        named = {item.function_name for item in world.artifacts.values()}
        tools = [_tool(one, world, is_enabled=True) for one in enabled]
        tools += [_tool(one, world, is_enabled=False) for one in disabled]
        wanted = [one for one in tools if one.name in named or not one.is_enabled]
        return sorted(wanted, key=lambda tool: (tool.title.casefold(), tool.name))

    async def search(self, world_id: str, words: str = "", count: int = FOUND) -> list[Tool]:
        """The tools with the most of these words, then those near to them in meaning."""
        tools = await self.all(world_id)
        wanted = words.casefold().split()
        if not wanted:
            return tools[:count]
        hits = {tool.name: _hits(tool, wanted) for tool in tools}
        near = await self._game.executor.near(world_id, words, count)
        rank = {name: place for place, name in enumerate(near)}
        found = [tool for tool in tools if hits[tool.name] or tool.name in rank]
        last = len(near)
        return sorted(found, key=lambda tool: (-hits[tool.name], rank.get(tool.name, last)))[:count]

    async def find(self, world_id: str, name: str) -> Tool:
        """The tool of that title or function name, whatever the case; raises `NotFound`."""
        wanted = name.strip().casefold()
        for tool in await self.all(world_id):
            if wanted in (tool.name.casefold(), tool.title.casefold()):
                return tool
        raise NotFound("There is no tool {name!r} in this world.", name=in_short(name))

    async def show(self, world_id: str, name: str) -> ToolStory:
        """A tool with its versions and what they cost; raises `NotFound`."""
        tool = await self.find(world_id, name)
        generations = await self._library.generations(world_id, tool.name)
        current = (
            one.attempts
            for one in reversed(generations)
            if one.function and one.function.version == tool.version
        )
        return ToolStory(
            tool=tool,
            versions=tuple(await self._library.versions(world_id, tool.name)),
            attempts=sum(len(one.attempts) for one in generations),
            tokens=sum(one.tokens for one in generations),
            made=next(iter(current), ()),
            origin=await self._origin(world_id, tool.function),
        )

    async def _origin(self, world_id: str, function: DynamicFunction) -> str:
        """What the tool is called that a function was made from; its mark where that is gone."""
        if function.origin is None:
            return ""
        scope, name, _ = function.origin.split("/")
        titles = {one.name: one.title for one in await self.all(world_id)}
        return titles.get(name, name) if scope == world_id else name

    async def report(
        self, world_id: str, soul_id: str, name: str, reason: str, *, request: Request = NOW
    ) -> Outcome:
        """Tell the moderators of a tool; it is in the history, and changes nothing."""
        tool = await self.find(world_id, name)
        if not 1 <= len(reason.strip()) <= REASON_LENGTH:
            raise Refused("Say why in 1 to {most} characters.", most=REASON_LENGTH)

        async def deed(_turn: Turn, _: TurnRunner) -> str:
            return Sentence("{tool} is reported to the moderators.", tool=tool.title)

        return await self._game.act(
            world_id,
            deed,
            kind="report",
            soul_id=soul_id,
            details={
                "function": tool.name,
                "said": f"reported {tool.title}",
                "reason": reason.strip(),
            },
            request=request,
        )

    async def disable(
        self, world_id: str, name: str, *, by: Moderator, request: Request = NOW
    ) -> Outcome:
        """Set a tool aside: its artifacts stay and do nothing until it is enabled."""
        tool = await self.find(world_id, name)
        return await self._moderate(
            world_id,
            tool,
            "disable",
            f"disabled {tool.title}",
            Sentence("Disabled {tool}.", tool=tool.title),
            by,
            request,
            self._library.disable,
        )

    async def enable(
        self, world_id: str, name: str, *, by: Moderator, request: Request = NOW
    ) -> Outcome:
        """Let a tool that was set aside run again."""
        tool = await self.find(world_id, name)
        return await self._moderate(
            world_id,
            tool,
            "enable",
            f"enabled {tool.title}",
            Sentence("Enabled {tool}.", tool=tool.title),
            by,
            request,
            self._library.enable,
        )

    async def rollback(
        self, world_id: str, name: str, version: int, *, by: Moderator, request: Request = NOW
    ) -> Outcome:
        """Make another version of a tool the current one; none is lost. Raises `NotFound`."""
        tool = await self.find(world_id, name)

        async def roll_back(scope: str, function_name: str) -> None:
            try:
                await self._library.rollback(scope, function_name, version)
            except UnknownFunction as error:
                raise NotFound(
                    "{tool} has no version {version}.", tool=tool.title, version=version
                ) from error

        said = f"set {tool.title} to version {version}"
        done = Sentence("Set {tool} to version {version}.", tool=tool.title, version=version)
        return await self._moderate(world_id, tool, "rollback", said, done, by, request, roll_back)

    async def _moderate(
        self,
        world_id: str,
        tool: Tool,
        act: str,
        said: str,
        done: Sentence,
        by: Moderator,
        request: Request,
        change: Callable[[str, str], Awaitable[None]],
    ) -> Outcome:
        """Change the library, then record it; both can be done again if the second fails."""

        async def deed(turn: Turn, _: TurnRunner) -> str:
            try:
                await change(world_id, tool.name)
            except UnknownFunction as error:
                raise NotFound(spoken(error)) from error
            turn.say(f"{by.name} {said}{by.because}.", LineKind.SYSTEM)
            return done

        return await self._game.act(
            world_id,
            deed,
            kind=MODERATION,
            details=by.signed(act, {"function": tool.name, "said": said}),
            request=request,
        )


def _tool(function: DynamicFunction, world: World, *, is_enabled: bool) -> Tool:
    items = [item for item in world.artifacts.values() if item.function_name == function.name]
    ids = {item.id for item in items}
    maker = world.souls.get(function.maker or "")
    wish = in_short(function.wish) if function.wish else ""
    return Tool(
        name=function.name,
        title=items[0].name if items else wish or function.name,
        description=items[0].description if items else wish or in_short(function.description),
        version=function.version,
        is_enabled=is_enabled,
        author=function.author,
        maker_id=function.maker,
        maker=maker.name if maker else None,
        wish=function.wish,
        model=function.model,
        holders=tuple(soul.name for soul in world.souls.values() if ids & set(soul.inventory)),
        function=function,
    )


def _hits(tool: Tool, wanted: list[str]) -> int:
    text = f"{tool.title} {tool.wish or ''} {tool.description} {tool.name}".casefold()
    return sum(word in text for word in wanted)
