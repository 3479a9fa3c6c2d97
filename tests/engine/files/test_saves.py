"""Saves: the original's file becomes a world, an export comes back as it was."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from bot.engine.credits import Credit
from bot.engine.errors import BadFile
from bot.engine.files.exports import export_world, import_world, is_export
from bot.engine.files.imported import ImportedWorld, functions_named
from bot.engine.files.saves import world_from_save
from bot.engine.journal import LineKind, LogLine
from bot.executor.specification import Author, DynamicFunction, Label

SAVE: dict[str, Any] = {
    "souls": {
        "soul_3": {
            "id": "soul_3",
            "name": "Ada",
            "location_id": "hall",
            "inventory": ["lens", "lens", "gone"],
            "type": "player",
            "socket_id": "abc",
        },
        "soul_4": {"id": "soul_4", "location_id": "LIMBO_VOID"},
        "soul_5": {"name": "Ben", "location_id": "nowhere", "inventory": []},
    },
    "locations": {
        "hall": {
            "id": "hall",
            "name": "Hall",
            "description": "Tall.",
            "exits": {"arch": "room", "hole": "nowhere"},
            "landmarks": {
                "arch": {
                    "key": "arch",
                    "name": "The Arch",
                    "client_visual_config": {"is_exit_to_location_id": "room"},
                },
                "stair": {"client_visual_config": {"is_exit_to_location_id": "room"}},
                "mount": {
                    "name": "ignored",
                    "client_visual_config": {
                        "display_name": "Mount",
                        "targetable_as_env_object_id": "mount_12",
                    },
                },
            },
            "client_visual_config": {"ground_type_key": "flat_plane"},
        },
        "room": {},
    },
    "artifacts": {
        "lens": {
            "id": "lens",
            "name": "Lens",
            "description": "Amber.",
            "linked_dynamic_function_name": "df_lens",
            "properties": {"colour": "amber"},
        },
        "stone": {"linked_dynamic_function_name": None},
    },
    "environment_objects": {
        "mount_12": {"location_id": "hall", "type": "mount", "details": {"is_aligned": True}},
        "lost": {"location_id": "nowhere"},
    },
    "puzzle_states": {
        "p": {"id": "p", "is_complete": True, "checking_dynamic_function_name": "df_check"}
    },
    "temporary_objects": {
        "bridge_40": {
            "id": "bridge_40",
            "type": "light_bridge",
            "location_id": "hall",
            "to_landmark_id": "arch",
            "creation_time": 1700000000.5,
            "duration": 30,
            "creator_soul_id": "soul_3",
            "client_visual_config": {"color_hex": "#fff"},
        }
    },
    "world_log": ["First.", "Second."],
    "server_metadata": {"version": 2},
    "world_properties": {"initial_start_location_id": "hall", "other": [1]},
    "world_event_handlers": {
        "opens": "df_open",
        "shuts": {"handler_dynamic_function_name": "df_shut"},
    },
    "unknown": 1,
}


def save(**changes: Any) -> str:
    """The save as a text, with some tables replaced."""
    return json.dumps({**copy.deepcopy(SAVE), **changes})


def load(**changes: Any) -> ImportedWorld:
    """The world of the save with some tables replaced."""
    return world_from_save(save(**changes), world_id="w", source="game_save.json")


def test_a_save_becomes_a_born_world() -> None:
    """Places, things, puzzles, properties and handlers are where they were."""
    world = load().world
    hall = world.locations["hall"]
    assert (world.id, world.chronicle.name, world.chronicle.is_born) == ("w", "Hall", True)
    assert hall.exits == {"arch": "room", "stair": "room"}
    assert hall.config == {"ground_type_key": "flat_plane"}
    assert [mark.name for mark in hall.landmarks.values()] == ["The Arch", "stair", "Mount"]
    assert (world.locations["room"].name, world.locations["room"].description) == ("room", "")
    assert world.artifacts["lens"].function_name == "df_lens"
    assert world.artifacts["lens"].properties == {"colour": "amber"}
    assert world.artifacts["stone"].function_name is None
    assert world.objects["mount_12"].details == {"is_aligned": True}
    assert world.puzzles["p"].is_solved
    assert world.puzzles["p"].checker == "df_check"
    assert world.properties == {"initial_start_location_id": "hall", "other": [1]}
    assert world.handlers == {"opens": "df_open", "shuts": "df_shut"}


def test_souls_come_without_players_and_carry_what_exists() -> None:
    """A soul in the original's limbo, or in no known place, waits in the Void."""
    souls = load().world.souls
    assert souls["soul_3"].inventory == ("lens",)
    assert souls["soul_3"].location_id == "hall"
    assert (souls["soul_4"].name, souls["soul_4"].location_id) == ("soul_4", None)
    assert souls["soul_5"].location_id is None
    assert {soul.player_id for soul in souls.values()} == {None}


