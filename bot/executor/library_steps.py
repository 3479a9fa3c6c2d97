"""What changes and queries of the library are made of, each within its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, Update, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Statement
from bot.executor.library_rows import attempt_row, generation_row, version_row
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


async def insert_firsts(
    connection: AsyncConnection, firsts: Iterable[DynamicFunction], at: float
) -> None:
    """Keep functions of new names, each as its first version, since `at` (epoch seconds)."""
    for function in firsts:
        await make_current(connection, function)
        await connection.execute(function_versions.insert(), version_row(function, at))


async def copy_all(connection: AsyncConnection, scope_from: str, scope_to: str) -> None:
    """Give another scope every version of every function."""
    for table in (functions, function_versions):
        others = [column for column in table.c if column.name != "scope"]
        rows = select(literal(scope_to), *others).where(table.c.scope == scope_from)
        names = ["scope", *(column.name for column in others)]
        await connection.execute(table.insert().from_select(names, rows))


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


def emptying(scope: str) -> list[Statement]:
    """The statements that forget every function and every generation of a scope."""
    mine: list[Table] = [generations, functions]
    return [(delete(table).where(table.c.scope == scope), ()) for table in mine]


def putting_aside(scope: str, names: Iterable[str]) -> Update:
    """The statement that sets the functions of these names aside."""
    mine = (functions.c.scope == scope) & functions.c.name.in_(list(names))
    return update(functions).where(mine).values(is_enabled=False)


def current_versions() -> Any:
    """A query for the current version of every function."""
    same = (functions.c.scope == function_versions.c.scope) & (
        functions.c.name == function_versions.c.name
    )
    return select(function_versions, functions.c.is_enabled).join(
        functions, same & (functions.c.current_version == function_versions.c.version)
    )
