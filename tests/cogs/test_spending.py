"""What is told of models: who answered, what it cost, until when forging rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hall_play import WISH, Hall, said

from bot.executor.ladder import Ladder
from bot.executor.ledger_sums import Allowances, Sum

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def paid(settled: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ladder]:
    """The ladder of the bot, on which its only writer has a price and stands in for itself."""
    ladder = settled.app.ladder
    free = ladder.rungs[0]
    strong = replace(free, name="strong", paid=True)
    with monkeypatch.context() as patch:
        patch.setattr(ladder, "rungs", (strong, free))
        health = ladder.health[0]
        patch.setattr(ladder.ledger, "allowances", Allowances())
        patch.setattr(ladder, "health", (replace(health, name="strong"), health))
        yield ladder


async def test_moderators_see_what_the_models_cost(settled: Hall, paid: Ladder) -> None:
    """By member and by function, with the budgets, from a button of `/mod` and back."""
    hall = settled
    paid.ledger.allowances = Allowances(guild=Sum(requests=400), member=Sum(tokens=900_000))
    await hall.with_orb(hall.ada)
    await hall.forged(hall.ada)
    page = (await hall.ada.slash("mod")).original
    await hall.ada.click(page, "What the models cost")
    assert "**The next answer is given by:** the usual model" in page.text
    assert "**This server:** 1 of 400 requests" in page.text
    assert f"<@{hall.ada.id}>: 1 requests" in page.text
    assert "`df_user_" in page.text
    assert "(the usual model): last answered" in page.text
    await hall.ada.click(page, "Back to the worlds")
    assert "The worlds of this server" in page.text
    for verb in ("spending", "mod"):
        refused = await hall.press(hall.ben, page, f"orb:1:{verb}")
        assert "may manage the server" in said(refused)


async def test_what_stood_in_is_said_and_so_is_a_pause(settled: Hall, paid: Ladder) -> None:
    """A card names the apprentice; a wish it cannot grant says when the Orb listens again."""
    hall = settled
    paid.ledger.allowances = Allowances(guild=Sum(tokens=1))
    await hall.with_orb(hall.ada)
    card = await hall.forged(hall.ada)
    shown = (await hall.ada.slash("tool show", name=WISH[:20])).text
    assert "(the apprentice, by rules)" in shown
    assert card.text
    await hall.ada.slash("orb")
    asked = await hall.ada.send_submit({"wish": "Compute the orbit of the moon"}).acknowledged()
    page = asked.original
    await hall.ground.until(lambda: "listens again" in page.text, 30, "the pause")
    assert "This server's budget for today is spent." in page.text
    assert "<t:" in page.text
    assert page.buttons
    seen = (await hall.ada.slash("mod")).original
    await hall.ada.click(seen, "What the models cost")
    assert "the apprentice, by rules" in seen.text


async def test_without_a_card_what_stood_in_is_said_beside(settled: Hall, paid: Ladder) -> None:
    """Where tools are made at once, the sentence comes by itself."""
    hall = settled
    paid.ledger.allowances = Allowances(guild=Sum(tokens=1))
    await hall.with_orb(hall.ada)
    settings = (await hall.ada.slash("world settings")).original
    await hall.ada.click(settings, "orb:1:choose:card:off")
    await hall.ada.slash("orb")
    asked = hall.ada.send_submit({"wish": WISH})
    await hall.told(asked, "The apprentice wrote it by rules")
