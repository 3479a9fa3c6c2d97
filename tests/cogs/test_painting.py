"""What comes late completes the page that was shown without it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from answers_play import begun, refusal
from cogs_play import Interaction, Note, Wire

from bot.cogs.answers import Answer
from bot.cogs.pages import Page, words
from bot.cogs.painting import Completions, Painted
from bot.cogs.rush import Rush
from bot.cogs.troubles import answered


async def completed(answer: Answer, page: Page, whole: Page | None) -> None:
    """What was late of a page comes."""

    async def comes() -> Page | None:
        return whole

    completions = Completions()
    completions.expect(answer, Painted(page))
    completions.expect(answer, Painted(page, comes))
    await asyncio.gather(*completions._tasks)


async def test_what_comes_late_completes_the_page_that_is_still_shown() -> None:
    """Not another page, not one whose control was used since, and nothing comes of nothing."""
    rush, panel, message = Rush(), words("Panel."), Note(ephemeral=True)
    wire: Any = Wire()
    first: Any = Interaction(wire, message, number=1)
    answer = Answer(first, rush=rush)
    async with answered(answer):
        await answer.show(panel)
    await completed(answer, panel, None)
    await completed(answer, panel, words("Whole."))
    assert wire.kinds == ["update", "edit"]
    await completed(answer, words("Panel."), words("Whole."))
    later: Any = Interaction(Wire(), message, number=2)
    async with answered(Answer(later, rush=rush)):
        await completed(answer, panel, words("Whole."))
    assert wire.kinds == ["update", "edit"]


@pytest.mark.parametrize("code", [10008, 50027])
async def test_a_removed_page_is_not_shown_again_to_complete_it(
    code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the message is gone, or it is too late to change it, that is noted and no more."""
    answer, wire = begun()
    panel = words("Panel.")
    await answer.show(panel)
    wire.failures["edit"] = refusal(code, 404)
    with caplog.at_level(logging.INFO):
        await completed(answer, panel, words("Whole."))
    assert wire.kinds == ["message"]
    assert "could not be shown" in caplog.text
