"""Functions, generations and attempts as rows of their tables, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import RowMapping

from bot.executor.specification import (
    Attempt,
    Author,
    DynamicFunction,
    Finding,
    Generation,
    Label,
    Severity,
    Specification,
)
from bot.values import dump, load, load_object


def version_row(function: DynamicFunction, at: float) -> dict[str, Any]:
    """The row of one version of a function, kept at `at` (seconds since the epoch)."""
    return {
        "scope": function.scope,
        "name": function.name,
        "version": function.version,
        "source": storable(function.source),
        "description": storable(function.description),
        "parameters": dump(function.parameters),
        "author": function.author.value,
        "maker": function.maker,
        "model": function.model,
        "label": None if function.label is None else dump(function.label.document()),
        "wish": None if function.wish is None else storable(function.wish),
        "origin": function.origin,
        "created_at": at,
    }


def function_of(row: RowMapping) -> DynamicFunction:
    """The version of a function in a row."""
    return DynamicFunction(
        scope=row["scope"],
        name=row["name"],
        version=row["version"],
        source=row["source"],
        description=row["description"],
        parameters=load_object(row["parameters"]),
        author=Author(row["author"]),
        maker=row["maker"],
        model=row["model"],
        label=None if row["label"] is None else _label_of(row["label"]),
        wish=row["wish"],
        origin=row["origin"],
    )


def generation_row(generation: Generation, version: int | None, at: float) -> dict[str, Any]:
    """The row of a generation; `version` is what was kept of it, None where nothing was."""
    asked = generation.specification
    return {
        "scope": asked.scope,
        "name": asked.name,
        "version": version,
        "description": storable(asked.description),
        "parameters": dump(asked.parameters),
        "author": asked.author.value,
        "maker": asked.maker,
        "wish": None if asked.wish is None else storable(asked.wish),
        "at": at,
    }


def attempt_row(attempt: Attempt, generation_id: int) -> dict[str, Any]:
    """The row of an attempt of a generation."""
    findings = [
        {"rule": one.rule, "message": one.message, "line": one.line, "severity": one.severity.value}
        for one in attempt.findings
    ]
    return {
        "generation_id": generation_id,
        "number": attempt.number,
        "model": attempt.model,
        "source": None if attempt.source is None else storable(attempt.source),
        "findings": dump(findings),
        "prompt_tokens": attempt.prompt_tokens,
        "completion_tokens": attempt.completion_tokens,
        "seconds": attempt.seconds,
        "answer": storable(attempt.answer),
        "rung": attempt.rung,
    }


def generation_of(
    row: RowMapping, attempts: Iterable[Attempt], function: DynamicFunction | None
) -> Generation:
    """The generation of a row, without the scene and the host APIs, which are not kept."""
    asked = Specification(
        scope=row["scope"],
        name=row["name"],
        description=row["description"],
        parameters=load_object(row["parameters"]),
        author=Author(row["author"]),
        maker=row["maker"],
        wish=row["wish"],
    )
    return Generation(specification=asked, attempts=tuple(attempts), function=function)


def attempt_of(row: RowMapping) -> Attempt:
    """The attempt in a row."""
    findings = cast(list[dict[str, Any]], load(row["findings"]))
    return Attempt(
        number=row["number"],
        model=row["model"],
        source=row["source"],
        findings=tuple(_finding_of(one) for one in findings),
        prompt_tokens=row["prompt_tokens"],
        completion_tokens=row["completion_tokens"],
        seconds=row["seconds"],
        answer=row["answer"],
        rung=row["rung"],
    )


def _finding_of(value: dict[str, Any]) -> Finding:
    return Finding(
        rule=value["rule"],
        message=value["message"],
        line=value["line"],
        severity=Severity(value["severity"]),
    )


def storable(text: str) -> str:
    """The text without what a database refuses: the character 0 and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _label_of(text: str) -> Label:
    value = cast(dict[str, Any], load_object(text))
    sets = {name: frozenset(value[name]) for name in ("reads", "writes", "targets")}
    reach = value.get("reach")
    return Label(
        **sets, reach=None if reach is None else frozenset(reach), duration=value["duration"]
    )
