"""A rewritten source keeps its lines, and says what it said."""

from __future__ import annotations

from pathlib import Path

import pytest
from sandbox_play import Play

from bot.executor.errors import FunctionFailed
from bot.executor.sandbox.bridge import Bridge, Unreadable, bridge
from bot.values import load

pytestmark = pytest.mark.asyncio(loop_scope="session")


def bridged() -> list[pytest.ParameterSet]:
    """What is bridged: after `=== name:` the expected value, then the body of a function."""
    cases: list[pytest.ParameterSet] = []
    for part in Path(__file__).with_name("bridged.txt").read_text().split("=== ")[1:]:
        head, _, body = part.partition("\n")
        name, _, expected = head.partition(": ")
        cases.append(pytest.param(body.rstrip("\n"), load(expected), id=name))
    return cases


@pytest.mark.parametrize(("body", "expected"), bridged())
async def test_what_the_dialect_lacks_works(play: Play, body: str, expected: object) -> None:
    """It does what Python does, and the line after it has the number it had."""
    lines = [f"    {line}" for line in body.split("\n")]
    assert load(await play("\n".join(["def play(params):", *lines, ""]))) == expected


@pytest.mark.parametrize(("body", "expected"), bridged())
async def test_lines_stay_where_they_are(play: Play, body: str, expected: object) -> None:
    """An error on the line after what was rewritten is told with its own number."""
    body = body.rpartition("return ")[0]
    assert expected is not None
    lines = [f"    {line}" for line in [*body.split("\n"), "undefined_here"]]
    source = "\n".join(["def play(params):", *lines])
    with pytest.raises(FunctionFailed, match="undefined_here") as raised:
        await play(source)
    assert raised.value.line == len(lines) + 1
    assert bridge(source).source.count("\n") == source.count("\n")


@pytest.mark.parametrize(
    "source",
    [
        "def play(params):\n    x = {'a': 1}.get('a')\n    return external_apis['a'](params)\n",
        "def play(params):\n    return f'{params[\"a\"]} {sum(x for x in [1])}'\n",
        "import json\nfrom math import floor\n",
    ],
)
async def test_what_works_is_left_alone(source: str) -> None:
    """A source without gaps goes to the sandbox to the letter."""
    assert bridge(source).source == source


async def test_only_what_is_needed_goes_before() -> None:
    """A source that uses no stand-in has none before it."""
    plain = bridge("def play(params):\n    return 'x'\n").prelude
    assert "uuid" not in plain
    assert bridge("uuid.uuid4()").prelude.startswith(plain)


async def test_a_source_is_read_once() -> None:
    """The last sources are remembered, and no more than asked for."""
    one = Bridge(largest=100, remembered=2)
    first = one.bridged("x = 1")
    assert one.bridged("x = 1") is first
    one.bridged("x = 2")
    assert one.bridged("x = 1") is first
    one.bridged("x = 3")
    assert one.bridged("x = 1") is first
    one.bridged("x = 2")
    one.bridged("x = 3")
    assert one.bridged("x = 1") is not first


async def test_what_cannot_be_written_anew_is_refused() -> None:
    """A chain too long to be put into words again is told as too deep."""
    with pytest.raises(Unreadable, match="nested too deep"):
        bridge("x = next(y for y in " + "+".join(["z"] * 600) + ")")
