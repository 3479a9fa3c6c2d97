"""All tasks, by kind."""

from __future__ import annotations

from benchmarks.tools.task import Task
from benchmarks.tools.tasks.bounds import ATTACK, OVERREACH, VAGUE
from benchmarks.tools.tasks.perception import PERCEPTION
from benchmarks.tools.tasks.protection import PROTECTION
from benchmarks.tools.tasks.social import SOCIAL
from benchmarks.tools.tasks.time_and_coins import COMPOSITION, ECONOMY
from benchmarks.tools.tasks.transformation import TRANSFORMATION
from benchmarks.tools.tasks.traversal import TRAVERSAL

__all__ = ["all_tasks"]


def all_tasks() -> tuple[Task, ...]:
    """Every task, in the order of the kinds."""
    return (
        *TRAVERSAL,
        *PERCEPTION,
        *TRANSFORMATION,
        *PROTECTION,
        *SOCIAL,
        *ECONOMY,
        *COMPOSITION,
        *VAGUE,
        *OVERREACH,
        *ATTACK,
    )
