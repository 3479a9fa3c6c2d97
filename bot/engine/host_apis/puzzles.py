"""Host APIs about puzzles: their state, and the functions that say whether they are solved."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.engine.errors import NotFound, Refused
from bot.engine.host_apis.declaration import Access, Reply, host_api
from bot.engine.host_apis.subject import Subject, merged, require_room
from bot.engine.permissions import require_puzzle_unprotected
from bot.engine.world import Puzzle
from bot.values import Json, JsonObject, as_text, load


class Puzzles(Subject):
    """Puzzles and their checkers."""

    @host_api(Access.READ)
    def host_get_puzzle_state(self, puzzle_id: Annotated[str, "the puzzle"]) -> Reply:
        """Read a puzzle's state under 'state'; it includes the puzzle's id."""
        return Reply(
            f"This is the state of {puzzle_id!r}.", {"state": _state(self.puzzle(puzzle_id))}
        )

    @host_api(Access.WRITE)
    def host_set_puzzle_properties(
        self,
        puzzle_id: Annotated[str, "the puzzle"],
        properties: Annotated[JsonObject, "the keys of its state to set"],
    ) -> Reply:
        """Change a puzzle's state: the given keys replace the same keys.

        A tool cannot set is_open, is_complete, its checker, or what the state lists as protected.
        """
        puzzle = self.puzzle(puzzle_id)
        require_puzzle_unprotected(self.rights, puzzle, properties)
        state = merged(puzzle.state, properties, what="the puzzle's state")
        self.world.puzzles[puzzle_id] = replace(puzzle, state={**state, "id": puzzle_id})
        return Reply(f"Puzzle {puzzle_id!r} was changed.")

    @host_api(Access.WORLD)
    def host_register_puzzle_check_function(
        self,
        puzzle_id: Annotated[str, "the puzzle; it is begun if there is none yet"],
        checking_dynamic_function_name: Annotated[
            str,
            "called with {puzzle_id, current_puzzle_state}, returns JSON {condition_met, message}",
        ],
    ) -> Reply:
        """Name the function that says whether a puzzle's condition is met."""
        require_room(self.world.puzzles, puzzle_id, "puzzles")
        puzzle = self.world.puzzles.get(puzzle_id) or Puzzle(id=puzzle_id, state={"id": puzzle_id})
        given: JsonObject = {"checking_dynamic_function_name": checking_dynamic_function_name}
        state = merged(puzzle.state, given, what="the puzzle's state")
        self.world.puzzles[puzzle_id] = replace(puzzle, state=state)
        return Reply(f"{checking_dynamic_function_name} now checks puzzle {puzzle_id!r}.")

    @host_api(Access.READ)
    async def host_check_puzzle_condition(self, puzzle_id: Annotated[str, "the puzzle"]) -> Reply:
        """Run a puzzle's checker: condition_met says whether its condition is met, message why."""
        puzzle = self.world.puzzles.get(puzzle_id)
        if puzzle is None:
            return _unmet(f"There is no puzzle {puzzle_id!r}.")
        if puzzle.checker is None:
            return _unmet(f"Nothing checks puzzle {puzzle_id!r}.")
        params: JsonObject = {"puzzle_id": puzzle_id, "current_puzzle_state": _state(puzzle)}
        try:
            answer = _object_in(await self.run(puzzle.checker, params))
        except (Refused, NotFound) as refusal:
            return _unmet(str(refusal))
        if answer is None:
            return _unmet(f"{puzzle.checker} did not answer with a JSON object.")
        is_met = bool(answer.get("condition_met"))
        default = "The condition is met." if is_met else "The condition is not met."
        said = as_text(answer.get("message")) or as_text(answer.get("error"), default)
        return Reply(said or default, {"condition_met": is_met})


def _state(puzzle: Puzzle) -> JsonObject:
    return {**puzzle.state, "id": puzzle.id}


def _unmet(message: str) -> Reply:
    return Reply(message, {"condition_met": False}, success=False)


def _object_in(text: str) -> dict[str, Json] | None:
    try:
        value = load(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
