"""The real client against endpoints that do not take everything they are sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from endpoint_desk import (
    HELLO,
    TOOL,
    Desk,
    model_of,
    refused,
    said,
)
from starlette.responses import Response

from bot.executor.errors import ModelUnavailable
from bot.executor.prompt import Message


async def test_tools_are_not_offered_again_to_an_endpoint_without_them() -> None:
    """An endpoint that rejects tools is asked without, at once and from then on."""
    desk = Desk(refused(400, "tools are not supported"), said("Hi"))
    async with model_of(desk) as model:
        for _ in range(2):
            assert (await model.complete(HELLO, temperature=0, tools=[TOOL])).text == "Hi"
    assert ["tools" in one for one in desk.asked] == [True, False, False]


async def test_a_fixed_temperature_is_respected() -> None:
    """An endpoint that takes no temperature is asked without it, tools still offered."""
    desk = Desk(refused(400, "Unsupported value: 'temperature'"), said("Hi"))
    async with model_of(desk) as model:
        await model.complete(HELLO, temperature=0, tools=[TOOL])
    assert sorted(desk.asked[1]) == ["messages", "model", "tools"]


async def test_a_request_that_is_wrong_anyway_keeps_its_extras() -> None:
    """Where leaving tools out does not help, they are offered again the next time."""
    desk = Desk(refused(404))
    async with model_of(desk) as model:
        for _ in range(2):
            with pytest.raises(ModelUnavailable, match="no such model"):
                await model.complete(HELLO, temperature=0, tools=[TOOL])
    assert ["tools" in one for one in desk.asked] == [True, False, True, False]


async def test_an_answer_is_as_long_as_it_may_be() -> None:
    """The limit is sent, under the name the endpoint asks for, or not at all where it has none."""
    words = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    desk = Desk(refused(400, words), said("Hi"))
    async with model_of(desk, answer_tokens=99) as model:
        for _ in range(2):
            await model.complete(HELLO, temperature=0, tools=[TOOL])
    assert [one.get("max_tokens") for one in desk.asked] == [99, None, None]
    assert [one.get("max_completion_tokens") for one in desk.asked] == [None, 99, 99]
    assert all("tools" in one for one in desk.asked)
    small = Desk(refused(422, "max_completion_tokens is too large"), said("Hi"))
    async with model_of(small, answer_tokens=10**9) as model:
        await model.complete(HELLO, temperature=0)
    assert "max_completion_tokens" in small.asked[1]
    words = "This model's maximum context length is 8192 tokens; you requested 16384."
    short = Desk(refused(400, words), said("Hi"))
    async with model_of(short, answer_tokens=16_384) as model:
        await model.complete(HELLO, temperature=0, tools=[TOOL])
    assert ("max_tokens" in short.asked[1], "tools" in short.asked[1]) == (False, True)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("'response_format' of type 'json_schema' is not supported", ["tools"]),
        ("Function calling with a response mime type: 'application/json'", ["tools"]),
        ("No.", ["response_format"]),
    ],
)
async def test_an_endpoint_without_structure_is_asked_without(words: str, kept: list[str]) -> None:
    """What it names is left out from then on; where it names nothing, tools are first to go."""
    wanted: list[Message] = [{"role": "user", "content": "def df_x(params):"}]
    desk = Desk(refused(400, words), said("Hi"))
    async with model_of(desk, structured=True) as model:
        for _ in range(2):
            await model.complete(wanted, temperature=0, tools=[TOOL])
    extras = [{"tools", "response_format"} & one.keys() for one in desk.asked]
    assert extras == [{"tools", "response_format"}, set(kept), set(kept)]


async def test_two_that_learn_at_once_learn_for_each_other() -> None:
    """What each of two calls found out about the endpoint is known to the next."""

    async def picky(asked: dict[str, Any]) -> Response:
        what = next((name for name in ("temperature", "tools") if name in asked), None)
        return refused(400, what) if what else said("Hi")

    desk = Desk(picky)
    async with model_of(desk) as model:
        await asyncio.gather(
            model.complete(HELLO, temperature=0),
            model.complete(HELLO, temperature=0, tools=[TOOL]),
        )
        await model.complete(HELLO, temperature=0, tools=[TOOL])
    assert desk.asked[-1].keys() == {"model", "messages"}
