"""The executor: what is written is kept, what is kept is found and run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from writing_desk import ASKED, SOUND, Scribe, Shelf, Trestle, calling, function_of, ticking

from bot.database import Database
from bot.executor.budget import Budget, Limits
from bot.executor.errors import ModelUnavailable, UnknownFunction
from bot.executor.executor import Executor
from bot.executor.host import Rehearsal
from bot.executor.ladder import Ladder, Rung
from bot.executor.ledger import Ledger
from bot.executor.ledger_sums import Allowances, Sum
from bot.executor.model import ChatModel
from bot.executor.sandbox.monty import MontySandbox
from bot.executor.specification import Account, DynamicFunction, Finding, Label
from bot.executor.writer import Unsound
from bot.values import Json

pytestmark = pytest.mark.asyncio(loop_scope="module")

Made = Callable[..., Executor]


class Slips:
    """An index that finds what it is told to, or fails."""

    def __init__(self, *names: str, trouble: Exception | None = None) -> None:
        self.names = list(names)
        self.trouble = trouble
        self.added: list[str] = []
        self.asked: list[tuple[str, str, int]] = []

    async def add(self, function: DynamicFunction) -> None:
        """Note a function."""
        if self.trouble:
            raise self.trouble
        self.added.append(function.name)

    async def near(self, scope: str, text: str, count: int) -> list[str]:
        """The names it was told."""
        if self.trouble:
            raise self.trouble
        self.asked.append((scope, text, count))
        return self.names


class Island:
    """A host with one API."""

    names = frozenset({"host_log_message_to_world"})

    def __init__(self) -> None:
        self.called: list[Json] = []

    async def call(self, name: str, argument: Json) -> str:
        """Note the argument."""
        self.called.append(argument)
        return name


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def make() -> AsyncGenerator[Callable[..., Any]]:
    """Makes executors around one sandbox."""
    async with MontySandbox(width=1, depth=1) as sandbox:

        def made(
            model: Any,
            library: Shelf | None = None,
            index: Slips | None = None,
            ladder: Ladder | None = None,
        ) -> Executor:
            shelf: Any = library if library is not None else Shelf()
            slips: Any = index or Slips()
            return Executor(shelf, slips, model, sandbox, Limits(), ticking(), ladder)

        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database in a file."""
    opened = await Database.open(f"sqlite:///{tmp_path / 'orb.sqlite3'}")
    yield opened
    await opened.close()


async def test_a_sound_function_is_kept_and_indexed(make: Made) -> None:
    """The generation has the kept version with label and model; the index learns of it."""
    shelf, slips, stages = Shelf(), Slips(), []
    label = Label(reads=frozenset({"place"}))
    generation = await make(Scribe("No.", SOUND), shelf, slips).write(
        ASKED,
        bench=Trestle(Rehearsal(label=label)),
        progress=lambda stage, attempt: stages.append((stage, attempt)),
    )
    function = generation.function
    assert function is not None
    assert (function.source, function.version, function.label) == (SOUND, 1, label)
    assert (function.model, generation.tokens, generation.seconds) == ("m", 26, 2.0)
    assert shelf.kept[ASKED.name] == [function]
    assert slips.added == [ASKED.name]
    assert stages[-1] == ("kept", 2)


async def test_a_failure_is_recorded(make: Made) -> None:
    """Where no attempt is sound nothing is kept, and the failure is recorded."""
    shelf, slips, stages = Shelf(), Slips(), []
    generation = await make(Scribe(*["No."] * 4), shelf, slips).write(
        ASKED, progress=lambda stage, attempt: stages.append((stage, attempt))
    )
    assert generation.function is None
    assert shelf.recorded == [generation]
    assert (shelf.kept, slips.added) == ({}, [])
    assert stages[-1] == ("failed", 4)


async def test_near_functions_are_examples(make: Made) -> None:
    """What the index finds near the wish is shown, without the function itself or ghosts."""
    shelf = Shelf()
    for name in ("df_bridge", "df_a", "df_b"):
        source = f"def {name}(params):\n    return 'x'\n"
        shelf.kept[name] = [function_of(ASKED, source)]
    scribe, slips = Scribe(SOUND), Slips("df_a", "df_bridge", "df_gone", "df_b")
    await make(scribe, shelf, slips).write(ASKED)
    shown = str(scribe.asked[0][1]["content"]).partition("</examples>")[0]
    assert [name for name in slips.names if f"def {name}(" in shown] == ["df_a", "df_b"]
    assert slips.asked == [("w", "a bridge", 5)]


async def test_trouble_with_the_index_changes_nothing(make: Made) -> None:
    """A function is written and kept while the index fails."""
    slips = Slips(trouble=OSError("The disk is full."))
    generation = await make(Scribe(SOUND), index=slips).write(ASKED)
    assert generation.function is not None


async def test_what_an_unavailable_model_had_cost_is_recorded(make: Made) -> None:
    """The error comes out; attempts made before it are recorded, where there are any."""
    shelf = Shelf()
    with pytest.raises(ModelUnavailable, match="Gone"):
        await make(Scribe(ModelUnavailable("Gone.")), shelf).write(ASKED)
    assert shelf.recorded == []
    with pytest.raises(ModelUnavailable, match="Gone"):
        await make(Scribe("No.", ModelUnavailable("Gone.")), shelf).write(ASKED)
    assert [one.tokens for one in shelf.recorded] == [13]
    assert shelf.kept == {}


async def test_further_functions_are_kept_and_indexed(make: Made) -> None:
    """A function the model asks for is in the library before the one that asked."""
    rope = "def df_bridge_rope(params):\n    return 'A rope.'\n"
    shelf, slips = Shelf(), Slips()
    await make(Scribe(calling(), rope, SOUND), shelf, slips).write(ASKED)
    assert list(shelf.kept) == slips.added == ["df_bridge_rope", "df_bridge"]


