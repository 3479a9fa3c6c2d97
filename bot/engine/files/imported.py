"""A world that was read from a file, and what every such world must be."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.credits import Credit
from bot.engine.files.reading import Fields
from bot.engine.journal import LogLine
from bot.engine.world import World
from bot.executor.specification import DynamicFunction
from bot.values import JsonObject

MOST_ACTIONS = 1_000_000_000
"""How many actions may have been played in a world, so that its next ones can be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWorld:
    """A world read from a file. `notes` are sentences on what could not be taken over.

    Of the functions those named in `set_aside` may not run; `credits` tell who did what before.
    """

    world: World
    lines: tuple[LogLine, ...] = ()
    functions: tuple[DynamicFunction, ...] = ()
    set_aside: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
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


def checked(world_id: str, document: JsonObject, file: Fields) -> World:
    """The world of a document in a file, if it can be played and kept.

    Raises:
        BadFile: an entry is not what it should be.
    """
    try:
        world = World.from_document(world_id, document)
    except ValueError as error:
        raise file.bad("'world' cannot be read: {reason}", reason=error) from error
    for name in World.TYPES:
        for key, entry in world.table(name).items():
            if entry.id != key:
                raise file.bad(
                    "{key!r} of {table!r} calls itself {id!r}", key=key, table=name, id=entry.id
                )
    if not 0 <= world.chronicle.actions <= MOST_ACTIONS:
        raise file.bad("it counts {actions} actions", actions=world.chronicle.actions)
    # A property that is null is none: taking it away again could not be told from it.
    world.properties = {key: one for key, one in world.properties.items() if one is not None}
    return world
