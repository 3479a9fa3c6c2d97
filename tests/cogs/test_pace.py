"""How often a channel is written to, and what the front end notes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from voice_play import Clock

from bot.cogs.notes import Notes
from bot.cogs.pace import SPAN, Pace, Paces


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


def test_the_pace_allows_so_many_and_then_waits(clock: Clock) -> None:
    """The fifth message has to wait until the first is as old as the span."""
    pace = Pace(clock.timer)
    for _ in range(4):
        assert pace.wait() == 0
        pace.note()
        clock.now += 1
    assert pace.wait() == SPAN - 4.0
    clock.now += SPAN - 4.0
    assert pace.wait() == 0


def test_what_is_posted_beside_counts_for_both(clock: Clock) -> None:
    """A share of a channel's pace has its own limit and uses up the channel's."""
    paces = Paces(clock.timer)
    share, whole = paces.share_of(5, 2), paces.of(5)
    assert paces.of(6) is not whole
    for _ in range(2):
        share.note()
    assert share.wait() == SPAN
    assert whole.wait() == 0
    for _ in range(2):
        whole.note()
    clock.now += 4
    assert whole.wait() == share.wait() == SPAN - 4.0


async def test_of_two_that_wait_for_their_turn_one_has_it(clock: Clock) -> None:
    """Two who want to post at once post one after the other, however long sending takes."""
    pace, turns = Pace(clock.timer, most=1), list[float]()

    async def post() -> None:
        await pace.turn(clock.sleep)
        turns.append(clock.now)

    await asyncio.gather(post(), post(), post())
    assert [round(at - turns[0]) for at in turns] == [0, SPAN, 2 * SPAN]


async def test_notes_survive_a_restart_and_a_spoilt_file(tmp_path: Path) -> None:
    """What was noted is read again; a file that is no JSON is as good as none."""
    file = tmp_path / "folder" / "notes.json"
    notes = Notes(file)
    await notes.open()
    await notes.set(a=1, b="x")
    await notes.set(b=None)
    again = Notes(file)
    await again.open()
    assert (again.get("a"), again.get("b"), again.get("c")) == (1, None, None)
    file.write_text("{")
    spoilt = Notes(file)
    await spoilt.open()
    assert spoilt.get("a") is None
