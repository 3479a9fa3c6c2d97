"""Consent: given and withdrawn, asked for by a use, agreed to once or declined; and rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from playing import WORLD, Stage

from bot.engine.consents import OPEN_SECONDS, Consents
from bot.engine.errors import NotFound, Refused
from bot.engine.forging.forge import forge
from bot.engine.moderating.history import History
from bot.engine.moderating.moderation import Moderation
from bot.engine.moderating.moderator import Moderator
from bot.engine.outcome import Request
from bot.engine.world import Soul

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOD = Moderator(id="9", name="Mod")
FREEZE_BEN = """
import json
for soul in ('s2', 's3'):
    reply = json.loads(external_apis['host_set_soul_status']({'soul_id': soul, 'status': 'cold'}))
    if reply.get('needs_consent'):
        return json.dumps(reply)
    if soul == 's2' and not params['artifact_properties'].get('both'):
        return 'Ben is cold.'
return 'Both are cold.'
"""
FREEZE_IF = """
external_apis['host_log_message_to_world']({'message': 'A cold wind.'})
external_apis['host_set_soul_status']({'soul_id': 's2', 'status': 'cold'})
return 'It blew.'
"""
ORB = """
external_apis['host_set_soul_status']({'soul_id': 's2', 'status': 'cold'})
return 'EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION'
"""


@pytest_asyncio.fixture(loop_scope="session")
async def consents(yard: Stage) -> Consents:
    """Consents in the yard."""
    return Consents(yard.game, yard.database)


async def chill(stage: Stage, body: str = FREEZE_BEN) -> tuple[str, int]:
    """Ada forges a chilling tool and uses it: the tool's id and the action's number."""
    tool = await stage.tool("Ada", body)
    return tool, (await stage.game.use(WORLD, "s1", tool)).number


async def cold(stage: Stage) -> list[str]:
    """Who is cold."""
    souls = (await stage.world()).souls.values()
    return [soul.name for soul in souls if "cold" in soul.statuses_at(stage.clock.now())]


async def test_a_use_asks_for_consent(yard: Stage, consents: Consents) -> None:
    """Nothing happens but the question; accepted, the use is carried out once and for once."""
    tool = await yard.tool("Ada", FREEZE_BEN)
    outcome = await yard.game.use(WORLD, "s1", tool)
    assert (outcome.kind, outcome.asked, outcome.functions) == ("ask", ("s2",), ())
    assert outcome.text == "You asked Ben to agree to Tool."
    assert [line.text for line in outcome.lines] == ["Ada asks Ben to agree to Tool."]
    assert await cold(yard) == []
    (asking,) = await consents.waiting(WORLD, "s2")
    assert asking.text == "Ada wants to use Tool on you. Do you agree?"
    assert (asking.number, asking.until) == (outcome.number, 1_000.0 + OPEN_SECONDS)
    assert await consents.waiting(WORLD, "s1") == []
    done = await consents.accept(WORLD, "s2", asking.number)
    assert (done.kind, done.text) == ("use", "Ben is cold.")
    again = await consents.accept(WORLD, "s2", asking.number)
    assert again.number == done.number
    assert (await consents.decline(WORLD, "s2", asking.number)).number == done.number
    assert await cold(yard) == ["Ben"]
    assert (await yard.world()).souls["s2"].consents == ()
    assert await consents.waiting(WORLD, "s2") == []
    assert (await yard.game.use(WORLD, "s1", tool)).asked == ("s2",)


async def test_what_is_asked_may_be_declined_and_lapses(yard: Stage, consents: Consents) -> None:
    """A decline ends it; after five minutes it has to be asked again; others cannot answer."""
    tool, number = await chill(yard)
    with pytest.raises(Refused, match="asked of somebody else"):
        await consents.accept(WORLD, "s1", number)
    outcome = await consents.decline(WORLD, "s2", number)
    assert outcome.text == "You declined. Ada is told."
    assert (await consents.accept(WORLD, "s2", number)).kind == "decline"
    later = (await yard.game.use(WORLD, "s1", tool)).number
    yard.clock.step(OPEN_SECONDS + 1)
    assert await consents.waiting(WORLD, "s2") == []
    with pytest.raises(Refused, match="too long ago"):
        await consents.accept(WORLD, "s2", later)
    for number in (1, 999):
        with pytest.raises(NotFound, match="Nobody asks"):
            await consents.asking(WORLD, number)
    assert await cold(yard) == []


async def test_what_a_moderator_took_back_is_asked_no_more(yard: Stage, consents: Consents) -> None:
    """A question taken back waits for nobody; given back again it does."""
    _, number = await chill(yard)
    mod = Moderation(yard.game, yard.database)
    await mod.undo(WORLD, 1, by=MOD)
    assert await consents.waiting(WORLD, "s2") == []
    with pytest.raises(Refused, match="taken back by a moderator"):
        await consents.accept(WORLD, "s2", number)
    await mod.undo(WORLD, 1, by=MOD)
    assert [one.number for one in await consents.waiting(WORLD, "s2")] == [number]
    assert (await consents.accept(WORLD, "s2", number)).kind == "use"


async def test_all_who_were_asked_must_agree(yard: Stage, consents: Consents) -> None:
    """The first to agree is told who is still to agree; with the last it is carried out."""
    await yard.game.join(WORLD, player_id="Cid", name="Cid")

    async def name_cid(turn: Any, _: Any) -> str:
        souls = turn.world.souls
        cid = next(key for key, soul in souls.items() if soul.name == "Cid")
        souls["s3"] = replace(souls.pop(cid), id="s3")
        return ""

    await yard.game.act(WORLD, name_cid, kind="name")
    body = (
        FREEZE_BEN.replace("return json.dumps(reply)", "failed = reply")
        .replace("for soul", "failed = None\nfor soul")
        .replace("if soul == 's2' and not params['artifact_properties'].get('both'):", "if False:")
    )
    body = body.replace("return 'Both", "if failed:\n    return json.dumps(failed)\nreturn 'Both")
    _, number = await chill(yard, body)
    asking = await consents.asking(WORLD, number)
    assert asking.asked == ("s2", "s3")
    first = await consents.accept(WORLD, "s2", number)
    assert (first.kind, first.text) == ("agree", "You agreed. Cid has to agree too.")
    assert await cold(yard) == []
    second = await consents.accept(WORLD, "s3", number)
    assert (second.kind, second.text) == ("use", "Both are cold.")
    assert await cold(yard) == ["Ben", "Cid"]


async def test_a_function_that_goes_on_without_consent_keeps_what_it_did(
    yard: Stage, consents: Consents
) -> None:
    """What else it did stays, and consent is asked for beside."""
    tool = await yard.tool("Ada", FREEZE_IF)
    outcome = await yard.game.use(WORLD, "s1", tool)
    assert (outcome.kind, outcome.asked) == ("use", ("s2",))
    assert outcome.text == "It blew. You asked Ben to agree to Tool."
    assert (await consents.accept(WORLD, "s2", outcome.number)).text == "It blew."
    assert await cold(yard) == ["Ben"]
    prompting = await yard.tool("Ada", ORB)
    assert (await yard.game.use(WORLD, "s1", prompting)).prompt is not None


async def test_nobody_to_ask_is_a_refusal(yard: Stage, consents: Consents) -> None:
    """A soul without a player cannot agree, so the tool's own words are what one reads."""

    async def without_player(turn: Any, _: Any) -> str:
        turn.world.souls["s2"] = Soul(id="s2", name="Ben", location_id="yard")
        return ""

    await yard.game.act(WORLD, without_player, kind="set")
    with pytest.raises(Refused, match="Ben has not consented"):
        await chill(yard)


