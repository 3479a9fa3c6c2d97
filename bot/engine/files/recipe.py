"""A world's recipe: the list of functions to write and to run that makes a world."""

from __future__ import annotations

from dataclasses import dataclass, field
from keyword import iskeyword
from pathlib import Path
from typing import TypeAlias

from bot.engine.files.reading import Fields, nearest, read_entries, read_text
from bot.sentence import Sentence
from bot.values import Json, JsonObject, digest, dump

CREATE = "create_dynamic_function"
"""The name of the command that asks for a function; every other name runs one."""

LONGEST_NAME = 100
"""How long a function's name may be, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateFunction:
    """Ask the model to write a function. `parameters` is the JSON schema of what it is given.

    `number` counts the commands of the recipe from 1.
    """

    name: str
    description: str
    parameters: JsonObject = field(default_factory=dict[str, Json])
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFunction:
    """Run a function that an earlier command created, with `args` as its params."""

    name: str
    args: JsonObject = field(default_factory=dict[str, Json])
    number: int = 0


Command: TypeAlias = CreateFunction | RunFunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The commands of a recipe in their order; `source` names the file they came from."""

    commands: tuple[Command, ...]
    source: str

    @property
    def hash(self) -> str:
        """The SHA-256 of what the commands say, whatever the file's name and layout."""
        return digest([_plain(command) for command in self.commands])

    @property
    def functions(self) -> tuple[CreateFunction, ...]:
        """What is to be written, in order."""
        return tuple(one for one in self.commands if isinstance(one, CreateFunction))

    @property
    def runs(self) -> tuple[RunFunction, ...]:
        """What is to be run, in order."""
        return tuple(one for one in self.commands if isinstance(one, RunFunction))

    def description_of(self, name: str) -> CreateFunction | None:
        """The command that creates a function; the last one where there are several."""
        found = (one for one in reversed(self.functions) if one.name == name)
        return next(found, None)


def load_recipe(path: Path) -> Recipe:
    """The recipe in a file; raises `BadFile`."""
    return parse_recipe(read_text(path), source=path.name)


def parse_recipe(text: str, *, source: str) -> Recipe:
    """The recipe of a JSON text; fields it does not know are ignored.

    Raises:
        BadFile: it is no JSON, no list, or a command is not what it should be; with its place.
    """
    entries = read_entries(
        text, source=source, what=Sentence("a recipe"), entry=Sentence("command")
    )
    commands: list[Command] = []
    created: set[str] = set()
    coming = _names_created(entries)
    for entry in entries:
        command = _command(entry)
        if isinstance(command, CreateFunction):
            created.add(command.name)
        elif command.name not in created:
            raise entry.bad(_unknown_run(command.name, created, coming))
        commands.append(command)
    return Recipe(commands=tuple(commands), source=source)


def recipe_text(recipe: Recipe) -> str:
    """The recipe as a JSON text that `parse_recipe` reads."""
    return dump([_written(command) for command in recipe.commands])


def _written(command: Command) -> JsonObject:
    if isinstance(command, RunFunction):
        return {"name": command.name, "args": command.args}
    args: JsonObject = {
        "new_function_name": command.name,
        "new_function_description": command.description,
        "new_function_parameters_schema": command.parameters,
    }
    return {"name": CREATE, "args": args}


def _command(entry: Fields) -> Command:
    name = entry.text("name")
    args = Fields(entry.mapping("args"), entry.where)
    if name != CREATE:
        return RunFunction(name=name, args=args.values, number=entry.number)
    if not entry.has("args"):
        raise entry.bad("the field 'args' is missing, it says what function to write")
    return CreateFunction(
        name=_function_name(args),
        description=args.text("new_function_description"),
        parameters=args.mapping("new_function_parameters_schema"),
        number=entry.number,
    )


def _function_name(args: Fields) -> str:
    name = args.text("new_function_name")
    if not name.isidentifier() or iskeyword(name):
        raise args.bad("{name!r} cannot be the name of a Python function", name=name)
    if len(name) > LONGEST_NAME:
        raise args.bad("a function's name has at most {most} characters", most=LONGEST_NAME)
    if name == CREATE:
        raise args.bad(
            "a function cannot be called {name!r}, that is the command's own name", name=CREATE
        )
    return name


def _names_created(entries: list[Fields]) -> set[str]:
    every = (entry.values.get("args") for entry in entries if entry.values.get("name") == CREATE)
    names = (args.get("new_function_name") for args in every if isinstance(args, dict))
    return {name for name in names if isinstance(name, str)}


def _unknown_run(name: str, created: set[str], coming: set[str]) -> Sentence:
    if name in coming:
        return Sentence("it runs {name!r}, which is created only further down", name=name)
    guess = nearest(name, {*created, CREATE})
    lack = Sentence("it runs {name!r}, which no command above creates", name=name)
    return Sentence("{lack}; did you mean {guess!r}?", lack=lack, guess=guess) if guess else lack


def _plain(command: Command) -> Json:
    if isinstance(command, CreateFunction):
        return [CREATE, command.name, command.description, command.parameters]
    return ["run", command.name, command.args]
