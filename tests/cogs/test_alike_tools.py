"""The Orb remembers: a member wishes for what somebody has forged before."""

from __future__ import annotations

import pytest
from hall_play import WISH, Hall, said

from playground.driver import DrivenMember, DrivenMessage

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIKE = "A bridge of light over the chasm to the keyhole, half a minute long"


async def offered(hall: Hall, member: DrivenMember) -> DrivenMessage:
    """What a member is offered who wishes for a bridge like the one that exists."""
    await member.slash("orb")
    asked = await hall.told(member.send_submit({"wish": LIKE}), "remembers something like it")
    assert "first forged by Ada" in said(asked)
    assert "make things that last for a while" in said(asked)
    return asked.original


def begins(page: DrivenMessage, text: str) -> str:
    """The button that begins with a text."""
    return next(one for one in page.buttons if one.startswith(text))


async def test_a_tool_like_the_wish_is_offered_first(settled: Hall) -> None:
    """It can be had at once, remade from, or passed over; its maker stays named."""
    hall, ada, ben = settled, settled.ada, settled.ben
    await hall.with_orb(ada)
    await hall.forged(ada)
    await hall.joined(ben)
    await ada.slash("give", artifact="Orb of Ingenuity", member=ben)

    page = await offered(hall, ben)
    await ben.click(page, begins(page, "Remix"))
    assert ben.modal is not None
    assert WISH in str(ben.modal.fields)
    remade = ben.send_submit({"wish": "A bridge of ice to the keyhole for a minute"})
    await hall.told(remade, "The Orb shows you a tool")
    library = hall.app.library
    (source,) = [one for one in await library.all(str(await hall.world_id())) if one.wish == WISH]
    made = [one.origin for one in await library.all(source.scope) if one.origin]
    assert made == [source.mark]

    page = await offered(hall, ben)
    assert "new thing: Orb" in said(await ben.click(page, begins(page, "Take")))
    world = await hall.world()
    bridges = [one for one in world.artifacts.values() if one.function_name == source.name]
    assert [one.properties.get("first_forged_by") for one in bridges] == [None, "Ada"]
    page = await offered(hall, ben)
    assert "already" in said(await ben.click(page, begins(page, "Take")))

    page = await offered(hall, ben)
    anew = ben.send_click(page, "Forge anew")
    await hall.told(anew, "The Orb shows you a tool")
    assert LIKE in said(anew)
    assert "gone" in said(await hall.press(ben, page, "orb:1:take:0123456789"))


async def test_refining_goes_on_from_the_tool_that_was_shown(settled: Hall) -> None:
    """The dialog has the wish, the new tool begins from the first, which is no tool of anybody."""
    hall, ada = settled, settled.ada
    await hall.with_orb(ada)
    await ada.slash("orb")
    first = await hall.told(ada.send_submit({"wish": WISH}), "The Orb shows you a tool")
    await ada.click(first.original, "Refine")
    assert ada.modal is not None
    assert WISH in str(ada.modal.fields)
    second = ada.send_submit({"wish": f"{WISH}, of ice"})
    await hall.told(second, "of ice")
    await hall.told(second, "The Orb shows you a tool")
    await ada.click(second.original, "Accept")
    world_id = str(await hall.world_id())
    refined, draft = [
        next(one for one in await hall.app.library.all(world_id) if one.wish == wish)
        for wish in (f"{WISH}, of ice", WISH)
    ]
    assert refined.origin == draft.mark
    listed = await ada.autocomplete("tool show", "name", "bridge of light")
    assert len(listed) == 1
