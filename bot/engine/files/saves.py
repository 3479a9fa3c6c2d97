"""The original's saved game as a world."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.engine.files import save_tables as tables
from bot.engine.files.imported import ImportedWorld, checked
from bot.engine.files.reading import Fields, describe, read_object
from bot.engine.journal import LogLine
from bot.engine.world import Chronicle, Location, World
from bot.sentence import Sentence
from bot.values import JsonObject, digest


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
    return ImportedWorld(
        world=checked(world_id, world.document(), save), lines=lines, notes=tuple(notes)
    )


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
