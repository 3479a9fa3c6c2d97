"""The results as text: what a model passes, task by task, with the intervals to trust it within."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from benchmarks.tools.running import WORDINGS
from benchmarks.tools.scoring import Rate, Result

BEGIN, END = "<!-- table -->", "<!-- /table -->"


def summary(model: str, results: Sequence[Result]) -> str:
    """A table of the rates, by wording and in all."""
    lines = [
        f"**{model}**, {len(results)} wishes; rates with their 95 % intervals (Wilson).",
        "",
        "| wishes | pass@1 | pass after repair | tokens a wish | seconds a wish |",
        "|---|---|---|---|---|",
    ]
    for number, wording in enumerate(WORDINGS):
        some = [one for one in results if one.wording == number]
        if some:
            lines.append(_row(wording, some))
    return "\n".join([*lines, _row("all", results)])


def by_kind(results: Sequence[Result]) -> str:
    """A table of the rates by kind of task."""
    kinds = dict.fromkeys(one.kind for one in results)
    rows = [
        _cells(kind, Rate.count(one.passed for one in results if one.kind == kind))
        for kind in kinds
    ]
    return "\n".join(["| kind | passed |", "|---|---|", *rows])


def by_task(results: Sequence[Result]) -> str:
    """A table of the tasks: what each wording came to."""
    head = ["| task | kind | " + " | ".join(WORDINGS) + " |", "|---|---|---|---|---|---|"]
    rows: list[str] = []
    for (kind, task), group in groupby(results, key=lambda one: (one.kind, one.task)):
        some = list(group)
        cells = [_told(one for one in some if one.wording == at) for at in range(len(WORDINGS))]
        rows.append(_cells(task.replace("_", " "), kind, *cells))
    return "\n".join([*head, *rows])


def with_tables(page: str, tables: str) -> str:
    """The page with what stands between its marks replaced."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{tables}\n{END}{tail}"


def tables(model: str, results: Sequence[Result]) -> str:
    """Everything there is to say of a model."""
    return "\n\n".join([summary(model, results), by_kind(results), by_task(results)])


def _row(name: str, results: Sequence[Result]) -> str:
    count = max(1, len(results))
    return _cells(
        name,
        Rate.count(one.passed_at_once for one in results),
        Rate.count(one.passed for one in results),
        f"{sum(one.tokens for one in results) / count:.0f}",
        f"{sum(one.seconds for one in results) / count:.2f}",
    )


def _told(results: Iterable[Result]) -> str:
    """The outcomes of one wording: passed, or the check that failed, each with how often."""
    counted = Counter(one.failed or "passed" for one in results)
    return ", ".join(
        name if times == 1 else f"{name} ({times})" for name, times in counted.most_common()
    )


def _cells(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
