"""The vault's world, born once, and scenes of it in one state or another."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from bot.engine.host_apis import HostApis
from bot.engine.scene import Scene, scene_of
from bot.engine.turn import Rights, Turn
from bot.engine.world import Chronicle, Landmark, Location, Soul, Status, TemporaryObject, World
from bot.executor.budget import Budget, Limits
from bot.executor.specification import Author
from bot.values import JsonObject

NOW = 2000.0
VAULT = Path(__file__).parents[3] / "demo" / "vault"
LIT: JsonObject = {
    "new_color_hex": "#e8622a",
    "emissive_color_hex": "#ff9a3c",
    "emissive_intensity": 0.9,
}
BRIDGE: JsonObject = {
    "display_name": "light bridge",
    "material_config": {"base_color_hex": "#ffe9a8", "emissive_color_hex": "#ffe9a8"},
}


class Nobody:
    """Runs no function: genesis calls none."""

    async def run(self, function_name: str, params: JsonObject, rights: Rights | None) -> str:
        """Refuse."""
        raise AssertionError(function_name)


def newborn_vault() -> World:
    """The default adventure after genesis, its function run as plain Python, with two souls."""
    empty = World(id="w", chronicle=Chronicle(name="The Lampwright's Vault", seed=7))
    budget = Budget(Limits(seconds=20, host_calls=2000), timer=lambda: 0.0)
    turn = Turn.begin(empty, kind="test", now=NOW, budget=budget, soul_id=None)
    apis = HostApis(turn, Rights(Author.WORLD, None), Nobody())

    def caller(name: str) -> Any:
        return lambda argument: asyncio.run(apis.call(name, argument))

    held: dict[str, Any] = {
        "external_apis": {name: caller(name) for name in apis.names},
        "json": json,
    }
    exec((VAULT / "functions" / "df_genesis_engine.py").read_text("utf-8"), held)  # noqa: S102
    held["df_genesis_engine"]({})
    world = turn.world
    world.souls["ada"] = Soul(id="ada", name="Ada", location_id="trial_chamber")
    world.souls["ben"] = Soul(id="ben", name="Ben", location_id="trial_chamber")
    return world


def seen(
    world: World,
    place: str = "trial_chamber",
    *,
    focus: str | None = None,
    light: str | None = None,
    weather: str | None = None,
    statuses: tuple[str, ...] = (),
    temporary: tuple[TemporaryObject, ...] = (),
    updates: dict[str, JsonObject] | None = None,
) -> Scene:
    """The scene Ada sees in a place in that state; Ben is there in `statuses`."""
    draft = world.draft()
    draft.souls["ada"] = replace(draft.souls["ada"], location_id=place, focus=focus)
    draft.souls["ben"] = replace(
        draft.souls["ben"],
        location_id=place,
        statuses=tuple(Status(name=name) for name in statuses),
    )
    draft.locations[place] = replace(draft.locations[place], light=light, weather=weather)
    for thing in temporary:
        draft.temporary[thing.id] = thing
    for key, update in (updates or {}).items():
        thing = draft.objects[key]
        details: JsonObject = {**thing.details, "client_visual_update": update}
        draft.objects[key] = replace(thing, details=details)
    return scene_of(draft, "ada", NOW)


def conjured(
    kind: str,
    start: str = "near_post_landmark",
    end: str = "keyhole_platform_landmark",
    *,
    place: str = "vault_approach",
    config: JsonObject | None = None,
) -> TemporaryObject:
    """A temporary object that is there now."""
    return TemporaryObject(
        id=f"temp_{kind}",
        type=kind,
        location_id=place,
        from_landmark_id=start,
        to_landmark_id=end,
        created_at=NOW - 1,
        duration=30,
        config=config or {},
    )


def room(config: JsonObject, landmarks: dict[str, Any], **more: Any) -> Scene:
    """The scene of a place with that config and those landmark configs."""
    world = World(id="w", chronicle=Chronicle(name="Odd", seed=1))
    world.locations["here"] = Location(
        id="here",
        name="Here",
        description="",
        config=config,
        landmarks={key: Landmark(key=key, config=value) for key, value in landmarks.items()},
        **more,
    )
    world.souls["ada"] = Soul(id="ada", name="Ada", location_id="here")
    return scene_of(world, "ada", NOW)


def opened(png: bytes) -> Image.Image:
    """A picture's pixels, in full colour."""
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def differing(one: bytes, other: bytes) -> int:
    """How many pixels two pictures differ in."""
    pairs = zip(opened(one).tobytes(), opened(other).tobytes(), strict=True)
    return sum(a != b for a, b in pairs) // 3