async def test_what_cannot_be_done_any_more_is_told(yard: Stage, consents: Consents) -> None:
    """Where the asker lost the tool or went to rest, the one who agrees is told so."""
    tool, number = await chill(yard)

    async def drop(turn: Any, _: Any) -> str:
        turn.world.souls["s1"] = replace(turn.world.souls["s1"], inventory=())
        turn.world.artifacts.pop(tool)
        return ""

    await yard.game.act(WORLD, drop, kind="drop")
    assert (await consents.asking(WORLD, number)).text.startswith("Ada wants to use a tool on you")
    with pytest.raises(Refused, match="Ada could not do it after all: You do not carry that"):
        await consents.accept(WORLD, "s2", number)
    await yard.game.leave(WORLD, "s1")
    with pytest.raises(Refused, match="Ada has gone to rest"):
        await consents.accept(WORLD, "s2", number)


async def test_consent_is_given_and_withdrawn(yard: Stage, consents: Consents) -> None:
    """For everything, a soul's tools or one tool; taken back one by one or all at once."""
    tool = await yard.tool("Ada", FREEZE_BEN)
    function_name = str((await yard.world()).artifacts[tool].function_name)
    request = Request(reference="twice")
    for to, words in (
        ("s1", "what Ada's tools do to you"),
        (function_name, "what Tool does to you"),
        ("*", "everything"),
    ):
        told = (await consents.give(WORLD, "s2", to, request=replace(request, reference=to))).text
        assert told.startswith(f"You consent to {words}.")
        assert (await yard.game.use(WORLD, "s1", tool)).text == "Ben is cold."
    assert (await yard.world()).souls["s2"].consents == ("s1", function_name, "*")
    told = (await consents.withdraw(WORLD, "s2", "s1")).text
    assert (
        told
        == "You no longer consent to what Ada's tools do to you. You still consent to everything."
    )
    assert (await consents.withdraw(WORLD, "s2")).text == "You no longer consent to everything."
    assert (await yard.game.use(WORLD, "s1", tool)).asked == ("s2",)
    history = await History(yard.database).page(await yard.world())
    texts = [one.text for one in history.happenings]
    assert "Ben gave consent to what Ada's tools do to them." in texts
    assert "Ben gave consent to what Tool does to them." in texts
    assert "Ben took back consent to everything." in texts
    for nobody in ("s2", "df_unknown"):
        with pytest.raises(NotFound):
            await consents.give(WORLD, "s2", nobody)


