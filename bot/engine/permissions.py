"""Who may do what: the state a world protects, what a tool may add, whose consent is needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from bot.engine.errors import Refused
from bot.engine.turn import Rights, Turn
from bot.engine.world import Artifact, EnvironmentObject, Landmark, Location, Puzzle, Soul
from bot.values import Json, JsonObject

ANYONE = "*"
"""The consent that is given to every tool of every soul."""

SEALED_PROPERTIES = frozenset(
    {"id", "is_open", "is_complete", "checking_dynamic_function_name", "protected"}
)
"""What is protected in every puzzle, beside what its state lists under `protected`."""

FIXED_IN_LOCATIONS = frozenset({"ground_type_key", "ground_config", "protected"})
"""What a tool may not change in a place's config: where one can get across is decided by it."""

FIXED_IN_LANDMARKS = frozenset(
    {
        "is_exit_to_location_id",
        "linked_puzzle_id_for_open_state",
        "targetable_as_env_object_id",
        "landmark_interaction_type_key",
        "relative_position_xyz",
        "across",
    }
)
"""What a tool may not change in the config of a landmark that stood before it."""

CREDITS = frozenset({"creator_soul_id", "wish", "first_forged_by"})
"""What the properties of an artifact tell of how it came to be; a tool may not write it."""

FIXED_IN_ARTIFACTS = CREDITS | {"client_interaction_rules"}
"""What a tool may not change in the properties of an artifact."""

A_TOOL_MAY_ADD = {"artifact": 1, "object": 1, "location": 1, "landmark": 5, "temporary object": 10}
"""How many things of each kind one use of a player's tool may add."""


class Forbidden(Refused):
    """A run lacks the right to do this."""


class NeedsConsent(Forbidden):
    """Another soul's consent is wanting."""

    def __init__(self, soul: Soul) -> None:
        super().__init__(f"{soul.name} has not consented to what this does to them.")
        self.soul_id = soul.id


def require_world(rights: Rights, api: str) -> None:
    """Raise `Forbidden` unless the world's own functions are at work."""
    if not rights.is_world:
        raise Forbidden(
            f"{api} is for the world's own functions: "
            "a tool made by a player may not change the world's rules."
        )


def require_puzzle_unprotected(rights: Rights, puzzle: Puzzle, keys: Iterable[str]) -> None:
    """Raise `Forbidden` if a player's tool would write what a puzzle protects."""
    listed = _names(puzzle.state.get("protected"))
    _require_free(rights, f"puzzle {puzzle.id!r}", SEALED_PROPERTIES | listed, keys)


def require_object_unprotected(
    rights: Rights, thing: EnvironmentObject, keys: Iterable[str]
) -> None:
    """Raise `Forbidden` if a player's tool would write details an object lists as `protected`."""
    listed = _names(thing.details.get("protected"))
    _require_free(rights, f"object {thing.id!r}", {"protected"} | listed, keys)


def require_place_unprotected(
    turn: Turn, rights: Rights, location: Location, keys: Iterable[str]
) -> None:
    """Raise `Forbidden` if a player's tool would change the ground of a place it did not make."""
    if not turn.made("location", location.id):
        listed = _names(location.config.get("protected"))
        _require_free(rights, f"location {location.id!r}", FIXED_IN_LOCATIONS | listed, keys)


def require_landmark_unprotected(
    turn: Turn, rights: Rights, location: Location, mark: Landmark | None, config: JsonObject
) -> None:
    """Raise `Forbidden` if a player's tool would replace an exit, a seal or a target.

    A landmark it adds may lead to a place made in the same use, and from there back to where the
    soul is; it may be a target only for an object made in the same use, and may part only a place
    made in the same use.
    """
    if rights.is_world:
        return
    if mark is not None:
        listed = _names(mark.config.get("protected"))
        fixed = FIXED_IN_LANDMARKS | {"protected"} | listed
        _require_free(rights, f"landmark {mark.key!r}", fixed, config)
        return
    goal, target = (
        config.get(key) for key in ("is_exit_to_location_id", "targetable_as_env_object_id")
    )
    if goal is not None and not _may_lead_to(turn, rights, location, goal):
        raise Forbidden(f"A tool made by a player may not open a way to {goal!r}.")
    if config.get("across") is not None and not turn.made("location", location.id):
        raise Forbidden(f"A tool made by a player may not part {location.id!r} in two.")
    if target is not None and not turn.made("object", target):
        raise Forbidden(f"A tool made by a player may not make a landmark stand for {target!r}.")


