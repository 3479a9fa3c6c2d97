"""What the game answers when it cannot do what was asked. Every text is a player's sentence."""

from __future__ import annotations


class GameError(Exception):
    """Base: something asked of the game that it will not or cannot do."""


class Refused(GameError):
    """A rule of the game or of the world says no."""


class NotFound(GameError):
    """There is no such world, soul, place, thing or function."""


class FunctionTrouble(GameError):
    """A generated function did not do its work; the world is as it was. `detail` is for the log."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class WorldConflict(GameError):
    """Another process has the world open, or wrote to it in between."""


class StoreFailed(GameError):
    """The action could not be made durable (a full disk, a read-only folder); nothing changed."""


class Unavailable(GameError):
    """What the game runs on is busy or away for the moment; it is nobody's fault in the world."""


class BadFile(GameError):
    """A recipe, script or save is not what it should be. `where` names file and position."""

    def __init__(self, message: str, *, where: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
