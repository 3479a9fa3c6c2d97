"""How well a model makes tools: `python -m benchmarks.tools [--samples N] [--model NAME]`.

The model is the one the settings name, or with `--model` another of the same endpoint; without an
endpoint it is the built-in apprentice. Prints how many wishes came to a tool that does what was
asked for, at the first answer and after repair, and with `--write` puts the tables into a page.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.tools.report import tables, with_tables
from benchmarks.tools.running import WORDINGS, Contest
from benchmarks.tools.scoring import Result
from benchmarks.tools.task import Task
from benchmarks.tools.tasks import all_tasks
from bot.app import DEMO, limits_of
from bot.executor.sandbox.monty import MontySandbox
from bot.models import Models
from bot.settings import Settings, read_settings

APPRENTICE = "apprentice"


async def run(settings: Settings, tasks: Sequence[Task], samples: int) -> list[Result]:
    """The results of the settings' model, each told as soon as it is there."""
    limits = limits_of(settings)
    models = Models(settings, DEMO)
    results: list[Result] = []
    try:
        async with MontySandbox(width=2, depth=limits.depth, limits=limits) as sandbox:
            contest = Contest(model=models.usual, sandbox=sandbox, limits=limits, samples=samples)
            async for one in contest.results(tasks):
                results.append(one)
                came = "passed" if one.passed else f"{one.failed}: {one.why}"
                print(f"{one.task} ({WORDINGS[one.wording]}): {came[:300]}", file=sys.stderr)
    finally:
        await models.close()
    return results


def chosen(settings: Settings, model: str | None) -> Settings:
    """The settings with another model; the apprentice by its own name."""
    if model is None:
        return settings
    if model == APPRENTICE:
        return settings.model_copy(update={"model_key": None, "model_base_url": None})
    return settings.model_copy(update={"model_name": model})


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tools", description=__doc__)
    parser.add_argument("--model", help="a model of the endpoint, or apprentice")
    parser.add_argument("--samples", type=int, default=1, help="how often each wish is made")
    parser.add_argument("--task", action="append", help="only this task; may be given again")
    parser.add_argument("--write", type=Path, help="the page to put the tables into")
    given = parser.parse_args()
    settings = chosen(read_settings(), given.model)
    tasks = [task for task in all_tasks() if given.task is None or task.name in given.task]
    results = asyncio.run(run(settings, tasks, given.samples))
    name = settings.model_name if settings.has_model else f"The {APPRENTICE}"
    told = tables(name, results)
    print(told)
    if given.write is not None:
        given.write.write_text(with_tables(given.write.read_text("utf-8"), told), "utf-8")


if __name__ == "__main__":
    main()
