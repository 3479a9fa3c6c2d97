"""An OpenAI-compatible endpoint: one request with its retries, and what went wrong with it."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from bot.executor.endpoint_words import body_of, sentence_of, wait_of, words_in
from bot.sentence import Sentence
from bot.values import JsonObject, as_object, as_text

if TYPE_CHECKING:
    import httpx2
    import openai

_LONGEST_PAUSE = 20.0
_CONNECT_SECONDS = 5.0
_TRY_AGAIN = frozenset({408, 409, 425, 429})
_SAID = 200


class EndpointFailed(Exception):
    """A request came to nothing; the text is a sentence without secrets.

    `status` is the HTTP status, None where there was none; `said` what the endpoint answered;
    `passes` whether it may be over in a while.
    """

    def __init__(
        self, message: str, *, status: int | None = None, said: str = "", passes: bool = False
    ) -> None:
        super().__init__(message)
        self.status = status
        self.said = said
        self.passes = passes


class AnswerBrokeOff(EndpointFailed):
    """The answer began and did not come whole; the endpoint may charge for it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, passes=True)


@dataclass(slots=True)
class Tries:
    """What came of the tries of one call; `under_way` while the endpoint is asked."""

    failed: list[EndpointFailed] = field(default_factory=list[EndpointFailed])
    under_way: bool = False


