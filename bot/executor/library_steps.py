"""What a change of the library is made of, each within its transaction."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.executor.library_rows import attempt_row, generation_row
from bot.executor.specification import DynamicFunction, Generation
from bot.executor.tables import attempts, function_versions, functions, generations


async def next_version(connection: AsyncConnection, function: DynamicFunction) -> int:
    """The version after the last one of a function's name; 1 where there is none."""
    mine = (function_versions.c.scope == function.scope) & (
        function_versions.c.name == function.name
    )
    query = select(func.max(function_versions.c.version)).where(mine)
    return ((await connection.execute(query)).scalar() or 0) + 1


async def make_current(connection: AsyncConnection, function: DynamicFunction) -> None:
    """Point the function's row at its version; the row comes before the version it points at."""
    if function.version == 1:
        values = {
            "scope": function.scope,
            "name": function.name,
            "current_version": 1,
            "is_enabled": True,
        }
        await connection.execute(functions.insert(), values)
        return
    mine = (functions.c.scope == function.scope) & (functions.c.name == function.name)
    values = {"current_version": function.version, "is_enabled": True}
    await connection.execute(update(functions).where(mine).values(values))


async def insert_generation(
    connection: AsyncConnection, generation: Generation, version: int | None, at: float
) -> None:
    """Keep a generation and its attempts; `version` is null where nothing came of it."""
    made = await connection.execute(generations.insert(), generation_row(generation, version, at))
    key = made.inserted_primary_key
    assert key is not None  # noqa: S101 - the driver gives it for every single insert
    rows = [attempt_row(one, key[0]) for one in generation.attempts]
    if rows:
        await connection.execute(attempts.insert(), rows)
