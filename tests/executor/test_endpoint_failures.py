"""The real client against endpoints that give no answer, in every way endpoints do."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import pytest
from endpoint_desk import (
    KEY,
    Desk,
    ask,
    completion,
    refused,
    said,
    unavailable,
)
from starlette.responses import JSONResponse, Response

from bot.executor.endpoint_words import wait_of, words_in
from bot.executor.errors import AnswerLost, ModelUnavailable


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
    assert await unavailable(slow, timeout=0.5) == sentence


async def test_a_try_that_is_under_way_when_the_time_is_up_may_be_charged_for() -> None:
    """A failure before it does not make it free: whoever pays is told that an answer was lost."""

    async def sleep(_: dict[str, Any]) -> Response:
        await asyncio.sleep(30)
        return said("late")

    desk = Desk(refused(503), sleep)
    with pytest.raises(AnswerLost, match="too slow"):
        await ask(desk, timeout=0.5)
    assert len(desk.asked) == 2


async def test_no_answer_may_cost_something_all_the_same() -> None:
    """What an endpoint counts for a completion without an answer is told to whoever pays."""
    desk = Desk(completion(None, usage={"prompt_tokens": 7}))
    with pytest.raises(ModelUnavailable) as caught:
        await ask(desk)
    assert (caught.value.tokens, caught.value.passes) == (7, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PROXY", f"http://me:{KEY}@h:port"),
        ("ALL_PROXY", f"none://me:{KEY}@h:1"),
        ("ALL_PROXY", "socks5://h:1"),
        ("SSL_CERT_FILE", "/no/such/file"),
    ],
)
async def test_an_environment_that_cannot_be_right_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy or certificates that cannot be used are a sentence, which tells no address."""
    monkeypatch.setenv(name, value)
    sentence = await unavailable(Desk(said("")), base_url="https://h.test/v1", transport=None)
    assert "the proxy or with the certificates that the environment names" in sentence


async def test_a_slow_model_is_given_up() -> None:
    """After the time for a call the model is called too slow."""

    async def sleep(_: dict[str, Any]) -> Response:
        await asyncio.sleep(30)
        return said("late")

    assert await unavailable(Desk(sleep), timeout=0.05) == (
        "The model at desk.test was too slow: there was no answer in 0.05 s."
    )


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
        ("[" * 1023 + "]" * 1023, ""),
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
    assert wait_of({"retry-after": "Wed, 21 Oct 9999999999 07:28:00 GMT"}, "") is None
    assert wait_of({}, json.dumps([{"error": {"details": details}}])) == 34.5
    assert wait_of({}, json.dumps({"error": {"details": details}})) == 34.5
    for text in ("", "[]", '{"error": {"details": 3}}', '{"error": {"details": []}}'):
        assert wait_of({"retry-after": "soon"}, text) is None


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
