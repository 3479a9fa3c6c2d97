"""The worlds the wishes of `wishes.toml` are made in: the bundled one and the benchmark's."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from apprentice_bench import NOW, Partner

from benchmarks.tools.world import MAKER, proving_grounds
from bot.engine.forging.surroundings import surroundings
from bot.engine.host_apis import HostApis, catalogue
from bot.engine.turn import Rights, Turn
from bot.engine.world import Artifact, Chronicle, Soul, World
from bot.executor.apprentice.scene import Scenery, scenery
from bot.executor.budget import Budget, Limits
from bot.executor.sandbox import Program, Sandbox
from bot.executor.specification import Author
from bot.values import JsonObject

VAULT = Path(__file__).parents[3] / "demo" / "vault"
GENESIS = "df_genesis_engine"


async def bundled_world(sandbox: Sandbox) -> World:
    """The bundled world as its own function builds it, with Mira and Bob in it."""
    world = World(id="w1", chronicle=Chronicle(name="The Vault", seed=7))
    budget = Budget(Limits(), timer=time.monotonic)
    turn = Turn.begin(world, kind="genesis", now=NOW, budget=budget)
    program = Program(
        name=GENESIS,
        source=(VAULT / "functions" / f"{GENESIS}.py").read_text("utf-8"),
        params={},
        apis=frozenset(api.name for api in catalogue(Author.WORLD)),
        seed=1,
        now=NOW,
    )
    host = HostApis(turn, Rights(Author.WORLD), Partner()).call
    await sandbox.run(program, host=host, budget=budget)
    built = turn.world
    tools = [
        Artifact(id="tool_1", name="Orb: magpie", description="", function_name="df_user_a_1"),
        Artifact(id="tool_2", name="Orb: lantern", description="", function_name="df_user_b_2"),
    ]
    built.artifacts.update({item.id: item for item in tools})
    carried = ("orb_01", "ember_01", "key_01", *(item.id for item in tools))
    for soul_id, name, inventory in (("soul_mira", "Mira", carried), ("soul_bob", "Bob", ())):
        built.souls[soul_id] = Soul(
            id=soul_id, name=name, location_id="trial_chamber", inventory=inventory
        )
    return replace(built, chronicle=replace(built.chronicle, is_born=True))


def scene_in(bundled: World, place: str) -> JsonObject:
    """What the writer is told of a place of either world, everyone being there."""
    is_bundled = place in bundled.locations
    world, maker = (bundled, "soul_mira") if is_bundled else (proving_grounds(1), MAKER)
    for soul in list(world.souls.values()):
        world.souls[soul.id] = replace(soul, location_id=place)
    return surroundings(world, maker)


def scenery_in(bundled: World, place: str) -> Scenery:
    """The place as the apprentice sees it."""
    return scenery(scene_in(bundled, place))
