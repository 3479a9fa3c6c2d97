"""How gateway messages are packed, by what the bot asked for in the address."""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from typing import Any, Protocol


class Packing(Protocol):
    """Packs one message after another into a stream."""

    def pack(self, text: str) -> bytes | str:
        """The frame for a message: text as it is, or bytes."""
        ...


class Plain:
    """No packing."""

    def pack(self, text: str) -> str:
        """The text itself."""
        return text


class Zlib:
    """One zlib stream for the whole connection, flushed after each message."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def pack(self, text: str) -> bytes:
        """The next piece of the stream."""
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class Zstd:
    """One zstd stream for the whole connection, flushed after each message."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._stream = library.ZstdCompressor().compressobj()

    def pack(self, text: str) -> bytes:
        """The next piece of the stream."""
        packed: bytes = self._stream.compress(text.encode())
        return packed + self._stream.flush(self._library.COMPRESSOBJ_FLUSH_BLOCK)


def packing(asked: str | None) -> Packing:
    """What was asked for; plain text, which every client takes too, where that is not at hand."""
    if asked == "zlib-stream":
        return Zlib()
    if asked == "zstd-stream" and importlib.util.find_spec("zstandard") is not None:
        return Zstd(importlib.import_module("zstandard"))
    return Plain()
