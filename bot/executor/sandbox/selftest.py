"""What a sandbox must show before anything is run in it."""

from __future__ import annotations

import time
from dataclasses import replace

from bot.executor.budget import Budget, Limits
from bot.executor.errors import BudgetExhausted, RunError, SandboxUnavailable
from bot.executor.sandbox import Program, Sandbox
from bot.values import Json

_LIMITS = Limits(seconds=0.5, memory=32 * 1024 * 1024, host_calls=3)
_SHORT = replace(_LIMITS, seconds=0.1)
"""For what would take all the time it is given, which whoever starts the program waits for."""

_HONEST = "def probe(params):\n    return external_apis['echo']({'text': params['text']})\n"
_ESCAPES = (
    "def probe(params):\n    return ().__class__.__bases__[0].__subclasses__()[0].__name__\n",
    "def probe(params):\n    import os\n    return str(os.environ)\n",
    "def probe(params):\n    return open('/etc/passwd').read()\n",
)
_ENDLESS = (
    "def probe(params):\n    try:\n        while True:\n            pass\n"
    "    except BaseException:\n        return 'caught'\n"
)


async def self_test(sandbox: Sandbox) -> None:
    """See that it runs what is honest, lets nothing out and stops what does not end.

    Raises:
        SandboxUnavailable: it does not; generated functions must not be run in it.
    """
    try:
        answer = await _run(sandbox, _HONEST)
    except RunError as error:
        raise SandboxUnavailable(f"The sandbox fails an honest function: {error}") from error
    if answer != "hello":
        raise SandboxUnavailable("The sandbox gives an honest function a wrong answer.")
    for source in _ESCAPES:
        if await _comes_to_an_end(sandbox, source):
            raise SandboxUnavailable("The sandbox lets a function reach out of it.")
    try:
        await _run(sandbox, _ENDLESS, _SHORT)
    except BudgetExhausted:
        return
    except RunError as error:
        raise SandboxUnavailable(f"The sandbox stops an endless loop badly: {error}") from error
    raise SandboxUnavailable("The sandbox lets an endless loop have its way.")


async def _comes_to_an_end(sandbox: Sandbox, source: str) -> bool:
    try:
        await _run(sandbox, source)
    except RunError:
        return False
    return True


async def _run(sandbox: Sandbox, source: str, limits: Limits = _LIMITS) -> str:
    program = Program(
        name="probe",
        source=source,
        params={"text": "hello"},
        apis=frozenset({"echo"}),
        seed=1,
        now=0.0,
    )
    return await sandbox.run(program, host=_echo, budget=Budget(limits, timer=time.monotonic))


async def _echo(_name: str, argument: Json) -> str:
    return str(argument["text"]) if isinstance(argument, dict) else ""
