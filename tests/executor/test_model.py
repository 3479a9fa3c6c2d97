"""The real client against endpoints that behave in every way endpoints do."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.executor.completions import Answer, ToolCall
from bot.executor.endpoint_words import wait_of, words_in
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.model import ChatModel
from bot.executor.prompt import Message

KEY = "sk-secret-0123456789"
HELLO: list[Message] = [{"role": "user", "content": "Hello"}]
TOOL: dict[str, Any] = {"type": "function", "function": {"name": "make", "parameters": {}}}
Reply = Response | Callable[[dict[str, Any]], Awaitable[Response]]


def completion(
    message: dict[str, Any] | None, *, finish: str = "stop", usage: Any = None
) -> Response:
    """A chat completion with one message."""
    choices = [{"index": 0, "finish_reason": finish, "message": message}] if message else []
    return JSONResponse({"id": "c", "model": "m-1", "choices": choices, "usage": usage})


def said(text: str | None) -> Response:
    """A completion that says something."""
    return completion({"role": "assistant", "content": text})


def refused(status: int, message: str = "No.", **headers: str) -> Response:
    """An error in the form endpoints give it."""
    return JSONResponse({"error": {"message": message}}, status, headers=headers)


class Desk:
    """An endpoint that gives its replies one after another, the last one for ever."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.app = Starlette(routes=[Route("/v1/chat/completions", self.answer, methods=["POST"])])

    async def answer(self, request: Request) -> Response:
        """Note what was asked and give the next reply."""
        self.asked.append(await request.json())
        self.keys.append(request.headers["authorization"])
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply if isinstance(reply, Response) else await reply(self.asked[-1])


@asynccontextmanager
async def model_of(desk: Desk, **changes: Any) -> AsyncIterator[ChatModel]:
    """A model whose endpoint is a desk in this process."""
    settings: dict[str, Any] = {
        "base_url": "http://desk.test/v1",
        "api_key": KEY,
        "model": "m",
        "timeout": 5,
        "backoff": 0.001,
        "transport": httpx2.ASGITransport(desk.app),
    }
    model = ChatModel(**{**settings, **changes})
    try:
        yield model
    finally:
        await model.close()


async def ask(desk: Desk, **changes: Any) -> Answer:
    """The answer of a desk to a greeting."""
    async with model_of(desk, **changes) as model:
        return await model.complete(HELLO, temperature=0.2)


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


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_a_passing_failure_is_tried_again(status: int) -> None:
    """After one failure that may pass, the answer of the next try counts."""
    desk = Desk(refused(status, **{"retry-after": "0"}), said("Hi"))
    assert (await ask(desk)).text == "Hi"
    assert len(desk.asked) == 2


@pytest.mark.parametrize("header", ["soon", "-1", "inf", "0.001"])
async def test_any_retry_after_is_survived(header: str) -> None:
    """A pause that is asked for is kept, nonsense is passed over."""
    assert (await ask(Desk(refused(429, **{"retry-after": header}), said("Hi")))).text == "Hi"


async def unavailable(desk: Desk, **changes: Any) -> str:
    """The sentence of a model that gives no answer."""
    with pytest.raises(ModelUnavailable) as caught:
        await ask(desk, **changes)
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


async def test_retries_are_bounded() -> None:
    """An endpoint that stays out of order is left alone after three tries."""
    desk = Desk(refused(503))
    assert await unavailable(desk) == (
        "The model at desk.test is overloaded or out of order (503)."
    )
    assert len(desk.asked) == 3


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (refused(401, f"Wrong key {KEY}"),
         "The model's endpoint at desk.test refused the API key (401)."),
        (refused(403), "The model's endpoint at desk.test refused the API key (403)."),
        (refused(404), "The endpoint at desk.test knows no such model or address (404)."),
        (refused(400, f"Bad\n{KEY}"),
         "The model's endpoint at desk.test did not take the request (400): "
         "Bad …"),
        (JSONResponse([{"error": {"message": "API key not valid."}}], 400),
         "The model's endpoint at desk.test refused the API key (400)."),
        (JSONResponse({"error": {"message": "No.", "code": "insufficient_quota"}}, 429),
         "The model at desk.test is overloaded, or its quota is used up (429)."),
        (refused(429, **{"retry-after": "3600"}),
         "The model at desk.test is overloaded, or its quota is used up (429)."),
        (Response("<html>", media_type="text/html"),
         "What desk.test answered is no chat completion; is the model's address right?"),
        (Response("[1]", media_type="application/json"),
         "What desk.test answered is no chat completion; is the model's address right?"),
        (completion(None), "The model at desk.test gave no answer."),
        (JSONResponse({"error": "Unexpected endpoint or method."}),
         "The model at desk.test gave no answer: Unexpected endpoint or method."),
        (JSONResponse({"error": {"message": f"Quota of {KEY}"}}),
         "The model at desk.test gave no answer: Quota of …"),
    ],
)  # fmt: skip
async def test_what_will_not_pass_is_said_at_once(reply: Response, sentence: str) -> None:
    """A wrong key, model, address or request is named in a sentence, without a second try."""
    desk = Desk(reply)
    assert await unavailable(desk) == sentence
    assert len(desk.asked) == 1


