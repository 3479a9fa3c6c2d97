"""The ledger and the ladder: who pays for which answer, and what happens when it is too much."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update
from writing_desk import ASKED, SOUND

from bot.database import Database
from bot.executor.completions import Answer
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.ladder import Ladder, Rung
from bot.executor.ledger import KEPT, STALE, Ledger
from bot.executor.ledger_sums import DAY, Allowances, OverBudget, Spending, Sum
from bot.executor.ledger_tables import ledger as rows
from bot.executor.specification import Account, Specification

NOON = 20_000 * DAY + DAY / 2
ADA = Account(guild="g1", member="ada")
HELLO: list[dict[str, Any]] = [{"role": "user", "content": "Hello"}]


def on_account(account: Account | None = ADA, **changes: Any) -> Specification:
    """A function to be written on somebody's account."""
    return replace(ASKED, account=account, **changes)


class Clock:
    """A time that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        """The time."""
        return self.now


class Muse:
    """A model that says the same thing every time, or fails with the next of its failures."""

    def __init__(self, text: str = SOUND, *failures: BaseException) -> None:
        self.text = text
        self.failures = list(failures)
        self.asked = 0
        self._questions: asyncio.Queue[int] = asyncio.Queue()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def was_asked(self, times: int) -> None:
        """Wait until it was asked so often."""
        while await self._questions.get() < times:
            pass

    async def complete(
        self, messages: Sequence[Any], *, temperature: float, tools: Sequence[Any] | None = None
    ) -> Answer:
        """The answer, once it may be given."""
        self.asked += 1
        self._questions.put_nowait(self.asked)
        await self.may_answer.wait()
        if self.failures:
            raise self.failures.pop(0)
        return Answer(text=self.text, model="muse", prompt_tokens=60, completion_tokens=40)


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


def ledger_of(db: Database, clock: Clock, holder: str = "here:1:a", **limits: Sum) -> Ledger:
    """A ledger with these budgets."""
    return Ledger(db, Allowances(**limits), holder=holder, clock=clock)


Climb = Callable[..., Ladder]


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


async def asked(ladder: Ladder, account: Account | None = ADA, **changes: Any) -> Answer:
    """What the ladder answers somebody."""
    model = ladder.model_for(on_account(account, **changes))
    return await model.complete(HELLO, temperature=0.2)


async def spent(ladder: Ladder, guild: str = "g1") -> Spending:
    """What a guild has spent."""
    return await ladder.ledger.spending(guild)


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


async def test_each_step_of_the_ladder_is_taken_in_turn(climb: Climb, clock: Clock) -> None:
    """The usual model, the cheaper one, rules; then a pause that ends with the day."""
    strong, cheap, rules = Muse(), Muse(), Muse()
    ladder = climb(strong, cheap, free=rules, share=0.75, guild=Sum(requests=4))
    rungs = [(await asked(ladder)).rung for _ in range(6)]
    assert rungs == ["", "", "", "cheaper", "apprentice", "apprentice"]
    rules.text = "I cannot write this."
    with pytest.raises(ModelUnavailable, match=r"goes on at midnight \(UTC\)") as caught:
        await asked(ladder)
    assert caught.value.resumes_at == 20_001 * DAY
    assert ladder.standing(await spent(ladder)) == "apprentice"
    clock.now += DAY / 2
    assert ladder.standing(await spent(ladder)) == "strong"
    assert (await asked(ladder)).rung == ""


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"member": Sum(requests=1)}, "Your budget"),
        ({"guild": Sum(tokens=150)}, "This server's budget"),
        ({"everyone": Sum(tokens=150, requests=9)}, "The budget"),
    ],
)
async def test_whose_budget_is_spent_is_said(
    climb: Climb, limits: dict[str, Sum], words: str
) -> None:
    """A member's, a server's, everybody's: each in requests, in tokens, or in both."""
    ladder = climb(Muse(), **limits)
    await asked(ladder)
    with pytest.raises(ModelUnavailable, match=f"^{words} for today is spent"):
        await asked(ladder)
    if "member" in limits:
        assert (await asked(ladder, Account(guild="g1", member="ben"))).rung == ""
        assert ladder.standing(await spent(ladder)) == "strong"
    else:
        assert ladder.standing(replace(await spent(ladder), guild=Sum(tokens=150))) == (
            "" if "guild" in limits else "strong"
        )


