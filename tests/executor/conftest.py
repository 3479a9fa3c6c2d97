"""A database, a clock, and ladders over a ledger in that database."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from ladder_desk import Climb, Clock, ledger_of

from bot.database import Database
from bot.executor.ladder import Ladder, Rung
from bot.executor.ledger_sums import Sum


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    yield database
    await database.close()


@pytest.fixture
def clock() -> Clock:
    """Noon."""
    return Clock()


@pytest.fixture
def climb(db: Database, clock: Clock) -> Climb:
    """Makes ladders of a strong model, a cheaper one, and rules, as many as are given."""

    def made(*models: Any, free: Any = None, share: float = 1.0, **limits: Sum) -> Ladder:
        rungs = [
            Rung(name=name, model=model, model_name=name, share=one)
            for name, model, one in zip(("strong", "cheaper"), models, (share, 1.0), strict=False)
        ]
        if free is not None:
            rungs.append(Rung(name="apprentice", model=free, model_name="rules", paid=False))

        book = ledger_of(db, clock, **limits)
        return Ladder(rungs, book, clock=clock, pause=0.0, answer_tokens=100)

    return made
