"""Whether the landmarks, things and places a function names are there in its scene."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.executor.specification import Author, Finding, Specification
from bot.executor.syntax import text_of
from bot.values import Json, JsonObject, as_object, as_text

_LANDMARKS = frozenset(
    {"to_landmark_id", "from_landmark_id", "to_landmark", "from_landmark", "to_landmark_key"}
)
_PLACES = frozenset({"location_id", "to_location_id"})
_THINGS = frozenset({"object_id", "target_env_object_id"})
_NEW = frozenset({"id", "landmark_key"})
_NEAR = 0.75
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of name: what there is of it, and whether that is all there is."""

    word: str
    names: dict[str, str]
    is_all: bool


def scene_findings(tree: ast.Module, asked: Specification) -> Iterator[Finding]:
    """Names written out in a player's tool that its scene has not.

    A scene that tells only of some is trusted only where a name is nearly one of them. What the
    function itself makes is there too. The world's own functions make the scene: nothing is said.
    """
    if asked.author is not Author.PLAYER:
        return
    kinds = _kinds(asked.scene)
    texts = list(_texts(tree))
    known = {text for key, text, _ in texts if key in _NEW} | set(kinds[_THINGS].names)
    known |= _defaults(asked)
    for keys, kind in kinds.items():
        for key, text, line in texts:
            if key in keys and text not in known and text not in kind.names:
                yield from _unknown(kind, text, line)


def _kinds(scene: JsonObject) -> dict[frozenset[str], _Kind]:
    """What a scene tells of, by the keys that host APIs have for it."""
    elsewhere = _objects(scene.get("places"))
    locations = _objects(scene.get("locations"))
    is_all = len(elsewhere) + 1 >= len(locations)
    things = [one for place in (scene, *elsewhere) for one in _objects(place.get("objects"))]
    marks = [one for place in (scene, *elsewhere) for one in _objects(place.get("landmarks"))]
    return {
        _LANDMARKS: _Kind("landmark", _named(marks, "key"), is_all),
        _PLACES: _Kind("location", _named(locations, "id"), is_all=True),
        _THINGS: _Kind("object", _named(things, "id"), is_all=False),
    }


def _unknown(kind: _Kind, text: str, line: int) -> Iterator[Finding]:
    """What to say of a name the scene has not; nothing where it may well be there."""
    spoken = {name.lower(): key for key, name in kind.names.items()}
    near = difflib.get_close_matches(text, kind.names, n=1, cutoff=_NEAR)
    meant = spoken.get(text.lower()) or (near[0] if near else None)
    if meant is None and not (kind.is_all and kind.names):
        return
    listed = ", ".join(repr(name) for name in list(kind.names)[:_SHOWN])
    hint = f"did you mean {meant!r}?" if meant else f"there are {listed}."
    yield Finding(
        rule="unknown-name",
        message=f"the scene has no {kind.word} {text!r}; {hint}",
        line=line,
    )


def _texts(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Every text in a written-out dict: its key, the text, its line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            name, text = text_of(key), text_of(value)
            if name is not None and text is not None:
                yield name, text, value.lineno


def _defaults(asked: Specification) -> set[str]:
    """What the host APIs themselves use where nothing is given."""
    schemas = (as_object(api.parameters.get("properties")) for api in asked.apis)
    return {as_text(as_object(one).get("default")) for schema in schemas for one in schema.values()}


def _named(entries: list[JsonObject], key: str) -> dict[str, str]:
    """The names players read, by the ids of what has them."""
    return {as_text(one.get(key)): as_text(one.get("name")) for one in entries}


def _objects(value: Json) -> list[JsonObject]:
    return [as_object(one) for one in value] if isinstance(value, list) else []
