"""The ledger: what every answer costs, however it ends, and that budgets hold."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest
from ladder_desk import Climb, Clock, Muse, asked, ledger_of, on_account, spent
from sqlalchemy import event, select, text, update
from writing_desk import SOUND

from bot.database import Database
from bot.executor.completions import Answer
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.ledger import KEPT, STALE
from bot.executor.ledger_sums import DAY, OverBudget, Sum
from bot.executor.ledger_tables import ledger as rows
from bot.executor.specification import Account


async def test_what_an_answer_costs_is_kept(climb: Climb) -> None:
    """By guild, member and function, with what all together have spent and when it begins anew."""
    ladder = climb(Muse())
    assert (await asked(ladder)).rung == ""
    await asked(ladder, Account(guild="g1", member="ben"), name="df_rope")
    await asked(ladder, Account(guild="g1"), name="df_rope")
    await asked(ladder, Account(guild="g2", member="ada"))
    await asked(ladder, None)
    found = await spent(ladder)
    assert found.guild == Sum(requests=3, tokens=300)
    assert found.everyone == Sum(requests=5, tokens=500)
    assert dict(found.members) == {name: Sum(requests=1, tokens=100) for name in ("ada", "ben", "")}
    assert found.functions[0] == ("df_rope", Sum(requests=2, tokens=200))
    assert found.resumes_at == 20_001 * DAY


async def test_a_hundred_wishes_at_once_keep_to_a_budget_of_forty(climb: Climb) -> None:
    """From ten guilds: forty are paid for and not one more, and every wisher has an answer."""
    muse, rules = Muse(), Muse()
    muse.may_answer.clear()
    ladder = climb(muse, free=rules, everyone=Sum(requests=40), guild=Sum(requests=9))
    accounts = [Account(guild=f"g{n % 10}", member=f"m{n}") for n in range(100)]
    wishes = [asyncio.create_task(asked(ladder, one)) for one in accounts]
    await rules.was_asked(60)
    await muse.was_asked(40)
    assert (muse.asked, rules.asked) == (40, 60)
    muse.may_answer.set()
    answers = await asyncio.gather(*wishes)
    assert [one.rung for one in answers].count("") == 40
    assert [one.rung for one in answers].count("apprentice") == 60
    assert (await spent(ladder)).everyone == Sum(requests=40, tokens=4_000)
    with pytest.raises(OverBudget):
        await ladder.ledger.reserve(on_account(), rung="strong", tokens=1)


async def test_a_lost_answer_is_asked_for_once_more_and_both_are_paid(climb: Climb) -> None:
    """What may have been charged for counts, as much as it may be; twice lost, it is given up."""
    lost = AnswerLost("It broke off.")
    ladder = climb(Muse(SOUND, lost), guild=Sum(requests=9))
    assert (await asked(ladder)).text == SOUND
    found = (await spent(ladder)).guild
    assert found.requests == 2
    assert found.tokens > 100 + 100
    ladder = climb(Muse(SOUND, lost, lost), guild=Sum(requests=9))
    with pytest.raises(AnswerLost):
        await asked(ladder)
    assert (await spent(ladder)).guild.requests == 4
    ladder = climb(Muse(SOUND, lost), guild=Sum(requests=5))
    with pytest.raises(ModelUnavailable, match="budget"):
        await asked(ladder)
    assert (await spent(ladder)).guild.requests == 5


async def test_a_wish_given_up_is_paid_for(climb: Climb, db: Database) -> None:
    """Whoever stops waiting has asked all the same: as much counts as the answer may have cost."""
    muse = Muse()
    muse.may_answer.clear()
    ladder = climb(muse)
    waiting = asyncio.create_task(asked(ladder))
    await muse.was_asked(1)
    reserved = (await spent(ladder)).guild
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await spent(ladder)).guild == reserved
    async with db.reading() as connection:
        assert (await connection.execute(select(rows.c.holder))).scalar() is None


async def test_a_wish_given_up_before_the_model_was_asked_costs_nothing(
    climb: Climb, db: Database
) -> None:
    """Even where its reservation was being written at that moment."""
    muse = Muse()
    ladder = climb(muse, guild=Sum(requests=1))
    waiting = asyncio.create_task(asked(ladder))
    event.listen(db.writing_engine.sync_engine, "commit", lambda _: waiting.cancel(), once=True)
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (muse.asked, (await spent(ladder)).guild) == (0, Sum())
    spent_already = asyncio.create_task(asked(climb(muse, guild=Sum(tokens=1))))
    event.listen(
        db.writing_engine.sync_engine, "rollback", lambda _: spent_already.cancel(), once=True
    )
    with pytest.raises(asyncio.CancelledError):
        await spent_already


async def test_an_answer_that_is_none_may_have_a_price(climb: Climb) -> None:
    """What the endpoint has counted for it is settled; the request counts, too."""
    ladder = climb(Muse(SOUND, ModelUnavailable("It gave no answer.", tokens=7)))
    with pytest.raises(ModelUnavailable):
        await asked(ladder)
    assert (await spent(ladder)).guild == Sum(requests=1, tokens=7)


async def test_a_token_budget_holds_whatever_answers_cost(climb: Climb) -> None:
    """Where no answer has more tokens than was said, many at once never cost more than allowed."""

    class Verbose(Muse):
        async def complete(self, *args: Any, **more: Any) -> Answer:
            answer = await super().complete(*args, **more)
            return replace(answer, prompt_tokens=5, completion_tokens=100)

    muse = Verbose()
    ladder = climb(muse, free=Muse(), guild=Sum(tokens=1_000))
    answers = await asyncio.gather(*(asked(ladder) for _ in range(30)))
    while (await asked(ladder)).rung == "":
        pass
    assert {one.rung for one in answers} == {"", "apprentice"}
    assert 880 < (await spent(ladder)).guild.tokens <= 1_000


async def test_tokens_that_are_not_counted_are_estimated(climb: Climb) -> None:
    """An endpoint that tells no usage is paid by the length of what was said."""

    class Silent(Muse):
        async def complete(self, *args: Any, **more: Any) -> Answer:
            return replace(
                await super().complete(*args, **more), prompt_tokens=0, completion_tokens=0
            )

    ladder = climb(Silent("x" * 300))
    await asked(ladder)
    assert 100 < (await spent(ladder)).guild.tokens < 130


async def test_an_answer_is_given_though_it_cannot_be_noted(
    climb: Climb, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """What is answered is not thrown away for a full disk; neither is a failure hidden by one."""

    class Saboteur(Muse):
        async def complete(self, *args: Any, **more: Any) -> Answer:
            await db.change(lambda sql: sql.execute(text("ALTER TABLE ledger RENAME TO gone")))
            try:
                return await super().complete(*args, **more)
            finally:
                self.asked += 1

    back = "ALTER TABLE gone RENAME TO ledger"
    with caplog.at_level(logging.WARNING):
        assert (await asked(climb(Saboteur()))).text == SOUND
        await db.change(lambda sql: sql.execute(text(back)))
        with pytest.raises(ModelUnavailable, match="Gone"):
            await asked(climb(Saboteur(SOUND, ModelUnavailable("Gone."))))
    assert "could not be noted" in caplog.text
    assert "could not be released" in caplog.text


async def test_what_a_crash_left_reserved_is_released(db: Database, clock: Clock) -> None:
    """At the next start on the machine, or in time; what a living process settles is kept."""
    here = ledger_of(db, clock, "here:1:a", guild=Sum(requests=1))
    crashed = await here.reserve(on_account(), rung="strong", tokens=10)
    with pytest.raises(OverBudget):
        await here.reserve(on_account(), rung="strong", tokens=10)
    again = ledger_of(db, clock, "here:2:b", guild=Sum(requests=1))
    await again.begin()
    second = await again.reserve(on_account(), rung="strong", tokens=10)
    await here.settle(crashed, 7)
    assert (await again.spending("g1")).guild == Sum(requests=2, tokens=17)
    await again.release(second)
    await again.release(second)
    elsewhere = ledger_of(db, clock, "there:1:c", guild=Sum(requests=2))
    await elsewhere.reserve(on_account(), rung="strong", tokens=10)
    await again.begin()
    assert (await again.spending("g1")).guild.requests == 2
    clock.now += STALE + 1
    assert (await again.spending("g1")).guild == Sum(requests=1, tokens=7)
    await again.begin()
    assert (await again.spending("g1")).guild == Sum(requests=1, tokens=7)


async def test_what_is_long_past_is_forgotten(db: Database, clock: Clock) -> None:
    """After some months a day's spending is not kept any more."""
    book = ledger_of(db, clock)
    await book.settle(await book.reserve(on_account(), rung="strong", tokens=1), 1)
    clock.now += KEPT * DAY
    await book.begin()
    await db.change(lambda sql: sql.execute(update(rows).values(day=20_000 + KEPT)))
    assert (await book.spending("g1")).guild.requests == 1
    clock.now += (KEPT + 1) * DAY
    await book.begin()
    await db.change(lambda sql: sql.execute(update(rows).values(day=20_000 + 2 * KEPT + 1)))
    assert (await book.spending("g1")).guild.requests == 0
