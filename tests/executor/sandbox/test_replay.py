"""Functions in the manner of real models run unchanged, and do what Python itself would do."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from sandbox_play import Play

from bot.values import Json, dump

pytestmark = pytest.mark.asyncio(loop_scope="session")

APIS = frozenset({
    "host_apply_effect_on_environment_object", "host_core_add_artifact_to_gamestate",
    "host_create_temporary_object", "host_get_entity_data", "host_get_environment_object_data",
    "host_get_location_data", "host_give_artifact_to_soul", "host_list_environment_objects",
    "host_log_message_to_world",
})  # fmt: skip
PARAMS: dict[str, Json] = {
    "soul_id": "mira",
    "location_id": "hall",
    "artifact_id": "wand",
    "target_env_object_id": "flame_pedestal",
    "artifact_properties": {"color": "amber", "charges": "3"},
    "current_puzzle_state": {"ember": "lit", "frost": "melted"},
}
CHANCE = re.compile(r"[0-9a-f]{8}")


def functions() -> list[pytest.ParameterSet]:
    """Every function of the replay, under its name."""
    parts = Path(__file__).with_name("replay.txt").read_text().split("=== ")[1:]
    pairs = (part.partition("\n") for part in parts)
    return [pytest.param(source, id=name) for name, _, source in pairs]


class Witness:
    """A host that writes down what it is asked and says yes."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def answer(self, name: str, argument: Json) -> str:
        """The reply to one call."""
        self.calls.append(CHANCE.sub("ID", f"{name} {json.dumps(argument)}"))
        return dump({"success": True, "message": "done", "object_id": "made", "details": {}})

    async def call(self, name: str, argument: Json) -> str:
        """The same, for the sandbox."""
        await asyncio.sleep(0)
        return self.answer(name, argument)


def in_python(source: str, witness: Witness) -> str:
    """What Python itself makes of the function."""

    def api(name: str) -> Any:
        return lambda argument: witness.answer(name, argument)

    surroundings: dict[str, Any] = {
        "external_apis": {name: api(name) for name in sorted(APIS)},
        "json": json,
        "uuid": uuid,
    }
    exec(source, surroundings)  # noqa: S102 - our own sources, as the measure of the sandbox
    return surroundings["play"](dict(PARAMS))


@pytest.mark.parametrize("source", functions())
async def test_a_function_does_what_it_does_in_python(play: Play, source: str) -> None:
    """The same text comes back and the host is asked the same, in the same order."""
    here, there = Witness(), Witness()
    text = await play(source, host=there.call, apis=APIS, params=PARAMS)
    assert CHANCE.sub("ID", text) == CHANCE.sub("ID", in_python(source, here))
    assert there.calls == here.calls
