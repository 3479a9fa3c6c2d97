"""The real client against endpoints that answer, in every form that endpoints do."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest
from endpoint_desk import (
    HELLO,
    KEY,
    TOOL,
    Desk,
    Reply,
    ask,
    completion,
    model_of,
    refused,
    said,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.executor.completions import Answer, ToolCall
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.prompt import Message


async def test_a_message_goes_out_and_an_answer_comes_back() -> None:
    """Model, messages, temperature and key are sent; text, model and tokens come back."""
    usage = {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 20}
    desk = Desk(completion({"role": "assistant", "content": "Hi"}, usage=usage))
    answer = await ask(desk)
    assert answer == Answer(text="Hi", model="m-1", prompt_tokens=5, completion_tokens=15)
    assert desk.asked == [{"model": "m", "messages": HELLO, "temperature": 0.2}]
    assert desk.keys == [f"Bearer {KEY}"]


async def test_an_endpoint_without_a_key_gets_a_word_in_its_place() -> None:
    """A local endpoint that needs no key is asked without one being set."""
    desk = Desk(said("Hi"))
    await ask(desk, api_key=" ")
    assert desk.keys == ["Bearer none"]


@pytest.mark.parametrize(
    ("message", "finish", "expected"),
    [
        ({"content": None}, "stop", ("", "stop")),
        ({}, "length", ("", "length")),
        ({"content": "def f"}, "length", ("def f", "length")),
        ({"content": ""}, "content_filter", ("", "content_filter")),
        ({"content": None, "refusal": "I won't."}, "stop", ("I won't.", "refusal")),
        ({"content": None, "reasoning_content": "So: x"}, "stop", ("So: x", "stop")),
        ({"content": "", "reasoning": "So: y"}, "stop", ("So: y", "stop")),
        ({"content": "z", "reasoning_content": "hm"}, "stop", ("z", "stop")),
        ({"content": [{"type": "text", "text": "a"}, {"text": "b"}, 1]}, "stop", ("ab", "stop")),
    ],
)
async def test_every_form_of_answer_is_understood(
    message: dict[str, Any], finish: str, expected: tuple[str, str]
) -> None:
    """Missing content, refusals, thoughts and parts become a text and a reason."""
    answer = await ask(Desk(completion({"role": "assistant", **message}, finish=finish)))
    assert (answer.text, answer.finish_reason) == expected
    assert (answer.prompt_tokens, answer.completion_tokens) == (0, 0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'{"choices": [{"message": {"content": "a \\ud83d b"}}], "logprobs": NaN}', "a ? b"),
        (b'\xef\xbb\xbf{"choices": [{"message": {"content": "a"}}]}', "a"),
    ],
)
async def test_what_is_not_quite_json_is_read(body: bytes, text: str) -> None:
    """Half a character, a number that is none, a byte order mark: the answer was paid for."""
    assert (await ask(Desk(Response(body, media_type="application/json")))).text == text


async def test_what_is_nested_too_deep_to_be_sent_on_is_no_answer() -> None:
    """Neither by the fast reader's measure nor by Python's."""
    for depth in (300, 3_000):
        deep = '{"choices": ' + "[" * depth + "]" * depth + "}"
        with pytest.raises(AnswerLost):
            await ask(Desk(Response(deep, media_type="application/json")))


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        ({"prompt_tokens": -5, "completion_tokens": 7, "total_tokens": -100}, (0, 7)),
        ({"prompt_tokens": 2**63, "completion_tokens": None}, (100_000_000, 0)),
        ({"prompt_tokens": "5", "total_tokens": 9.0}, (0, 9)),
        ([3], (0, 0)),
    ],
)
async def test_nonsense_about_tokens_is_bounded(usage: Any, tokens: tuple[int, int]) -> None:
    """No count is negative, which would give a budget back, or larger than a ledger can hold."""
    answer = await ask(Desk(completion({"content": "Hi"}, usage=usage)))
    assert (answer.prompt_tokens, answer.completion_tokens) == tokens


async def test_the_name_an_endpoint_gives_its_model_can_be_kept() -> None:
    """Without a character no database takes, and not without end."""
    body = {"model": "m\0" + "x" * 999, "choices": [{"message": {"content": "Hi"}}]}
    assert (await ask(Desk(JSONResponse(body)))).model == "m" + "x" * 199


async def test_tool_calls_come_with_what_must_be_echoed() -> None:
    """A tool call keeps what the endpoint put beside it, and gets an id where it has none."""
    calls = [
        {"id": "a", "type": "function", "function": {"name": "make", "arguments": '{"x": 1}'},
         "extra_content": {"signature": "s"}},
        {"function": {"name": "make", "arguments": {"x": 2}}},
    ]  # fmt: skip
    desk = Desk(completion({"content": None, "tool_calls": calls}, finish="tool_calls"))
    async with model_of(desk) as model:
        answer = await model.complete(HELLO, temperature=0.2, tools=[TOOL])
    assert desk.asked[0]["tools"] == [TOOL]
    assert answer.tool_calls == (
        ToolCall(id="a", name="make", arguments='{"x": 1}', raw={**calls[0]}),
        ToolCall(
            id="call_2",
            name="make",
            arguments='{"x":2}',
            raw={**calls[1], "id": "call_2", "type": "function"},
        ),
    )


async def test_a_source_is_asked_for_as_an_object() -> None:
    """Only where a source is what is wanted; its text is the answer, or the words in its place."""
    wanted: list[Message] = [{"role": "user", "content": "Write it.\n\ndef df_x(params):"}]
    desk = Desk(
        said(json.dumps({"source": "def df_x(params): ...", "words": ""})),
        said(json.dumps({"source": "", "words": "I will not."})),
        said("def df_x(params): pass"),
        said('{"a": 1}'),
    )
    async with model_of(desk, structured=True) as model:
        texts = [(await model.complete(wanted, temperature=0)).text for _ in range(4)]
        await model.complete(HELLO, temperature=0)
    assert texts == ["def df_x(params): ...", "I will not.", "def df_x(params): pass", '{"a": 1}']
    assert ["response_format" in one for one in desk.asked] == [True] * 4 + [False]


async def test_the_models_of_an_endpoint_are_listed() -> None:
    """By the names OpenAI or Ollama's own address gives them; trouble is the usual sentence."""
    answers: list[Reply] = [
        JSONResponse({"data": [{"id": "a"}, {"id": "models/b"}, {}, 3]}),
        JSONResponse({"models": [{"name": "c"}]}),
        JSONResponse({"data": None}),
        refused(401),
        refused(503),
    ]

    async def answer(_: Request) -> Response:
        reply = answers.pop(0)
        return reply if isinstance(reply, Response) else await reply({})

    app = Starlette(routes=[Route("/v1/models", answer)])
    async with model_of(Desk(said("")), transport=httpx2.ASGITransport(app)) as model:
        assert [await model.models() for _ in range(3)] == [["a", "models/b"], ["c"], []]
        for words in ("refused the API key", "out of order"):
            with pytest.raises(ModelUnavailable, match=words):
                await model.models()

    async def sleep(_: Request) -> Response:
        await asyncio.sleep(30)
        return said("late")

    app = Starlette(routes=[Route("/v1/models", sleep)])
    async with model_of(Desk(said("")), transport=httpx2.ASGITransport(app), timeout=0.05) as model:
        with pytest.raises(ModelUnavailable, match="too slow"):
            await model.models()


async def test_one_client_serves_calls_at_the_same_time() -> None:
    """Calls that begin together share the connection that the first one makes."""
    desk = Desk(said("Hi"))
    async with model_of(desk) as model:
        calls = [model.complete(HELLO, temperature=0) for _ in range(5)]
        assert {one.text for one in await asyncio.gather(*calls)} == {"Hi"}


async def test_closing_what_was_never_opened_does_nothing() -> None:
    """A model that was never asked can be let go of."""
    async with model_of(Desk(said("Hi"))):
        pass
