"""What a player reads when a thing does not work: its name and how it failed, none of its code."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from bot.engine.errors import FunctionTrouble, RunFailed
from bot.engine.turn import Turn
from bot.executor.errors import BudgetExhausted, RunError, UnknownFunction
from bot.executor.library import FunctionDisabled
from bot.sentence import Sentence


@contextmanager
def blaming(thing: str) -> Generator[None]:
    """Tells a failure inside as that of a thing in the game; what failed goes into the detail."""
    try:
        yield
    except BudgetExhausted as error:
        raise FunctionTrouble(
            "{failure} Nothing has changed, and it will be looked at.",
            failure=_overdone(error.what, thing),
            detail=f"{error}\n{error.traceback}".strip(),
        ) from error
    except (RunFailed, RunError) as error:
        more = error.detail if isinstance(error, RunFailed) else error.traceback
        raise FunctionTrouble(
            _failure(error.__cause__, thing), detail=f"{error}\n{more}".strip()
        ) from error


def in_game_words(turn: Turn, thing: str, text: str) -> str:
    """What a function told of itself, where it does not pass on how another one failed."""
    if not any(failure in text for failure in turn.effects.failures):
        return text
    return Sentence("{thing} set something in motion that did not work.", thing=thing)


def _failure(cause: BaseException | None, thing: str) -> Sentence:
    match cause:
        case FunctionDisabled():
            return Sentence("{thing} is set aside until it is mended.", thing=thing)
        case UnknownFunction():
            return Sentence("{thing} does nothing: what moved it is not here.", thing=thing)
        case _:
            return Sentence(
                "{failure} Nothing has changed, and it will be looked at.",
                failure=Sentence("{thing} did not work: something in it is broken.", thing=thing),
            )


def _overdone(what: str, thing: str) -> Sentence:
    match what:
        case "time":
            return Sentence("{thing} took too long and was stopped.", thing=thing)
        case "host-calls":
            return Sentence("{thing} tried to do too much at once and was stopped.", thing=thing)
        case "depth":
            return Sentence("{thing} set itself off again and again and was stopped.", thing=thing)
        case _:
            return Sentence("{thing} became too large and was stopped.", thing=thing)
