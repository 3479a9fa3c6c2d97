"""Turns texts into vectors, so that functions of like purpose can be found."""

from __future__ import annotations

import asyncio
import importlib
import math
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Protocol

from bot.executor.errors import ExecutorError
from bot.executor.specification import DynamicFunction

_REMEMBERED = 64
"""So many texts' vectors are remembered: a world's functions are looked for before they are kept,
and the worlds of one recipe have the same."""


class EmbeddingFailed(ExecutorError):
    """The texts could not be embedded: the service is away, too slow, or refused."""


class Embedder(Protocol):
    """Makes vectors of one kind; vectors of different kinds cannot be compared."""

    @property
    def kind(self) -> str:
        """The kind of the vectors, in letters, digits and `-`."""
        ...

    @property
    def dimension(self) -> int:
        """The length of every vector."""
        ...

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text; raises `EmbeddingFailed`."""
        ...

    async def close(self) -> None:
        """Let go of what it holds; it opens anew where it is asked again."""
        ...


def text_of(function: DynamicFunction) -> str:
    """What of a function is embedded: its name, and the player's words or else its description."""
    name = function.name.removeprefix("df_").replace("_", " ")
    return f"{name}. {function.wish or function.description}"


class HashingEmbedder:
    """Counts words and pieces of words, hashed into a vector of length 1. Needs nothing."""

    kind = "hashing-1"
    dimension = 512

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text, at once and the same everywhere."""
        return [[*_hashed(text, self.dimension)] for text in texts]

    async def close(self) -> None:
        """Nothing is held."""


@lru_cache(maxsize=_REMEMBERED)
def _hashed(text: str, dimension: int) -> tuple[float, ...]:
    vector = [0.0] * dimension
    for feature, weight in _features(text):
        hashed = zlib.crc32(feature.encode("utf-8", "replace"))
        sign = 1.0 if hashed & 0x80000000 else -1.0
        vector[hashed % dimension] += sign * weight
    length = math.sqrt(sum(value * value for value in vector))
    if length == 0.0:
        vector[0] = length = 1.0
    return tuple(value / length for value in vector)


_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by can for from has have i in into is it its me my of on or so that "
        "the their them then there this to when which who will with you your",
    )
)


def _features(text: str) -> Iterator[tuple[str, float]]:
    """The words of a text, then their pieces of three and four characters, with their weights."""
    for word in re.findall(r"\w+", text.casefold()):
        if word in _COMMON:
            continue
        yield word, 1.0
        edged = f"<{word}>"
        for size in (3, 4):
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size], 0.4


class GeminiEmbedder:
    """Vectors from Gemini, through langchain-google-genai. `timeout` is in seconds.

    `key` is used for requests alone. `base_url` is Google's where it is None.
    """

    def __init__(
        self,
        key: str,
        *,
        model: str = "gemini-embedding-001",
        dimension: int = 768,
        timeout: float = 10.0,
        base_url: str | None = None,
    ) -> None:
        self.kind = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")
        self.dimension = dimension
        self._key = key
        self._model = model
        self._timeout = timeout
        self._base_url = base_url
        self._client: Any = None
        self._opening = asyncio.Lock()

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text; raises `EmbeddingFailed` where Gemini does not give them."""
        if not texts:
            return []
        async with self._opening:
            if self._client is None:
                self._client = await self._opened()
        try:
            async with asyncio.timeout(self._timeout):
                return await self._client.aembed_documents(texts)
        except TimeoutError as error:
            raise EmbeddingFailed(f"Gemini gave no vectors within {self._timeout:g} s.") from error
        except importlib.import_module("langchain_google_genai._common").GoogleGenerativeAIError:
            # The error quotes the request; what is told of it must not.
            raise EmbeddingFailed(f"Gemini gave no vectors with {self._model!r}.") from None

    async def close(self) -> None:
        """Let go of the connections to Gemini."""
        client, self._client = self._client, None
        if client is not None:
            await client.client.aio.aclose()

    async def _opened(self) -> Any:
        """The client; a proxy or certificates it does not take are trouble as any other."""
        try:
            return await asyncio.to_thread(self._open)
        except (ImportError, OSError, ValueError, _invalid_url()) as error:
            # What it quotes may be an address with a password.
            told = f"Gemini cannot be asked with what is set ({type(error).__name__})."
            raise EmbeddingFailed(told) from None

    def _open(self) -> Any:
        """The client, with a timeout; done in a thread, as the import takes seconds."""
        library = importlib.import_module("langchain_google_genai")
        genai = importlib.import_module("google.genai")
        client = library.GoogleGenerativeAIEmbeddings(
            model=self._model,
            google_api_key=self._key,
            output_dimensionality=self.dimension,
            task_type="SEMANTIC_SIMILARITY",
        )
        # The library passes on neither a timeout nor how often to try, so its client is replaced.
        options = genai.types.HttpOptions(
            base_url=self._base_url,
            timeout=round(self._timeout * 1000),
            retry_options=genai.types.HttpRetryOptions(attempts=2),
        )
        client.client = genai.Client(api_key=self._key, http_options=options)
        return client


def _invalid_url() -> type[Exception]:
    """What the client raises of an address; asked for only where it was imported anyway."""
    return importlib.import_module("httpx").InvalidURL