class Endpoint:
    """The openai client of one endpoint, made at its first use and imported in a thread."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        max_retries: int,
        backoff: float,
        transport: httpx2.AsyncBaseTransport | None,
        jitter: Callable[[], float],
    ) -> None:
        self._base_url = base_url
        self._secret = api_key.strip()
        self._max_retries = max_retries
        self._backoff = backoff
        self._transport = transport
        self._jitter = jitter
        self._client: openai.AsyncOpenAI | None = None
        self._connecting = asyncio.Lock()

    @property
    def host(self) -> str:
        """The host and port, for sentences."""
        try:
            return urlsplit(self._base_url).netloc.rpartition("@")[2]
        except ValueError:
            return ""

    async def post(self, request: dict[str, Any], *, tries: Tries) -> JsonObject:
        """The body of the completion a request gets; what its tries come to is noted in `tries`.

        What may have been charged for is not tried again: that is for whoever pays to decide.

        Raises:
            EndpointFailed: no try succeeded, or another would not help; `AnswerBrokeOff` where an
                answer was on its way.
        """
        client = await self._connected()
        tried = 0
        while True:
            tries.under_way = True
            try:
                return await self._once(client, request)
            except _TryAgain as again:
                tries.under_way = False
                tries.failed.append(again.failed)
                if tried == self._max_retries or (again.wait or 0) > _LONGEST_PAUSE:
                    raise again.failed from None
                await asyncio.sleep(self._pause(tried, again.wait))
                tried += 1

    async def models(self) -> list[str]:
        """The names of the endpoint's models; raises `EndpointFailed`."""
        client = await self._connected()
        try:
            body = await self._read(cast(Any, client.models.with_raw_response).list)
        except _TryAgain as again:
            raise again.failed from None
        listed = body.get("data", body.get("models"))
        rows = [as_object(one) for one in listed] if isinstance(listed, list) else []
        return [
            name for one in rows if (name := as_text(one.get("id")) or as_text(one.get("name")))
        ]

    def unanswered(self, said: str) -> Sentence:
        """The sentence for a completion without an answer, with what the endpoint says of it."""
        words = self._clean(said)[:_SAID]
        if not words:
            return Sentence("The model at {host} gave no answer.", host=self.host)
        return Sentence("The model at {host} gave no answer: {words}", host=self.host, words=words)

    async def close(self) -> None:
        """Let go of the connections."""
        async with self._connecting:
            client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _connected(self) -> openai.AsyncOpenAI:
        async with self._connecting:
            if self._client is None:
                self._client = await asyncio.to_thread(self._connect)
            return self._client

    def _connect(self) -> openai.AsyncOpenAI:
        if not self.host or not (self._secret.isascii() and self._secret.isprintable()):
            raise EndpointFailed(
                Sentence("The model's API key in the settings is not one.")
                if self.host
                else Sentence("The model's address in the settings is not one.")
            )
        # The client looks into this module if anybody has begun to import it, Chroma for one in a
        # thread; here it is waited for, so the client never sees half of it.
        importlib.import_module("httpx")
        client = importlib.import_module("openai")
        http = importlib.import_module("httpx2")
        try:
            connections = client.DefaultAsyncHttpxClient(
                timeout=http.Timeout(None, connect=_CONNECT_SECONDS), transport=self._transport
            )
        except (http.InvalidURL, ImportError, OSError, ValueError):
            # The proxy's address may hold a password.
            raise EndpointFailed(
                Sentence(
                    "The model cannot be reached through the proxy or with the certificates that "
                    "the environment names."
                )
            ) from None
        try:
            return client.AsyncOpenAI(
                base_url=self._base_url,
                api_key=self._secret or "none",
                max_retries=0,
                http_client=connections,
            )
        except http.InvalidURL:
            raise EndpointFailed(
                Sentence("The model's address in the settings is not one.")
            ) from None

    async def _once(self, client: openai.AsyncOpenAI, request: dict[str, Any]) -> JsonObject:
        """One try; raises `_TryAgain` where another may succeed."""
        create = cast(Any, client.chat.completions.with_raw_response).create
        return await self._read(lambda: create(**request))

    async def _read(self, ask: Callable[[], Awaitable[Any]]) -> JsonObject:
        openai = importlib.import_module("openai")
        content = b""
        try:
            content = (await ask()).content
            return body_of(content)
        except openai.APIStatusError as error:
            raise self._refused(error) from None
        except openai.APIConnectionError as error:
            raise self._unreached(error) from None
        except ValueError:
            if content.lstrip().startswith(b"{"):
                raise AnswerBrokeOff(
                    Sentence("The answer of the model at {host} broke off.", host=self.host)
                ) from None
            raise EndpointFailed(
                Sentence(
                    "What {host} answered is no chat completion; is the model's address right?",
                    host=self.host,
                )
            ) from None

    def _refused(self, error: openai.APIStatusError) -> EndpointFailed | _TryAgain:
        """What a status other than success means."""
        status, text = error.status_code, error.response.text
        said = self._clean(words_in(text))
        is_over = status == 429 and "insufficient_quota" in text
        passes = not is_over and (status in _TRY_AGAIN or status >= 500)
        sentence = sentence_of(self.host, status, said[:_SAID])
        failed = EndpointFailed(sentence, status=status, said=said, passes=passes)
        return _TryAgain(failed, wait=wait_of(error.response.headers, text)) if passes else failed

    def _clean(self, said: str) -> str:
        """An endpoint's own words on one line and without the key."""
        return " ".join((said.replace(self._secret, "…") if self._secret else said).split())

    def _unreached(self, error: openai.APIConnectionError) -> EndpointFailed | _TryAgain:
        http = importlib.import_module("httpx2")
        reading = (http.RemoteProtocolError, http.ReadError, http.DecodingError)
        if isinstance(error.__cause__, reading):
            return AnswerBrokeOff(
                Sentence("The connection to the model at {host} broke off.", host=self.host)
            )
        message = Sentence("The model could not be reached at {host}.", host=self.host)
        return _TryAgain(EndpointFailed(message, passes=True))

    def _pause(self, tried: int, wait: float | None) -> float:
        """Seconds until the next try: what the endpoint asks for, or twice the last pause."""
        asked = self._backoff * 2**tried * (1 + self._jitter() / 2) if wait is None else wait
        return min(asked, _LONGEST_PAUSE)


class _TryAgain(Exception):
    """A failure that may be over in a moment. `wait` is the pause asked for, in seconds."""

    def __init__(self, failed: EndpointFailed, *, wait: float | None = None) -> None:
        super().__init__(str(failed))
        self.failed = failed
        self.wait = wait
