"""The parts of a multipart form."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import BodyPartReader, web

from playground.server.local import Upload
from playground.server.payloads import FILE_LIMIT

PIECE = 1 << 16


async def parts(request: web.Request) -> AsyncIterator[tuple[str, Upload]]:
    """The parts by name, each as a file.

    Raises:
        ValueError: The form is broken.
    """
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("a part of the form has no name")
        content = await _read(part)
        yield part.name, Upload(part.filename or "file", content, part.headers.get("Content-Type"))


async def _read(part: BodyPartReader) -> bytes:
    """A part's bytes; of one that is too large only so many that it is seen to be."""
    content = bytearray()
    while piece := await part.read_chunk(PIECE):
        if len(content) <= FILE_LIMIT:
            content += piece
    return bytes(content)
