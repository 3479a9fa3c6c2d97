"""How long a picture takes and how large it is, beside what Pillow alone takes for an empty one.

`python -m benchmarks.pictures [--rounds N] [--save FOLDER]` draws the vault's three places in
several states and its map, and prints for each the median and the 95th percentile in milliseconds,
that as a multiple of the baseline measured in the same run, and the size in bytes. The baseline is
a plain picture of the same size, reduced from twice that, given a palette and packed as PNG by
Pillow's own means. `--save` writes the pictures to a folder.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image

from bot.engine.host_apis import HostApis
from bot.engine.pictures import HEIGHT, WIDTH, PictureCache, draw_map, draw_scene
from bot.engine.scene import Scene, scene_of
from bot.engine.turn import Rights, Turn
from bot.engine.world import Chronicle, Soul, TemporaryObject, World
from bot.executor.budget import Budget, Limits
from bot.executor.specification import Author
from bot.values import JsonObject

GENESIS = Path(__file__).parents[1] / "demo" / "vault" / "functions" / "df_genesis_engine.py"
NOW = 1000.0
AWAKE = {
    "pedestal_fire": ("#e8622a", "#ff9a3c"),
    "pedestal_water": ("#2f7fd0", "#5fb8ff"),
    "pedestal_wind": ("#cfe6e2", "#eafff8"),
}


class Nobody:
    """Runs no function: genesis calls none."""

    async def run(self, function_name: str, params: JsonObject, rights: Rights | None) -> str:
        """Refuse."""
        raise AssertionError(function_name)


@dataclass(frozen=True)
class Figures:
    """What was measured of one picture: milliseconds and bytes."""

    name: str
    median: float
    p95: float
    size: int


def vault() -> World:
    """The default adventure after genesis, with three souls at its start."""
    world = World(id="w", chronicle=Chronicle(name="The Lampwright's Vault", seed=7))
    budget = Budget(Limits(seconds=20, host_calls=2000), timer=lambda: 0.0)
    turn = Turn.begin(world, kind="benchmark", now=NOW, budget=budget, soul_id=None)
    apis = HostApis(turn, Rights(Author.WORLD, None), Nobody())

    def caller(name: str) -> Callable[[Any], str]:
        return lambda argument: asyncio.run(apis.call(name, argument))

    held: dict[str, Any] = {"external_apis": {name: caller(name) for name in apis.names}}
    exec(GENESIS.read_text("utf-8"), held | {"json": json}, held)
    held["df_genesis_engine"]({})
    for name in ("Ada", "Ben", "Cleo"):
        key = name.casefold()
        turn.world.souls[key] = Soul(id=key, name=name, location_id="trial_chamber")
    return turn.world


def seen(
    world: World, place: str, focus: str | None, light: str | None, weather: str | None
) -> Scene:
    """What Ada sees in a place, the others there too."""
    draft = world.draft()
    for key, soul in draft.souls.items():
        draft.souls[key] = replace(soul, location_id=place, focus=focus if key == "ada" else None)
    draft.locations[place] = replace(draft.locations[place], light=light, weather=weather)
    return scene_of(draft, "ada", NOW)


def awake(world: World) -> World:
    """The world with its pedestals lit."""
    draft = world.draft()
    for key, (tint, glow) in AWAKE.items():
        thing = draft.objects[key]
        look: JsonObject = {"new_color_hex": tint, "emissive_color_hex": glow}
        draft.objects[key] = replace(thing, details={**thing.details, "client_visual_update": look})
    return draft


def bridged(world: World) -> World:
    """The world with a bridge of light over its chasm."""
    draft = world.draft()
    paint: JsonObject = {"base_color_hex": "#ffe9a8", "emissive_color_hex": "#ffe9a8"}
    draft.temporary["bridge"] = TemporaryObject(
        id="bridge",
        type="light_bridge",
        location_id="vault_approach",
        from_landmark_id="near_post_landmark",
        to_landmark_id="keyhole_platform_landmark",
        created_at=NOW,
        duration=30,
        config={"display_name": "Bridge of Dawn", "material_config": paint},
    )
    return draft


def pictures(world: World) -> dict[str, Callable[[], bytes]]:
    """The pictures that are measured, by name."""
    lit, bridge = awake(world), bridged(world)
    scenes = {
        "trial-chamber": seen(world, "trial_chamber", None, None, None),
        "trial-chamber-lit": seen(lit, "trial_chamber", "pedestal_fire_landmark", "dim", None),
        "vault-approach": seen(world, "vault_approach", None, None, None),
        "vault-approach-rain": seen(world, "vault_approach", None, None, "rain"),
        "vault-approach-bridge": seen(
            bridge, "vault_approach", "keyhole_platform_landmark", "dusk", None
        ),
        "vault-interior": seen(world, "vault_interior", "first_lamp_landmark", None, None),
    }
    found: dict[str, Callable[[], bytes]] = {
        name: lambda scene=scene: draw_scene(scene) for name, scene in scenes.items()
    }
    cache = PictureCache()
    found["map"] = lambda: draw_map(lit, "ada", NOW)
    found["kept in the cache"] = lambda: cache.scene(scenes["trial-chamber"])
    return found


def plain() -> bytes:
    """An empty picture by Pillow's own means."""
    image = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), (40, 44, 60)).reduce(2)
    held = io.BytesIO()
    image.quantize(128).save(held, "PNG")
    return held.getvalue()


def measured(name: str, draw: Callable[[], bytes], rounds: int) -> Figures:
    """The figures of one picture, after one drawing that is not counted."""
    size = len(draw())
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        draw()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return Figures(name, statistics.median(times), times[int(len(times) * 0.95)], size)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--save", type=Path, default=None)
    given = parser.parse_args()
    found = pictures(vault())
    if given.save:
        given.save.mkdir(parents=True, exist_ok=True)
        for name, draw in found.items():
            (given.save / f"{name.replace(' ', '-')}.png").write_bytes(draw())
    base = measured("plain", plain, given.rounds)
    print(f"{'picture':24}{'median ms':>10}{'p95 ms':>8}{'x plain':>9}{'bytes':>8}")
    for name, draw in {"plain": plain, **found}.items():
        one = measured(name, draw, given.rounds)
        ratio = one.median / base.median
        print(f"{one.name:24}{one.median:10.1f}{one.p95:8.1f}{ratio:9.1f}{one.size:8,}")


if __name__ == "__main__":
    main()
