"""What the game is measured against: the same uses with no sandbox, no store, or as the original.

Every baseline runs the same functions through the same host APIs, so what differs is what is left
out: the sandbox and the durable journal, or both with a fetch from Chroma at each use.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from bot.engine.errors import NotFound
from bot.engine.journal import JournalEntry
from bot.engine.world import World
from bot.executor.budget import Budget
from bot.executor.sandbox import HostCall, Program
from bot.values import Json, JsonObject

Fetch = Callable[[str, str], str]
"""The source to compile, from a function's name and the source the library knows."""


class BareExec:
    """Compiles and executes the function in this process, with nothing in its way."""

    def __init__(self, fetch: Fetch = lambda _, source: source) -> None:
        self._fetch = fetch

    async def run(self, program: Program, *, host: HostCall, budget: Budget) -> str:
        """What the function returned; its host calls must not have to wait for anything."""
        code: CodeType = compile(self._fetch(program.name, program.source), program.name, "exec")
        apis = {name: _call(host, name) for name in program.apis}
        space: dict[str, Any] = {"external_apis": apis}
        exec(code, space)
        return space[program.name](program.params)

    async def check(self, name: str, source: str) -> list[str]:
        """Nothing is checked here."""
        return []


def _call(host: HostCall, name: str) -> Callable[[Json], str]:
    def call(argument: Json) -> str:
        waiting = host(name, argument).__await__()
        try:
            next(waiting)
        except StopIteration as done:
            return done.value
        raise RuntimeError(f"{name} had to wait, which a bare function cannot")

    return call


class ChromaShelf:
    """The functions' sources in Chroma, fetched by name at each use."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._shelf = client.create_collection("dynamic_functions", embedding_function=None)

    def put(self, name: str, source: str) -> None:
        """Keep a function's source."""
        self._shelf.upsert(ids=[name], embeddings=[[0.0] * 64], documents=[source])

    def fetch(self, name: str, source: str) -> str:
        """The source kept under the name."""
        found = self._shelf.get(ids=[name], include=["documents"])
        documents = found["documents"] or []
        return documents[0] if documents else source


class NoStore:
    """Stands where the store does and keeps nothing."""

    def __init__(self) -> None:
        self._worlds: dict[str, World] = {}

    async def create(self, world: World, *, meta: JsonObject | None = None) -> None:
        """Take the world in."""
        self._worlds[world.id] = world

    async def load(self, world_id: str) -> World:
        """The world as it was taken in."""
        if world_id not in self._worlds:
            raise NotFound("There is no such world.")
        return self._worlds[world_id]

    async def append(self, entry: JournalEntry, world: World, also: object = ()) -> None:
        """Forget the action."""

    async def entry(self, world_id: str, reference: str) -> JournalEntry | None:
        """No request is remembered."""
        return None

    async def earlier(self, world_id: str, reference: str | None) -> JournalEntry | None:
        """As `entry`."""
        return None

    async def acquire(self, world_id: str) -> None:
        """Nobody else is here."""

    async def release(self, world_id: str) -> None:
        """Nobody else is here."""
