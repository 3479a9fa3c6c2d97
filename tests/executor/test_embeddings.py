"""Vectors for texts: without a key by hashing, with one from Gemini."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from bot.executor.embeddings import EmbeddingFailed, GeminiEmbedder, HashingEmbedder, text_of
from bot.executor.specification import Author, DynamicFunction
from bot.values import dump


def _closeness(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


async def test_hashed_vectors_have_length_one_and_never_differ() -> None:
    """The same text has the same vector, and even a text without words has one."""
    embedder = HashingEmbedder()
    vectors = await embedder.embed(["light a fire", "light a fire", "", "the"])
    assert vectors[0] == vectors[1]
    assert vectors[2] == vectors[3]
    for vector in vectors:
        assert len(vector) == embedder.dimension
        assert math.isclose(sum(value * value for value in vector), 1.0)


async def test_like_texts_are_near() -> None:
    """A reworded wish is nearer to its own than to another's."""
    wish, fire, bridge = await HashingEmbedder().embed(
        ["set things burning", "burns a thing with fire", "a bridge that spans the chasm"]
    )
    assert _closeness(wish, fire) > _closeness(wish, bridge)


def test_the_players_words_are_embedded_with_the_name() -> None:
    """The description stands in where there is no wish."""
    function = DynamicFunction(
        scope="w",
        name="df_flaming_ember",
        version=1,
        source="",
        description="Burns.",
        parameters={},
        author=Author.PLAYER,
        maker=None,
        model="m",
        wish="make fire",
    )
    assert text_of(function) == "flaming ember. make fire"


@dataclass
class Gemini:
    """Answers embedding requests on a loopback socket with vectors, an error, or silence."""

    mood: str = "kind"
    requests: list[str] = field(default_factory=list[str])
    url: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    writers: list[asyncio.StreamWriter] = field(default_factory=list[asyncio.StreamWriter])

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        self.writers.append(writer)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1])
            for line in head.lower().splitlines()
            if line.startswith("content-length")
        )
        self.requests.append(head + (await reader.readexactly(length)).decode())
        if self.mood == "silent":
            await self.ended.wait()
        count = self.requests[-1].count('"text"')
        vectors = [{"values": [float(number), 1.0]} for number in range(count)]
        body = dump({"embeddings": vectors} if self.mood == "kind" else {"error": {"code": 403}})
        status = "200 OK" if self.mood == "kind" else "403 Forbidden"
        writer.write(
            f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\n"
            f"content-length: {len(body)}\r\n\r\n{body}".encode()
        )
        writer.close()


@pytest.fixture
async def gemini() -> AsyncGenerator[Gemini]:
    """A Gemini on this machine."""
    service = Gemini()
    server = await asyncio.start_server(service.answer, "127.0.0.1", 0)
    service.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield service
    service.ended.set()
    server.close()
    await server.wait_closed()
    for writer in service.writers:
        writer.close()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)


@pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession:DeprecationWarning")
async def test_gemini_gives_vectors_and_tells_no_key(gemini: Gemini) -> None:
    """Texts go out in one request; a refusal is a sentence without the key."""
    embedder = GeminiEmbedder("s3cret-key", dimension=2, base_url=gemini.url)
    assert (embedder.kind, embedder.dimension) == ("gemini-embedding-001", 2)
    assert await embedder.embed([]) == []
    assert await embedder.embed(["one", "two"]) == [[0.0, 1.0], [1.0, 1.0]]
    assert len(gemini.requests) == 1
    gemini.mood = "refusing"
    with pytest.raises(EmbeddingFailed, match="gemini-embedding-001") as caught:
        await embedder.embed(["one"])
    assert "s3cret" not in f"{caught.value!r}{caught.value.__cause__!r}"
    await embedder.close()
    await embedder.close()


@pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession:DeprecationWarning")
async def test_gemini_has_a_time_to_answer(gemini: Gemini) -> None:
    """A silent service is given up after the timeout."""
    gemini.mood = "silent"
    embedder = GeminiEmbedder("k", timeout=0.2, base_url=gemini.url)
    with pytest.raises(EmbeddingFailed, match=r"within 0\.2 s|gave no vectors"):
        await embedder.embed(["one"])
    await embedder.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/no/such/file"),
        ("ALL_PROXY", "socks5://h:1"),
        ("HTTPS_PROXY", "none://me:s3cret@h:1"),
        ("HTTPS_PROXY", "http://me:s3cret@h:port"),
    ],
)
async def test_an_environment_gemini_cannot_be_asked_with_is_trouble_as_any_other(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy or certificates that cannot be used are an error of ours, without a password."""
    monkeypatch.setenv(name, value)
    embedder = GeminiEmbedder("k")
    with pytest.raises(EmbeddingFailed, match="with what is set") as caught:
        await embedder.embed(["one"])
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None
    await embedder.close()
