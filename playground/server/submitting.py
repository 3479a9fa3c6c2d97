"""How the fields of a modal are filled in, and held to what the modal asks."""

from __future__ import annotations

from typing import Any

from playground.server.errors import Refused
from playground.server.limits.components import INPUT, LABEL, ROW, SELECT, TEXT
from playground.server.limits.modals import CHECK, CHECKS, RADIO, UPLOAD
from playground.server.resolving import Resolved
from playground.server.state import Json

ENTITIES = {5: "user", 6: "role", 7: "mentionable", 8: "channel"}


def fields(modal: Json) -> list[tuple[Json, str]]:
    """The fields of a modal, each with its label."""
    found: list[tuple[Json, str]] = []
    for part in modal["components"]:
        if part["type"] == ROW:
            found += [(one, str(one.get("label") or "")) for one in part["components"]]
        elif part["type"] == LABEL:
            found.append((part["component"], str(part["label"])))
    return found


def by_id(modal: Json, given: Json) -> Json:
    """What was filled in, keyed by custom_id where it was keyed by label.

    Raises:
        Refused: The modal has no such field.
    """
    keyed: Json = {}
    for key, value in given.items():
        found = [one for one, label in fields(modal) if key in (one["custom_id"], label)]
        if not found:
            raise Refused(f"The form has no field {key!r}.")
        keyed[found[0]["custom_id"]] = value
    return keyed


def submitted(modal: Json, given: Json, resolved: Resolved) -> list[Json]:
    """The components of the submission.

    Raises:
        Refused: A field is missing or its value is not one it takes.
    """
    given = by_id(modal, given)
    sent: list[Json] = []
    for part in modal["components"]:
        number = {"id": part["id"]} if part.get("id") else {}
        if part["type"] == TEXT:
            sent.append({"type": TEXT, **number})
        elif part["type"] == LABEL:
            field = _field(part["component"], str(part["label"]), given, resolved)
            sent.append({"type": LABEL, "component": field, **number})
        else:
            inside = [
                _field(one, str(one.get("label") or ""), given, resolved)
                for one in part["components"]
            ]
            sent.append({"type": ROW, "components": inside, **number})
    return sent


def _field(one: Json, label: str, given: Json, resolved: Resolved) -> Json:
    kind = one["type"]
    body: Json = {"type": kind, "custom_id": one["custom_id"]}
    if one.get("id"):
        body["id"] = one["id"]
    value = given.get(one["custom_id"])
    if kind == INPUT:
        return body | {"value": _text(one, label, value)}
    if kind == CHECK:
        return body | {"value": bool(one.get("default") if value is None else value)}
    if kind == RADIO:
        return body | {"value": _radio(one, label, value)}
    return body | {"values": _values(one, label, value, resolved)}


def _text(one: Json, label: str, value: Any) -> str:
    text = str(one.get("value") or "" if value is None else value)
    least, most = one.get("min_length") or 0, one.get("max_length") or 4000
    if not text and not one.get("required", True):
        return text
    if not text:
        raise Refused(f"{label!r} must be filled in.")
    if not least <= len(text) <= most:
        raise Refused(f"{label!r} takes {least} to {most} characters; there are {len(text)}.")
    return text


def _radio(one: Json, label: str, value: Any) -> str | None:
    if value is None:
        value = next(iter(_defaults(one)), None)
    if value is None and one.get("required", True):
        raise Refused(f"Choose one of {label!r}.")
    if value is not None and value not in [each["value"] for each in one["options"]]:
        raise Refused(f"{value!r} is not one of {label!r}.")
    return value


def _defaults(one: Json) -> list[str]:
    return [each["value"] for each in one.get("options") or [] if each.get("default")]


def _values(one: Json, label: str, value: Any, resolved: Resolved) -> list[str]:
    values = _defaults(one) if value is None else [str(each) for each in value]
    if not values and not one.get("required", True):
        return []
    options = len(one.get("options") or [])
    most = one.get("max_values") or (options if one["type"] == CHECKS else 1)
    check_count(values, one.get("min_values", 1), most, label)
    return check_values(one, values, label, resolved)


def check_count(values: list[str], least: int, most: int, label: str) -> None:
    """Do nothing if so many may be chosen.

    Raises:
        Refused: They are too few, too many, or chosen twice.
    """
    if not least <= len(values) <= most or len(set(values)) != len(values):
        raise Refused(f"Choose {least} to {most} of {label!r}.")


def check_values(one: Json, values: list[str], label: str, resolved: Resolved) -> list[str]:
    """The values of what is chosen, by value or label, of a select, checkbox group or upload.

    Raises:
        Refused: One of them is not there to choose.
    """
    kind = one["type"]
    if kind in (SELECT, CHECKS):
        there = {each["label"]: each["value"] for each in one["options"]}
        for value in values:
            if value not in there and value not in there.values():
                raise Refused(f"{value!r} is not one of {label!r}.")
        return [value if value in there.values() else there[value] for value in values]
    if kind == UPLOAD:
        return [resolved.take("attachment", value, label) for value in values]
    return [resolved.take(ENTITIES[kind], value, label) for value in values]
