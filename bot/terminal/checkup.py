"""What the doctor says of a part: how it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from bot.settings import Settings

ASK = "With `orb doctor --ask` it is tried; the endpoint may charge for a few words."


class State(StrEnum):
    """How a part is: well, worth a look, at fault."""

    WELL = "ok"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was seen of one part; `advice` is what to do about it."""

    part: str
    state: State
    seen: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at; `asks` is whether models may be asked, which they may charge for."""

    settings: Settings
    folder: Path
    asks: bool = False


Check: TypeAlias = Callable[[Patient], Awaitable[Checkup]]


def well(part: str, seen: str, advice: str = "") -> Checkup:
    """A part that is as it should be."""
    return Checkup(part=part, state=State.WELL, seen=seen, advice=advice)


def look(part: str, seen: str, advice: str) -> Checkup:
    """A part with which the bot gets along, and that is worth knowing of."""
    return Checkup(part=part, state=State.LOOK, seen=seen, advice=advice)


def fault(part: str, seen: str, advice: str) -> Checkup:
    """A part that does not do what it is there for."""
    return Checkup(part=part, state=State.FAULT, seen=seen, advice=advice)
