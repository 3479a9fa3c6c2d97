"""Looks at a database without bringing it up to date."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.database.core import Database, parsed_url, unusable
from bot.database.schema import revision_of, revisions


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision a database has, None where it has never had one, and those there are."""

    revision: str | None
    known: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether it is as this program leaves it."""
        return self.revision == self.known[-1]

    @property
    def is_newer(self) -> bool:
        """Whether it belongs to a newer version of this program."""
        return self.revision is not None and self.revision not in self.known


async def look_at(url: str) -> Standing:
    """How it stands with the database of a URL, which can be written where this returns.

    Raises `DatabaseUnusable`.
    """
    database = await Database.connect(parsed_url(url))
    try:
        # Its transactions begin with the right to write, so one that only reads shows that too.
        async with database.writing_engine.begin() as connection:
            return Standing(await connection.run_sync(revision_of), tuple(revisions()))
    except (SQLAlchemyError, OSError) as error:
        raise unusable(database.place, error) from error
    finally:
        await database.close()