async def test_mending_makes_the_next_version(make: Made) -> None:
    """A function that turned out wrong gets a higher version."""
    shelf = Shelf()
    shelf.kept[ASKED.name] = [function_of(ASKED, SOUND)]
    unsound = Unsound(source=SOUND, findings=(Finding(rule="failed", message="It fell."),))
    executor = make(Scribe(SOUND.replace("A", "One")), shelf)
    generation = await executor.write(ASKED, unsound=unsound)
    assert generation.function is not None
    assert generation.function.version == 2
    assert (await executor.find("w", ASKED.name)).version == 2


async def test_functions_are_found_by_name(make: Made) -> None:
    """Names and functions come from the library."""
    shelf = Shelf()
    shelf.kept[ASKED.name] = [function_of(ASKED, SOUND)]
    executor = make(Scribe(), shelf)
    assert await executor.names("w") == {ASKED.name}
    assert (await executor.find("w", ASKED.name)).source == SOUND
    with pytest.raises(UnknownFunction):
        await executor.find("w", "df_nothing")


async def test_a_function_runs_with_its_host(make: Made) -> None:
    """A run sees the host's APIs, its parameters and nothing else, and gives its text."""
    source = (
        "def df_bridge(params):\n"
        "    name = external_apis['host_log_message_to_world']({'message': params['word']})\n"
        "    return f'{name} {len(external_apis)}'\n"
    )
    island, limits = Island(), Limits()
    text = await make(Scribe()).run(
        function_of(ASKED, source),
        {"word": "hello"},
        host=island,
        budget=Budget(limits, timer=ticking_slowly()),
        seed=1,
        now=0.0,
    )
    assert text == "host_log_message_to_world 1"
    assert island.called == [{"message": "hello"}]


def ticking_slowly() -> Callable[[], float]:
    """A timer that stands still."""
    return lambda: 0.0


async def test_the_whole_way_over_the_real_client(make: Made) -> None:
    """An answer that comes over the real client ends as a kept function."""

    async def answer(request: Request) -> JSONResponse:
        asked = (await request.json())["messages"][-1]["content"]
        message = {"role": "assistant", "content": f"Sure:\n```python\n{SOUND}```"}
        assert asked.endswith("\ndef df_bridge(params):")
        return JSONResponse({"model": "real", "choices": [{"index": 0, "message": message}]})

    handler: Callable[[Request], Awaitable[JSONResponse]] = answer
    app = Starlette(routes=[Route("/v1/chat/completions", handler, methods=["POST"])])
    model = ChatModel(
        base_url="http://in.process/v1",
        api_key="",
        model="m",
        transport=httpx2.ASGITransport(app),
    )
    generation = await make(model).write(ASKED)
    await model.close()
    assert generation.function is not None
    assert (generation.function.source, generation.function.model) == (SOUND, "real")


async def test_a_hundred_wishes_from_ten_guilds_keep_to_a_budget_of_forty(
    make: Made, database: Database
) -> None:
    """At once, over the real client: forty answers are paid for, and all hundred have a tool."""
    served: list[str] = []

    async def answer(request: Request) -> JSONResponse:
        served.append(str((await request.json())["model"]))
        await asyncio.sleep(0.01)
        # Every third answer is not sound, so that many wishes need a second one.
        text = "No." if len(served) % 3 == 0 else SOUND
        return JSONResponse({"choices": [{"message": {"role": "assistant", "content": text}}]})

    app = Starlette(routes=[Route("/v1/chat/completions", answer, methods=["POST"])])
    model = ChatModel(
        base_url="http://desk.test/v1",
        api_key="",
        model="strong",
        transport=httpx2.ASGITransport(app),
    )
    budget = Allowances(everyone=Sum(requests=40), guild=Sum(requests=6))
    rungs = [
        Rung(name="strong", model=model, model_name="strong"),
        Rung(name="apprentice", model=Scribe(*[SOUND] * 100), model_name="rules", paid=False),
    ]
    ladder = Ladder(rungs, Ledger(database, budget, holder="here:1:a"))
    executor = make(model, ladder=ladder)
    wishes = [
        replace(ASKED, scope=f"w{n}", account=Account(guild=f"g{n % 10}", member=f"m{n}"))
        for n in range(100)
    ]
    made = await asyncio.gather(*(executor.write(one) for one in wishes))
    everyone = (await ladder.ledger.spending("g1")).everyone.requests
    await model.close()
    assert all(one.function is not None for one in made)
    assert len(served) == everyone == 40
    stood_in = [one for one in made if one.rung == "apprentice"]
    assert len(stood_in) >= 60
    assert {one.attempts[-1].model for one in stood_in} == {"m"}


async def test_a_further_function_is_on_the_same_account(make: Made, database: Database) -> None:
    """What the model asks for while it writes counts for what was wished, and may be too much."""
    rope = "def df_bridge_rope(params):\n    return 'A rope.'\n"
    scribe = Scribe(calling(), rope, SOUND, calling("df_plank"))
    ledger = Ledger(database, Allowances(member=Sum(requests=4)), holder="here:1:a")
    ladder = Ladder([Rung(name="strong", model=scribe, model_name="m")], ledger)
    executor, wish = (
        make(scribe, ladder=ladder),
        replace(ASKED, account=Account(guild="g", member="ada")),
    )
    await executor.write(wish)
    spent = await ledger.spending("g")
    assert [(name, one.requests) for name, one in spent.functions] == [("df_bridge", 3)]
    assert [name for name, _ in spent.members] == ["ada"]
    with pytest.raises(ModelUnavailable, match="Your budget") as caught:
        await executor.write(wish)
    assert caught.value.resumes_at == spent.resumes_at
