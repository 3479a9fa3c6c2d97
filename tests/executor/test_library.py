"""The function library: versions, generations, and a memory that follows the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.database import Conflict, Database, WriteFailed
from bot.executor import shelves
from bot.executor.errors import UnknownFunction
from bot.executor.library import FunctionDisabled, FunctionLibrary
from bot.executor.specification import (
    Attempt,
    Author,
    Finding,
    Generation,
    Label,
    Severity,
    Specification,
)

LABEL = Label(
    reads=frozenset({"souls"}), writes=frozenset({"objects"}), targets=frozenset({"o1"}), duration=9
)
SOURCE = "def df_fire(params):\n    return 'fire'\n"


def _generation(name: str = "df_fire", scope: str = "w", **values: Any) -> Generation:
    asked = Specification(
        scope=scope,
        name=name,
        description="Burns.",
        parameters={"type": "object"},
        author=Author.PLAYER,
        maker="s1",
        wish="make fire",
        **values,
    )
    finding = Finding(rule="syntax", message="No.", line=3, severity=Severity.WARNING)
    first = Attempt(number=1, model="m", source=None, findings=(finding,), answer="no\0pe \ud800")
    second = Attempt(
        number=2, model="m", source=SOURCE, prompt_tokens=5, completion_tokens=7, seconds=1.5,
        rung="cheaper",
    )  # fmt: skip
    return Generation(specification=asked, attempts=(first, second))


@pytest.fixture
async def db(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    database = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    yield database
    await database.close()


@pytest.fixture
def library(db: Database) -> FunctionLibrary:
    """A library whose time stands still."""
    return FunctionLibrary(db, clock=lambda: 50.0)


async def test_a_function_is_found_as_it_was_kept(db: Database, library: FunctionLibrary) -> None:
    """What is kept equals what is found, in this process and in the next."""
    kept = await library.keep(_generation(), SOURCE, label=LABEL, model="m")
    assert (kept.version, kept.source, kept.label, kept.wish) == (1, SOURCE, LABEL, "make fire")
    assert await library.find("w", "df_fire") == kept
    next_process = FunctionLibrary(db)
    assert await next_process.find("w", "df_fire") == kept
    assert await next_process.find("w", "df_fire", 1) == kept
    assert await next_process.names("w") == {"df_fire"}
    assert await next_process.everything() == [kept]


async def test_each_keeping_is_a_new_version(library: FunctionLibrary) -> None:
    """The newest is current, the older ones stay."""
    await library.names("w")
    first = await library.keep(_generation(), SOURCE, label=None, model="m")
    plain = _generation()
    plain = replace(plain, specification=replace(plain.specification, wish=None), attempts=())
    second = await library.keep(plain, SOURCE + "# 2", label=LABEL, model="n")
    assert second.version == 2
    assert await library.find("w", "df_fire") == second
    assert await library.find("w", "df_fire", 1) == first
    assert await library.versions("w", "df_fire") == [first, second]
    assert await library.all("w") == [second]
    with pytest.raises(UnknownFunction, match="no version 3"):
        await library.find("w", "df_fire", 3)
    with pytest.raises(UnknownFunction):
        await library.find("w", "df_ice")


async def test_two_keepings_at_once_are_two_versions(library: FunctionLibrary) -> None:
    """Nothing is lost and the later one is current."""
    kept = await asyncio.gather(
        *(library.keep(_generation(), f"{n}", label=None, model="m") for n in range(3))
    )
    assert [one.version for one in kept] == [1, 2, 3]
    assert await library.find("w", "df_fire") == kept[2]


async def test_generations_tell_how_a_function_came_to_be(library: FunctionLibrary) -> None:
    """Failed and successful tries come back with their attempts, findings and tokens."""
    await library.record(_generation())
    kept = await library.keep(_generation(), SOURCE, label=None, model="m")
    failed, good = await library.generations("w", "df_fire")
    assert failed.function is None
    assert good.function == kept
    assert (good.tokens, good.seconds, good.rung) == (12, 1.5, "cheaper")
    assert failed.attempts[1] == _generation().attempts[1]
    assert failed.attempts[0].findings == _generation().attempts[0].findings
    assert failed.attempts[0].answer == "no\ufffdpe ?"
    assert failed.specification == _generation().specification
    assert await library.generations("w", "df_ice") == []


async def test_finding_asks_the_database_once(db: Database, library: FunctionLibrary) -> None:
    """Once a scope is in memory, finding in it needs no SQL."""
    await library.keep(_generation(), SOURCE, label=None, model="m")
    await library.find("w", "df_fire")
    await db.change(lambda sql: sql.execute(text("DROP TABLE attempts")))
    await db.change(lambda sql: sql.execute(text("DROP TABLE function_versions")))
    assert (await library.find("w", "df_fire")).source == SOURCE


async def test_only_so_many_scopes_stay_in_memory(
    library: FunctionLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scope least asked for is let go and read again when it is asked for."""
    monkeypatch.setattr(shelves, "SHELVES", 2)
    kept = await library.keep(_generation(), SOURCE, label=None, model="m")
    for scope in ("w", "x", "y", "z"):
        await library.names(scope)
    assert await library.find("w", "df_fire") == kept


