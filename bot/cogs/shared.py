"""One read for all who ask the same thing at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Reads by key; whoever comes while a key is being read gets what that read finds.

    Nothing is remembered, so nothing has to be forgotten when it changes.
    """

    def __init__(self, read: Callable[[str], Awaitable[T]]) -> None:
        self._read = read
        self._under_way: dict[str, asyncio.Future[T]] = {}

    async def of(self, key: str) -> T:
        """What is read; raises what the read raises."""
        reading = self._under_way.get(key)
        if reading is None:
            reading = asyncio.ensure_future(self._read(key))
            self._under_way[key] = reading
            reading.add_done_callback(lambda _: self._under_way.pop(key, None))
        # One who is cancelled takes the answer from nobody else.
        return await asyncio.shield(reading)
