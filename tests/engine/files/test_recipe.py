"""Recipes: what is read, and what is said about files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.engine.errors import BadFile
from bot.engine.files.recipe import CreateFunction, RunFunction, load_recipe, parse_recipe

ROOT = Path(__file__).parents[3]


def create(name: str = "df_a", **more: Any) -> dict[str, Any]:
    """A command that creates a function."""
    args = {"new_function_name": name, "new_function_description": "do it", **more}
    return {"name": "create_dynamic_function", "args": args}


def test_a_recipe_is_its_commands_in_order() -> None:
    """Creations and runs keep their order, their numbers and their arguments."""
    schema = {"type": "object", "properties": {"soul_id": {"type": "string"}}, "required": []}
    commands = [
        create(new_function_parameters_schema=schema),
        {"name": "df_a", "args": {"size": 2}, "comment": "unknown fields are nobody's business"},
        create("df_b", other=1),
        {"name": "df_b"},
    ]
    recipe = parse_recipe(json.dumps(commands), source="r.json")
    assert recipe.commands == (
        CreateFunction(name="df_a", description="do it", parameters=schema, number=1),
        RunFunction(name="df_a", args={"size": 2}, number=2),
        CreateFunction(name="df_b", description="do it", number=3),
        RunFunction(name="df_b", number=4),
    )
    assert [one.name for one in recipe.functions] == ["df_a", "df_b"]
    assert [one.number for one in recipe.runs] == [2, 4]
    assert recipe.source == "r.json"


def test_the_last_creation_of_a_name_describes_it() -> None:
    """A function created twice is described by its last creation, an unknown one by none."""
    text = json.dumps([create(), create(new_function_description="do it better")])
    recipe = parse_recipe(text, source="r.json")
    found = recipe.description_of("df_a")
    assert found is not None
    assert found.description == "do it better"
    assert recipe.description_of("df_z") is None


def test_the_hash_follows_what_is_said_and_not_how_it_is_written() -> None:
    """Layout and file name leave the hash alone, another word changes it."""
    commands = [create(), {"name": "df_a", "args": {}}]
    one = parse_recipe(json.dumps(commands), source="a.json")
    other = parse_recipe("\ufeff" + json.dumps(commands, indent=4), source="b.json")
    changed = parse_recipe(json.dumps([create("df_b")]), source="a.json")
    assert one.hash == other.hash
    assert len(one.hash) == 64
    assert changed.hash != one.hash


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "r.json: the file is empty"),
        ("[", "r.json, line 1, column 2: this is not JSON"),
        ('[\n {"name": }\n]', "r.json, line 2, column 11: this is not JSON"),
        ('["\\ud800"]', "r.json, line 1, column"),
        ("{}", "r.json, line 1: a recipe is a JSON list, this is an object"),
        ('"x"', "r.json, line 1: a recipe is a JSON list, this is a string"),
        ("[]", "r.json: a recipe needs at least one command, this list is empty"),
        ("[1]", "r.json, command 1 (line 1): each command is a JSON object, this is the number 1"),
        ("[null]", "this is null"),
        ("[true]", "this is true"),
        ("[[]]", "this is a list"),
        ("[{}]", "r.json, command 1 (line 1): the field 'name' is missing"),
        ('[{"name": 4}]', "'name' must be a string, it is the number 4"),
        ('[{"name": " "}]', "'name' is empty"),
        ('[{"name": "df_x", "args": []}]', "'args' must be an object, it is a list"),
        ('[{"name": "create_dynamic_function"}]', "the field 'args' is missing"),
        ('[{"name": "df_x"}]', "it runs 'df_x', which no command above creates"),
    ],
)
def test_a_file_that_is_no_recipe_is_named_with_its_place(text: str, complaint: str) -> None:
    """Every fault is a sentence that begins with file and position."""
    with pytest.raises(BadFile) as caught:
        parse_recipe(text, source="r.json")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("r.json")


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (create("two words"), "'two words' cannot be the name of a Python function"),
        (create("class"), "'class' cannot be the name"),
        (create("a" * 101), "at most 100 characters"),
        (create("create_dynamic_function"), "the command's own name"),
        (create(new_function_description=""), "'new_function_description' is empty"),
        (create(new_function_parameters_schema=[]), "must be an object"),
        ({"name": "df_last"}, "it runs 'df_last', which is created only further down"),
        ({"name": "df_frst"}, "did you mean 'df_first'?"),
        ({"name": "create_dynamic_functoin"}, "did you mean 'create_dynamic_function'?"),
    ],
)
def test_a_faulty_command_is_named_with_its_number_and_line(
    command: dict[str, Any], complaint: str
) -> None:
    """The second command of a file is called the second, and its line is told."""
    commands = [create("df_first"), command, create("df_last")]
    text = "[\n" + ",\n".join(json.dumps(one) for one in commands) + "\n]"
    with pytest.raises(BadFile) as caught:
        parse_recipe(text, source="r.json")
    assert str(caught.value).startswith("r.json, command 2 (line 3): ")
    assert complaint in str(caught.value)


def test_strings_with_brackets_and_line_ends_do_not_move_the_line() -> None:
    """Brackets, commas and quotes within strings are not mistaken for structure."""
    text = '[\n{"name": "create_dynamic_function", "args": {"new_function_name": "df_a",\n'
    text += '"new_function_description": "a [ { \\" , ] }\\n", "more": [1, [2, 3], {"a": {}}]}},\n'
    text += '\n{"name": "df_b"}]'
    with pytest.raises(BadFile, match=r"command 2 \(line 5\)"):
        parse_recipe(text, source="r.json")


@pytest.mark.parametrize("name", ["demo/vault", "tests/recordings/somebody_else"])
def test_recipes_of_the_repository_load(name: str) -> None:
    """Both adventures create their functions and then run their genesis."""
    recipe = load_recipe(ROOT / name / "recipe.json")
    assert [one.name for one in recipe.runs] == ["df_genesis_engine"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xfe\x00\x01", "this is not UTF-8 text (byte 0)"),
        (b"[\x00]", "this is not a text file, it holds zero bytes"),
        (b"\xef\xbb\xbf[]", "a recipe needs at least one command"),
        (b" " * (4 * 1024 * 1024 + 1), "larger than 4 MB"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    """Bytes that are no text are told apart from text that is no recipe."""
    path = tmp_path / "r.json"
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        load_recipe(path)
    assert complaint in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """What is not there, is no file, or has an impossible name, gets a sentence of its own."""
    with pytest.raises(BadFile, match="there is no such file"):
        load_recipe(tmp_path / "none.json")
    with pytest.raises(BadFile, match="this is a folder"):
        load_recipe(tmp_path)
    with pytest.raises(BadFile, match="cannot be read"):
        load_recipe(tmp_path / "r.json" / ("x" * 5000))
