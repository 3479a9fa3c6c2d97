"""Sources are read in several threads at once."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.executor.sandbox.bridge import bridge
from bot.executor.syntax import parse

SOURCE = "def play(params):\n" + "    value = [[1, {2: (3, 4)}], 5 + 6 * 7]\n" * 300


@pytest.fixture
def _restless() -> Iterator[None]:
    """Threads take turns amid whatever they do, also while a tree is made."""

    def work(phase: str, info: dict[str, int]) -> None:
        sum(range(2000))

    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-5)
    gc.set_threshold(200, 2, 2)
    gc.callbacks.append(work)
    yield
    gc.callbacks.remove(work)
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_restless")
def test_sources_are_read_and_bridged_in_several_threads_at_once() -> None:
    """No thread's tree is in the way of another's."""
    with ThreadPoolExecutor(4) as threads:
        made = [threads.submit(one, SOURCE) for one in (parse, bridge) * 6]

    assert all(one.exception() is None for one in made)


def test_a_source_is_read_once_more_where_others_read_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A library in another thread that spoils a reading spoils nothing else."""
    troubles, reading = [SystemError("recursion depth mismatch")] * 2, ast.parse

    def spoilt(source: str, *, mode: str) -> ast.AST:
        if troubles:
            raise troubles.pop()
        return reading(source, mode=mode)

    monkeypatch.setattr(ast, "parse", spoilt)

    assert len(parse("a = 1\nb = 2\n").body) == 2
    assert not troubles