async def test_a_failed_keeping_leaves_memory_as_it_was(
    db: Database, library: FunctionLibrary
) -> None:
    """What could not be written is not found afterwards."""
    kept = await library.keep(_generation(), SOURCE, label=None, model="m")
    assert await library.names("w") == {"df_fire"}

    def refuse(_connection: Any) -> None:
        raise OSError("No space left on device")

    event.listen(db.writing_engine.sync_engine, "commit", refuse)
    with pytest.raises(WriteFailed, match="disk is full"):
        await library.keep(_generation(), "new", label=None, model="m")
    with pytest.raises(WriteFailed):
        await library.keep(_generation("df_ice"), "new", label=None, model="m")
    with pytest.raises(WriteFailed):
        await library.disable("w", "df_fire")
    with pytest.raises(WriteFailed):
        await library.delete("w")
    event.remove(db.writing_engine.sync_engine, "commit", refuse)
    assert await library.find("w", "df_fire") == kept
    assert await library.names("w") == {"df_fire"}
    assert len(await library.generations("w", "df_fire")) == 1


async def test_memory_follows_the_database_though_its_caller_is_gone(
    db: Database, library: FunctionLibrary
) -> None:
    """Who is cancelled while a change is committed leaves nothing in memory that is not kept."""

    async def cancelled(change: Coroutine[Any, Any, object]) -> None:
        asking = asyncio.create_task(change)
        event.listen(db.writing_engine.sync_engine, "commit", lambda _: asking.cancel(), once=True)
        with pytest.raises(asyncio.CancelledError):
            await asking
        await db.write()  # what was begun is done when this is

    await library.keep(_generation(), SOURCE, label=LABEL, model="m")
    await library.find("w", "df_fire")
    await cancelled(library.keep(_generation(), SOURCE, label=LABEL, model="m"))
    assert (await library.find("w", "df_fire")).version == 2
    await cancelled(library.disable("w", "df_fire"))
    with pytest.raises(FunctionDisabled):
        await library.find("w", "df_fire")
    await cancelled(library.rollback("w", "df_fire", 1))
    assert [one.version for one in await library.set_aside("w")] == [1]
    await cancelled(library.delete("w"))
    assert await library.names("w") == frozenset()


async def test_a_disabled_function_is_set_aside(db: Database, library: FunctionLibrary) -> None:
    """It is not found nor listed until it is enabled or kept anew, but its name stays taken."""
    kept = await library.keep(_generation(), SOURCE, label=None, model="m")
    await library.disable("w", "df_fire")
    for one in (library, FunctionLibrary(db)):
        with pytest.raises(FunctionDisabled, match="set aside"):
            await one.find("w", "df_fire")
        assert await one.find("w", "df_fire", 1) == kept
        assert await one.names("w") == {"df_fire"}
        assert await one.all("w") == []
        assert await one.everything() == []
    await library.enable("w", "df_fire")
    assert await library.find("w", "df_fire") == kept
    await library.disable("w", "df_fire")
    mended = await library.keep(_generation(), "mended", label=None, model="m")
    assert await library.find("w", "df_fire") == mended
    with pytest.raises(UnknownFunction):
        await library.disable("w", "df_ice")


async def test_a_scope_is_copied_and_deleted_whole(library: FunctionLibrary) -> None:
    """A copy has every version of its own; deleting the one leaves the other."""
    await library.keep(_generation(), "1", label=LABEL, model="m")
    second = await library.keep(_generation(), "2", label=None, model="m")
    assert await library.names("copy") == frozenset()
    await library.copy("w", "copy")
    assert await library.find("copy", "df_fire") == replace(second, scope="copy")
    assert len(await library.versions("copy", "df_fire")) == 2
    with pytest.raises(Conflict):
        await library.copy("w", "copy")
    await library.delete("w")
    assert await library.names("w") == frozenset()
    assert await library.versions("w", "df_fire") == []
    assert await library.generations("w", "df_fire") == []
    assert await library.names("copy") == {"df_fire"}


async def test_functions_from_elsewhere_are_adopted(library: FunctionLibrary) -> None:
    """Each becomes the first version of its name; a name that is taken refuses them all."""
    await library.keep(_generation(), "1", label=LABEL, model="m")
    second = await library.keep(_generation(), "2", label=LABEL, model="m")
    assert await library.names("new") == frozenset()
    await library.adopt([replace(second, scope="new")])
    assert await library.find("new", "df_fire") == replace(second, scope="new", version=1)
    with pytest.raises(Conflict):
        await library.adopt([replace(second, scope="new", name="df_ice"), second])
    assert await library.names("new") == {"df_fire"}
