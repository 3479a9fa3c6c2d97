"""Tools in Discord: listed, shown, made anew, reported, set aside, rolled back."""

from __future__ import annotations

import pytest
import pytest_asyncio
from hall_play import WISH, Hall, House, said

from playground.driver import DrivenMember

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def forged(house: House) -> Hall:
    """A server in whose world Ben has forged a bridge; its tests leave it as it is."""
    hall = house.hall()
    await hall.create(theme="vault")
    await hall.with_orb(hall.ben)
    await hall.forged(hall.ben)
    return hall


async def title_of(member: DrivenMember) -> str:
    """What the only tool players made is called."""
    found = await member.autocomplete("tool show", "name", "bridge of light")
    return found[0]["value"]


async def test_tools_are_listed_and_shown(forged: Hall) -> None:
    """All of them, or those that go with some words; one with its source and its maker."""
    hall, title = forged, await title_of(forged.ben)
    listed = (await hall.ben.slash("tool list")).text
    assert title in listed
    assert "by Ben" in listed
    assert "by the world itself" in listed
    assert title in (await hall.ben.slash("tool list", search="bridge")).text
    shown = await hall.ben.slash("tool show", name=title)
    assert shown.ephemeral
    assert "Made by:** Ben" in shown.text
    assert "1 attempt" in shown.text
    assert "`host_create_temporary_object`" in shown.text
    source = shown.text + "".join(
        shown.original.read(one).decode() for one in shown.original.attachments
    )
    assert "def df_user_" in source
    assert "no tool called Moon" in (await hall.ben.slash("tool show", name="Moon")).text


async def test_a_tool_is_asked_for_again(forged: Hall) -> None:
    """The Orb's dialog opens with the wish the tool came from, by command and by button."""
    hall, title = forged, await title_of(forged.ben)
    await hall.ben.slash("tool remix", name=title)
    assert hall.ben.modal is not None
    assert WISH in str(hall.ben.modal.raw)
    shown = await hall.ben.slash("tool show", name=title)
    await hall.ben.click(shown.original, "Ask for something like it")
    assert WISH in str(hall.ben.modal.raw)
    await hall.joined(hall.ada)
    assert "Only who carries the Orb" in (await hall.ada.slash("tool remix", name=title)).text
    await hall.ben.slash("tool remix", name="Flaming Ember")
    assert str(hall.ben.modal.raw["custom_id"]).count(":") == "orb:1:wished:orb".count(":")
    await hall.ben.slash("leave")
    for command, more in (("orb", {}), ("tool remix", {"name": title})):
        assert "You are at rest" in (await hall.ben.slash(command, **more)).text
    await hall.ben.click((await hall.ben.slash("play")).original, "Come back")


async def test_a_reported_tool_is_told_to_the_moderators(forged: Hall) -> None:
    """A report is in the history and on the moderators' overview, with who and why."""
    hall, title = forged, await title_of(forged.ben)
    cleo = hall.guild.add_member(f"Cleo-{hall.guild.id}", display="Cleo")
    assert "/play to join" in (await cleo.slash("tool report", name=title)).text
    await hall.joined(hall.ada)
    await hall.ada.slash("tool report", name=title)
    sent = await hall.ada.submit({"reason": "It is *too* bright"})
    assert "reported to the moderators" in sent.text
    shown = await hall.ada.slash("tool show", name=title)
    await hall.ada.click(shown.original, "Report")
    await hall.ada.submit({"reason": "Still bright"})
    overview = (await hall.ada.slash("mod")).text
    assert "Ada reported" in overview
    assert "too" in overview
    assert "Still bright" in overview
    assert "Ada reported" in (await hall.ada.slash("world history")).text
    forged_press = await hall.submit_raw(hall.ada, "orb:1:reported:0000000000", reason="x")
    assert "from another time" in said(forged_press)


async def test_a_tool_is_set_aside_and_works_again(forged: Hall) -> None:
    """Disabled, it does nothing and says so; enabled, it works; the log has who and why."""
    hall, title = forged, await title_of(forged.ben)
    done = await hall.ada.slash("world tool disable", name=title, reason="too bright")
    assert "Disabled" in done.text
    await hall.channel.message("(too bright)")
    assert "(set aside)" in (await hall.ben.slash("tool list", search="bridge")).text
    assert "set aside" in (await hall.ben.slash("tool show", name=title)).text
    offered = await hall.ada.autocomplete("world tool enable", "name", "bridge")
    assert [one["value"] for one in offered] == [title]
    assert title not in str(await hall.ada.autocomplete("world tool disable", "name", "bridge"))
    before = (await hall.world()).temporary
    used = await hall.ben.slash("use", artifact="Orb: A bridge")
    assert used.text
    assert (await hall.world()).temporary == before
    assert "Enabled" in (await hall.ada.slash("world tool enable", name=title)).text
    assert "(set aside)" not in (await hall.ben.slash("tool list", search="bridge")).text


async def test_a_tool_goes_back_to_a_version_it_has(forged: Hall) -> None:
    """A version there is becomes current; one there is not is named."""
    hall, title = forged, await title_of(forged.ben)
    done = await hall.ada.slash("world tool rollback", name=title, version=1)
    assert "version 1" in done.text
    missing = await hall.ada.slash("world tool rollback", name=title, version=7)
    assert "has no version 7." in missing.text
    assert "nothing to be taken" in (await hall.ada.slash("world undo", tool=title)).text
    await hall.ben.slash("go", exit="Sealed Stone Door")
    await hall.ben.slash("use", artifact="Orb: A bridge")
    assert (await hall.world()).temporary
    undone = await hall.ada.slash("world undo", tool=title)
    assert "Ben used" in undone.text
    assert not (await hall.world()).temporary
    assert [one["value"] for one in await hall.ada.autocomplete("world undo", "tool", "zzz")] == []


async def test_there_are_no_tools_without_a_world(hall: Hall) -> None:
    """In an empty channel nothing is suggested, and asking says why."""
    assert await hall.ben.autocomplete("tool show", "name", "x") == []
    assert "no world in this channel" in (await hall.ben.slash("tool list")).text
