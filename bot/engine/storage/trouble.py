"""Trouble with the database as the game answers it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from bot.database import Conflict, DatabaseError
from bot.engine.errors import StoreFailed, Unreadable, WorldConflict


@contextmanager
def told(conflict: str = "Something else happened in this world.") -> Generator[None]:
    """Turns trouble with the database into what the game answers."""
    try:
        yield
    except Conflict as error:
        raise WorldConflict(conflict) from error
    except DatabaseError as error:
        raise StoreFailed(
            "The world's records cannot be reached at the moment, so nothing has changed."
        ) from error
    except (TypeError, ValueError, KeyError) as error:
        raise Unreadable(
            "The world's records hold something this program cannot read or write."
        ) from error
