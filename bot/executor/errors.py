"""What can go wrong between a specification and a function's result."""

from __future__ import annotations


class ExecutorError(Exception):
    """Base of everything the executor raises; the text is a sentence."""


class ModelUnavailable(ExecutorError):
    """The model could not be reached, was too slow, or refused every try.

    `passes` is whether that may be over in a while by itself; `resumes_at` is when it will be, in
    seconds since the epoch, where a budget is what is spent. `tokens` were charged for all the
    same.
    """

    def __init__(
        self,
        message: str,
        *,
        passes: bool = False,
        resumes_at: float | None = None,
        tokens: int = 0,
    ) -> None:
        super().__init__(message)
        self.passes = passes
        self.resumes_at = resumes_at
        self.tokens = tokens


class AnswerLost(ModelUnavailable):
    """An answer was asked for and did not arrive whole; it may have been charged for."""

    def __init__(self, message: str) -> None:
        super().__init__(message, passes=True)


class UnknownFunction(ExecutorError):
    """No function of that name is kept in that scope."""


class RunError(ExecutorError):
    """A run that did not come to its end. `traceback` speaks of the function's own lines."""

    def __init__(self, message: str, *, traceback: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.traceback = traceback
        self.line = line


class FunctionFailed(RunError):
    """The function raised an exception it did not catch, or gave back something that is no text."""


class BudgetExhausted(RunError):
    """The run used up its time, memory, host calls, output or nesting. `what` names which."""

    def __init__(
        self, message: str, *, what: str, traceback: str = "", line: int | None = None
    ) -> None:
        super().__init__(message, traceback=traceback, line=line)
        self.what = what


class SandboxUnavailable(ExecutorError):
    """No sandbox can run functions now: not installed, failed its self-test, or too busy."""
