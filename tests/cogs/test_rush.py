"""Many who press at once: everybody hears something first, and late pages cover no later ones."""

from __future__ import annotations

import asyncio
from typing import Any

from answers_play import begun
from cogs_play import Interaction, Note, Wire

from bot.cogs.answers import Answer
from bot.cogs.pages import words
from bot.cogs.rush import Rush
from bot.cogs.troubles import answered
from bot.cogs.ui.orb import wish_dialog


async def hurried(rush: Rush, wire: Wire, custom_id: str = "x") -> None:
    """A press of a control on one's own message, no dialog coming of it, answered with a page."""
    interaction: Any = Interaction(wire, Note(ephemeral=True), custom_id=custom_id)
    answer = Answer(interaction, soon=0.05, rush=rush)
    async with answered(answer):
        await answer.hurry()
        await asyncio.sleep(0)
        await answer.show(words("Page."))


async def test_in_a_rush_everybody_hears_something_before_anybody_sees_the_content() -> None:
    """With few the content is the answer; of many all are put off first, then all are shown."""
    wire, rush = Wire(), Rush(few=2)
    await asyncio.gather(*(hurried(rush, wire) for _ in range(2)))
    assert wire.kinds == ["update"] * 2
    wire.sent.clear()
    for _ in range(3):
        rush.enter()
    await asyncio.gather(*(hurried(rush, wire) for _ in range(5)))
    assert wire.kinds == ["defer"] * 5 + ["edit"] * 5


async def test_content_that_is_not_there_soon_is_announced_and_a_rush_hastens_it() -> None:
    """An answer that may be put off is, after a moment, or when others come."""
    for few in (1, 0):
        rush, wire = Rush(few=1), Wire()
        interaction: Any = Interaction(wire, Note(ephemeral=True), custom_id="x")
        answer = Answer(interaction, soon=0.01 if few else 9.0, rush=rush)
        async with answered(answer):
            await answer.hurry()
            await answer.hurry()
            rush.enter()
            await asyncio.sleep(0.03)
            assert wire.kinds == ["defer"]
            await answer.show(words("Page."))
        assert wire.kinds == ["defer", "edit"]


async def test_which_controls_lead_to_dialogs_is_learned() -> None:
    """A control no dialog came of is put off the next time, until a dialog comes of it."""
    rush = Rush(few=0, keep=2)

    def pressed(custom_id: str) -> tuple[Answer, Wire]:
        wire = Wire()
        interaction: Any = Interaction(wire, Note(ephemeral=True), custom_id=custom_id)
        return Answer(interaction, rush=rush), wire

    for custom_id in ("a", "b", "c"):
        await hurried(rush, Wire(), custom_id)
    kinds: dict[str, list[str]] = {}
    for custom_id in ("a", "b", "c"):
        answer, wire = pressed(custom_id)
        async with answered(answer):
            await answer.hurry_if_plain()
            await asyncio.sleep(0.01)
            kinds[custom_id] = list(wire.kinds)
    assert kinds == {"a": [], "b": ["defer"], "c": ["defer"]}
    assert await pressed("b")[0].ask(wish_dialog("en", "x"))
    answer, wire = pressed("b")
    async with answered(answer):
        await answer.hurry_if_plain()
        assert await answer.ask(wish_dialog("en", "x"))


async def test_nobody_waits_long_for_others_to_hear_something() -> None:
    """Where a first response hangs, the others' content comes all the same."""
    rush, wire = Rush(few=0, moment=0.01), Wire()
    rush.expect()
    await hurried(rush, wire)
    assert wire.kinds == ["defer", "edit"]


async def test_a_page_to_look_at_does_not_cover_a_later_one() -> None:
    """A map that comes late is left out; what an action did is shown whenever it comes."""
    rush, message = Rush(), Note(ephemeral=True)
    slow_map, look, slow_use = (
        (Answer(Interaction(wire, message, number=number), rush=rush), wire)  # type: ignore[arg-type]
        for number, wire in ((1, Wire()), (3, Wire()), (2, Wire()))
    )
    await look[0].turn_to(words("Here."))
    await slow_map[0].turn_to(words("The map."))
    await slow_use[0].show(words("It is done."))
    await look[0].turn_to(words("Here still."))
    assert [wire.kinds for _, wire in (look, slow_map, slow_use)] == [
        ["update", "edit"],
        [],
        ["update"],
    ]
    await slow_map[0].settle()
    assert slow_map[1].kinds == ["defer"]
    elsewhere, wire = begun(Note(ephemeral=False))
    await elsewhere.turn_to(words("A new message."))
    assert wire.kinds == ["message"]


async def test_only_so_many_messages_are_remembered() -> None:
    """The one that was turned longest ago is forgotten first."""
    rush = Rush(keep=2)
    for message in (1, 2, 3):
        rush.turned(message, 10)
    rush.turned(3, 9)
    assert [rush.is_overtaken(message, 5) for message in (1, 2, 3)] == [False, True, True]
    assert not rush.is_overtaken(3, 10)
