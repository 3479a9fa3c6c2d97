"""What the game answers when it cannot do what was asked. Every text is a player's sentence."""

from __future__ import annotations

from bot.sentence import Sentence


class GameError(Exception):
    """Base: something asked of the game that it will not or cannot do.

    Made of a template and its values, as a `Sentence`, so that the front end can say it in the
    member's language; the text of the error is the English one.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = Sentence(template, **values)
        super().__init__(self.sentence)


class Refused(GameError):
    """A rule of the game or of the world says no."""


class OrbAsks(Refused):
    """Before a tool is written its wisher is to say something more: the `question`."""

    def __init__(self, question: str) -> None:
        super().__init__("The Orb asks before it writes: {question}", question=question)
        self.question = question


class ModelSilent(Refused):
    """No model answered; `passes` is whether that may be over in a while by itself."""

    def __init__(self, template: str, /, *, passes: bool, **values: object) -> None:
        super().__init__(template, **values)
        self.passes = passes


class ForgingPaused(Refused):
    """The day's budget for models is spent. `until` is when forging goes on, since the epoch."""

    def __init__(self, template: str, /, *, until: float, **values: object) -> None:
        super().__init__(template, **values)
        self.until = until


class NotFound(GameError):
    """There is no such world, soul, place, thing or function."""


class FunctionTrouble(GameError):
    """A generated function did not do its work; the world is as it was. `detail` is for the log."""

    def __init__(self, template: str, /, *, detail: str = "", **values: object) -> None:
        super().__init__(template, **values)
        self.detail = detail


class RunFailed(FunctionTrouble):
    """A run failed; the text names the function, for those who write functions and not players."""


class WorldConflict(GameError):
    """Another process has the world open, or wrote to it in between."""


class StoreFailed(GameError):
    """The action could not be made durable (a full disk, a read-only folder); nothing changed."""


class Unreadable(StoreFailed):
    """What is kept of the world is damaged, or of a newer program."""


class Unavailable(GameError):
    """What the game runs on is busy or away for the moment; it is nobody's fault in the world."""


class BadFile(GameError):
    """A recipe, script or save is not what it should be. `where` names file and position."""

    def __init__(self, template: str, /, *, where: str, **values: object) -> None:
        super().__init__("{where}: {problem}", where=where, problem=Sentence(template, **values))
        self.where = where
