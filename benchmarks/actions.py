"""How fast a use is: durable and sandboxed, beside bare exec and the original's way.

`python -m benchmarks.actions [--uses N]` prints, for 1, 8 and 64 worlds acting at once, the uses a
second and the latency of one use (three host calls, one of them a puzzle's checker that makes one
more), and what that is beside the two baselines measured in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from benchmarks.baselines import BareExec, ChromaShelf, NoStore
from bot.app import open_app
from bot.engine.clock import SystemClock
from bot.engine.game import Game
from bot.engine.world import (
    Artifact,
    Chronicle,
    EnvironmentObject,
    Landmark,
    Location,
    Puzzle,
    World,
)
from bot.executor.executor import Executor
from bot.executor.library import FunctionLibrary
from bot.executor.specification import Author, DynamicFunction
from bot.settings import Settings, read_settings

WORLDS = (1, 8, 64)
FUNCTIONS = Path(__file__).parent / "functions"


@dataclass(frozen=True)
class Figures:
    """What was measured: uses a second, and the latency of one use in milliseconds."""

    way: str
    worlds: int
    rate: float
    median: float
    p95: float


def belfry(world_id: str) -> World:
    """A world of one place with a bell in it, of about the size of a played one."""
    rules: Any = [
        {
            "action_name_template": "Strike {target_name}",
            "requires_landmark_interaction_type_key": "bell",
            "passes_target_env_object_id_as_param": "target_env_object_id",
        }
    ]
    bell: Any = {
        "display_name": "Bell",
        "targetable_as_env_object_id": "bell_01",
        "landmark_interaction_type_key": "bell",
    }
    tower = Location(
        id="tower",
        name="Tower",
        description="A tower with a bell.",
        landmarks={"bell": Landmark(key="bell", config=bell)},
    )
    hammer = Artifact(
        id="hammer",
        name="Hammer",
        description="It strikes.",
        function_name="df_strike_bell",
        properties={"client_interaction_rules": rules},
    )
    checker: Any = {"wanted": 3, "checking_dynamic_function_name": "df_check_bell"}
    things = [
        EnvironmentObject(
            id=f"stone_{number}", location_id="tower", type="stone", details={"n": number}
        )
        for number in range(200)
    ]
    return World(
        id=world_id,
        chronicle=Chronicle(name="Belfry", seed=7, is_born=True),
        locations={"tower": tower},
        artifacts={"hammer": hammer},
        objects={
            "bell_01": EnvironmentObject(id="bell_01", location_id="tower", type="bell"),
            **{thing.id: thing for thing in things},
        },
        puzzles={"bell": Puzzle(id="bell", state=checker)},
        properties={"initial_player_artifacts": ["hammer"]},
    )


def functions_of(world_id: str) -> list[DynamicFunction]:
    """The two functions of a belfry."""
    return [
        DynamicFunction(
            scope=world_id,
            name=path.stem,
            version=1,
            source=path.read_text("utf-8"),
            description="",
            parameters={},
            author=Author.WORLD,
            maker=None,
            model="benchmark",
        )
        for path in sorted(FUNCTIONS.glob("*.py"))
    ]


async def striker(game: Game, library: FunctionLibrary, world_id: str) -> str:
    """Make a belfry and a soul before its bell; the soul's id."""
    await library.adopt(functions_of(world_id))
    await game.add_world(belfry(world_id))
    await game.join(world_id, player_id="player", name="Ada")
    soul = (await game.world(world_id)).soul_of("player")
    assert soul is not None
    await game.focus(world_id, soul.id, "bell")
    return soul.id


async def strike(game: Game, world_id: str, soul_id: str, times: int) -> list[float]:
    """Use the hammer so many times; the seconds each took until it was acknowledged."""
    taken: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        await game.use(world_id, soul_id, "hammer", {"target_env_object_id": "bell_01"})
        taken.append(time.perf_counter() - begun)
    return taken


async def measure(
    way: str, game: Game, library: FunctionLibrary, uses: int, worlds: int
) -> Figures:
    """Let so many worlds act at once, about `uses` times in all."""
    ids = [f"{way}-{worlds}-{number}".replace(" ", "-") for number in range(worlds)]
    souls = [await striker(game, library, world_id) for world_id in ids]
    pairs = list(zip(ids, souls, strict=True))
    await asyncio.gather(*(strike(game, world_id, soul, 2) for world_id, soul in pairs))
    each = max(4, uses // worlds)
    begun = time.perf_counter()
    taken = await asyncio.gather(*(strike(game, world, soul, each) for world, soul in pairs))
    seconds = time.perf_counter() - begun
    every = sorted(one for some in taken for one in some)
    return Figures(
        way,
        worlds,
        rate=len(every) / seconds,
        median=statistics.median(every) * 1000,
        p95=every[int(len(every) * 0.95)] * 1000,
    )


@asynccontextmanager
async def ways(
    settings: Settings, folder: Path
) -> AsyncGenerator[dict[str, tuple[Game, FunctionLibrary]]]:
    """The game as it is, bare exec without a store, and a fetch from Chroma at each use."""
    shelf = ChromaShelf(folder / "shelf")
    for function in functions_of(""):
        shelf.put(function.name, function.source)
    async with open_app(settings, folder, clock=SystemClock(), keeps=False) as app:

        def bare(sandbox: BareExec) -> Game:
            parts: dict[str, Any] = {"library": app.library, "index": None, "model": None}
            executor = Executor(**parts, sandbox=sandbox, limits=app.game.limits)
            store = cast(Any, NoStore())
            return Game(store=store, executor=executor, clock=SystemClock())

        yield {
            "the game": (app.game, app.library),
            "bare exec": (bare(BareExec()), app.library),
            "the original's way": (bare(BareExec(shelf.fetch)), app.library),
        }


async def run(uses: int) -> list[Figures]:
    """Every way, for every number of worlds, in turn so that the machine's mood is shared."""
    with tempfile.TemporaryDirectory() as name:
        async with ways(read_settings(), Path(name)) as parts:
            return [
                await measure(way, game, library, uses, worlds)
                for worlds in WORLDS
                for way, (game, library) in parts.items()
            ]


def report(figures: list[Figures]) -> None:
    """Print the figures as a Markdown table."""
    print("| worlds | way | uses/s | median ms | p95 ms | median beside bare exec |")
    print("|---|---|---|---|---|---|")
    for one in figures:
        base = next(f for f in figures if f.way == "bare exec" and f.worlds == one.worlds)
        ratio = one.median / base.median
        print(
            f"| {one.worlds} | {one.way} | {one.rate:.0f} | {one.median:.2f} | {one.p95:.2f} "
            f"| {ratio:.2f} |"
        )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uses", type=int, default=1000, help="uses in all, for each line")
    report(asyncio.run(run(parser.parse_args().uses)))


if __name__ == "__main__":
    main()
