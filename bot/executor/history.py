"""Everything a model was asked to write for one scope, in the order it came to pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.database import Database
from bot.executor.library_rows import attempt_of, generation_of
from bot.executor.specification import Attempt, Specification
from bot.executor.tables import attempts, generations


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One answer of a model, and what it was an answer to.

    `number` counts a scope's answers from 1; `at` is when its generation ended, in seconds since
    the epoch; `version` is what was kept of the generation, None where nothing was.
    """

    number: int
    at: float
    specification: Specification
    attempt: Attempt
    version: int | None
    before: Attempt | None = None


async def asked_for(db: Database, scope: str, after: int = 0) -> list[Asked]:
    """The answers given for a scope that follow number `after`, oldest first.

    Raises a `DatabaseError` where the database is in trouble.
    """
    mine = generations.c.scope == scope
    ids = select(generations.c.id).where(mine)
    ordered = attempts.c.generation_id, attempts.c.number
    skipped = max(after - 1, 0)  # the last one before them may be what the first one mends
    answers = select(attempts).where(attempts.c.generation_id.in_(ids)).order_by(*ordered)
    async with db.reading() as connection:
        found = (await connection.execute(select(generations).where(mine))).mappings()
        by_id = {row["id"]: row for row in found}
        rows = (await connection.execute(answers.offset(skipped))).mappings().all()
    told: list[Asked] = []
    for row in rows:
        generation = by_id[row["generation_id"]]
        attempt = attempt_of(row)
        told.append(
            Asked(
                number=skipped + len(told) + 1,
                at=generation["at"],
                specification=generation_of(generation, (), None).specification,
                attempt=attempt,
                version=generation["version"],
                before=_before(told, attempt),
            )
        )
    return [one for one in told if one.number > after]


def _before(told: Sequence[Asked], attempt: Attempt) -> Attempt | None:
    """The attempt that this one mends."""
    return told[-1].attempt if attempt.number > 1 and told else None
