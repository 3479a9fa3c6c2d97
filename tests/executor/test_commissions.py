"""Further functions a model asks for while it writes one."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
import pytest_asyncio
from writing_desk import (
    ASKED,
    SOUND,
    Chest,
    Scribe,
    calling,
    content,
    rules,
    writer_of,
)

from bot.executor.completions import Answer
from bot.executor.errors import ModelUnavailable
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import (
    Author,
)
from bot.executor.writer import Interrupted

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncGenerator[MontySandbox]:
    """A sandbox of one worker."""
    async with MontySandbox(width=1, depth=1) as one:
        yield one


ROPE = "def df_bridge_rope(params):\n    return 'A rope.'\n"


async def test_a_model_may_ask_for_a_further_function(sandbox: MontySandbox) -> None:
    """The further function is written, checked and kept, its name told to the model."""
    scribe = Scribe(calling(), "No.", ROPE, SOUND)
    chest = Chest()
    draft = await writer_of(scribe, sandbox).write(ASKED, shelf=chest)
    assert draft.source == SOUND
    assert list(chest.kept) == ["df_bridge_rope"]
    rope = chest.kept["df_bridge_rope"][0]
    assert (rope.source, rope.author, rope.maker) == (ROPE, Author.PLAYER, "ada")
    assert (rope.description, rope.parameters) == ("Throws a rope.", {"type": "object"})
    assert scribe.offered == [True, False, False, True]
    call, reply = scribe.asked[3][-2:]
    assert call["tool_calls"][0]["id"] == reply["tool_call_id"] == "df_rope"
    assert "The function 'df_bridge_rope' is kept." in reply["content"]
    assert (draft.attempts[0].prompt_tokens, draft.attempts[0].completion_tokens) == (10, 8)
    assert draft.attempts[0].seconds == 2.0


async def test_the_worlds_own_functions_keep_the_name_asked_for(sandbox: MontySandbox) -> None:
    """A function of the world may ask for one by its plain name, a player's may not."""
    world = replace(ASKED, author=Author.WORLD, maker=None, wish=None)
    chest = Chest()
    scribe = Scribe(calling(), ROPE.replace("bridge_", ""), SOUND)
    await writer_of(scribe, sandbox).write(world, shelf=chest)
    assert list(chest.kept) == ["df_rope"]


async def test_three_further_functions_are_the_most(sandbox: MontySandbox) -> None:
    """After three requests the tool is no longer offered, and a fourth is told so."""
    calls = [calling("x"), calling("y"), calling("z")]
    both = replace(calls[0], tool_calls=calls[0].tool_calls + calls[1].tool_calls)
    scribe = Scribe(calls[0], calls[1], both, calling("late"), SOUND)
    draft = await writer_of(scribe, sandbox).write(ASKED, shelf=Chest())
    assert rules(draft) == [["tool-call"], []]
    assert scribe.offered == [True, True, True, False, False]
    assert "No further function can be made" in content(scribe.asked[3], -1)


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (calling("rope"), "new_function_name must be"),
        (calling("df_ro pe"), "new_function_name must be"),
        (calling(new_function_description=" "), "new_function_description must say"),
        (calling(new_function_parameters_schema={"x": "y" * 9_000}), "is too large"),
        (calling(tool="delete_everything"), "there is no tool 'delete_everything'"),
        (calling("df_taken"), "there is a function 'df_bridge_taken' already"),
    ],
)
async def test_a_request_that_makes_no_sense_is_answered(
    call: Answer, reason: str, sandbox: MontySandbox
) -> None:
    """A bad name, an empty description or an unknown tool is told to the model; it goes on."""
    chest = Chest(kept={"df_bridge_taken": []})
    scribe = Scribe(call, SOUND)
    assert (await writer_of(scribe, sandbox).write(ASKED, shelf=chest)).source == SOUND
    assert reason in content(scribe.asked[1], -1)


async def test_arguments_that_are_no_json_are_answered(sandbox: MontySandbox) -> None:
    """Broken arguments of a request are told to the model, and such as nobody could write down."""
    deep = '{"new_function_name": "df_x", "new_function_description": "x", '
    deep += '"new_function_parameters_schema": {"x": ' + "[" * 300 + "]" * 300 + "}}"
    for arguments, told in (("{", "are no JSON object"), (deep, "nested too deep")):
        broken = calling()
        broken = replace(broken, tool_calls=(replace(broken.tool_calls[0], arguments=arguments),))
        scribe = Scribe(broken, SOUND)
        await writer_of(scribe, sandbox).write(ASKED, shelf=Chest())
        assert told in content(scribe.asked[1], -1)


async def test_a_further_function_that_fails_is_told(sandbox: MontySandbox) -> None:
    """Where the further function cannot be written the model learns why and does without."""
    scribe = Scribe(calling(), *["No."] * 4, SOUND)
    chest = Chest()
    draft = await writer_of(scribe, sandbox).write(ASKED, shelf=chest)
    assert draft.source == SOUND
    assert len(chest.recorded) == 1
    assert "could not be written: The answer has no code" in content(scribe.asked[5], -1)


async def test_a_model_lost_while_it_writes_a_further_function(sandbox: MontySandbox) -> None:
    """What was paid for the further function comes out with the error too."""
    scribe = Scribe("No.", calling(), "Neither.", ModelUnavailable("Gone."))
    with pytest.raises(Interrupted, match="Gone") as caught:
        await writer_of(scribe, sandbox).write(ASKED, shelf=Chest())
    found = [(one.number, one.answer) for one in caught.value.attempts]
    assert found == [(1, "No."), (2, "Neither.")]