def require_own_link(rights: Rights, function_name: str | None) -> None:
    """Raise `Forbidden` if a player's tool would make an artifact that runs another function."""
    if rights.is_world or function_name is None or function_name == rights.function_name:
        return
    raise Forbidden(
        f"A tool made by a player may not make an artifact that runs {function_name!r}: "
        "only the tool's own function may be linked."
    )


def require_no_credit(rights: Rights, artifact_id: str, properties: Iterable[str]) -> None:
    """Raise `Forbidden` if a player's tool would tell of a new artifact who forged it."""
    _require_free(rights, f"artifact {artifact_id!r}", CREDITS, properties)


def require_own_tool(turn: Turn, rights: Rights, artifact: Artifact, keys: Iterable[str]) -> None:
    """Raise `Forbidden` unless the artifact runs this very tool and its user carries it.

    What was made in this use is free too; how and by whom a tool is used is fixed.
    """
    if rights.is_world:
        return
    soul = turn.world.souls.get(rights.soul_id or "")
    is_carried = soul is not None and artifact.id in soul.inventory
    is_own = is_carried and artifact.function_name == rights.function_name
    if not is_own and not turn.made("artifact", artifact.id):
        raise Forbidden(
            f"A tool made by a player may change only itself or what it has just made; "
            f"{artifact.id!r} is neither."
        )
    _require_free(rights, f"artifact {artifact.id!r}", FIXED_IN_ARTIFACTS, keys)


def require_gift(turn: Turn, rights: Rights, artifact_id: str) -> None:
    """Raise `Forbidden` unless the artifact was made in this use or is the acting soul's own."""
    if rights.is_world or turn.made("artifact", artifact_id):
        return
    soul = turn.world.souls.get(rights.soul_id or "")
    if soul is None or artifact_id not in soul.inventory:
        raise Forbidden(
            f"A tool made by a player may give only what it has just made or what its user "
            f"carries; {artifact_id!r} is neither."
        )


def require_consent(rights: Rights, soul: Soul) -> None:
    """Raise `NeedsConsent` if this is done to another soul that has not agreed to it."""
    if rights.is_world or soul.id == rights.soul_id:
        return
    agreed = {ANYONE, rights.soul_id, rights.function_name}
    if not agreed.intersection(soul.consents):
        raise NeedsConsent(soul)


def spend(turn: Turn, rights: Rights, kind: str, id: str) -> None:
    """Count and remember a thing a player's tool adds; raise `Forbidden` past the limit."""
    if rights.is_world:
        return
    used = turn.spent.get(kind, 0)
    if used >= A_TOOL_MAY_ADD[kind]:
        raise Forbidden(
            f"One use of a tool made by a player may add at most {A_TOOL_MAY_ADD[kind]} {kind}"
            f"{'' if A_TOOL_MAY_ADD[kind] == 1 else 's'}."
        )
    turn.spent[kind] = used + 1
    turn.spent[f"{kind} {id}"] = 1


def _may_lead_to(turn: Turn, rights: Rights, location: Location, goal: Json) -> bool:
    if turn.made("location", goal):
        return True
    soul = turn.before.souls.get(rights.soul_id or "")
    is_way_back = soul is not None and soul.location_id == goal
    return is_way_back and turn.made("location", location.id)


def _require_free(rights: Rights, what: str, fixed: Iterable[str], keys: Iterable[str]) -> None:
    wanted = sorted(set(fixed).intersection(keys))
    if not rights.is_world and wanted:
        names = ", ".join(repr(name) for name in wanted)
        raise Forbidden(
            f"A tool made by a player may not change {names} of {what}: the world protects it."
        )


def _names(value: Json) -> frozenset[str]:
    items = cast("list[Json]", value) if isinstance(value, list) else []
    return frozenset(item for item in items if isinstance(item, str))
