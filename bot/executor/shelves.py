"""The current functions of the scopes asked for last, in memory, which follows the database."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database
from bot.executor.library_rows import function_of
from bot.executor.library_steps import current_versions
from bot.executor.specification import DynamicFunction
from bot.executor.tables import functions

T = TypeVar("T")

SHELVES = 256
"""How many scopes stay in memory; the one least asked for goes first."""


@dataclass(slots=True)
class Shelf:
    """The current functions of one scope."""

    current: dict[str, DynamicFunction] = field(default_factory=dict[str, DynamicFunction])
    disabled: set[str] = field(default_factory=set[str])


class Shelves:
    """Every method raises a `DatabaseError` where the database is in trouble."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._shelves: OrderedDict[str, Shelf] = OrderedDict()
        # Memory follows the database step by step: one change or one loading at a time.
        self._changing = asyncio.Lock()

    async def of(self, scope: str) -> Shelf:
        """The shelf of a scope, loaded where it is not in memory."""
        shelf = self._shelves.get(scope)
        if shelf is None:
            async with self._changing:
                shelf = self._shelves.get(scope) or await self._load(scope)
        self._shelves.move_to_end(scope)
        return shelf

    async def change(
        self, work: Callable[[AsyncConnection], Awaitable[T]], then: Callable[[T], None]
    ) -> T:
        """Do the work in the database, then in memory what follows from it.

        Once begun both are done, even where whoever asked for it is cancelled meanwhile.
        """

        async def both() -> T:
            async with self._changing:
                result = await self._db.change(work)
                then(result)
                return result

        return await asyncio.shield(asyncio.ensure_future(both()))

    def put(self, function: DynamicFunction) -> None:
        """Have a function as the current one of its name, enabled, where its scope is in memory."""
        shelf = self._shelves.get(function.scope)
        if shelf is not None:
            shelf.current[function.name] = function
            shelf.disabled.discard(function.name)

    def drop(self, *scopes: str) -> None:
        """Forget scopes, which are loaded anew when they are asked for."""
        for scope in scopes:
            self._shelves.pop(scope, None)

    async def _load(self, scope: str) -> Shelf:
        shelf = Shelf()
        query = current_versions().where(functions.c.scope == scope)
        async with self._db.reading() as connection:
            for row in (await connection.execute(query)).mappings():
                shelf.current[row["name"]] = function_of(row)
                if not row["is_enabled"]:
                    shelf.disabled.add(row["name"])
        self._shelves[scope] = shelf
        if len(self._shelves) > SHELVES:
            self._shelves.popitem(last=False)
        return shelf
