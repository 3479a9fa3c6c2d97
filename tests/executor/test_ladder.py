"""The ladder: which model answers, and what is said where none does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ladder_desk import ADA, NOON, Climb, Clock, Muse, asked, spent
from writing_desk import SOUND

from bot.executor.errors import ModelUnavailable
from bot.executor.ledger_sums import DAY, Sum
from bot.executor.specification import Account


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
