"""A turn to be played by hand: host API calls in, parsed replies out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.engine.errors import FunctionTrouble
from bot.engine.host_apis import HostApis
from bot.engine.turn import Rights, Turn
from bot.engine.world import World
from bot.executor.specification import Author
from bot.values import Json, JsonObject, load

NOW = 1_000_000.0

Part = str | Callable[["Play", JsonObject], Awaitable[str]]
"""What a function of a test does: the text it returns, or what it does with its host APIs."""


def mark(place: str, key: str, **config: Any) -> dict[str, Any]:
    """The argument that sets a landmark."""
    return {"location_id": place, "landmark_key": key, "config": config}


class Play:
    """One turn in a world: call it with a host API's name and keys, and read the reply."""

    def __init__(self, turn: Turn, rights: Rights, parts: dict[str, Part]) -> None:
        self.turn = turn
        self.rights = rights
        self.parts = parts
        self.ran: list[tuple[str, JsonObject]] = []

    @property
    def world(self) -> World:
        """The draft as it now is."""
        return self.turn.world

    @property
    def said(self) -> list[str]:
        """The lines of the world log."""
        return [line.text for line in self.turn.lines]

    async def __call__(self, api: str, /, **argument: Any) -> Any:
        """The reply to one dict of these keys: an object where it is JSON, else the text."""
        return await self.raw(api, argument)

    async def raw(self, api: str, argument: Json) -> Any:
        """The reply to any argument."""
        text = await HostApis(self.turn, self.rights, self).call(api, argument)
        return load(text) if text.startswith("{") else text

    async def run(self, function_name: str, params: JsonObject, rights: Rights) -> str:
        """Run a part with rights no wider than the caller's, as the game does."""
        part = self.parts.get(function_name)
        if part is None:
            raise FunctionTrouble(f"There is no function {function_name!r} in this world.")
        self.ran.append((function_name, params))
        if isinstance(part, str):
            return part
        own = Rights(Author.WORLD, self.turn.soul_id, function_name=function_name)
        return await part(Play(self.turn, own.under(rights), self.parts), params)


Begin = Callable[..., Play]
