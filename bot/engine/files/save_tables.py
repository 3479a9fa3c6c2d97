"""The entries of the original's saved game, read one kind at a time."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.files.reading import Fields, describe
from bot.engine.world import (
    HERE,
    Artifact,
    EnvironmentObject,
    Landmark,
    Location,
    Puzzle,
    Soul,
    TemporaryObject,
    World,
)
from bot.sentence import Sentence

LIMBO = "LIMBO_VOID"
"""What the original calls the place of a soul that is nowhere."""


def location(key: str, entry: Fields) -> Location:
    """A place; exits named by its landmarks alone count too."""
    landmarks = {name: _landmark(name, one) for name, one in entry.table("landmarks").items()}
    exits = {name: _exit(entry, name) for name in entry.mapping("exits")}
    for mark in landmarks.values():
        target = mark.text("is_exit_to_location_id")
        if target:
            exits.setdefault(mark.key, target)
    return Location(
        id=key,
        name=entry.text_or("name") or key,
        description=entry.text_or("description"),
        exits=exits,
        landmarks=landmarks,
        config=entry.mapping("client_visual_config"),
    )


def _exit(entry: Fields, landmark_key: str) -> str:
    target = entry.mapping("exits")[landmark_key]
    if not isinstance(target, str):
        raise entry.bad(
            "the exit {landmark_key!r} must name a location, it is {found}",
            landmark_key=landmark_key,
            found=describe(target),
        )
    return target


def _landmark(key: str, entry: Fields) -> Landmark:
    config = dict(entry.mapping("client_visual_config"))
    name = entry.text_or("name")
    if name and not config.get("display_name"):
        config["display_name"] = name
    return Landmark(key=key, config=config)


def with_known_exits(place: Location, locations: dict[str, Location], notes: list[str]) -> Location:
    """The place without exits that lead nowhere; each of those is noted."""
    known = {key: target for key, target in place.exits.items() if target in locations}
    for key in place.exits.keys() - known.keys():
        notes.append(
            Sentence(
                "The exit {key!r} of {place!r} leads nowhere and was left out.",
                key=key,
                place=place.id,
            )
        )
    return replace(place, exits=known)


def artifact(key: str, entry: Fields) -> Artifact:
    """An artifact; its function is named, not carried."""
    return Artifact(
        id=key,
        name=entry.text_or("name") or key,
        description=entry.text_or("description"),
        function_name=entry.text_or("linked_dynamic_function_name") or None,
        properties=entry.mapping("properties"),
    )


def environment_object(key: str, entry: Fields) -> EnvironmentObject:
    """An environment object."""
    return EnvironmentObject(
        id=key,
        location_id=entry.text_or("location_id"),
        type=entry.text_or("type") or "thing",
        details=entry.mapping("details"),
    )


def puzzle(key: str, entry: Fields) -> Puzzle:
    """A puzzle: everything beside its id is its state."""
    entry.text_or("checking_dynamic_function_name")
    state = {name: value for name, value in entry.values.items() if name != "id"}
    return Puzzle(id=key, state=state)


def temporary_object(key: str, entry: Fields) -> TemporaryObject:
    """A temporary object; its times are seconds since the epoch."""
    return TemporaryObject(
        id=key,
        type=entry.text_or("type") or "thing",
        location_id=entry.text_or("location_id"),
        from_landmark_id=entry.text_or("from_landmark_id") or HERE,
        to_landmark_id=entry.text_or("to_landmark_id"),
        created_at=entry.number_of("creation_time"),
        duration=entry.number_of("duration"),
        creator_soul_id=entry.text_or("creator_soul_id") or None,
        config=entry.mapping("client_visual_configs") or entry.mapping("client_visual_config"),
    )


def soul(key: str, entry: Fields, world: World, notes: list[str]) -> Soul:
    """A soul without a player, carrying only what exists; what was left out is noted."""
    name = entry.text_or("name") or key
    place = entry.text_or("location_id") or LIMBO
    if place != LIMBO and place not in world.locations:
        notes.append(
            Sentence(
                "{name} was in {place!r}, which does not exist, and waits in the Void.",
                name=name,
                place=place,
            )
        )
        place = LIMBO
    carried = entry.texts("inventory")
    for item in carried:
        if item not in world.artifacts:
            notes.append(
                Sentence(
                    "{name} carried {item!r}, which does not exist; it was left out.",
                    name=name,
                    item=item,
                )
            )
    return Soul(
        id=key,
        name=name,
        location_id=None if place == LIMBO else place,
        inventory=tuple(dict.fromkeys(item for item in carried if item in world.artifacts)),
    )