async def test_the_operator_is_bound_by_the_whole_alone(climb: Climb) -> None:
    """What is written on nobody's account counts towards no server's budget."""
    ladder = climb(Muse(), guild=Sum(requests=1), member=Sum(requests=1), everyone=Sum(requests=3))
    for _ in range(3):
        await asked(ladder, None)
    with pytest.raises(ModelUnavailable, match=r"^The budget"):
        await asked(ladder, None)


async def test_what_failed_is_given_back(climb: Climb) -> None:
    """A model that is out of order costs nothing; the next one answers, and its health is kept."""
    ladder = climb(
        Muse(SOUND, ModelUnavailable("It is overloaded.", passes=True)),
        Muse(),
        guild=Sum(requests=2),
    )
    assert (await asked(ladder)).rung == "cheaper"
    assert (await spent(ladder)).rungs == (("cheaper", Sum(requests=1, tokens=100)),)
    strong, cheaper = ladder.health
    assert (strong.trouble, strong.failed_at, strong.answered_at) == (
        "It is overloaded.", NOON, None,
    )  # fmt: skip
    assert (cheaper.trouble, cheaper.answered_at) == ("", NOON)


@pytest.mark.parametrize(
    ("error", "account", "stands_in"),
    [
        (ModelUnavailable("Busy.", passes=True), ADA, True),
        (ModelUnavailable("Busy.", passes=True), Account(guild="g1"), False),
        (ModelUnavailable("Busy.", passes=True), None, False),
        (ModelUnavailable("Wrong key."), ADA, False),
    ],
)
async def test_rules_stand_in_for_a_model_that_is_away(
    climb: Climb, error: Exception, account: Account | None, stands_in: bool
) -> None:
    """For a player's wish and for a while; a wrong key is told, a world is worth waiting for."""
    ladder = climb(Muse(SOUND, error), free=Muse())
    if stands_in:
        assert (await asked(ladder, account)).rung == "apprentice"
        return
    with pytest.raises(ModelUnavailable) as caught:
        await asked(ladder, account)
    assert caught.value is error


async def test_rules_alone_answer_by_themselves(climb: Climb) -> None:
    """Without a model there is nothing to stand in for, nothing to pay, and prose is an answer."""
    ladder = climb(free=Muse("I cannot write this."), everyone=Sum(requests=1))
    for _ in range(3):
        assert (await asked(ladder)).rung == ""
    assert (await spent(ladder)).everyone == Sum()
    assert ladder.standing(await spent(ladder)) == "apprentice"
    with pytest.raises(ModelUnavailable, match="no model"):
        await asked(climb())
    with pytest.raises(ModelUnavailable, match="Away"):
        await asked(climb(free=Muse(SOUND, ModelUnavailable("Away."))))


async def test_a_lost_answer_is_asked_for_once_more_and_both_are_paid(climb: Climb) -> None:
    """What may have been charged for counts, by what was asked; twice lost, it is given up."""
    lost = AnswerLost("It broke off.")
    ladder = climb(Muse(SOUND, lost), guild=Sum(requests=9))
    assert (await asked(ladder)).text == SOUND
    assert (await spent(ladder)).guild.requests == 2
    ladder = climb(Muse(SOUND, lost, lost), guild=Sum(requests=9))
    with pytest.raises(AnswerLost):
        await asked(ladder)
    assert (await spent(ladder)).guild.requests == 4
    ladder = climb(Muse(SOUND, lost), guild=Sum(requests=5))
    with pytest.raises(ModelUnavailable, match="budget"):
        await asked(ladder)
    assert (await spent(ladder)).guild.requests == 5


async def test_a_wish_given_up_is_paid_for(climb: Climb) -> None:
    """Whoever stops waiting has asked all the same; the reservation does not stay for ever."""
    muse = Muse()
    muse.may_answer.clear()
    ladder = climb(muse)
    waiting = asyncio.create_task(asked(ladder))
    await muse.was_asked(1)
    reserved = (await spent(ladder)).guild
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert 0 < (await spent(ladder)).guild.tokens < reserved.tokens


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
