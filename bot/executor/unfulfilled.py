"""The wishes of a scope that no function came of, for those who look after it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bot.database import Database
from bot.executor.library_rows import attempt_of, generation_of
from bot.executor.specification import Attempt, Generation
from bot.executor.tables import attempts, generations


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfulfilled:
    """A generation of which nothing was kept; `at` is when it ended, in seconds since the epoch."""

    at: float
    generation: Generation


async def unfulfilled(db: Database, scope: str, count: int) -> list[Unfulfilled]:
    """The last wishes of a scope that nothing came of, at most `count`, the newest first.

    Raises a `DatabaseError` where the database is in trouble.
    """
    mine = (generations.c.scope == scope) & generations.c.version.is_(None)
    mine &= generations.c.wish.is_not(None)
    query = select(generations).where(mine).order_by(generations.c.id.desc()).limit(count)
    async with db.reading() as connection:
        rows = (await connection.execute(query)).mappings().all()
        answers = select(attempts).where(attempts.c.generation_id.in_([row["id"] for row in rows]))
        found = (await connection.execute(answers.order_by(attempts.c.number))).mappings()
        by_id: dict[int, list[Attempt]] = {}
        for row in found:
            by_id.setdefault(row["generation_id"], []).append(attempt_of(row))
    return [
        Unfulfilled(at=row["at"], generation=generation_of(row, by_id.get(row["id"], ()), None))
        for row in rows
    ]
