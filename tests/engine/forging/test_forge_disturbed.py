"""The Orb's work when it is disturbed: dark models, odd finalizers, requests told twice; drafts."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from forge_play import HUM, WISH, wished, yard_with
from playing import VAULT, WORLD, Open, Scribe, Stage, apprentice, in_the_yard

from bot.engine.errors import ForgingPaused, FunctionTrouble, NotFound, Refused, Unavailable
from bot.engine.forging.drafts import draft, drafted_before
from bot.engine.forging.finalizing import FINALIZER
from bot.engine.forging.forge import accept
from bot.engine.forging.observed import Observed
from bot.engine.outcome import Request
from bot.executor.errors import ModelUnavailable
from bot.executor.specification import Account, Specification

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_dark_orb_loses_nothing(open_stage: Open) -> None:
    """No model: a sentence, nothing kept but what was tried; the next wish is granted."""
    stage, _ = await yard_with(
        open_stage, "return x", ModelUnavailable("The model does not answer."), HUM
    )
    before = await stage.record()
    with pytest.raises(Refused, match="The Orb stays dark: The model does not answer"):
        await wished(stage)
    assert await stage.record() == before
    assert await stage.library.names(WORLD) == frozenset()
    assert (await wished(stage)).outcome.number == 1


async def test_a_wish_is_on_somebodys_account(open_stage: Open) -> None:
    """The guild's and the player's where a guild is named; a spent budget says until when."""

    class Noting(Scribe):
        """A model that notes on whose account it is asked."""

        def __init__(self, *answers: str | Exception) -> None:
            super().__init__(*answers)
            self.accounts: list[Account | None] = []

        def model_for(self, specification: Specification) -> Noting:
            """This model, for one specification."""
            self.accounts.append(specification.account)
            return self

    noting = Noting(HUM, HUM, ModelUnavailable("Today is spent.", resumes_at=86_400.0))
    stage = await in_the_yard(await open_stage(noting))
    stage.executor._ladder = noting  # pyright: ignore
    await wished(stage)
    await wished(stage, "a thing that hums twice", guild="g1")
    with pytest.raises(ForgingPaused, match="The Orb rests: Today is spent") as caught:
        await wished(stage, "a thing that hums thrice", guild="g1")
    assert caught.value.until == 86_400.0
    mine = Account(guild="g1", member="Ada")
    assert noting.accounts == [None, mine, mine]


async def test_a_forge_without_a_sandbox_is_told(
    open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be rehearsed nothing is handed over."""
    stage, _ = await yard_with(open_stage, HUM)
    before = await stage.record()
    with monkeypatch.context() as patch:
        patch.setattr(stage.executor._sandbox, "_pool", None)  # pyright: ignore
        with pytest.raises(Unavailable):
            await wished(stage)
    assert await stage.record() == before


async def test_a_wish_given_up_loses_nothing(open_stage: Open) -> None:
    """Cancelled while the model writes, the forge leaves the world alone."""
    stage, scribe = await yard_with(open_stage, HUM)
    scribe.may_answer.clear()
    before = await stage.record()
    forging = asyncio.create_task(wished(stage))
    await scribe.was_asked.wait()
    forging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await forging
    assert await stage.record() == before


async def test_the_worlds_own_finalizer_makes_the_artifact(vault: Stage) -> None:
    """In the vault the tool has the name and the rules that the recipe's function gives it."""
    made = await wished(vault, "A grappling rope to the keyhole platform")
    item = (await vault.world()).artifacts[made.artifact_id]
    assert item.name == "Orb: A grappling rope to the keyhole"
    assert item.properties["maker_name"] == "Ada"
    assert item.properties["catalyst_artifact_id"] == "orb_01"
    assert made.outcome.functions == (FINALIZER,)
    assert "folds itself into a new thing" in made.outcome.text


@pytest.mark.parametrize(
    ("body", "match"),
    [
        ("import json\nreturn json.dumps({'error': 'The Orb is tired.'})", "The Orb is tired"),
        ("return 'Done.'", "no tool came of it"),
        ("import json\nreturn json.dumps({'new_artifact_id': 'moon'})", "no tool came of it"),
        ("import json\nreturn json.dumps({'new_artifact_id': 'stone'})", "no tool came of it"),
        ("return params['no such thing']", "Orb.* did not work: something in it is broken"),
    ],
)
async def test_a_finalizer_that_fails_leaves_the_function_and_no_artifact(
    open_stage: Open, body: str, match: str
) -> None:
    """The function was kept first; the world has not changed."""
    stage, _ = await yard_with(open_stage, HUM)
    await stage.teach(FINALIZER, body)
    before = await stage.record()
    with pytest.raises((Refused, FunctionTrouble), match=match):
        await wished(stage)
    assert await stage.record() == before
    assert len(await stage.library.names(WORLD)) == 2


async def test_a_finalizer_that_forgets_to_give_is_helped(open_stage: Open) -> None:
    """The tool is in the maker's hands once, whether the finalizer has put it there or not."""
    stage, _ = await yard_with(open_stage, HUM)
    body = """
        import json
        external_apis['host_core_add_artifact_to_gamestate']({
            'id': 'hummer', 'name': 'Hummer', 'description': params['user_provided_description'],
            'linked_dynamic_function_name': params['newly_created_tool_function_name']})
        return json.dumps({'new_artifact_id': 'hummer'})
        """
    await stage.teach(FINALIZER, body)
    made = await wished(stage)
    assert made.artifact_id == "hummer"
    world = await stage.world()
    assert world.souls["s1"].inventory.count("hummer") == 1
    assert world.artifacts["hummer"].properties == {"creator_soul_id": "s1", "wish": WISH}
    assert made.outcome.text == '{"new_artifact_id": "hummer"}'


