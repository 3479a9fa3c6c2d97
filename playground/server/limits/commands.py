"""The limits of application commands: names, descriptions, options, how many."""

from __future__ import annotations

import re
from typing import Any

from playground.server.errors import Findings, Path
from playground.server.state import Json

NAME = re.compile(r"^[-_'\w]{1,32}$", re.UNICODE)
GROUP, SUBCOMMAND = 2, 1
STRING, INTEGER, NUMBER = 3, 4, 10
MOST = {1: 100, 2: 15, 3: 15}
MOST_TEXT = 8000


def check(given: Any) -> None:
    """Check every command of a bulk update.

    Raises:
        ApiError: 400 with everything that is wrong.
    """
    findings = Findings()
    if not isinstance(given, list):
        findings.add((), "LIST_TYPE_CONVERT", "Must be a list.")
        findings.settle()
    seen: set[tuple[int, str]] = set()
    for place, one in enumerate(given):
        _command(findings, one, (place,))
        key = (one.get("type", 1), str(one.get("name")))
        if key in seen:
            findings.add((place, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Used twice.")
        seen.add(key)
    for kind, most in MOST.items():
        if sum(of == kind for of, _ in seen) > most:
            findings.add((), "APPLICATION_COMMAND_TOO_MANY", f"At most {most} of type {kind}.")
    findings.settle()


def _command(findings: Findings, one: Json, path: Path) -> None:
    kind = one.get("type", 1)
    if kind not in MOST:
        findings.add((*path, "type"), "BASE_TYPE_CHOICES", "Must be 1, 2 or 3.")
        return
    if kind != 1:
        findings.length((*path, "name"), one.get("name"), least=1, most=32)
        if one.get("options") or one.get("description"):
            findings.add(path, "APPLICATION_COMMAND_CONTEXT_MENU", "Has a name only.")
        return
    _named(findings, one, path)
    options(findings, one.get("options") or [], (*path, "options"), depth=0)
    if _text(one) > MOST_TEXT:
        findings.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"At most {MOST_TEXT} characters.")


def _named(findings: Findings, one: Json, path: Path) -> None:
    name = one.get("name")
    if not isinstance(name, str) or not NAME.match(name) or name != name.lower():
        findings.add(
            (*path, "name"),
            "APPLICATION_COMMAND_INVALID_NAME",
            f"{name!r} is not a name: 1 to 32 small letters, digits, - and _.",
        )
    findings.length((*path, "description"), one.get("description"), least=1, most=100)


def options(findings: Findings, given: list[Json], path: Path, *, depth: int) -> None:
    """Check the options of a command, subcommand or group."""
    findings.count(path, given, most=25)
    names: set[str] = set()
    optional = False
    kinds = {one.get("type") in (GROUP, SUBCOMMAND) for one in given}
    if len(kinds) > 1:
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands stand alone.")
    for place, one in enumerate(given):
        at = (*path, place)
        _named(findings, one, at)
        if one.get("name") in names:
            findings.add((*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Twice.")
        names.add(str(one.get("name")))
        if one.get("required") and optional:
            findings.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required first.")
        optional = optional or not one.get("required")
        _option(findings, one, at, depth)


def _option(findings: Findings, one: Json, path: Path, depth: int) -> None:
    kind = one.get("type")
    if kind not in range(1, 12):
        findings.add((*path, "type"), "BASE_TYPE_CHOICES", "Must be 1 to 11.")
    elif kind in (GROUP, SUBCOMMAND):
        if kind == GROUP and not one.get("options"):
            findings.add((*path, "options"), "BASE_TYPE_REQUIRED", "A group has subcommands.")
        if depth > 1 or (kind == GROUP and depth > 0):
            findings.add(path, "APPLICATION_COMMAND_OPTIONS_NESTING", "Nested too deeply.")
            return
        deeper = 1 if kind == GROUP else 2
        options(findings, one.get("options") or [], (*path, "options"), depth=deeper)
    elif one.get("choices") is not None:
        _choices(findings, one, path)
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        low, high = one.get(least), one.get(most)
        if low is not None and high is not None and low > high:
            findings.add((*path, least), "NUMBER_TYPE_MIN", f"Greater than {most}.")
    if one.get("autocomplete") and one.get("choices"):
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", "Not with choices.")
    if one.get("autocomplete") and kind not in (STRING, INTEGER, NUMBER):
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", "Not for this type.")


def _choices(findings: Findings, one: Json, path: Path) -> None:
    at = (*path, "choices")
    if not findings.count(at, one["choices"], most=25):
        return
    names = [each.get("name") for each in one["choices"]]
    if len(set(names)) != len(names):
        findings.add(at, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "A name is twice.")
    for place, each in enumerate(one["choices"]):
        findings.length((*at, place, "name"), each.get("name"), least=1, most=100)
        if one["type"] == STRING:
            findings.length((*at, place, "value"), each.get("value"), least=1, most=100)


def _text(one: Json) -> int:
    own = sum(len(str(one.get(key) or "")) for key in ("name", "description"))
    values = [each for each in one.get("choices") or [] if isinstance(each, dict)]
    own += sum(len(str(each.get("name"))) + len(str(each.get("value"))) for each in values)
    return own + sum(_text(each) for each in one.get("options") or [])
