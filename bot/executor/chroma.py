"""The one Chroma collection that holds the functions' vectors. Blocks; meant for one thread."""

from __future__ import annotations

import importlib
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.executor.embeddings import text_of
from bot.executor.specification import DynamicFunction
from bot.values import digest

_OWN_FOLDER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OPENINGS = 3


class ChromaCollection:
    """Functions' vectors in a folder, or on the Chroma server of an `http` URL.

    All scopes share one collection, because hundreds of collections exhaust Chroma. Its name tells
    the kind of the vectors, so that another kind begins another collection.
    """

    def __init__(self, place: Path | str, *, kind: str, dimension: int) -> None:
        self._place = place
        self._name = f"functions-{kind}-{dimension}"
        self._dimension = dimension
        self._client: Any = None
        self._collection: Any = None

    def open(self) -> None:
        """Open the collection; a folder Chroma cannot read any more is emptied and begun anew."""
        self.close()
        if isinstance(self._place, str):
            self._connect()
            return
        for opening in range(1, _OPENINGS + 1):
            try:
                self._connect()
                self._probe()
                return
            except Exception:
                # Chroma hands a system that failed to start out once more, hence a third opening.
                self.close()
                if opening == _OPENINGS:
                    raise
                _empty(self._place)

    def look(self) -> dict[str, str]:
        """The marks of what is in the collection; raises whatever Chroma raises, changes nothing.

        Where there is no such collection it is made, empty.
        """
        try:
            self._connect()
            self._probe()
            return self.marks()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the collection."""
        client, self._client, self._collection = self._client, None, None
        if client is not None:
            client.close()

    def marks(self) -> dict[str, str]:
        """The mark of every function that is in the collection, by its id."""
        found = self._collection.get(include=["metadatas"])
        return {
            key: str(metadata.get("mark"))
            for key, metadata in zip(found["ids"], found["metadatas"], strict=True)
        }

    def upsert(self, functions: list[DynamicFunction], vectors: list[list[float]]) -> None:
        """Put functions in, or in the place of what they were."""
        self._collection.upsert(
            ids=[id_of(one) for one in functions],
            embeddings=vectors,
            metadatas=[
                {"scope": one.scope, "name": one.name, "mark": mark_of(one)} for one in functions
            ],
        )

    def near(self, scope: str, vector: list[float], count: int) -> list[str]:
        """The names of the functions of a scope that are nearest to a vector."""
        found = self._collection.query(
            query_embeddings=[vector],
            n_results=count,
            where={"scope": scope},
            include=["metadatas"],
        )
        return [str(metadata["name"]) for metadata in found["metadatas"][0]]

    def delete(self, ids: list[str]) -> None:
        """Take functions out by their ids."""
        self._collection.delete(ids=ids)

    def remove(self, scope: str, name: str | None) -> None:
        """Take a function of a scope out, or all of them."""
        one = {"$and": [{"scope": scope}, {"name": name}]}
        self._collection.delete(where={"scope": scope} if name is None else one)

    def _connect(self) -> None:
        chromadb = importlib.import_module("chromadb")
        settings = importlib.import_module("chromadb.config").Settings(anonymized_telemetry=False)
        if isinstance(self._place, str):
            parts = urlsplit(self._place)
            is_safe = parts.scheme == "https"
            self._client = chromadb.HttpClient(
                host=parts.hostname or "localhost",
                port=parts.port or (443 if is_safe else 8000),
                ssl=is_safe,
                settings=settings,
            )
        else:
            self._client = chromadb.PersistentClient(str(self._place), settings=settings)
        self._collection = self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def _probe(self) -> None:
        """Ask something, as a damaged index is noticed only by a question."""
        if self._collection.count():
            self._collection.query(query_embeddings=[[1.0] * self._dimension], n_results=1)


def id_of(function: DynamicFunction) -> str:
    """The id of a function's vector."""
    return digest([function.scope, function.name])


def mark_of(function: DynamicFunction) -> str:
    """Tells whether a vector still belongs to what a function is about."""
    return digest(text_of(function))[:16]


def _empty(folder: Path) -> None:
    """Remove what Chroma made in a folder, and nothing else."""
    for path in folder.glob("chroma.sqlite3*"):
        path.unlink()
    for path in folder.iterdir():
        if path.is_dir() and _OWN_FOLDER.fullmatch(path.name):
            shutil.rmtree(path)