def test_temporary_objects_keep_their_end() -> None:
    """Times are seconds since the epoch; what is missing has the default's value."""
    bridge = load().world.temporary["bridge_40"]
    assert bridge.expires_at == 1700000030.5
    assert bridge.from_landmark_id == "player_current_pos"
    assert bridge.config == {"color_hex": "#fff"}


def test_what_is_left_out_is_noted() -> None:
    """Each thing that could not be taken over has a sentence."""
    notes = load().notes
    assert sorted(notes) == [
        "Ada carried 'gone', which does not exist; it was left out.",
        "Ben was in 'nowhere', which does not exist, and waits in the Void.",
        "The exit 'hole' of 'hall' leads nowhere and was left out.",
        "The object 'lost' is in no known location and was left out.",
    ]


def test_the_log_and_the_functions_that_are_missing_are_told() -> None:
    """A save has the log's lines and names functions it does not carry."""
    imported = load()
    assert imported.lines == (LogLine("First."), LogLine("Second."))
    assert imported.missing_functions == ("df_check", "df_lens", "df_open", "df_shut")
    assert functions_named(imported.world) == frozenset(imported.missing_functions)


def test_new_numbers_do_not_meet_old_ids() -> None:
    """The world counts on from the largest number an id ends in, but not from a random one."""
    assert load().world.chronicle.next_number == 41
    places = {"hall": {}, "x_1234567": {}, "plain": {}}
    alone = load(locations=places, souls={}, environment_objects={}, temporary_objects={})
    assert alone.world.chronicle.next_number == 1


@pytest.mark.parametrize("properties", [{}, {"initial_start_location_id": "nowhere"}, None])
def test_a_save_without_a_start_begins_in_its_first_place(properties: Any) -> None:
    """The first location becomes the start, and that is noted."""
    imported = load(world_properties=properties)
    assert imported.world.properties["initial_start_location_id"] == "hall"
    assert any("no place to start" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"locations": {}}, "game_save.json: a saved game needs at least one location"),
        ({"locations": []}, "'locations' must be an object, it is a list"),
        ({"locations": {"a": 1}}, "game_save.json, locations.a: this must be an object"),
        ({"locations": {"a": {"name": 3}}}, "locations.a: 'name' must be a string"),
        ({"locations": {"a": {"exits": {"x": 1}}}}, "the exit 'x' must name a location"),
        ({"locations": {"a": {"landmarks": {"k": 2}}}}, "locations.a, landmarks.k: this must be"),
        ({"souls": {"s": {"inventory": "lens"}}}, "souls.s: 'inventory' must be a list"),
        ({"souls": {"s": {"inventory": [1]}}}, "must hold strings only, it holds the number 1"),
        ({"temporary_objects": {"t": {}}}, "temporary_objects.t: the field 'creation_time'"),
        ({"puzzle_states": {"p": {"checking_dynamic_function_name": 1}}}, "must be a string"),
        ({"world_event_handlers": {"e": 1}}, "the handler of the event 'e' must be"),
        ({"world_log": "x"}, "'world_log' must be a list"),
    ],
)
def test_a_faulty_save_is_named_with_its_place(changes: dict[str, Any], complaint: str) -> None:
    """Every fault is a sentence with file and path."""
    with pytest.raises(BadFile) as caught:
        load(**changes)
    assert complaint in str(caught.value)


