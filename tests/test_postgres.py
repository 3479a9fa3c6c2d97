"""On PostgreSQL: the same promises as on SQLite, and those that bind several processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator
from itertools import count
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database import Conflict, Database, DatabaseUnusable, look_at, metadata
from bot.database.schema import migrate
from bot.engine.faults import Fault
from bot.engine.mending import Cases
from bot.engine.storage.tables import worlds
from bot.engine.world import Chronicle, World
from bot.executor import ledger
from bot.executor.completions import Answer
from bot.executor.errors import ModelUnavailable
from bot.executor.ladder import Ladder, Rung
from bot.executor.ledger import Ledger
from bot.executor.ledger_sums import Allowances, Sum
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Account, Attempt, Finding, Generation, Specification
from tests.postgres_server import programs, running
from tests.worlds_table import ADD_WORLD, a_world, ids_of

PROGRAMS = programs()
GIVEN = os.environ.get("ORB_TEST_POSTGRES_URL")
pytestmark = pytest.mark.skipif(
    not (PROGRAMS or GIVEN),
    reason="PostgreSQL is not installed, and ORB_TEST_POSTGRES_URL names no server",
)
NUMBERS = count(os.getpid() * 1000)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server's database."""
    if GIVEN or PROGRAMS is None:
        yield GIVEN or ""
        return
    with running(PROGRAMS) as url:
        yield url


@pytest.fixture
async def url(server: str) -> AsyncGenerator[str]:
    """The URL of an empty database."""
    name = f"orb{next(NUMBERS)}"
    await outside(server, f"CREATE DATABASE {name}")
    before, mark, after = server.partition("?")
    yield f"{before.rpartition('/')[0]}/{name}{mark}{after}"
    await outside(server, f"DROP DATABASE {name} WITH (FORCE)")


async def outside(server: str, statement: str) -> None:
    """Execute what no transaction may hold."""
    import asyncpg

    connection: Any = await asyncpg.connect(server.replace("postgresql+asyncpg:", "postgres:"))
    await connection.execute(statement)
    await connection.close()


async def test_it_keeps_the_same_promises(url: str) -> None:
    """It is made, writes, refuses and reads; a reading sees one state, whatever others do."""
    opened = await asyncio.gather(*(Database.open(url) for _ in range(3)))
    db = opened[0]
    assert (await look_at(url)).is_current
    results = await asyncio.gather(
        db.write((ADD_WORLD, [a_world("a")])),
        db.write((ADD_WORLD, [a_world("a")])),
        db.write((ADD_WORLD, [a_world("b")])),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [type(None), Conflict, type(None)]
    async with db.reading() as connection:
        before = (await connection.execute(text("SELECT count(*) FROM worlds"))).scalar()
        await opened[1].write((delete(worlds), ()))
        after = (await connection.execute(text("SELECT count(*) FROM worlds"))).scalar()
    assert (before, after, await ids_of(db)) == (2, 2, set())
    await asyncio.gather(*(one.close() for one in opened))


async def test_the_revisions_lead_to_the_same_tables(url: str) -> None:
    """From the first revision to the last and back again."""
    db = await Database.open(url)

    def differences(connection: Any) -> list[Any]:
        migrate(connection, "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, metadata)

    async def again(connection: AsyncConnection) -> list[Any]:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
        return await connection.run_sync(differences)

    assert await db.change(again) == []
    assert (await look_at(url)).is_current
    await db.close()


async def test_what_is_wrong_with_a_url_is_told_without_its_password(url: str) -> None:
    """A user, a password, a database, an option; the words of other drivers are understood."""
    for wrong, sentence in (
        (url.replace("s3cret", "s4cret"), "the user name or the password is not accepted"),
        (url.replace("orb:", "who:"), "the user name or the password is not accepted"),
        (url.replace("@/orb", "@/nowhere"), "the server knows no such database, user or table"),
        (f"{url}&no_such=option", "the driver does not take what its URL holds"),
    ):
        with pytest.raises(DatabaseUnusable, match=sentence) as caught:
            await Database.open(wrong)
        assert "cret" not in str(caught.value)
    await (await Database.open(f"{url}&sslmode=disable")).close()


class Muse:
    """A model that takes a moment and has a price."""

    asked = 0

    async def complete(self, messages: Any, *, temperature: float, tools: Any = None) -> Answer:
        """The answer."""
        self.asked += 1
        await asyncio.sleep(0.01)
        return Answer(text="Hi", model="muse", prompt_tokens=5)


async def test_processes_that_share_it_keep_to_one_budget(url: str) -> None:
    """Eight wishes in each of three processes: seven are paid for and not one more."""
    wished = Specification(scope="w", name="df_x", description="", account=Account(guild="g"))
    opened = [await Database.open(url) for _ in range(3)]
    muse = Muse()
    ladders = [
        Ladder(
            [Rung(name="strong", model=muse, model_name="m")],
            Ledger(db, Allowances(guild=Sum(requests=7)), holder=f"here:{number}"),
        )
        for number, db in enumerate(opened)
    ]
    wishes = [
        ladder.model_for(wished).complete([], temperature=0.0)
        for _ in range(8)
        for ladder in ladders
    ]
    answers = await asyncio.gather(*wishes, return_exceptions=True)
    assert muse.asked == 7
    assert [type(one) for one in answers].count(ModelUnavailable) == 17
    assert (await ladders[0].ledger.spending("g")).guild.requests == 7
    await asyncio.gather(*(one.close() for one in opened))


async def test_a_process_waits_until_another_has_reserved(url: str) -> None:
    """What is spent is not read while somebody else is about to spend it."""
    wished = Specification(scope="w", name="df_x", description="", account=Account(guild="g"))
    one, other = await Database.open(url), await Database.open(url)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

    async def reserve_meanwhile(connection: AsyncConnection) -> asyncio.Task[Any]:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({ledger._LOCK})"))
        book = Ledger(other, Allowances(), holder="here:2")
        reserving = asyncio.create_task(book.reserve(wished, rung="strong", tokens=1))
        while not (await connection.execute(waiting)).scalar():
            assert not reserving.done()
        return reserving

    await (await one.change(reserve_meanwhile))
    await asyncio.gather(one.close(), other.close())


async def test_whatever_a_model_says_is_kept(url: str) -> None:
    """Characters that no text here may have, and a version after the last one."""
    odd = "\x00\ud800\U0001f525"
    asked = Specification(scope="w", name="df_x", description=odd, wish=odd)
    found = Finding(rule="syntax", message="\x00")
    attempt = Attempt(number=1, model="m", source=odd, findings=(found,), answer=odd)
    generation = Generation(specification=asked, attempts=(attempt,))
    db = await Database.open(url)
    library = FunctionLibrary(db)
    for version in (1, 2):
        kept = await library.keep(generation, odd, label=None, model="m")
        assert kept.version == version
    await library.record(generation)
    fault = Fault(
        function=kept,
        params={},
        soul_id=None,
        world=World(id="w", chronicle=Chronicle(name="W", seed=1)),
        at=0.0,
        finding=Finding(rule="failed", message=odd),
        traceback=odd,
    )
    for _ in range(2):
        await Cases(db).keep(fault)
    assert len(await Cases(db).of("w", "df_x")) == 1
    fresh = FunctionLibrary(db)
    assert (await fresh.find("w", "df_x")).source == "\ufffd?\U0001f525"
    assert len(await fresh.generations("w", "df_x")) == 3
    await db.close()
