"""A function's failure in play, with everything that is needed to have it happen again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.world import World
from bot.executor.specification import DynamicFunction, Finding
from bot.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How a run failed: the function, what it was given, by whom, in which world, and when.

    `world` is as it was when the run began, `at` the time then (epoch seconds).
    """

    function: DynamicFunction
    params: JsonObject
    soul_id: str | None
    world: World
    at: float
    finding: Finding
    traceback: str = ""
