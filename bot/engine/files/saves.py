"""Worlds from files and to files: the original's save, and this program's own export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import orjson

from bot.engine.files import save_tables as tables
from bot.engine.files.reading import Fields, describe, read_object
from bot.engine.journal import LineKind, LogLine
from bot.engine.world import (
    Chronicle,
    Location,
    World,
    plain,
)
from bot.executor.specification import Author, DynamicFunction, Label
from bot.sentence import Sentence
from bot.values import JsonObject, digest

EXPORT = 1
"""The version of the export written by this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWorld:
    """A world read from a file. `notes` are sentences on what could not be taken over."""

    world: World
    lines: tuple[LogLine, ...] = ()
    functions: tuple[DynamicFunction, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def missing_functions(self) -> tuple[str, ...]:
        """Functions the world names and the file does not carry, sorted."""
        carried = {function.name for function in self.functions}
        return tuple(sorted(functions_named(self.world) - carried))


def functions_named(world: World) -> frozenset[str]:
    """Every function that an artifact, a puzzle or an event of the world names."""
    used = [item.function_name for item in world.artifacts.values()]
    used += [puzzle.checker for puzzle in world.puzzles.values()]
    return frozenset([*(name for name in used if name), *world.handlers.values()])


def world_from_save(text: str, *, world_id: str, source: str) -> ImportedWorld:
    """The world of the original's `game_save.json`; keys it does not know are ignored.

    Souls come without a player. The save does not hold the functions' code.

    Raises:
        BadFile: something in it is not what it should be; with its place.
    """
    save = read_object(text, source=source, what=Sentence("a saved game"))
    notes: list[str] = []
    locations = {key: tables.location(key, one) for key, one in save.table("locations").items()}
    if not locations:
        raise save.bad("a saved game needs at least one location, this one has none")
    properties = save.mapping("world_properties")
    world = World(
        id=world_id,
        chronicle=_chronicle(save, properties, locations),
        locations={
            key: tables.with_known_exits(one, locations, notes) for key, one in locations.items()
        },
        artifacts={key: tables.artifact(key, one) for key, one in save.table("artifacts").items()},
        objects={
            key: tables.environment_object(key, one)
            for key, one in save.table("environment_objects").items()
        },
        puzzles={key: tables.puzzle(key, one) for key, one in save.table("puzzle_states").items()},
        temporary={
            key: tables.temporary_object(key, one)
            for key, one in save.table("temporary_objects").items()
        },
        properties=properties,
        handlers=_event_functions(save),
    )
    world.souls = {
        key: tables.soul(key, one, world, notes) for key, one in save.table("souls").items()
    }
    _drop_placeless(world, notes)
    _note_start(world, notes)
    lines = tuple(LogLine(line) for line in save.texts("world_log"))
    return ImportedWorld(world=world, lines=lines, notes=tuple(notes))


def export_world(
    world: World, functions: Iterable[DynamicFunction], lines: Iterable[LogLine]
) -> str:
    """The world, its functions and its log as a JSON text that `import_world` reads."""
    document = {
        "orb_export": EXPORT,
        "world": world.document(),
        "functions": [_function_document(one) for one in functions],
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
    document = export.mapping("world")
    try:
        world = World.from_document(world_id, document)
    except ValueError as error:
        raise export.bad("'world' cannot be read: {reason}", reason=error) from error
    return ImportedWorld(
        world=world,
        functions=tuple(_function(one, world_id) for one in _listed(export, "functions")),
        lines=tuple(_line(one) for one in _listed(export, "log")),
    )


def is_export(text: str) -> bool:
    """Whether a text looks like this program's own export and not like the original's save."""
    return '"orb_export"' in text[:1000]


def _chronicle(save: Fields, properties: JsonObject, locations: dict[str, Location]) -> Chronicle:
    start = properties.get("initial_start_location_id")
    place = locations.get(start) if isinstance(start, str) else None
    place = place or next(iter(locations.values()))
    tables = ("locations", "artifacts", "environment_objects", "temporary_objects", "souls")
    ids = [key for name in tables for key in save.mapping(name)]
    return Chronicle(
        name=place.name,
        seed=int(digest(save.values)[:12], 16),
        is_born=True,
        next_number=_first_free_number(ids),
    )


def _first_free_number(ids: Sequence[str]) -> int:
    found = (re.search(r"(?<!\d)\d{1,6}$", key) for key in ids)
    return 1 + max((int(match.group()) for match in found if match), default=0)


def _event_functions(save: Fields) -> dict[str, str]:
    names: dict[str, str] = {}
    for event_id, value in save.mapping("world_event_handlers").items():
        if isinstance(value, dict):
            value = value.get("handler_dynamic_function_name")
        if not isinstance(value, str) or not value:
            raise save.bad(
                "the handler of the event {event_id!r} must be a function's name, it is {found}",
                event_id=event_id,
                found=describe(value),
            )
        names[event_id] = value
    return names


def _drop_placeless(world: World, notes: list[str]) -> None:
    kinds = (
        (Sentence("object"), world.objects),
        (Sentence("temporary object"), world.temporary),
    )
    for kind, table in kinds:
        for key in [key for key, one in table.items() if one.location_id not in world.locations]:
            del table[key]
            notes.append(
                Sentence(
                    "The {kind} {key!r} is in no known location and was left out.",
                    kind=kind,
                    key=key,
                )
            )


def _note_start(world: World, notes: list[str]) -> None:
    start = world.properties.get("initial_start_location_id")
    if isinstance(start, str) and start in world.locations:
        return
    first = next(iter(world.locations))
    world.properties = {**world.properties, "initial_start_location_id": first}
    notes.append(
        Sentence(
            "The save names no place to start from; newcomers arrive in {first!r}.", first=first
        )
    )


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
    return LogLine(entry.text("text"), kind)


def _function_document(function: DynamicFunction) -> JsonObject:
    document = {key: value for key, value in plain(function).items() if key != "scope"}
    document["author"] = function.author.value
    document["label"] = function.label and function.label.document()
    return document


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
