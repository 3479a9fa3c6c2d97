"""Reading files other people wrote: every fault becomes a sentence with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import orjson

from bot.engine.errors import BadFile
from bot.sentence import Sentence
from bot.values import Json, JsonObject, canonical

LARGEST = 4 * 1024 * 1024
"""The largest recipe or script that is read, in bytes."""

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|,|\n|[^\s"\[\]{},]+')


def read_text(path: Path, *, most: int = LARGEST) -> str:
    """The text of a UTF-8 file of at most so many bytes, without a byte order mark.

    Raises:
        BadFile: it is missing, a folder, unreadable, too large, or no text.
    """
    where = path.name or str(path)
    try:
        if path.is_dir():
            raise BadFile("this is a folder, a file is needed", where=where)
        if path.stat().st_size > most:
            raise BadFile("the file is larger than {most} MB", most=most // 2**20, where=where)
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadFile("there is no such file: {path}", path=path, where=where) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadFile("the file cannot be read: {reason}", reason=reason, where=where) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            "this is not UTF-8 text (byte {byte})", byte=error.start, where=where
        ) from error
    if "\0" in text:
        raise BadFile("this is not a text file, it holds zero bytes", where=where)
    return text


def read_json(text: str, *, source: str) -> Json:
    """The value of a JSON text.

    Raises `BadFile`: it is none, with line and column; or it is nested too deeply.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadFile("the file is empty", where=source)
    try:
        value = cast(Json, orjson.loads(text))
    except orjson.JSONDecodeError as error:
        where = Sentence(
            "{source}, line {line}, column {column}",
            source=source,
            line=error.lineno,
            column=error.colno,
        )
        raise BadFile("this is not JSON: {reason}", reason=error.msg, where=where) from error
    try:
        canonical(value)
    except TypeError as error:  # what can be read may still be too deep to be written
        raise BadFile("it is nested too deeply", where=source) from error
    return value


def read_object(text: str, *, source: str, what: str) -> Fields:
    """The JSON object of a text; `what` says in the complaint what was expected."""
    value = read_json(text, source=source)
    if not isinstance(value, dict):
        raise BadFile(
            "{what} is a JSON object, this is {found}",
            what=what,
            found=describe(value),
            where=Sentence("{source}, line {line}", source=source, line=1),
        )
    return Fields(value, source)


def read_entries(text: str, *, source: str, what: str, entry: str) -> list[Fields]:
    """The objects of a JSON list, each knowing its number and line.

    `what` names the list in complaints ("a demo script"), `entry` one of its items ("step").
    """
    value = read_json(text, source=source)
    if not isinstance(value, list):
        raise BadFile(
            "{what} is a JSON list, this is {found}",
            what=what,
            found=describe(value),
            where=Sentence("{source}, line {line}", source=source, line=1),
        )
    if not value:
        raise BadFile(
            "{what} needs at least one {entry}, this list is empty",
            what=what,
            entry=entry,
            where=source,
        )
    entries: list[Fields] = []
    for number, (item, line) in enumerate(zip(value, _entry_lines(text), strict=False), start=1):
        where = Sentence(
            "{source}, {entry} {number} (line {line})",
            source=source,
            entry=entry,
            number=number,
            line=line,
        )
        if not isinstance(item, dict):
            raise BadFile(
                "each {entry} is a JSON object, this is {found}",
                entry=entry,
                found=describe(item),
                where=where,
            )
        entries.append(Fields(item, where, number=number, line=line))
    return entries


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object from a file, read field by field; `where` is its place in the file."""

    values: JsonObject
    where: str
    number: int = 0
    line: int = 0

    def bad(self, template: str, /, **values: object) -> BadFile:
        """The complaint about this object."""
        return BadFile(template, where=self.where, **values)

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """A field that must be a non-empty string."""
        value = self._needed(key)
        if not isinstance(value, str):
            raise self.bad(
                "{key!r} must be a string, it is {found}", key=key, found=describe(value)
            )
        if not value.strip():
            raise self.bad("{key!r} is empty", key=key)
        return value

    def text_or(self, key: str, default: str = "") -> str:
        """A string field that may be missing or null."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.bad(
                "{key!r} must be a string, it is {found}", key=key, found=describe(value)
            )
        return value

    def number_of(self, key: str) -> float:
        """A field that must be a number, zero or more."""
        value = self._needed(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.bad(
                "{key!r} must be a number, it is {found}", key=key, found=describe(value)
            )
        if value < 0:
            raise self.bad("{key!r} must not be negative, it is {value}", key=key, value=value)
        return float(value)

    def mapping(self, key: str) -> JsonObject:
        """An object field; empty where it is missing or null."""
        value = self.values.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.bad(
                "{key!r} must be an object, it is {found}", key=key, found=describe(value)
            )
        return value

    def items(self, key: str) -> list[Json]:
        """A list field; empty where it is missing or null."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.bad("{key!r} must be a list, it is {found}", key=key, found=describe(value))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where it is missing or null."""
        items = self.items(key)
        for item in items:
            if not isinstance(item, str):
                raise self.bad(
                    "{key!r} must hold strings only, it holds {found}",
                    key=key,
                    found=describe(item),
                )
        return tuple(cast("list[str]", items))

    def table(self, key: str) -> dict[str, Fields]:
        """An object of objects, each with its own place."""
        entries: dict[str, Fields] = {}
        for name, value in self.mapping(key).items():
            where = Sentence("{place}, {field}", place=self.where, field=f"{key}.{name}")
            if not isinstance(value, dict):
                raise BadFile(
                    "this must be an object, it is {found}", found=describe(value), where=where
                )
            entries[name] = Fields(value, where)
        return entries

    def _needed(self, key: str) -> Json:
        if key not in self.values:
            raise self.bad("the field {key!r} is missing", key=key)
        return self.values[key]


def describe(value: Json) -> Sentence:
    """What kind of JSON value this is, with its article."""
    if value is None:
        return Sentence("null")
    if isinstance(value, bool):
        return Sentence("true") if value else Sentence("false")
    if isinstance(value, int | float):
        return Sentence("the number {value}", value=value)
    if isinstance(value, str):
        return Sentence("a string")
    return Sentence("a list") if isinstance(value, list) else Sentence("an object")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, if any does."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def _entry_lines(text: str) -> list[int]:
    lines: list[int] = []
    line, depth, is_new = 1, 0, False
    for match in _TOKENS.finditer(text):
        mark = match.group()
        if mark == "\n":
            line += 1
            continue
        if depth == 1 and is_new and mark != "]":
            lines.append(line)
            is_new = False
        if mark in "[{":
            depth += 1
            is_new = depth == 1
        elif mark in "]}":
            depth -= 1
        elif mark == ",":
            is_new = depth == 1
    return lines
