"""Finds functions by what they are for. An index can always be made again from the library."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from operator import mul
from pathlib import Path
from typing import Protocol, TypeVar

from bot.database import DatabaseError
from bot.executor.chroma import ChromaCollection, id_of, mark_of
from bot.executor.embeddings import Embedder, EmbeddingFailed, text_of
from bot.executor.errors import ExecutorError
from bot.executor.library import FunctionLibrary
from bot.executor.specification import DynamicFunction

T = TypeVar("T")

BATCH = 16
"""How many vectors are put in at once; Chroma holds the interpreter's lock meanwhile."""
OPENING_SECONDS = 60.0
"""How long importing and opening Chroma may take."""
CALL_SECONDS = 10.0
"""How long one call of Chroma may take."""
RETRY_SECONDS = 30.0
"""How long an index that could not be made is left alone."""

_log = logging.getLogger(__name__)


class FunctionIndex(Protocol):
    """Never raises: what goes wrong is logged, and nothing is found."""

    async def add(self, function: DynamicFunction) -> None:
        """Make a function findable, in the place of its earlier version."""
        ...

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The names of at most `count` functions of a scope, the nearest to the text first."""
        ...

    async def remove(self, scope: str, name: str | None = None) -> None:
        """Forget a function of a scope, or all of them."""
        ...

    async def close(self) -> None:
        """Let go of everything."""
        ...


class MemoryIndex:
    """An index that lasts as long as the process."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, dict[str, list[float]]] = {}

    async def add(self, function: DynamicFunction) -> None:
        """Make a function findable, in the place of its earlier version."""
        vector = await embedded(self._embedder, text_of(function))
        if vector is not None:
            self._vectors.setdefault(function.scope, {})[function.name] = vector

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The names of at most `count` functions of a scope, the nearest to the text first."""
        wanted = await embedded(self._embedder, text)
        if wanted is None:
            return []
        vectors = self._vectors.get(scope, {})
        closeness = {name: sum(map(mul, wanted, vector)) for name, vector in vectors.items()}
        return sorted(closeness, key=lambda name: -closeness[name])[:count]

    async def remove(self, scope: str, name: str | None = None) -> None:
        """Forget a function of a scope, or all of them."""
        if name is None:
            self._vectors.pop(scope, None)
        else:
            self._vectors.get(scope, {}).pop(name, None)

    async def close(self) -> None:
        """Let go of everything."""
        self._vectors.clear()


class ChromaIndex:
    """An index in Chroma: a folder, or the `http` URL of a server.

    It is compared with the library when it is first asked for and after every trouble, in the
    background: what is missing is added, what is too much is removed. Until that is done it answers
    from what there is.
    """

    def __init__(self, place: Path | str, embedder: Embedder, library: FunctionLibrary) -> None:
        self._embedder = embedder
        self._library = library
        self._collection = ChromaCollection(place, kind=embedder.kind, dimension=embedder.dimension)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chroma")
        self._catching_up: asyncio.Task[None] | None = None
        self._is_open = False
        self._is_current = False
        self._was_changed = False
        self._retry_at = 0.0

    def start(self) -> None:
        """Begin to open the index and to bring it up to date, in the background."""
        is_busy = self._catching_up is not None and not self._catching_up.done()
        if self._is_current or is_busy or asyncio.get_running_loop().time() < self._retry_at:
            return
        self._catching_up = asyncio.create_task(self._catch_up(), name="function index")

    async def ready(self) -> bool:
        """Wait for what goes on in the background; whether the index is then up to date."""
        self.start()
        if self._catching_up is not None:
            await asyncio.shield(self._catching_up)
        return self._is_current

    async def add(self, function: DynamicFunction) -> None:
        """Make a function findable, in the place of its earlier version."""
        if not self._is_current:
            return self._leave_to_background()
        vector = await embedded(self._embedder, text_of(function))
        if vector is None:
            self._is_current = False
            self._retry_at = asyncio.get_running_loop().time() + RETRY_SECONDS
            return None
        await self._try(lambda: self._collection.upsert([function], [vector]))
        return None

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The names of at most `count` functions of a scope, the nearest to the text first."""
        self.start()
        vector = await embedded(self._embedder, text) if self._is_open else None
        if vector is None or not self._is_open:
            return []
        return await self._try(lambda: self._collection.near(scope, vector, count)) or []

    async def remove(self, scope: str, name: str | None = None) -> None:
        """Forget a function of a scope, or all of them."""
        if not self._is_current:
            return self._leave_to_background()
        await self._try(lambda: self._collection.remove(scope, name))
        return None

    async def close(self) -> None:
        """Stop what goes on in the background and let go of Chroma."""
        if self._catching_up is not None:
            self._catching_up.cancel()
            await asyncio.gather(self._catching_up, return_exceptions=True)
        self._is_open = self._is_current = False
        self._retry_at = float("inf")
        try:
            await self._call(self._collection.close, seconds=CALL_SECONDS)
        except IndexTrouble as error:
            _log.warning("The function index did not close: %s", error)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _leave_to_background(self) -> None:
        self._was_changed = True
        self.start()

    async def _try(self, work: Callable[[], T]) -> T | None:
        """What the call gives; None after trouble, and the index is opened anew."""
        try:
            return await self._call(work, seconds=CALL_SECONDS)
        except IndexTrouble as error:
            _log.warning("The function index is opened anew after trouble: %s", error)
            self._is_open = self._is_current = False
            self.start()
            return None

    async def _catch_up(self) -> None:
        try:
            if not self._is_open:
                await self._call(self._collection.open, seconds=OPENING_SECONDS)
                self._is_open = True
            self._was_changed = True
            while self._was_changed:
                self._was_changed = False
                await self._compare()
            self._is_current = True
        except (IndexTrouble, EmbeddingFailed, DatabaseError) as error:
            _log.warning("The function index is not up to date, play goes on: %s", error)
            self._is_open = self._is_open and not isinstance(error, IndexTrouble)
            self._retry_at = asyncio.get_running_loop().time() + RETRY_SECONDS

    async def _compare(self) -> None:
        """Make the index hold what the library holds."""
        wanted = {id_of(one): one for one in await self._library.everything()}
        marks = await self._call(self._collection.marks, seconds=CALL_SECONDS)
        surplus = [key for key in marks if key not in wanted]
        if surplus:
            await self._call(lambda: self._collection.delete(surplus), seconds=CALL_SECONDS)
        missing = [one for key, one in wanted.items() if marks.get(key) != mark_of(one)]
        for start in range(0, len(missing), BATCH):
            await self._put(missing[start : start + BATCH])

    async def _put(self, some: list[DynamicFunction]) -> None:
        vectors = await self._embedder.embed([text_of(one) for one in some])
        await self._call(lambda: self._collection.upsert(some, vectors), seconds=CALL_SECONDS)

    async def _call(self, work: Callable[[], T], *, seconds: float) -> T:
        """Call Chroma in its thread; raises `IndexTrouble`."""
        try:
            async with asyncio.timeout(seconds):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._thread, _guarded, work)
        except TimeoutError as error:
            raise IndexTrouble(f"Chroma did not answer within {seconds:g} s.") from error


class IndexTrouble(ExecutorError):
    """Chroma did not do what it was asked."""


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except BaseException as error:  # a panic in Chroma's core is no Exception
        raise IndexTrouble(f"{type(error).__name__}: {error}") from error


async def embedded(embedder: Embedder, text: str) -> list[float] | None:
    """The vector of a text; None, and a line in the log, where there is none to be had."""
    try:
        return (await embedder.embed([text]))[0]
    except EmbeddingFailed as error:
        _log.warning("The function index does without a text: %s", error)
        return None
