"""What the type checker says of a function before it runs."""

from __future__ import annotations

import time

import pytest
from sandbox_play import SMALL

from bot.executor.errors import FunctionFailed
from bot.executor.sandbox.monty import MontySandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

HONEST = "def play(params):\n    return 'all is well'\n"

CHECKED = {
    "unknown-name": ("    return lantern\n", ["line 2: Name `lantern` used when not defined"]),
    "unknown-import": (
        "    import numpy\n    return ''\n",
        ["line 2: Cannot resolve imported module `numpy`"],
    ),
    "unknown-function-of-a-module": (
        "    import json\n    return json.dump_it({})\n",
        ["line 3: Module `json` has no member `dump_it`"],
    ),
    "unknown-method-of-a-text": (
        "    return 'abc'.lowercase()\n",
        ['line 2: Object of type `Literal["abc"]` has no attribute `lowercase`'],
    ),
    "legitimate": (
        "    import uuid\n"
        "    out = {'a': 1}\n"
        "    out.setdefault('b', []).append(params['x'].get('y'))\n"
        "    best = None\n"
        "    for one in params.get('list', []):\n"
        "        if best is None or one['n'] > best['n']:\n"
        "            best = one\n"
        "    best.get('n')\n"
        "    if 'host_get' in external_apis and callable(out):\n"
        "        external_apis.get('host_get')({'id': uuid.uuid4().hex})\n"
        "    del out['a']\n"
        "    return json.dumps(out | {'s': list(map(str.upper, 'ab'))}, default=str)\n",
        [],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CHECKED.values(), ids=CHECKED.keys())
async def test_the_type_checker_names_what_is_not_there(
    sandbox: MontySandbox, body: str, expected: list[str]
) -> None:
    """Names, modules and attributes that do not exist are told with their line, nothing else."""
    assert await sandbox.check("play", f"def play(params):\n{body}") == expected


async def test_checking_does_not_run(sandbox: MontySandbox) -> None:
    """Even what would run at once is only read."""
    before = time.monotonic()
    assert await sandbox.check("play", "while True:\n    pass\n") == []
    assert time.monotonic() - before < 0.5


async def test_checking_what_cannot_be_parsed_says_so(sandbox: MontySandbox) -> None:
    """It would never run: an error with its line."""
    with pytest.raises(FunctionFailed, match=r"SyntaxError: '\(' was never closed") as caught:
        await sandbox.check("play", "def play(params):\n    return (1\n")
    assert caught.value.line == 2


async def test_a_checker_that_dies_has_no_advice() -> None:
    """Checking is advice; without it a function is judged by its runs."""
    async with MontySandbox(limits=SMALL, binary="/bin/true") as sandbox:
        assert await sandbox.check("play", HONEST) == []
