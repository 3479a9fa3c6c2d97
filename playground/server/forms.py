"""The parts of a multipart form."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import BodyPartReader, web

from playground.server.local import Upload


async def parts(request: web.Request) -> AsyncIterator[tuple[str, Upload]]:
    """The parts by name, each as a file.

    Raises:
        ValueError: The form is broken.
    """
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("a part of the form has no name")
        content = bytes(await part.read())
        yield part.name, Upload(part.filename or "file", content, part.headers.get("Content-Type"))