def test_a_save_is_an_object() -> None:
    """A list is no saved game."""
    with pytest.raises(BadFile, match="a saved game is a JSON object, this is a list"):
        world_from_save("[]", world_id="w", source="s.json")


LABEL = Label(reads=frozenset({"b", "a"}), writes=frozenset({"c"}), duration=30.0)
FUNCTIONS = tuple(
    DynamicFunction(
        scope="w",
        name=name,
        version=version,
        source="def df_lens(params):\n    return 'ok'\n",
        description="Look.",
        parameters={"type": "object"},
        author=author,
        maker=maker,
        model="m",
        label=label,
        wish=maker and "a lens",
    )
    for name, version, author, maker, label in [
        ("df_lens", 2, Author.PLAYER, "soul_3", LABEL),
        ("df_open", 1, Author.WORLD, None, None),
        ("df_shut", 1, Author.WORLD, None, Label()),
    ]
)


def test_an_export_comes_back_as_it_was() -> None:
    """World, functions and log survive the way out and in; the functions belong to the new id."""
    imported = load()
    lines = (LogLine("One."), LogLine("Two.", LineKind.SYSTEM), LogLine(""))
    thanks = (Credit(deed="forged", soul_id="soul_3", who="Ada", what="Lens", at=5.0, wish="x"),)
    more: Any = {"set_aside": ("df_lens",), "credits": thanks}
    text = export_world(imported.world, FUNCTIONS, lines, **more)
    back = import_world(text, world_id="v", source="e.json")
    assert is_export(text)
    assert back.world.id == "v"
    assert back.world.document() == imported.world.document()
    assert back.lines == lines
    assert {one.scope for one in back.functions} == {"v"}
    assert [one.label for one in back.functions] == [LABEL, None, Label()]
    assert {"set_aside": back.set_aside, "credits": back.credits} == more
    assert export_world(back.world, back.functions, back.lines, **more) == text
    assert back.missing_functions == ("df_check",)


def test_a_save_is_no_export() -> None:
    """The two formats are told apart by their text."""
    assert not is_export(save())
    assert not is_export(json.dumps({"world_log": ['"orb_export": 1']}))
    assert is_export(json.dumps(json.loads(faulty(zeal={"x": "y" * 2_000})), sort_keys=True))


def faulty(**changes: Any) -> str:
    """An export with some fields replaced."""
    document = json.loads(export_world(load().world, FUNCTIONS, ()))
    return json.dumps({**document, **changes})


def _functions(count: int) -> list[Any]:
    """So many times the first function of an export."""
    return json.loads(export_world(load().world, FUNCTIONS[:1], ()))["functions"] * count


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{}", "this is not an exported world"),
        ('{"orb_export": true}', "this is not an exported world"),
        ('{"orb_export": 99}', "the export is of version 99, this program reads up to 1"),
        ('{"orb_export": 1}', "'world' cannot be read"),
        (faulty(functions=[1]), "e.json, functions 1: this must be an object"),
        (faulty(functions=[{}]), "functions 1: the field 'version' is missing"),
        (faulty(functions=[{"version": 1, "author": "x"}]), "functions 1: 'x' is not a valid"),
        (faulty(functions=_functions(2)), "functions 2: there are two functions 'df_lens'"),
        (faulty(credits=[{}]), "credits 1: the field 'deed' is missing"),
        (faulty(log=[{"text": "a", "kind": "b"}]), "log 1: 'b' is not a valid LineKind"),
        (faulty(log=[{}]), "log 1: the field 'text' is missing"),
    ],
)
def test_a_faulty_export_is_named_with_its_place(text: str, complaint: str) -> None:
    """Every fault is a sentence with file and place."""
    with pytest.raises(BadFile) as caught:
        import_world(text, world_id="v", source="e.json")
    assert complaint in str(caught.value)
