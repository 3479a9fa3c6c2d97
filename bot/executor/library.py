"""The truth about functions, in SQL; the current ones are in memory once their scope was asked for.

Every method raises a `DatabaseError` where the database is in trouble; what is in memory is then
as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Database, Statement
from bot.executor.errors import UnknownFunction
from bot.executor.library_rows import (
    attempt_of,
    function_of,
    generation_of,
    version_row,
)
from bot.executor.library_steps import (
    copy_all,
    current_versions,
    emptying,
    insert_firsts,
    insert_generation,
    make_current,
    next_version,
    putting_aside,
)
from bot.executor.shelves import Shelves
from bot.executor.specification import Attempt, DynamicFunction, Generation, Label
from bot.executor.tables import attempts, function_versions, functions, generations
from bot.sentence import Sentence


class FunctionDisabled(UnknownFunction):
    """The function is kept but set aside; it may not run until it is mended or enabled."""


class FunctionLibrary:
    """Keeps every version of every function. A scope belongs to one process at a time.

    `clock` gives seconds since the epoch.
    """

    def __init__(self, db: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db = db
        self._clock = clock
        self._shelves = Shelves(db)

    async def keep(
        self, generation: Generation, source: str, *, label: Label | None, model: str
    ) -> DynamicFunction:
        """Keep a source as the next version of what the generation was asked for, and enable it.

        The generation and its attempts are kept with it, or none of it is.
        """
        asked = generation.specification
        first = asked.function(source, version=1, model=model, label=label)
        at = self._clock()

        async def work(connection: AsyncConnection) -> DynamicFunction:
            function = replace(first, version=await next_version(connection, first))
            await make_current(connection, function)
            await connection.execute(function_versions.insert(), version_row(function, at))
            await insert_generation(connection, generation, function.version, at)
            return function

        return await self._shelves.change(work, self._shelves.put)

    async def record(self, generation: Generation) -> None:
        """Keep a generation of which nothing came, for what it cost and why it failed."""
        at = self._clock()

        async def work(connection: AsyncConnection) -> None:
            await insert_generation(connection, generation, None, at)

        await self._db.change(work)

    async def find(self, scope: str, name: str, version: int | None = None) -> DynamicFunction:
        """The current version of a function, or the given one.

        The current one comes from memory. A given version is found even if it is disabled.

        Raises:
            UnknownFunction: there is none; `FunctionDisabled` where it is set aside.
        """
        shelf = await self._shelves.of(scope)
        function = shelf.current.get(name)
        if function is None:
            raise UnknownFunction(Sentence("There is no function {name!r} here.", name=name))
        if version is None and name in shelf.disabled:
            raise FunctionDisabled(
                Sentence("The function {name!r} is set aside until it is mended.", name=name)
            )
        if version is None or version == function.version:
            return function
        for one in await self.versions(scope, name):
            if one.version == version:
                return one
        raise UnknownFunction(
            Sentence(
                "There is no version {version} of the function {name!r} here.",
                version=version,
                name=name,
            )
        )

    async def names(self, scope: str) -> frozenset[str]:
        """The names that are taken in a scope, those of disabled functions too."""
        return frozenset((await self._shelves.of(scope)).current)

    async def all(self, scope: str) -> list[DynamicFunction]:
        """The current version of every enabled function of a scope, by name."""
        shelf = await self._shelves.of(scope)
        return [one for name, one in sorted(shelf.current.items()) if name not in shelf.disabled]

    async def set_aside(self, scope: str) -> list[DynamicFunction]:
        """The current version of every disabled function of a scope, by name."""
        shelf = await self._shelves.of(scope)
        return [shelf.current[name] for name in sorted(shelf.disabled)]

    async def everything(self) -> list[DynamicFunction]:
        """The current version of every enabled function of every scope."""
        query = current_versions().where(functions.c.is_enabled)
        async with self._db.reading() as connection:
            return [function_of(row) for row in (await connection.execute(query)).mappings()]

    async def versions(self, scope: str, name: str) -> list[DynamicFunction]:
        """Every version of a function, oldest first; empty where there is no such function."""
        mine = (function_versions.c.scope == scope) & (function_versions.c.name == name)
        query = select(function_versions).where(mine).order_by(function_versions.c.version)
        async with self._db.reading() as connection:
            return [function_of(row) for row in (await connection.execute(query)).mappings()]

    async def generations(self, scope: str, name: str) -> list[Generation]:
        """Every try to write a function, oldest first, without the scene each was written for."""
        mine = (generations.c.scope == scope) & (generations.c.name == name)
        query = select(generations).where(mine).order_by(generations.c.id)
        ids = select(generations.c.id).where(mine)
        answers = select(attempts).where(attempts.c.generation_id.in_(ids))
        async with self._db.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
            found = (await connection.execute(answers.order_by(attempts.c.number))).mappings()
            by_id: dict[int, list[Attempt]] = {}
            for row in found:
                by_id.setdefault(row["generation_id"], []).append(attempt_of(row))
        kept = {one.version: one for one in await self.versions(scope, name)}
        return [
            generation_of(row, by_id.get(row["id"], ()), kept.get(row["version"])) for row in rows
        ]

    async def copy(self, scope_from: str, scope_to: str) -> None:
        """Give another scope every version of every function.

        Raises:
            Conflict: the other scope has a function of one of these names.
        """

        async def work(connection: AsyncConnection) -> None:
            await copy_all(connection, scope_from, scope_to)

        await self._shelves.change(work, lambda _: self._shelves.drop(scope_to))

    async def adopt(self, adopted: Iterable[DynamicFunction]) -> None:
        """Keep functions that came from elsewhere, each as the first version of its name.

        Raises:
            Conflict: one of their scopes has a function of one of their names.
        """
        firsts = [replace(function, version=1) for function in adopted]
        at = self._clock()

        async def work(connection: AsyncConnection) -> None:
            await insert_firsts(connection, firsts, at)

        await self._shelves.change(
            work, lambda _: self._shelves.drop(*{one.scope for one in firsts})
        )

    async def refill(
        self,
        scope: str,
        adopted: Iterable[DynamicFunction],
        *,
        set_aside: Iterable[str] = (),
        also: Sequence[Statement] = (),
    ) -> None:
        """Give a scope these functions for all it had, each as the first version of its name.

        Those named in `set_aside` may not run. `also` is kept before them and with them, or none
        of it is.

        Raises:
            Conflict: two of them have one name, or something forbids `also`.
        """
        firsts = [replace(function, version=1) for function in adopted]
        at = self._clock()

        async def work(connection: AsyncConnection) -> None:
            for construct, rows in also:
                await connection.execute(construct, list(rows) or None)
            for construct, _ in emptying(scope):
                await connection.execute(construct)
            await insert_firsts(connection, firsts, at)
            await connection.execute(putting_aside(scope, set_aside))

        await self._shelves.change(work, lambda _: self._shelves.drop(scope))

    async def delete(self, scope: str) -> None:
        """Forget every function and every generation of a scope."""

        async def work(connection: AsyncConnection) -> None:
            for construct, _ in emptying(scope):
                await connection.execute(construct)

        await self._shelves.change(work, lambda _: self._shelves.drop(scope))

    async def disable(self, scope: str, name: str) -> None:
        """Set a function aside; raises `UnknownFunction`."""
        await self._set(scope, name, is_enabled=False)

    async def enable(self, scope: str, name: str) -> None:
        """Let a function run again; raises `UnknownFunction`."""
        await self._set(scope, name, is_enabled=True)

    async def rollback(self, scope: str, name: str, version: int) -> DynamicFunction:
        """Make an earlier (or a later) version the current one; no version is lost.

        Whether the function may run stays as it is. Raises `UnknownFunction`.
        """
        function = await self.find(scope, name, version)
        await self._set(scope, name, current_version=version)
        return function

    async def _set(self, scope: str, name: str, **values: Any) -> None:
        """Give a function's row these values; raises `UnknownFunction`."""
        if name not in (await self._shelves.of(scope)).current:
            raise UnknownFunction(Sentence("There is no function {name!r} here.", name=name))
        mine = (functions.c.scope == scope) & (functions.c.name == name)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(update(functions).where(mine).values(**values))

        await self._shelves.change(work, lambda _: self._shelves.drop(scope))
