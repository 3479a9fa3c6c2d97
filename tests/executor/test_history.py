"""What a model was asked for a scope, in the order it came to pass."""

from __future__ import annotations

from pathlib import Path

from bot.database import Database
from bot.executor.history import asked_for
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Attempt, Finding, Generation, Specification


def generation(scope: str, name: str, *answers: str) -> Generation:
    """A generation with these answers, all of them wrong but the last."""
    wrong = Finding(rule="syntax", message="No.")
    attempts = tuple(
        Attempt(number=number, model="m", source=None, findings=(wrong,), answer=answer)
        for number, answer in enumerate(answers, start=1)
    )
    asked = Specification(scope=scope, name=name, description=f"Does {name}.")
    return Generation(specification=asked, attempts=attempts)


async def test_answers_are_numbered_through_a_scope(tmp_path: Path) -> None:
    """Kept or not, each answer has its number, its time and the answer it mends."""
    db = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    library = FunctionLibrary(db, clock=lambda: 50.0)
    await library.record(generation("w", "df_a", "1", "2"))
    await library.record(generation("elsewhere", "df_x", "other"))
    await library.keep(generation("w", "df_b", "3"), "def df_b(params): ...", label=None, model="m")

    found = await asked_for(db, "w")
    later = [await asked_for(db, "w", after=number) for number in range(5)]
    await db.close()

    assert [(one.number, one.attempt.answer, one.version) for one in found] == [
        (1, "1", None), (2, "2", None), (3, "3", 1),
    ]  # fmt: skip
    assert [one.before and one.before.answer for one in found] == [None, "1", None]
    assert {one.at for one in found} == {50.0}
    assert found[2].specification.description == "Does df_b."
    assert later == [found[number:] for number in range(5)]
