"""This program's own export: a world with its functions and its log, to a file and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import orjson

from bot.engine.credits import Credit
from bot.engine.files.imported import ImportedWorld, checked
from bot.engine.files.reading import Fields, describe, read_object
from bot.engine.journal import LineKind, LogLine
from bot.engine.world import World, plain
from bot.executor.specification import Author, DynamicFunction, Label
from bot.sentence import Sentence
from bot.values import JsonObject

EXPORT = 1
"""The version of the export written by this program."""


def export_world(
    world: World,
    functions: Iterable[DynamicFunction],
    lines: Iterable[LogLine],
    *,
    set_aside: Iterable[str] = (),
    credits: Iterable[Credit] = (),
) -> str:
    """The world, its functions and its log as a JSON text that `import_world` reads.

    The functions named in `set_aside` may not run; `credits` tell who did what.
    """
    document = {
        "orb_export": EXPORT,
        "world": world.document(),
        "functions": [_function_document(one) for one in functions],
        "set_aside": [*set_aside],
        "credits": [one.document() for one in credits],
        "log": [{"text": line.text, "kind": line.kind.value} for line in lines],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def import_world(text: str, *, world_id: str, source: str) -> ImportedWorld:
    """The world of an export under a new id, to which its functions belong from now on.

    Raises:
        BadFile: it is no export, or one of a newer program.
    """
    export = read_object(text, source=source, what=Sentence("an export"))
    version = export.values.get("orb_export")
    if not isinstance(version, int) or isinstance(version, bool):
        raise export.bad("this is not an exported world, the field 'orb_export' is missing")
    if version > EXPORT:
        raise export.bad(
            "the export is of version {version}, this program reads up to {newest}",
            version=version,
            newest=EXPORT,
        )
    return ImportedWorld(
        world=checked(world_id, export.mapping("world"), export),
        functions=tuple(_functions(export, world_id)),
        set_aside=export.texts("set_aside"),
        credits=tuple(_credit(one) for one in _listed(export, "credits")),
        lines=tuple(_line(one) for one in _listed(export, "log")),
    )


def is_export(text: str) -> bool:
    """Whether a text looks like this program's own export and not like the original's save."""
    # Wherever it stands: another program may have sorted the keys.
    return re.search(r'"orb_export"\s*:', text) is not None


def _listed(export: Fields, key: str) -> list[Fields]:
    entries: list[Fields] = []
    for number, item in enumerate(export.items(key), start=1):
        where = Sentence("{place}, {field}", place=export.where, field=f"{key} {number}")
        place = Fields({}, where)
        if not isinstance(item, dict):
            raise place.bad("this must be an object, it is {found}", found=describe(item))
        entries.append(replace(place, values=item))
    return entries


def _line(entry: Fields) -> LogLine:
    try:
        kind = LineKind(entry.text_or("kind") or LineKind.WORLD)
    except ValueError as error:
        raise entry.bad("{reason}", reason=error) from error
    if not entry.has("text"):
        raise entry.bad("the field {key!r} is missing", key="text")
    return LogLine(entry.text_or("text"), kind)


def _credit(entry: Fields) -> Credit:
    return Credit(
        deed=entry.text("deed"),
        soul_id=entry.text("soul_id"),
        who=entry.text("who"),
        what=entry.text_or("what"),
        at=entry.number_of("at"),
        wish=entry.text_or("wish"),
    )


def _function_document(function: DynamicFunction) -> JsonObject:
    document = {key: value for key, value in plain(function).items() if key != "scope"}
    document["author"] = function.author.value
    document["label"] = function.label and function.label.document()
    return document


def _functions(export: Fields, scope: str) -> Iterator[DynamicFunction]:
    seen: set[str] = set()
    for entry in _listed(export, "functions"):
        function = _function(entry, scope)
        if function.name in seen:
            raise entry.bad("there are two functions {name!r}", name=function.name)
        seen.add(function.name)
        yield function


def _function(entry: Fields, scope: str) -> DynamicFunction:
    version = entry.number_of("version")
    try:
        author = Author(entry.text("author"))
    except ValueError as error:
        raise entry.bad("{reason}", reason=error) from error
    return DynamicFunction(
        scope=scope,
        name=entry.text("name"),
        version=int(version),
        source=entry.text("source"),
        description=entry.text_or("description"),
        parameters=entry.mapping("parameters"),
        author=author,
        maker=entry.text_or("maker") or None,
        model=entry.text_or("model"),
        label=_label(entry) if entry.has("label") else None,
        wish=entry.text_or("wish") or None,
        origin=entry.text_or("origin") or None,
    )


def _label(entry: Fields) -> Label:
    label = Fields(entry.mapping("label"), f"{entry.where}, label")
    return Label(
        reads=frozenset(label.texts("reads")),
        writes=frozenset(label.texts("writes")),
        targets=frozenset(label.texts("targets")),
        reach=frozenset(label.texts("reach")) if label.has("reach") else None,
        duration=label.number_of("duration") if label.has("duration") else None,
    )
