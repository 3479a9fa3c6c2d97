"""An OpenAI-compatible endpoint: one request with its retries, and what went wrong with it."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from bot.values import JsonObject, load_object

if TYPE_CHECKING:
    import httpx2
    import openai

_LONGEST_PAUSE = 20.0
_CONNECT_SECONDS = 5.0
_TRY_AGAIN = frozenset({408, 409, 425, 429})
_SAID = 200


class EndpointFailed(Exception):
    """A request came to nothing; the text is a sentence without secrets.

    `status` is the HTTP status, None where there was none; `said` what the endpoint answered.
    """

    def __init__(self, message: str, *, status: int | None = None, said: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.said = said


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
        self._api_key = api_key.strip() or "none"
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

    async def post(self, request: dict[str, Any], *, failures: list[EndpointFailed]) -> JsonObject:
        """The body of the completion a request gets; every failed try is added to `failures`.

        Raises:
            EndpointFailed: no try succeeded, or another would not help.
        """
        client = await self._connected()
        tried = 0
        while True:
            try:
                return await self._once(client, request)
            except _TryAgain as again:
                failures.append(again.failed)
                if tried == self._max_retries:
                    raise again.failed from None
                await asyncio.sleep(self._pause(tried, again.wait))
                tried += 1

    def unanswered(self, said: str) -> str:
        """The sentence for a completion without an answer, with what the endpoint says of it."""
        return f"The model at {self.host} gave no answer{f': {self._clean(said)}' if said else '.'}"

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _connected(self) -> openai.AsyncOpenAI:
        async with self._connecting:
            if self._client is None:
                self._client = await asyncio.to_thread(self._connect)
            return self._client

    def _connect(self) -> openai.AsyncOpenAI:
        if not self.host or not (self._api_key.isascii() and self._api_key.isprintable()):
            what = "API key" if self.host else "address"
            raise EndpointFailed(f"The model's {what} in the settings is not one.")
        client = importlib.import_module("openai")
        http = importlib.import_module("httpx2")
        try:
            return client.AsyncOpenAI(
                base_url=self._base_url,
                api_key=self._api_key,
                max_retries=0,
                http_client=client.DefaultAsyncHttpxClient(
                    timeout=http.Timeout(None, connect=_CONNECT_SECONDS), transport=self._transport
                ),
            )
        except http.InvalidURL:
            raise EndpointFailed("The model's address in the settings is not one.") from None

    async def _once(self, client: openai.AsyncOpenAI, request: dict[str, Any]) -> JsonObject:
        """One try; raises `_TryAgain` where another may succeed."""
        openai = importlib.import_module("openai")
        create = cast(Any, client.chat.completions.with_raw_response).create
        try:
            content: bytes = (await create(**request)).content
            return load_object(content)
        except openai.APIStatusError as error:
            raise self._refused(error) from None
        except openai.APIConnectionError as error:
            raise _TryAgain(self._unreached(error)) from None
        except ValueError:
            raise EndpointFailed(
                f"What {self.host} answered is no chat completion; is the model's address right?"
            ) from None

    def _refused(self, error: openai.APIStatusError) -> EndpointFailed | _TryAgain:
        """What a status other than success means."""
        status = error.status_code
        said = self._clean(error.message)
        failed = EndpointFailed(self._sentence(status, said), status=status, said=said)
        if status in _TRY_AGAIN or status >= 500:
            return _TryAgain(failed, wait=_retry_after(error.response.headers))
        return failed

    def _clean(self, said: str) -> str:
        """An endpoint's own words, short and without the key."""
        return " ".join(said.replace(self._api_key, "…").split())[:_SAID]

    def _sentence(self, status: int, said: str) -> str:
        if status in {401, 403}:
            return f"The model's endpoint at {self.host} refused the API key ({status})."
        if status == 404:
            return f"The endpoint at {self.host} knows no such model or address (404)."
        if status == 429:
            return f"The model at {self.host} is overloaded, or its quota is used up (429)."
        if status >= 500:
            return f"The model at {self.host} is overloaded or out of order ({status})."
        return f"The model's endpoint at {self.host} did not take the request ({status}): {said}"

    def _unreached(self, error: openai.APIConnectionError) -> EndpointFailed:
        http = importlib.import_module("httpx2")
        reading = (http.RemoteProtocolError, http.ReadError, http.DecodingError, http.WriteError)
        if isinstance(error.__cause__, reading):
            return EndpointFailed(f"The connection to the model at {self.host} broke off.")
        return EndpointFailed(f"The model could not be reached at {self.host}.")

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


def _retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds a Retry-After header asks for; dates and nonsense are passed over."""
    try:
        seconds = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
