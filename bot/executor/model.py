"""The language model: a protocol, and any endpoint that speaks the chat-completions protocol."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.executor.completions import SOURCE_FORMAT, Answer, answer_of, tokens_of, unwrapped
from bot.executor.endpoint import AnswerBrokeOff, Endpoint, EndpointFailed, Tries
from bot.executor.endpoint_words import words_of
from bot.executor.errors import AnswerLost, ModelUnavailable
from bot.executor.prompt import Message, asks_for_source
from bot.executor.quirks import Quirks
from bot.sentence import Sentence, spoken
from bot.values import JsonObject

if TYPE_CHECKING:
    import httpx2


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
    before the first retry, doubled for each further one, at most 20 s. `answer_tokens` is the
    most an answer may have, 0 for no limit; with `structured` a source is asked for as an object.
    With a `transport` the client goes through it and opens no socket of its own. What the endpoint
    turns out not to know (tools, temperature, structure) is not sent again.
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
        answer_tokens: int = 0,
        structured: bool = False,
        transport: httpx2.AsyncBaseTransport | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.model = model
        self._timeout = timeout
        self._extras: dict[str, Any] = {"max_tokens": answer_tokens} if answer_tokens else {}
        self._structured = structured
        self._quirks = Quirks()
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
            ModelUnavailable: with a sentence that names what happened, and never the key;
                `AnswerLost` where an answer may have been charged for.
        """
        extras: dict[str, Any] = {"temperature": temperature, **self._extras}
        if tools:
            extras["tools"] = list(tools)
        if self._structured and asks_for_source(messages):
            extras["response_format"] = SOURCE_FORMAT
        tries = Tries()
        try:
            async with asyncio.timeout(self._timeout):
                body = await self._fitted(messages, extras, tries)
        except TimeoutError:
            raise self._too_slow(tries) from None
        except AnswerBrokeOff as failed:
            raise AnswerLost(spoken(failed)) from None
        except EndpointFailed as failed:
            raise ModelUnavailable(spoken(failed), passes=failed.passes) from None
        answer = answer_of(body, self.model)
        if answer is None:
            said = words_of(body.get("error"))
            raise ModelUnavailable(self._endpoint.unanswered(said), tokens=sum(tokens_of(body)))
        return unwrapped(answer) if "response_format" in extras else answer

    async def models(self) -> list[str]:
        """The names of the endpoint's models, for which nothing is charged.

        Raises `ModelUnavailable`.
        """
        try:
            async with asyncio.timeout(self._timeout):
                return await self._endpoint.models()
        except TimeoutError:
            raise self._too_slow(Tries()) from None
        except EndpointFailed as failed:
            raise ModelUnavailable(spoken(failed), passes=failed.passes) from None

    async def close(self) -> None:
        """Let go of the connections."""
        await self._endpoint.close()

    async def _fitted(
        self, messages: Sequence[Message], extras: dict[str, Any], tries: Tries
    ) -> JsonObject:
        """The reply to a request, with those extras left out that the endpoint does not take."""
        learnt = self._quirks
        while True:
            request = {
                "model": self.model,
                "messages": list(messages),
                **learnt.applied(extras),
            }
            try:
                body = await self._endpoint.post(request, tries=tries)
            except EndpointFailed as failed:
                further = learnt.after(failed, extras)
                if further is None:
                    raise
                learnt = further
            else:
                self._quirks = self._quirks.with_those_of(learnt)
                return body

    def _too_slow(self, tries: Tries) -> ModelUnavailable:
        """That there was no answer in time; the last failure where waiting for the next try was."""
        if tries.failed and not tries.under_way:
            return ModelUnavailable(spoken(tries.failed[-1]), passes=True)
        sentence = Sentence(
            "The model at {host} was too slow: there was no answer in {seconds:g} s.",
            host=self._endpoint.host,
            seconds=self._timeout,
        )
        return AnswerLost(sentence) if tries.under_way else ModelUnavailable(sentence, passes=True)
