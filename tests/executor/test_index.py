"""The function index: nearest functions, and an index that can always be made again."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.database import Database
from bot.executor import index as index_module
from bot.executor.embeddings import EmbeddingFailed, HashingEmbedder
from bot.executor.index import ChromaIndex, FunctionIndex, MemoryIndex
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Author, DynamicFunction, Generation, Specification

WISHES = {
    "df_fire": "a torch that burns wood with fire",
    "df_bridge": "a bridge that spans the wide chasm",
    "df_sleep": "a lullaby that puts guards to sleep",
}


class Moody:
    """An embedder that fails when it is told to."""

    kind = "moody"
    dimension = HashingEmbedder.dimension

    def __init__(self) -> None:
        self.is_away = False

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """Hashed vectors, or none."""
        if self.is_away:
            raise EmbeddingFailed("The service is away.")
        return await HashingEmbedder().embed(texts)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncGenerator[FunctionLibrary]:
    """A library with three functions of world `w` and one of another."""
    db = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    library = FunctionLibrary(db)
    for name, wish in WISHES.items():
        await _keep(library, name, wish)
    await _keep(library, "df_fire", "fire fire fire", scope="other")
    yield library
    await db.close()


async def _keep(
    library: FunctionLibrary, name: str, wish: str, scope: str = "w"
) -> DynamicFunction:
    asked = Specification(scope=scope, name=name, description="", author=Author.PLAYER, wish=wish)
    generation = Generation(specification=asked, attempts=())
    return await library.keep(generation, "", label=None, model="m")


async def _ready(index: ChromaIndex) -> ChromaIndex:
    assert await index.ready()
    return index


async def _finds_by_purpose(index: FunctionIndex) -> None:
    assert (await index.near("w", "something to set wood on fire", 2))[0] == "df_fire"
    assert (await index.near("w", "cross the chasm", 1)) == ["df_bridge"]
    assert set(await index.near("w", "anything", 9)) == set(WISHES)
    assert await index.near("nowhere", "fire", 3) == []


async def test_a_memory_index_finds_by_purpose(
    library: FunctionLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    """The nearest of the scope come first; what is removed is not found."""
    embedder = Moody()
    index = MemoryIndex(embedder)
    for function in await library.everything():
        await index.add(function)
    await _finds_by_purpose(index)
    await index.remove("w", "df_fire")
    await index.remove("nowhere", "df_fire")
    assert "df_fire" not in await index.near("w", "fire", 3)
    embedder.is_away = True
    with caplog.at_level(logging.WARNING):
        await index.add(await library.find("w", "df_fire"))
        assert await index.near("w", "fire", 3) == []
    assert "The service is away" in caplog.text
    embedder.is_away = False
    await index.remove("w")
    assert await index.near("w", "fire", 3) == []
    await index.close()


async def test_chroma_is_made_from_the_library_in_the_background(
    library: FunctionLibrary, tmp_path: Path
) -> None:
    """It answers nothing until it is open, then finds by purpose; later changes are followed."""
    index = ChromaIndex(tmp_path / "chroma", HashingEmbedder(), library)
    started = time.perf_counter()
    assert await index.near("w", "fire", 3) == []
    await index.remove("w", "df_none")
    assert time.perf_counter() - started < 0.5
    await _ready(index)
    await _finds_by_purpose(index)
    await index.add(await _keep(library, "df_rain", "rain from a cloud"))
    assert await index.near("w", "a cloud with rain", 1) == ["df_rain"]
    await index.add(await _keep(library, "df_rain", "a rope to climb down"))
    assert await index.near("w", "climb on a rope", 1) == ["df_rain"]
    await index.remove("w", "df_rain")
    assert "df_rain" not in await index.near("w", "climb on a rope", 9)
    await index.remove("w")
    assert await index.near("w", "fire", 9) == []
    assert await index.near("other", "fire", 9) == ["df_fire"]
    await index.close()
    assert await index.near("other", "fire", 9) == []


async def test_chroma_catches_up_with_the_library(library: FunctionLibrary, tmp_path: Path) -> None:
    """What was kept, reworded or deleted meanwhile is put right when it is opened again."""
    folder = tmp_path / "chroma"
    first = await _ready(ChromaIndex(folder, HashingEmbedder(), library))
    await first.close()
    await library.delete("other")
    await library.disable("w", "df_sleep")
    await _keep(library, "df_bridge", "sings of rain and clouds")
    second = ChromaIndex(folder, HashingEmbedder(), library)
    await second.add(await _keep(library, "df_rope", "a rope to climb"))
    await _ready(second)
    assert await second.near("w", "rain", 1) == ["df_bridge"]
    assert set(await second.near("w", "anything", 9)) == {"df_fire", "df_bridge", "df_rope"}
    assert await second.near("other", "fire", 9) == []
    await second.close()


async def test_a_corrupt_index_is_made_again(
    library: FunctionLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Garbage in Chroma's file costs nothing but the time to embed; other files stay."""
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    (folder / "00000000-0000-0000-0000-000000000000").mkdir()
    (folder / "notes.txt").write_text("mine")
    index = await _ready(ChromaIndex(folder, HashingEmbedder(), library))
    await _finds_by_purpose(index)
    assert (folder / "notes.txt").read_text() == "mine"
    await index.close()


