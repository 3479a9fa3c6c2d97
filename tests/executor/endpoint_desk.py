"""What a model needs in its tests: an endpoint in this process that replies as it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.executor.completions import Answer
from bot.executor.errors import ModelUnavailable
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
        "timeout": 20,
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


async def unavailable(desk: Desk, **changes: Any) -> str:
    """The sentence of a model that gives no answer."""
    with pytest.raises(ModelUnavailable) as caught:
        await ask(desk, **changes)
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)