async def test_a_soul_goes_to_rest_and_comes_back(yard: Stage) -> None:
    """At rest it is nowhere, keeps everything and does nothing; joining brings it back."""
    outcome = await yard.game.leave(WORLD, "s1")
    assert outcome.text == "You go to rest. What you carry stays with you; Yard waits for you."
    assert (await yard.game.leave(WORLD, "s1")).text == "You are at rest already."
    scene = await yard.game.look(WORLD, "s1")
    assert (scene.location_id, len(scene.inventory)) == (None, 3)
    assert [one.name for one in (await yard.game.look(WORLD, "s2")).others] == []
    with pytest.raises(Refused, match="You are at rest"):
        await yard.use("Ada", "wand")
    with pytest.raises(Refused, match="You are at rest"):
        await forge(yard.game, WORLD, "s1", "a ladder of vines")
    back = await yard.game.join(WORLD, player_id="Ada", name="Ada")
    assert (back.kind, back.text) == ("return", "You are Ada, back in Yard.")
    soul = (await yard.world()).souls["s1"]
    assert (soul.location_id, soul.rests_from, len(soul.inventory)) == ("yard", None, 3)


async def test_a_soul_whose_place_is_gone_comes_back_to_the_start(yard: Stage) -> None:
    """It arrives as a newcomer does, with what it carried."""

    async def remove(turn: Any, _: Any) -> str:
        del turn.world.locations["barn"]
        return ""

    await yard.game.move(WORLD, "s1", "barn")
    await yard.game.leave(WORLD, "s1")
    await yard.game.act(WORLD, remove, kind="remove")
    back = await yard.game.join(WORLD, player_id="Ada", name="Ada")
    assert back.text == "You are Ada, back in Yard."
    soul = (await yard.world()).souls["s1"]
    assert (soul.location_id, soul.rests_from) == ("yard", None)
    assert soul.inventory == ("wand", "stone", "orb")
