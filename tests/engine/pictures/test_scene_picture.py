"""What a picture of a place is: its size, its bytes, what makes it another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from picture_play import BRIDGE, LIT, NOW, conjured, differing, opened, room, seen
from PIL import Image

from bot.engine.pictures import HEIGHT, MOST_BYTES, WIDTH, draw_scene
from bot.engine.pictures.plate import png_of
from bot.engine.pictures.staging import stage_of
from bot.engine.scene import Scene, scene_of
from bot.engine.world import HERE, Chronicle, Soul, World

PLACES = ("trial_chamber", "vault_approach", "vault_interior")
WAYS = ("light_bridge", "grappling_rope", "rope_ladder", "vines", "strange_thing")
LOCAL = ("spirit_wolf", "portal", "wings", "cloud", "fire", "orb", "ladder", "rope", "vines")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("light", "weather"),
    [
        (None, None),
        ("dim", "rain"),
        ("dark", "snow"),
        ("moonlight", "fog"),
        ("torchlight", "storm"),
        ("bright", "wind"),
        ("unheard-of", "embers"),
    ],
)
def test_a_picture_is_small(
    vault_world: World, place: str, light: str | None, weather: str | None
) -> None:
    """Each place of the vault is a PNG of 640 by 400 within 20 kB, in any light and weather."""
    png = draw_scene(seen(vault_world, place, light=light, weather=weather))
    assert opened(png).size == (WIDTH, HEIGHT) == (640, 400)
    assert len(png) <= MOST_BYTES


def test_the_same_scene_is_the_same_bytes(vault_world: World) -> None:
    """Drawing twice gives equal bytes, and time alone changes nothing."""
    scene = seen(vault_world, light="dim", weather="snow")
    later = replace(scene, now=NOW + 100)
    assert draw_scene(scene) == draw_scene(scene) == draw_scene(later)


CHANGES: dict[str, Callable[[World], Scene]] = {
    "a focus": lambda world: seen(world, focus="pedestal_fire_landmark"),
    "a lit pedestal": lambda world: seen(world, updates={"pedestal_wind": LIT}),
    "a light": lambda world: seen(world, light="dark"),
    "a weather": lambda world: seen(world, weather="rain"),
    "a sleeper": lambda world: seen(world, statuses=("asleep",)),
    "a shield": lambda world: seen(world, statuses=("shielded",)),
    "a flyer": lambda world: seen(world, statuses=("flying",)),
    "a burning one": lambda world: seen(world, statuses=("burning",)),
    "a frozen one": lambda world: seen(world, statuses=("frozen",)),
    "a glowing one": lambda world: seen(world, statuses=("glowing",)),
    "a hidden one": lambda world: seen(world, statuses=("hidden",)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_seen(vault_world: World, change: str) -> None:
    """A change of the place or of a soul changes the picture."""
    plain = draw_scene(seen(vault_world))
    assert differing(plain, draw_scene(CHANGES[change](vault_world))) > 60


@pytest.mark.parametrize("kind", WAYS)
def test_a_way_across_is_seen(vault_world: World, kind: str) -> None:
    """A bridge, a rope, a ladder, vines or anything unknown is drawn over the chasm."""
    empty = draw_scene(seen(vault_world, "vault_approach"))
    thing = conjured(kind, config=BRIDGE if "light" in kind else None)
    png = draw_scene(seen(vault_world, "vault_approach", temporary=(thing,)))
    assert differing(empty, png) > 300
    assert len(png) <= MOST_BYTES


@pytest.mark.parametrize("kind", LOCAL)
def test_what_appears_is_seen(vault_world: World, kind: str) -> None:
    """A thing that stands at a landmark or by the soul is drawn there."""
    plain = draw_scene(seen(vault_world))
    thing = conjured(kind, HERE, HERE, place="trial_chamber")
    assert differing(plain, draw_scene(seen(vault_world, temporary=(thing,)))) > 60


def test_a_way_lets_one_stand_beyond(vault_world: World) -> None:
    """The soul stands on the far side only while something leads or carries it there."""
    beyond = "keyhole_platform_landmark"
    near = stage_of(seen(vault_world, "vault_approach", focus=beyond))
    bridge = conjured("light_bridge")
    far = stage_of(seen(vault_world, "vault_approach", focus=beyond, temporary=(bridge,)))
    assert near.ground.slabs[0].holds(near.figures[0].spot)
    assert far.ground.slabs[1].holds(far.figures[0].spot)


def test_a_frozen_chasm_is_covered(vault_world: World) -> None:
    """A chasm that was recoloured is a sheet from rim to rim, which one may cross."""
    ice = {"new_color_hex": "#bfe9ff", "emissive_color_hex": "#bfe9ff"}
    far = "far_post_landmark"
    scene = seen(vault_world, "vault_approach", updates={"chasm_01": {**ice}}, focus=far)
    stage = stage_of(scene)
    assert stage.ground.sheet == (0xBF, 0xE9, 0xFF)
    assert stage.ground.slabs[1].holds(stage.figures[0].spot)
    open_chasm = seen(vault_world, "vault_approach", focus=far)
    assert differing(draw_scene(scene), draw_scene(open_chasm)) > 3000


def test_a_thing_over_the_chasm_reaches_the_far_rim(vault_world: World) -> None:
    """What is made from here to the chasm itself ends on the far platform."""
    stage = stage_of(
        seen(vault_world, "vault_approach", temporary=(conjured("rope", HERE, "chasm_landmark"),))
    )
    assert stage.spans[0].start is not None
    assert stage.ground.slabs[1].holds(stage.spans[0].end)


def test_the_void_is_a_picture_too() -> None:
    """A soul that waits for the world stands among stars."""
    world = World(id="w", chronicle=Chronicle(name="Unborn", seed=1))
    world.properties["void_visual_config"] = {"background_color_hex": "#07070c"}
    world.souls["ada"] = Soul(id="ada", name="Ada")
    png = draw_scene(scene_of(world, "ada", NOW))
    assert len(set(opened(png).get_flattened_data())) > 20
    assert len(png) <= MOST_BYTES


def test_a_lamp_that_was_put_out_is_dark() -> None:
    """A recolouring without a glow takes the old glow away, and the flame."""
    config = {
        "display_name": "Brazier",
        "material_config": {"base_color_hex": "#a8551f", "emissive_color_hex": "#ff8a2b"},
    }
    scene = room({}, {"brazier": config})
    sight = replace(scene.landmarks[0], update={"new_color_hex": "#222222"})
    burning, dark = stage_of(scene), stage_of(replace(scene, landmarks=(sight,)))
    assert burning.solids[0].glow is not None
    assert (dark.solids[0].glow, dark.solids[0].make) == (None, "plain")


def test_a_door_opens_with_its_way(vault_world: World) -> None:
    """A door to a sealed way is shut, to an open one it lets light through."""
    scene = seen(vault_world)
    opened_exits = tuple(replace(one, sealed=None) for one in scene.exits)
    assert differing(draw_scene(scene), draw_scene(replace(scene, exits=opened_exits))) > 300


def test_each_kind_of_thing_has_its_look() -> None:
    """The words of a landmark change how it is painted, in English and in Russian."""
    plain = {"relative_position_xyz": [0, 0, 0], "material_config": {"base_color_hex": "#667788"}}
    names = [
        "Thing", "Door", "Stair", "Chest", "Statue", "Brazier", "Waterfall", "Crystal", "Tree",
        "Banner", "Bell", "Altar", "Pillar", "Лестница", "Сундук",
    ]  # fmt: skip
    makes = [
        stage_of(room({}, {"it": {**plain, "display_name": name}})).solids[0].make for name in names
    ]
    assert makes == [
        "plain", "door", "stair", "chest", "statue", "flame", "waterfall", "crystal", "plant",
        "banner", "bell", "pedestal", "post", "stair", "chest",
    ]  # fmt: skip
    pictures = [
        draw_scene(room({}, {"it": {**plain, "display_name": name}})) for name in names[:13]
    ]
    assert len(set(pictures)) == 13


def test_ways_out_without_a_landmark_are_listed() -> None:
    """An exit that nothing stands for is named in the picture."""
    scene = room({}, {}, exits={"north": "elsewhere"})
    assert [one.name for one in stage_of(scene).doorways] == ["north"]
    assert draw_scene(scene) != draw_scene(replace(scene, exits=()))


@pytest.mark.parametrize("size", [{"width": 3, "depth": 0.4}, {"width": 0.4, "depth": 3}])
def test_a_door_stands_in_either_wall(size: dict[str, float]) -> None:
    """A door is seen from its broad side, shut or open, whichever way it is turned."""
    geometry = {"type": "box", "parameters": {**size, "height": 3}}
    door = {"display_name": "Door", "geometry_config": geometry}
    scene = room({}, {"door": door}, exits={"door": "elsewhere"})
    opened_exits = tuple(replace(one, sealed=None) for one in scene.exits)
    assert differing(draw_scene(scene), draw_scene(replace(scene, exits=opened_exits))) > 300


def test_platforms_may_overlap_and_the_gap_may_be_covered_aside() -> None:
    """Platforms that leave no gap between them are drawn, and a sheet in a gap across as well."""
    ground = {"keyhole_platform_relative_pos_xz": [2, 0], "keyhole_platform_size_xz": [8, 8]}
    config = {"ground_type_key": "split_chasm_platforms", "ground_config": ground}
    assert draw_scene(room(config, {}))
    aside = {"width": 20, "depth": 10, "gap": 6, "gap_axis": "x"}
    chasm = {"display_name": "Chasm", "material_config": {"base_color_hex": "#bfe9ff"}}
    config = {"ground_type_key": "split_chasm_platforms", "ground_config": aside}
    covered = draw_scene(room(config, {"chasm": chasm}))
    assert differing(covered, draw_scene(room(config, {}))) > 3000


def test_a_bridge_of_wood_does_not_glow(vault_world: World) -> None:
    """A way whose material has no glow is drawn without one."""
    wood = {"material_config": {"base_color_hex": "#8a5a2b"}}
    thing = conjured("wooden_bridge", config={**wood})
    scene = seen(vault_world, "vault_approach", temporary=(thing,))
    assert stage_of(scene).spans[0].glow is None
    assert draw_scene(scene) != draw_scene(seen(vault_world, "vault_approach"))


def test_noise_is_made_coarse() -> None:
    """What cannot be packed keeps few colours, a coarse grain and fewer names."""
    noise = Image.effect_noise((WIDTH, HEIGHT), 90).convert("RGB")
    shares: list[float] = []
    png = png_of(noise, lambda _plate, share: shares.append(share))
    assert shares == [1.0, 1.0, 1.0, 0.7, 0.4]
    assert len(png) <= MOST_BYTES


@pytest.mark.parametrize("axis", ["x", "z"])
def test_a_chasm_parts_the_ground_either_way(axis: str) -> None:
    """The gap runs along the axis the config names, the far landmarks beyond it."""
    config = {
        "ground_type_key": "split_chasm_platforms",
        "ground_config": {
            "width": 20,
            "depth": 20,
            "gap": 6,
            "gap_axis": axis,
            "barriers": [{"name": "chasm", "far": ["goal"]}, "no object", {"far": "goal"}],
        },
    }
    goal = {"relative_position_xyz": [7, 0, 7]}
    stage = stage_of(room(config, {"goal": goal}))
    near, far = stage.ground.slabs
    assert far.holds((7, 7))
    assert not near.holds((7, 7))
    assert draw_scene(room(config, {"goal": goal}))


def test_there_may_be_no_ground() -> None:
    """A place without ground hangs in the void, with what is in it."""
    scene = room({"ground_type_key": "none"}, {"it": {"relative_position_xyz": [2, 1, 0]}})
    assert stage_of(scene).ground.slabs == ()
    assert differing(draw_scene(scene), draw_scene(replace(scene, landmarks=()))) > 300


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({"size_xz": [18, 12]}, (18, 12)),
        ({"width": 18, "depth": 12}, (18, 12)),
        ({"width": 18, "length": 12}, (18, 12)),
        ({"size": 16}, (16, 16)),
        ({"radius": 8}, (16, 16)),
        ({}, (8, 8)),
    ],
)
def test_the_ground_is_as_large_as_it_is_said(
    said: dict[str, Any], size: tuple[float, float]
) -> None:
    """A ground's size is read in each way it is written; unsaid, it holds what stands there."""
    (slab,) = stage_of(room({"ground_config": said}, {"it": {}})).ground.slabs
    assert (slab.right - slab.left, slab.front - slab.back) == size


def test_a_keyhole_platform_stands_where_it_is_put() -> None:
    """Worlds of the original's format name the far platform's place and size."""
    config = {
        "ground_type_key": "split_chasm_platforms",
        "ground_config": {
            "near_platform_size_xz": [10, 5],
            "keyhole_platform_relative_pos_xz": [0, -8],
            "keyhole_platform_size_xz": [4, 4],
            "color_hex": "#334455",
        },
    }
    near, far = stage_of(room(config, {})).ground.slabs
    assert (near.left, near.right, near.back, near.front) == (-5, 5, -2.5, 2.5)
    assert (far.back, far.front) == (-10, -6)
    assert draw_scene(room(config, {}))
