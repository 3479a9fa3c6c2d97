"""The limits of a modal, and of a list of autocomplete choices."""

from __future__ import annotations

from typing import Any

from playground.server.errors import Findings, Path
from playground.server.limits.components import (
    INPUT,
    LABEL,
    ROW,
    SELECTS,
    TEXT,
    Components,
    options,
    select,
)
from playground.server.state import Json

UPLOAD, RADIO, CHECKS, CHECK = 19, 21, 22, 23
IN_LABEL = (INPUT, *SELECTS, UPLOAD, RADIO, CHECKS, CHECK)


def check(body: Any) -> None:
    """Check the data of a modal response.

    Raises:
        ApiError: 400 with everything that is wrong.
    """
    findings = Findings()
    modal: Json = body if isinstance(body, dict) else {}
    ids = Components(findings, v2=True, files=set())
    findings.length(("data", "title"), modal.get("title"), least=1, most=45)
    findings.length(("data", "custom_id"), modal.get("custom_id"), least=1, most=100)
    path: Path = ("data", "components")
    parts = modal.get("components")
    if findings.count(path, parts, least=1, most=5):
        for place, part in enumerate(parts or []):
            _top(findings, ids, part, (*path, place))
    findings.settle()


def _top(findings: Findings, ids: Components, part: Any, path: Path) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind == TEXT:
        findings.length((*path, "content"), part.get("content"), least=1, most=4000)
    elif kind == ROW:
        inside = part.get("components")
        if findings.count((*path, "components"), inside, least=1, most=1) and inside:
            at = (*path, "components", 0)
            findings.length((*at, "label"), inside[0].get("label"), least=1, most=45)
            _field(findings, ids, inside[0], at, (INPUT,))
    elif kind == LABEL:
        findings.length((*path, "label"), part.get("label"), least=1, most=45)
        if part.get("description") is not None:
            findings.length((*path, "description"), part["description"], most=100)
        inner = part.get("component")
        if isinstance(inner, dict) and inner.get("type") == INPUT and inner.get("label"):
            at = (*path, "component", "label")
            findings.add(at, "TEXT_INPUT_LABEL", "The label around it is its label.")
        _field(findings, ids, inner, (*path, "component"), IN_LABEL)
    else:
        findings.add((*path, "type"), "BASE_TYPE_CHOICES", f"Type {kind!r} cannot stand here.")


def _field(
    findings: Findings, ids: Components, part: Any, path: Path, allowed: tuple[int, ...]
) -> None:
    if not isinstance(part, dict) or part.get("type") not in allowed:
        findings.add((*path, "type"), "BASE_TYPE_CHOICES", "This cannot stand here.")
        return
    ids.custom_id(part.get("custom_id"), (*path, "custom_id"))
    ids.number(part, path)
    if part["type"] == INPUT:
        _input(findings, part, path)
    elif part["type"] in SELECTS:
        select(findings, part, path)
        _choosing(findings, part, path)
    elif part["type"] in (RADIO, CHECKS):
        options(findings, part.get("options"), (*path, "options"), most=10)


def _choosing(findings: Findings, part: Json, path: Path) -> None:
    """Check what counts for a select in a modal only."""
    if part.get("disabled"):
        findings.add((*path, "disabled"), "MODAL_COMPONENT_DISABLED", "Not disabled in a modal.")
    if part.get("min_values") == 0 and part.get("required", True):
        findings.add((*path, "min_values"), "SELECT_MIN_VALUES", "At least 1 where it is required.")


def _input(findings: Findings, part: Json, path: Path) -> None:
    if part.get("style") not in (1, 2):
        findings.add((*path, "style"), "BASE_TYPE_CHOICES", "Must be 1 or 2.")
    least, most = part.get("min_length") or 0, part.get("max_length") or 4000
    findings.number((*path, "min_length"), least, least=0, most=4000)
    findings.number((*path, "max_length"), most, least=1, most=4000)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.add((*path, "max_length"), "NUMBER_TYPE_MIN", "Less than min_length.")
    if part.get("placeholder") is not None:
        findings.length((*path, "placeholder"), part["placeholder"], most=100)
    if part.get("value"):
        longest = most if isinstance(most, int) else 4000
        findings.length((*path, "value"), part["value"], most=longest)


KINDS_OF_CHOICES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 10: (int, float)}
"""What a choice's value has to be, by the type of the option."""


def choices(given: Any, option: int) -> None:
    """Check the choices of an autocomplete response for an option of a type.

    Raises:
        ApiError: 400 with everything that is wrong.
    """
    findings = Findings()
    path: Path = ("data", "choices")
    if findings.count(path, given, most=25):
        for place, each in enumerate(given):
            findings.length((*path, place, "name"), each.get("name"), least=1, most=100)
            value, at = each.get("value"), (*path, place, "value")
            if isinstance(value, bool) or not isinstance(value, KINDS_OF_CHOICES[option]):
                findings.add(at, "UNION_TYPE_CHOICES", f"{value!r} does not fit the option.")
            elif isinstance(value, str):
                findings.length(at, value, least=1, most=100)
    findings.settle()
