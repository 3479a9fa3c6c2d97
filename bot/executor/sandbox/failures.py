"""Says what went wrong in a run, in terms of the function's own lines."""

from __future__ import annotations

from pydantic_monty import Frame, MontyCrashedError, MontyError, MontyRuntimeError, MontySyntaxError

from bot.executor.budget import Budget
from bot.executor.errors import BudgetExhausted, FunctionFailed, RunError
from bot.executor.sandbox.bridge import Bridged

_LONGEST_MESSAGE = 2_000
_LONGEST_TRACEBACK = 6_000
_MOST_FRAMES = 12
_OUT_OF_MEMORY = (
    "MemoryError: memory limit exceeded: ",
    "MemoryError: the worker exceeded its memory limit",
)


def failure(
    error: MontyError, *, bridged: Bridged, source: str, budget: Budget, print_limit: int
) -> RunError:
    """The error a run ends with.

    `source` is what the model wrote, `print_limit` how many bytes it might print.
    """
    if isinstance(error, MontyCrashedError):
        if error.timed_out:
            return budget.overtime()
        return RunError("The sandbox's worker died in the middle of the run.")
    if not isinstance(error, MontyRuntimeError | MontySyntaxError):
        return RunError(f"The sandbox could not go on: {error}"[:_LONGEST_MESSAGE])
    message = _message(error)
    exhausted = _exhausted(message, budget, print_limit)
    frames = _own_frames(error.traceback(), bridged)
    line = frames[-1].line - bridged.offset if frames else None
    what, sentence = exhausted or ("", message)
    traceback = _traceback(sentence, frames, bridged.offset, source.split("\n"))
    if exhausted is None:
        return FunctionFailed(message, traceback=traceback, line=line)
    return BudgetExhausted(sentence, what=what, traceback=traceback, line=line)


def _message(error: MontyRuntimeError | MontySyntaxError) -> str:
    """The exception's type and text, as Python puts them."""
    inner = error.exception()
    text = error.display("type-msg")
    if isinstance(inner, KeyError):
        text = f"KeyError: {inner}"
    return text[:_LONGEST_MESSAGE]


def _exhausted(message: str, budget: Budget, print_limit: int) -> tuple[str, str] | None:
    """What ran out, and a sentence that says so; None where the function raised by itself."""
    if message.startswith("TimeoutError: ") and "time limit exceeded: " in message:
        return "time", f"it ran longer than {budget.limits.seconds:g} s"
    if message.startswith("RuntimeError: suspension limit "):
        return "host-calls", "it asked the host for too much"
    if not message.startswith(_OUT_OF_MEMORY):
        return None
    if message.endswith(f" > {print_limit} bytes"):
        return "output", f"it put out more than {budget.limits.output} bytes"
    return "memory", f"it used more than {budget.limits.memory} bytes of memory"


def _own_frames(frames: list[Frame], bridged: Bridged) -> list[Frame]:
    """The frames within the function's own source, the outermost first."""
    last = bridged.offset + bridged.lines
    return [
        frame
        for frame in frames
        if bridged.offset < frame.line <= last and not frame.filename.startswith("<string>")
    ]


def _traceback(message: str, frames: list[Frame], offset: int, lines: list[str]) -> str:
    parts = ["Traceback (most recent call last):"]
    for frame in frames[-_MOST_FRAMES:]:
        line = frame.line - offset
        parts.append(f"  line {line}, in {frame.function_name or '<module>'}")
        if line <= len(lines):
            parts.append(f"    {lines[line - 1].strip()[:200]}")
    return "\n".join([*parts, message])[-_LONGEST_TRACEBACK:]