async def test_an_overloaded_endpoint_is_named_as_such() -> None:
    """Where retries took all the time, the sentence speaks of what they were for."""
    sentence = "The model at desk.test is overloaded, or its quota is used up (429)."
    assert await unavailable(Desk(refused(429))) == sentence
    slow = Desk(refused(429, **{"retry-after": "15"}))
    assert await unavailable(slow, timeout=0.05) == sentence


async def test_a_slow_model_is_given_up() -> None:
    """After the time for a call the model is called too slow."""

    async def sleep(_: dict[str, Any]) -> Response:
        await asyncio.sleep(30)
        return said("late")

    assert await unavailable(Desk(sleep), timeout=0.05) == (
        "The model at desk.test was too slow: there was no answer in 0.05 s."
    )


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


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"error": {"message": "No.", "param": "tools"}}', "No. (tools)"),
        ('{"error": {"message": "No tools.", "param": "tools"}}', "No tools."),
        ('{"error": "Model not found"}', "Model not found"),
        ('{"detail": "Not here"}', "Not here"),
        ('{"object": "error", "message": "vLLM says no"}', "vLLM says no"),
        ('[{"error": {"message": "Gemini says no"}}]', "Gemini says no"),
        ('"plain"', "plain"),
        ("[]", ""),
        ("3", ""),
        ("upstream is away\n", "upstream is away"),
        ("<html>502</html>", ""),
    ],
)
def test_every_form_of_error_is_read(body: str, words: str) -> None:
    """OpenAI's, Ollama's, LM Studio's, vLLM's, Gemini's, a proxy's."""
    assert words_in(body) == words


def test_every_form_of_patience_is_read() -> None:
    """Seconds, thousandths, a date, the delay in Gemini's details; nonsense is none."""
    details = [{"@type": "Help"}, 3, {"retryDelay": "soon"}, {"retryDelay": "34.5s"}]
    assert wait_of({"retry-after-ms": "1500"}, "") == 1.5
    assert wait_of({"retry-after": "7"}, "") == 7
    assert wait_of({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, "") == 0
    assert wait_of({}, json.dumps([{"error": {"details": details}}])) == 34.5
    assert wait_of({}, json.dumps({"error": {"details": details}})) == 34.5
    for text in ("", "[]", '{"error": {"details": 3}}', '{"error": {"details": []}}'):
        assert wait_of({"retry-after": "soon"}, text) is None


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


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_an_unreachable_endpoint_is_named() -> None:
    """Where nobody listens the host and port are named, without a password in the address."""
    port = free_port()
    address = f"http://me:{KEY}@127.0.0.1:{port}/v1"
    sentence = await unavailable(Desk(said("")), base_url=address, transport=None)
    assert sentence == f"The model could not be reached at 127.0.0.1:{port}."


async def test_an_answer_that_is_cut_off_is_lost() -> None:
    """Half a body that came as a whole one is not taken for an address that is wrong."""
    half = Response('{"id": "c", "choices": [{"mess', media_type="application/json")
    desk = Desk(half)
    assert await unavailable(desk) == "The answer of the model at desk.test broke off."
    with pytest.raises(AnswerLost):
        await ask(desk)


async def test_a_connection_that_breaks_off_is_not_tried_again_unasked() -> None:
    """An answer that stops in the middle may be charged for, so whoever pays is told."""
    tries: list[int] = []

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tries.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n" + json.dumps({}).encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(break_off, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        sentence = await unavailable(
            Desk(said("")), base_url=f"http://127.0.0.1:{port}/v1", transport=None
        )
    assert sentence == f"The connection to the model at 127.0.0.1:{port} broke off."
    assert len(tries) == 1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"base_url": ""}, "address"),
        ({"base_url": "http://[::"}, "address"),
        ({"base_url": "http://a:port/v1"}, "address"),
        ({"api_key": "sk-\u20ac"}, "API key"),
        ({"api_key": "a\nb"}, "API key"),
    ],
)
async def test_settings_that_cannot_be_right_are_named(changes: dict[str, str], what: str) -> None:
    """An address or a key that is none is told before anything is sent."""
    desk = Desk(said("Hi"))
    sentence = await unavailable(desk, **changes)
    assert sentence == f"The model's {what} in the settings is not one."
    assert desk.asked == []


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
