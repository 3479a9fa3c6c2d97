"""Puts one recorded answer of a model through the whole executor, on a small world."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from writing_desk import Shelf, ticking

from bot.engine.forging.drafts import specify
from bot.engine.forging.rehearsal import ToolBench
from bot.engine.running import TurnRunner
from bot.engine.turn import Turn
from bot.engine.world import (
    Chronicle,
    EnvironmentObject,
    Landmark,
    Location,
    Soul,
    World,
)
from bot.executor.budget import Budget, Limits
from bot.executor.errors import ModelUnavailable
from bot.executor.executor import Executor
from bot.executor.model import ChatModel
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import Attempt, Author, DynamicFunction
from bot.values import JsonObject, as_object

NAME = "df_user_7f3a_91c2"
LIMITS = Limits(seconds=2.0, memory=32 * 1024 * 1024)
_NOW = 1_700_000_000.0


@dataclass
class Outcome:
    """What came of an answer: the attempt, what went back to the model, the kept function's use."""

    attempt: Attempt
    told: str = ""
    kept: DynamicFunction | None = None
    says: str = ""
    log: list[str] = field(default_factory=list[str])
    changes: list[str] = field(default_factory=list[str])


class Desk:
    """An endpoint that sends recorded bodies one after another and then takes no more requests."""

    def __init__(self, bodies: list[Any]) -> None:
        self.bodies = bodies
        self.asked: list[dict[str, Any]] = []
        self.app = Starlette(routes=[Route("/v1/chat/completions", self.answer, methods=["POST"])])

    async def answer(self, request: Request) -> Response:
        """Note what was asked and send the next body."""
        self.asked.append(await request.json())
        if not self.bodies:
            return JSONResponse({"error": {"message": "That is all."}}, 403)
        return JSONResponse(self.bodies.pop(0))


class NoIndex:
    """An index in which nothing is ever near."""

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """Nothing."""
        return []

    async def add(self, function: DynamicFunction) -> None:
        """Forget it."""


async def put_through(path: Path, sandbox: MontySandbox, *, wish: str) -> Outcome:
    """Have a function written by the model that answers as recorded, and use it once if kept."""
    desk = Desk(_bodies(path))
    transport = httpx2.ASGITransport(desk.app)
    model = ChatModel(
        base_url="http://desk.test/v1", api_key="k", model="m", timeout=20, transport=transport
    )
    shelf, index, world = Shelf(), NoIndex(), small_world()
    executor = Executor(shelf, index, model, sandbox, LIMITS, ticking())  # type: ignore[arg-type]
    asked = replace(specify(world, world.souls["mira"], wish), name=NAME)
    try:
        made = await executor.write(asked, bench=ToolBench(executor, world, "mira", LIMITS))
    except ModelUnavailable:
        (failed,) = shelf.recorded
        told = str(desk.asked[-1]["messages"][-1]["content"])
        return Outcome(failed.attempts[0], told)
    finally:
        await model.close()
    assert made.function is not None
    return await _used(Outcome(made.attempts[0], kept=made.function), executor, world)


def small_world() -> World:
    """A hall with a chasm and a lamp, the garden behind it, and two souls in the hall."""
    marks = [
        Landmark(key="near_ledge", config={"display_name": "Near Ledge"}),
        Landmark(key="far_ledge_landmark", config={"display_name": "Far Ledge"}),
        Landmark(
            key="lamp_landmark",
            config={"display_name": "Lamp", "targetable_as_env_object_id": "lamp"},
        ),
        Landmark(
            key="archway",
            config={"display_name": "Archway", "is_exit_to_location_id": "garden"},
        ),
    ]
    hall = Location(
        id="hall",
        name="Hall",
        description="A hall, split by a chasm.",
        exits={"archway": "garden"},
        landmarks={mark.key: mark for mark in marks},
    )
    garden = Location(id="garden", name="Garden", description="A walled garden.")
    souls = (("mira", "Mira"), ("bob", "Bob"))
    return World(
        id="w1",
        chronicle=Chronicle(name="The Hall", seed=7, is_born=True),
        souls={key: Soul(id=key, name=name, location_id="hall") for key, name in souls},
        locations={"hall": hall, "garden": garden},
        objects={
            "lamp": EnvironmentObject(
                id="lamp", location_id="hall", type="lamp", details={"lit": False}
            )
        },
    )


async def _used(outcome: Outcome, executor: Executor, world: World) -> Outcome:
    """What the kept function answers to Mira, and what it changes."""
    assert outcome.kept is not None
    budget = Budget(LIMITS, timer=time.monotonic)
    turn = Turn.begin(world.draft(), kind="use", now=_NOW, budget=budget, soul_id="mira")
    params: JsonObject = {
        "soul_id": "mira",
        "location_id": "hall",
        "artifact_id": "tool",
        "artifact_properties": {"colour": "blue"},
        "target_env_object_id": "lamp",
    }
    function = replace(outcome.kept, author=Author.PLAYER)
    outcome.says = await TurnRunner(executor, turn).run_function(function, params)
    outcome.log = [line.text for line in turn.lines]
    before = _facts(turn.before)
    outcome.changes = [fact for fact in _facts(turn.world) if fact not in before]
    return outcome


def _facts(world: World) -> list[str]:
    """What there is in a world, a line each."""
    return [
        *(f"{one.id} {json.dumps(one.details)}" for one in world.objects.values()),
        *(f"{one.name} in {one.location_id} {_states(one)}" for one in world.souls.values()),
        *(f"{one.name} carries {key}" for one in world.souls.values() for key in one.inventory),
        *(
            f"{one.type} to {one.to_landmark_id} for {one.duration:g} s"
            for one in world.temporary.values()
        ),
        *(
            f"{one.id}: {one.light_at(_NOW)}, {one.weather_at(_NOW)}"
            for one in world.locations.values()
        ),
    ]


def _states(soul: Soul) -> str:
    return " ".join(sorted(soul.statuses_at(_NOW)))


def _bodies(path: Path) -> list[Any]:
    """The bodies an answer was sent in: those recorded, or one around its text."""
    if path.suffix == ".json":
        recorded = json.loads(path.read_bytes())
        return recorded if isinstance(recorded, list) else [recorded]
    message = {"role": "assistant", "content": path.read_bytes().decode("utf-8")}
    return [{"model": "m", "choices": [{"finish_reason": "stop", "message": message}]}]


def rules_of(attempt: Attempt) -> list[str]:
    """What was found, as `rule:line`, each once and in the order it was told."""
    found = (f"{one.rule}:{one.line}" if one.line else one.rule for one in attempt.findings)
    return list(dict.fromkeys(found))


def text_of(path: Path) -> str:
    """All that a recorded answer says, as it was sent."""
    choices = [as_object(body["choices"][0]["message"]) for body in _bodies(path)]
    return "\n".join(f"{one.get('content')}\n{one.get('reasoning_content')}" for one in choices)
