"""A process that draws what it is asked for: `python -m bot.engine.pictures.easel`.

It is asked and answers over its standard streams, and ends when they do, so that it never outlives
the program that started it. A message is its length in four bytes, then a pickle: nobody but the
two processes can write into the pipes between them.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import IO, TypeAlias

from bot.engine.pictures.cache import PictureCache
from bot.engine.pictures.stage import Chart
from bot.engine.pictures.staging import stage_of
from bot.engine.pictures.wording import chart_in_words, stage_in_words
from bot.engine.scene import Scene

Subject: TypeAlias = Scene | Chart
"""What there can be a picture of."""
Drawn: TypeAlias = tuple[bytes, str]
"""A PNG, and the words that say the same."""

HEAD = 4
"""The bytes of a message's length."""
YIELDING = 3
"""How much the process yields to others, as Unix counts it."""


def draw(cache: PictureCache, subject: Subject, locale: str) -> Drawn:
    """The picture of a scene or a chart, and what it shows in words of the locale."""
    if isinstance(subject, Scene):
        stage = stage_of(subject)
        return cache.stage(stage), stage_in_words(stage, locale)
    return cache.chart(subject), chart_in_words(subject, locale)


def packed(message: object) -> bytes:
    """A message as it goes through a pipe."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(content).to_bytes(HEAD, "big") + content


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Draw until nobody asks any more; a picture that fails is answered with what was wrong."""
    cache = PictureCache()
    while len(head := source.read(HEAD)) == HEAD:
        content = source.read(int.from_bytes(head, "big"))
        answer: Drawn | str
        try:
            subject, locale = pickle.loads(content)  # noqa: S301 - from the process that began this
            answer = draw(cache, subject, locale)
        except Exception as error:  # whatever it is, the next picture may be drawn
            answer = f"{type(error).__name__}: {error}"
        sink.write(packed(answer))
        sink.flush()


def main() -> None:
    """Draw for the process at the other end of the standard streams."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this
    with suppress(AttributeError, OSError):  # not every system has it
        os.nice(YIELDING)
    sink, sys.stdout = sys.stdout.buffer, sys.stderr
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
