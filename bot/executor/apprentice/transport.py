"""The chat-completions protocol in this process, spoken by the apprentice to the real client.

Imported only when a model's client is built, because the HTTP library takes a while to import.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

import httpx2

from bot.executor.apprentice.recorded import RecordedFunction, read_recordings
from bot.executor.apprentice.writer import MODELS, Answer, Apprentice
from bot.values import Json, JsonObject, digest, dump, load_object

_CHARACTERS_PER_TOKEN = 4


class ApprenticeTransport(httpx2.AsyncBaseTransport):
    """Answers `POST …/chat/completions` and `GET …/models`; everything else is a 404.

    `worlds` are folders with a `recipe.json` and `functions/`, whose functions it knows by heart,
    beside those in `recorded`. `latency` is the time each answer takes, in seconds; `clock` gives
    the time an answer bears. Raises `ValueError` or `OSError` where a folder cannot be read.
    """

    def __init__(
        self,
        worlds: Iterable[Path] = (),
        *,
        recorded: Sequence[RecordedFunction] = (),
        latency: float = 0.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._apprentice = Apprentice((*recorded, *read_recordings(worlds)))
        self._latency = latency
        self._clock = clock

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request as an endpoint would."""
        body = await request.aread()
        if self._latency:
            await asyncio.sleep(self._latency)
        route = (request.method, request.url.path.rsplit("/", 1)[-1])
        if route == ("GET", "models"):
            return _response(200, self._models())
        if route != ("POST", "completions"):
            return _trouble(404, f"There is no {request.method} {request.url.path} here.")
        return self._complete(body)

    def _complete(self, body: bytes) -> httpx2.Response:
        try:
            asked = load_object(body)
        except ValueError:
            return _trouble(400, "The request is not a JSON object.")
        messages = asked.get("messages")
        if not isinstance(messages, list) or not messages:
            return _trouble(400, "The request has no messages.")
        if asked.get("stream"):
            return _trouble(400, "The apprentice does not stream its answers.")
        return _response(200, self._completion(messages, self._apprentice.answer(messages)))

    def _completion(self, messages: list[Json], answer: Answer) -> JsonObject:
        asked, said = _tokens(dump(messages)), _tokens(answer.content)
        return {
            "id": f"chatcmpl-{digest([messages, answer.model])[:24]}",
            "object": "chat.completion",
            "created": int(self._clock()),
            "model": answer.model,
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": answer.content, "refusal": None},
                    "logprobs": None,
                    "finish_reason": "stop",
                }
            ],
            "usage": {
                "prompt_tokens": asked,
                "completion_tokens": said,
                "total_tokens": asked + said,
            },
        }

    def _models(self) -> JsonObject:
        rows = [
            {"id": name, "object": "model", "created": 0, "owned_by": "apprentice"}
            for name in MODELS
        ]
        return {"object": "list", "data": cast(Json, rows)}


def _response(status: int, value: JsonObject) -> httpx2.Response:
    headers = {"content-type": "application/json"}
    return httpx2.Response(status, headers=headers, content=dump(value).encode())


def _trouble(status: int, message: str) -> httpx2.Response:
    error: JsonObject = {"message": message, "type": "invalid_request_error", "code": None}
    return _response(status, {"error": error})


def _tokens(text: str) -> int:
    return len(text) // _CHARACTERS_PER_TOKEN + 1
