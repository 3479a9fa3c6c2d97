"""What programs that mean harm come to: the right error, a host that stays awake, no secret.

The programs are in `hostile/*.txt`: after `=== name:` what must come of it, then the body of the
entry function. It is an error's type with its `what` or the start of its message, or what the
function returns where it does no harm.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sandbox_play import Play

from bot.executor.errors import BudgetExhausted, FunctionFailed, RunError

pytestmark = pytest.mark.asyncio(loop_scope="session")

CANARY = "canary-4f1c9b"
LONGEST_LAG = 1.0
HONEST = "def play(params):\n    return 'all is well'\n"

Lag = Callable[[Awaitable[object]], Awaitable[float]]


def hostile() -> list[pytest.ParameterSet]:
    """Every program of the battery: its body and what must come of it."""
    cases: list[pytest.ParameterSet] = []
    for path in sorted(Path(__file__).parent.joinpath("hostile").glob("*.txt")):
        for part in path.read_text().split("=== ")[1:]:
            head, _, body = part.partition("\n")
            name, _, outcome = head.partition(": ")
            cases.append(pytest.param(body.rstrip("\n"), outcome, id=name))
    return cases


SLOW = {"BudgetExhausted memory": "BudgetExhausted time"}
"""What may come out instead on a slow machine: the time is up before the memory is full."""


async def outcome_of(play: Play, source: str) -> str:
    """What came of a source, in the words of the battery, and all its texts."""
    try:
        return f"returns {await play(source)}"
    except BudgetExhausted as error:
        return f"BudgetExhausted {error.what} ({error}) {error.traceback}"
    except RunError as error:
        return f"{type(error).__name__} {error} {error.traceback}"


@pytest.mark.parametrize(("body", "expected"), hostile())
async def test_harm_is_not_done(
    play: Play, lag: Lag, monkeypatch: pytest.MonkeyPatch, body: str, expected: str
) -> None:
    """It comes to what it should, the loop is not held up, and the next function runs."""
    monkeypatch.setenv("CANARY", CANARY)
    lines = [f"    {line}" for line in body.split("\n")]
    source = "\n".join(["def play(params):", *lines, ""])
    outcomes: list[str] = []

    async def run() -> None:
        outcomes.append(await outcome_of(play, source))

    assert await lag(run()) < LONGEST_LAG
    assert outcomes[0].startswith((expected, SLOW.get(expected, expected)))
    assert CANARY not in outcomes[0]
    assert CANARY not in str(play.calls)
    assert await play(HONEST) == "all is well"


SOURCES = {
    "too-large": ("x = 1\n" * 10_000, "the source is larger than 32768 bytes"),
    "too-large-in-bytes": ("# " + "é" * 20_000, "the source is larger than 32768 bytes"),
    "null-byte": ("def play(params):\n    return '\0'\n", "SyntaxError: "),
    "parentheses": ("(" * 5_000 + ")" * 5_000, "SyntaxError: "),
    "brackets": ("x = " + "[" * 150 + "]" * 150, "NameError: name 'play' is not defined"),
    "unary": ("x = " + "-" * 20_000 + "1", "SyntaxError: "),
    "attributes": ("x = a" + ".b" * 10_000, "SyntaxError: "),
    "sum": ("x = 1" + "+1" * 10_000, "SyntaxError: "),
    "indentation": ("".join(" " * n + "if 1:\n" for n in range(150)) + " " * 150 + "x", "Syntax"),
    "nothing": ("", "NameError: name 'play' is not defined"),
    "another-name": ("def other(params):\n    return 'x'\n", "NameError: name 'play' is not"),
    "unfinished": ("def play(params):\n    return (1,\n", "SyntaxError: "),
    "unfinished-text": ("def play(params):\n    return '''\n", "SyntaxError: "),
    "half-an-f-string": ("def play(params):\n    return f'{'\n", "SyntaxError: "),
    "backslash-at-the-end": ("def play(params):\n    return 'x'\n\\", "SyntaxError: "),
    "stray-surrogate": ("def play(params):\n    return '\ud800'\n", "SyntaxError: "),
    "unicode-name": (
        "def play(params):\n    return str(().__\uff43lass__.__bases__)\n",
        "Attribute",
    ),
    "unicode-import": (
        "def play(params):\n    import \uff4fs\n    return os.environ['CANARY']\n",
        "Runtime",
    ),
    "unicode-direction": ("def play(params):\n    \u202ereturn 'x'\n", "SyntaxError: "),
    "module-level-loop": ("while True:\n    pass\n", "it ran longer"),
    "module-level-import": ("import subprocess\n", "ModuleNotFoundError: "),
    "own-border-of-another-kind": (
        "_orb_result = lambda value: {n * (2 ** 61 - 1): 0 for n in range(20000)}\n"
        "def play(params):\n    return 'x'\n",
        "it put out more than 16384 bytes",
    ),
    "own-border-of-nonsense": (
        "_orb_result = lambda value: 'json:['\ndef play(params):\n    return 'x'\n",
        "what it returned is not plain JSON: ",
    ),
    "own-border-too-deep": (
        "_orb_result = lambda value: 'json:' + '[' * 8000 + ']' * 8000\n"
        "def play(params):\n    return 'x'\n",
        "what it returned is not plain JSON: it is nested too deep",
    ),
    "own-border-of-a-long-name": (
        "_orb_result = lambda value: 'type:' + 'x' * 9000\ndef play(params):\n    return 'x'\n",
        "it returned a value of type 'xxx",
    ),
}


@pytest.mark.parametrize(("source", "message"), SOURCES.values(), ids=SOURCES.keys())
async def test_a_strange_source_is_an_error(
    play: Play, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    """A source of any shape ends in a clear error, and the next function runs."""
    monkeypatch.setenv("CANARY", CANARY)
    with pytest.raises(RunError) as raised:
        await play(source)
    assert str(raised.value).startswith(message)
    assert CANARY not in str(raised.value)
    assert await play(HONEST) == "all is well"


async def test_a_byte_order_mark_and_other_line_ends_are_read(play: Play) -> None:
    """Windows' line ends, and old ones, count as lines."""
    assert await play("def play(params):\r\n    return 'x'\r\n") == "x"
    with pytest.raises(FunctionFailed, match="ZeroDivisionError") as raised:
        await play("# one\r# two\rdef play(params):\r    return 1 / 0\r")
    assert raised.value.line == 4


