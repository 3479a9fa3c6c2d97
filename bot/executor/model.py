"""The language model: a protocol, and any endpoint that speaks the chat-completions protocol."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.executor.completions import Answer, answer_of
from bot.executor.endpoint import Endpoint, EndpointFailed
from bot.executor.errors import ModelUnavailable
from bot.executor.prompt import Message
from bot.values import JsonObject, as_object, as_text

if TYPE_CHECKING:
    import httpx2

_NOT_TAKEN = frozenset({400, 404, 422, 501})


class LanguageModel(Protocol):
    """Something that answers messages."""

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None = None,
    ) -> Answer:
        """The answer to some messages; raises `ModelUnavailable` where there will be none."""
        ...


class ChatModel:
    """A model behind an OpenAI-compatible endpoint.

    `timeout` is the time for a whole call with all its retries, in seconds; `backoff` the pause
    before the first retry, doubled for each further one, at most 20 s. With a `transport` the
    client goes through it and opens no socket of its own. What the endpoint turns out not to
    know (tools, temperature) is not sent again.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str,
        model: str,
        timeout: float = 120.0,
        max_retries: int = 2,
        backoff: float = 0.5,
        transport: httpx2.AsyncBaseTransport | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.model = model
        self._timeout = timeout
        self._unknown: set[str] = set()
        self._endpoint = Endpoint(
            base_url,
            api_key,
            max_retries=max_retries,
            backoff=backoff,
            transport=transport,
            jitter=jitter,
        )

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        temperature: float,
        tools: Sequence[JsonObject] | None = None,
    ) -> Answer:
        """The answer to some messages.

        Raises:
            ModelUnavailable: with a sentence that names what happened, and never the key.
        """
        extras: dict[str, Any] = {"temperature": temperature}
        if tools:
            extras["tools"] = list(tools)
        failures: list[EndpointFailed] = []
        try:
            async with asyncio.timeout(self._timeout):
                body = await self._fitted(messages, extras, failures)
        except TimeoutError:
            raise ModelUnavailable(self._too_slow(failures)) from None
        except EndpointFailed as failed:
            raise ModelUnavailable(str(failed)) from None
        answer = answer_of(body, self.model)
        if answer is None:
            said = as_text(as_object(body.get("error")).get("message"))
            raise ModelUnavailable(self._endpoint.unanswered(said))
        return answer

    async def close(self) -> None:
        """Let go of the connections."""
        await self._endpoint.close()

    async def _fitted(
        self, messages: Sequence[Message], extras: dict[str, Any], failures: list[EndpointFailed]
    ) -> JsonObject:
        """The reply to a request, with those extras left out that the endpoint does not take."""
        extras = {name: value for name, value in extras.items() if name not in self._unknown}
        dropped: set[str] = set()
        while True:
            request = {"model": self.model, "messages": list(messages), **extras}
            try:
                body = await self._endpoint.post(request, failures=failures)
            except EndpointFailed as failed:
                suspect = _suspect(failed, extras)
                if suspect is None:
                    raise
                del extras[suspect]
                dropped.add(suspect)
            else:
                self._unknown |= dropped
                return body

    def _too_slow(self, failures: list[EndpointFailed]) -> str:
        """The last failure where retries took the time, else that there was no answer in it."""
        if failures:
            return str(failures[-1])
        host = self._endpoint.host
        return f"The model at {host} was too slow: there was no answer in {self._timeout:g} s."


def _suspect(failed: EndpointFailed, extras: dict[str, Any]) -> str | None:
    """The extra that an endpoint may have rejected a request for."""
    if failed.status not in _NOT_TAKEN:
        return None
    if "temperature" in extras and "temperature" in failed.said.lower():
        return "temperature"
    return "tools" if "tools" in extras else None