async def test_an_index_deleted_in_play_is_made_again(
    library: FunctionLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The first call that notices is logged; soon everything is found again."""
    folder = tmp_path / "chroma"
    index = await _ready(ChromaIndex(folder, HashingEmbedder(), library))
    shutil.rmtree(folder)
    with caplog.at_level(logging.WARNING):
        await index.add(await _keep(library, "df_rain", "rain from a cloud"))
    assert "opened anew" in caplog.text
    await _ready(index)
    assert set(await index.near("w", "anything", 9)) == {*WISHES, "df_rain"}
    await index.close()


async def test_an_index_that_cannot_be_made_lets_play_go_on(
    library: FunctionLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once, finds nothing, and is not tried again at every call."""
    (tmp_path / "chroma").write_text("a file in the way")
    places = (tmp_path / "chroma", "http://127.0.0.1:9", "https://127.0.0.1")
    for place in places:
        caplog.clear()
        index = ChromaIndex(place, HashingEmbedder(), library)
        with caplog.at_level(logging.WARNING, logger="bot"):
            assert not await index.ready()
            assert await index.near("w", "fire", 3) == []
            await index.add(await library.find("w", "df_fire"))
        assert caplog.text.count("not up to date") == 1
        await index.close()


async def test_an_embedder_that_is_away_leaves_the_index_as_it_is(
    library: FunctionLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be embedded is added when the service is back."""
    monkeypatch.setattr(index_module, "RETRY_SECONDS", 0.0)
    embedder = Moody()
    index = await _ready(ChromaIndex(tmp_path / "chroma", embedder, library))
    embedder.is_away = True
    await index.add(await _keep(library, "df_rain", "rain from a cloud"))
    assert await index.near("w", "rain", 1) == []
    assert not await index.ready()
    embedder.is_away = False
    await _ready(index)
    assert await index.near("w", "rain", 1) == ["df_rain"]
    await index.close()


async def test_a_call_that_hangs_is_given_up(
    library: FunctionLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Play does not wait for Chroma longer than its time; closing tells and goes on."""
    index = await _ready(ChromaIndex(tmp_path / "chroma", HashingEmbedder(), library))
    monkeypatch.setattr(index_module, "CALL_SECONDS", 0.05)
    await asyncio.sleep(0)
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(index._collection, "near", lambda *_: time.sleep(0.5))  # pyright: ignore
        assert await index.near("w", "fire", 1) == []
        await index.close()
    assert "did not answer within 0.05 s" in caplog.text
    assert "did not close" in caplog.text
    await asyncio.sleep(0.6)


@pytest.mark.parametrize("what", ["deleted", "corrupt", "of another embedding"])
async def test_an_index_is_made_again_while_functions_are_found_and_kept(
    library: FunctionLibrary, tmp_path: Path, what: str
) -> None:
    """Play never waits for it nor hears of it, and in the end every function is found."""
    folder = tmp_path / "chroma"
    embedder: Moody | HashingEmbedder = HashingEmbedder()
    index = await _ready(ChromaIndex(folder, embedder, library))
    if what == "deleted":
        shutil.rmtree(folder)
    else:
        await index.close()
        if what == "corrupt":
            (folder / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
        else:
            embedder = Moody()
        index = ChromaIndex(folder, embedder, library)

    async def keep(number: int) -> None:
        await index.add(await _keep(library, f"df_new_{number}", f"a rope of {number} fathoms"))

    async def find() -> None:
        assert set(await index.near("w", "a rope", 50)) <= await library.names("w")

    for number in range(4):
        await asyncio.gather(keep(number), find(), keep(number + 4), find())
    await _ready(index)
    names = await library.names("w")
    assert len(names) == len(WISHES) + 8
    assert set(await index.near("w", "a rope", 50)) == names
    assert await index.near("w", "a torch that burns wood", 1) == ["df_fire"]
    await index.close()