async def test_a_wish_delivered_twice_is_granted_once(open_stage: Open) -> None:
    """The second is answered with what the first made, and costs no model."""
    stage, scribe = await yard_with(open_stage, HUM)
    request = Request(reference="modal-1")
    first = await wished(stage, request=request)
    before = await stage.record()
    second = await wished(stage, request=request)
    assert (second.artifact_id, second.outcome) == (first.artifact_id, first.outcome)
    assert second.generation.function == first.generation.function
    assert len(scribe.asked) == 1
    assert await stage.record() == before


async def test_a_granted_wish_whose_function_is_set_aside(open_stage: Open) -> None:
    """Delivered again, it hears that the tool waits to be mended."""
    stage, _ = await yard_with(open_stage, HUM)
    request = Request(reference="modal-1")
    made = await wished(stage, request=request)
    assert made.generation.function is not None
    await stage.library.disable(WORLD, made.generation.function.name)
    with pytest.raises(FunctionTrouble, match="set aside until it is mended"):
        await wished(stage, request=request)


async def test_a_wish_delivered_twice_at_once_is_granted_once(open_stage: Open) -> None:
    """Both come back with the same tool."""
    stage, _ = await yard_with(open_stage, HUM, HUM)
    request = Request(reference="modal-1")
    first, second = await asyncio.gather(*(wished(stage, request=request) for _ in range(2)))
    assert first.artifact_id == second.artifact_id
    assert len((await stage.record()).journal) == 1
    assert await stage.use("Ada", first.artifact_id) == "It hums."


async def test_a_reference_belongs_to_one_request(open_stage: Open) -> None:
    """A wish with the reference of another action is not taken for it."""
    stage, _ = await yard_with(open_stage, HUM)
    request = Request(reference="press-1")
    await stage.game.note(WORLD, "Hello.", request=request)
    with pytest.raises(Refused, match="was for something else"):
        await wished(stage, request=request)
    assert await stage.log() == ["Hello."]


async def test_the_apprentice_has_a_world_by_heart(open_stage: Open) -> None:
    """Opened on the bundled world it needs no other model to write for it."""
    stage = await in_the_yard(await open_stage(apprentice(VAULT)))
    made = await wished(stage, "A lamp that lights the yard")
    assert await stage.use("Ada", made.artifact_id)
    assert (await stage.record()).journal[-1].changes


async def test_a_draft_is_nobodys_until_it_is_accepted(open_stage: Open) -> None:
    """Its card says what it may do; accepted once it is a tool, and not twice."""
    stage, _ = await yard_with(open_stage, HUM)
    before = await stage.record()
    drafted = await draft(stage.game, WORLD, "s1", WISH)
    assert await stage.record() == before
    assert drafted.does == {"host_log_message_to_world"}
    assert drafted.duration is None
    assert drafted.preview is not None
    assert drafted.preview.seen == (Observed(kind="says"),)
    again = await drafted_before(stage.game, WORLD, "s1", drafted.name)
    assert (again.function, again.wish) == (drafted.function, WISH)
    made = await accept(stage.game, again)
    assert await stage.use("Ada", made.artifact_id) == "It hums."
    with pytest.raises(Refused, match="made already"):
        await accept(stage.game, drafted)
    with pytest.raises(Refused, match="made already"):
        await drafted_before(stage.game, WORLD, "s1", drafted.name)


async def test_who_gave_the_orb_away_still_has_the_draft(open_stage: Open) -> None:
    """It can be found, so that it can be let go, but not be accepted without the Orb."""
    stage, _ = await yard_with(open_stage, HUM)
    name = (await draft(stage.game, WORLD, "s1", WISH)).name
    await stage.game.give(WORLD, "s1", "s2", "orb")
    drafted = await drafted_before(stage.game, WORLD, "s1", name)
    with pytest.raises(Refused, match="Only who carries the Orb"):
        await accept(stage.game, drafted)


async def test_a_draft_belongs_to_its_maker(open_stage: Open) -> None:
    """Neither somebody else's wish nor a function of the world can be accepted."""
    stage, _ = await yard_with(open_stage, HUM)
    drafted = await draft(stage.game, WORLD, "s1", WISH)
    await stage.teach("df_wand", HUM)
    for soul_id, name, match in (
        ("s2", drafted.name, "somebody else's"),
        ("s1", "df_wand", "somebody else's"),
        ("s1", "df_moon", "knows nothing of that tool"),
        ("nobody", drafted.name, "join it first"),
    ):
        with pytest.raises(NotFound, match=match):
            await drafted_before(stage.game, WORLD, soul_id, name)


async def test_a_draft_without_a_label_is_let_do_nothing(open_stage: Open) -> None:
    """A function that came from elsewhere says nothing of what it does."""
    stage, _ = await yard_with(open_stage, HUM)
    drafted = await draft(stage.game, WORLD, "s1", WISH)
    bare = replace(drafted, function=replace(drafted.function, label=None))
    assert (bare.does, bare.duration) == (frozenset(), None)