@pytest.mark.parametrize("name", ["x); open('/etc/passwd'", "", "class", "a b", "1", "play\n"])
async def test_a_name_that_is_none_is_refused(play: Play, name: str) -> None:
    """The entry's name cannot carry code."""
    with pytest.raises(FunctionFailed, match="is no name a function can have"):
        await play(HONEST, name=name)


LEAKS = {
    "a-global": ("global left\n    left = 'seen'", "return str(left)", "NameError"),
    "a-module": ("import json\n    json.dumps = lambda x: 'seen'", None, ""),
    "a-builtin": ("global len\n    len = lambda x: 'seen'", None, ""),
    "an-api": ("external_apis['host_get'] = lambda x: 'seen'", None, ""),
}


@pytest.mark.parametrize(("leave", "look", "message"), LEAKS.values(), ids=LEAKS.keys())
async def test_nothing_is_left_for_the_next_run(
    play: Play, leave: str, look: str | None, message: str
) -> None:
    """What a function does to its surroundings is gone with it."""
    await outcome_of(play, f"def play(params):\n    {leave}\n    return 'done'\n")
    look = look or "import json\n    return json.dumps([len('ab'), external_apis['host_get']({})])"
    outcome = await outcome_of(play, f"def play(params):\n    {look}\n")
    assert "seen" not in outcome
    assert message in outcome


async def test_a_mutable_default_begins_anew(play: Play) -> None:
    """The same source run twice shares no default argument."""
    source = "def play(params, seen=[]):\n    seen.append(1)\n    return str(len(seen))\n"
    assert await play(source) == "1"
    assert await play(source) == "1"


async def test_the_params_of_the_host_are_not_touched(play: Play) -> None:
    """A function changes its own copy of what it is given."""
    params = {"a": {"b": 1}}
    source = "def play(params):\n    params['a']['b'] = 2\n    return str(params['a']['b'])\n"
    assert await play(source, params=params) == "2"
    assert params == {"a": {"b": 1}}
