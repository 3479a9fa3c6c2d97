"""Configs that nobody would write, and pictures of them all the same."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from picture_play import NOW, conjured, opened, room, seen

from bot.engine.pictures import (
    LONGEST,
    MOST_BYTES,
    PictureCache,
    describe_scene,
    draw_map,
    draw_scene,
)
from bot.engine.pictures.labels import LONGEST as LONGEST_NAME
from bot.engine.pictures.lettering import lettered, spelled
from bot.engine.pictures.plainly import number, numbers
from bot.engine.pictures.staging import stage_of
from bot.engine.pictures.tints import own_tint, tint_in
from bot.engine.world import Chronicle, Landmark, Location, Soul, World

FAR = st.sampled_from([math.nan, math.inf, -math.inf, 1e308, -1e9, 10**400, -(10**400), -3, 0])
SCALARS = st.none() | st.booleans() | FAR | st.integers() | st.floats() | st.text(max_size=12)
WORDS = st.sampled_from(
    ["door", "stair", "bridge", "chasm", "box", "sphere", "cylinder", "#fff", "#12345678", "none",
     "split_chasm_platforms", "flat_plane", "flame", "x", "z", "🔥 dragon", "дверь", "statue"]
)  # fmt: skip
JSON = st.recursive(
    SCALARS | WORDS,
    lambda held: (
        st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=5), held, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["display_name", "relative_position_xyz", "geometry_config", "material_config",
     "targetable_as_env_object_id", "landmark_interaction_type_key"]
)  # fmt: skip
GEOMETRY = st.fixed_dictionaries(
    {"type": WORDS | JSON},
    optional={
        "parameters": st.dictionaries(
            st.sampled_from(["width", "height", "depth", "radius"]), SCALARS, max_size=4
        ),
        "dimensions": JSON,
        "radius": JSON,
    },
)
LANDMARK = st.dictionaries(KEYS, JSON, max_size=5) | st.fixed_dictionaries(
    {
        "display_name": WORDS | st.text(max_size=300),
        "relative_position_xyz": st.lists(SCALARS, min_size=3, max_size=3) | JSON,
        "geometry_config": GEOMETRY | JSON,
    }
)
GROUND = st.dictionaries(
    st.sampled_from(
        ["width", "depth", "size_xz", "size", "radius", "gap", "gap_axis", "material_config",
         "color_hex", "barriers", "keyhole_platform_relative_pos_xz", "keyhole_platform_size_xz"]
    ),
    JSON,
    max_size=6,
)  # fmt: skip
PLACE = st.fixed_dictionaries(
    {"ground_type_key": WORDS | JSON, "ground_config": GROUND | JSON},
    optional={"background_color_hex": JSON, "center_position_xyz": JSON},
)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    place=PLACE,
    landmarks=st.dictionaries(st.text(max_size=5), LANDMARK, max_size=6),
    thing=st.tuples(WORDS | st.text(max_size=10), JSON, JSON),
    words=st.tuples(st.text(max_size=20), st.text(max_size=20)),
)
def test_any_config_is_a_picture(
    place: Any, landmarks: dict[str, Any], thing: tuple[str, Any, Any], words: tuple[str, str]
) -> None:
    """Whatever a recipe holds, there is a picture within its size, a map, and words that fit."""
    config = {"display_name": thing[1], "material_config": thing[2], "color": thing[1]}
    marks = [*landmarks, "here"]
    temporary = conjured(thing[0], marks[0], marks[-1], place="here", config=config)
    world = World(id="w", chronicle=Chronicle(name=words[0], seed=1))
    world.locations["here"] = Location(
        id="here",
        name=words[1],
        description="",
        config=place,
        landmarks={key: Landmark(key=key, config=value) for key, value in landmarks.items()},
        light=words[0],
        weather=words[1],
    )
    world.souls["ada"] = Soul(id="ada", name=words[0], location_id="here")
    world.souls["ben"] = Soul(id="ben", name=words[1], location_id="here")
    scene = seen(world, "here", temporary=(temporary,), light=words[0], weather=words[1])
    png = draw_scene(scene)
    assert opened(png).size == (640, 400)
    assert len(png) <= MOST_BYTES
    assert 0 < len(describe_scene(scene)) <= LONGEST
    assert PictureCache().scene(scene) == png
    assert draw_map(world, "ada", NOW)


def test_sizes_that_are_none_are_one_pace() -> None:
    """A body without size, or with a negative one, is as large as one without any said."""
    said = {"type": "box", "parameters": {"width": -4, "height": 0, "depth": "wide"}}
    scene = room({}, {"said": {"geometry_config": said}, "unsaid": {}})
    assert [solid.size for solid in stage_of(scene).solids] == [(1, 1, 1), (1, 1, 1)]


def test_a_round_door_is_a_door() -> None:
    """A door keeps its look whatever body its config names, unless it is a ball."""
    door = {"type": "cylinder", "parameters": {"radius": 1, "height": 2}}
    ball = {"type": "sphere", "parameters": {"radius": 1}}
    marks = {"door": {"geometry_config": door}, "trapdoor gate": {"geometry_config": ball}}
    solids = stage_of(room({}, marks)).solids
    assert [solid.make for solid in solids] == ["door", "plain"]


def test_sixty_landmarks_with_long_names() -> None:
    """A crowded place is a picture within its size."""
    marks: dict[str, Any] = {
        f"m{i}": {
            "display_name": f"{i} " + "Очень long имя 🎺 " * 20,
            "relative_position_xyz": [i % 8 * 2 - 8, 0, i // 8 * 2 - 8],
            "geometry_config": {"type": ("box", "sphere", "cylinder")[i % 3]},
            "material_config": {
                "base_color_hex": f"#{i * 4:02x}{255 - i * 4:02x}80",
                "emissive": True,
            },
        }
        for i in range(60)
    }
    png = draw_scene(room({}, marks, light="dim", weather="rain"))
    assert len(png) <= MOST_BYTES


def test_a_hundred_souls() -> None:
    """A crowd is drawn, wherever there is room for it."""
    world = World(id="w", chronicle=Chronicle(name="Fair", seed=1))
    world.locations["here"] = Location(id="here", name="Fair", description="")
    for index in range(100):
        world.souls[f"s{index}"] = Soul(id=f"s{index}", name=f"Soul {index}", location_id="here")
    world.souls["ada"] = Soul(id="ada", name="Ada", location_id="here")
    world.souls["ben"] = Soul(id="ben", name="Ben", location_id="here")
    assert len(draw_scene(seen(world, "here"))) <= MOST_BYTES


@pytest.mark.parametrize(
    ("value", "tint"),
    [
        ("#fff", (255, 255, 255)),
        ("#102030", (16, 32, 48)),
        ("102030ff", (16, 32, 48)),
        ("0x102030", (16, 32, 48)),
        (0x102030, (16, 32, 48)),
        (True, None),
        (-1, None),
        ("#12345", None),
        ("red", None),
        (None, None),
    ],
)
def test_colours_are_read(value: Any, tint: tuple[int, int, int] | None) -> None:
    """A colour is read in each way it is written; anything else is none."""
    assert tint_in(value) == tint


def test_numbers_are_read_within_bounds() -> None:
    """No number leaves its bounds, and what is no number is the default."""
    assert number(10**400, 1, low=0, high=5) == 5
    assert number(-(10**400), 1, low=0, high=5) == 0
    assert number(math.nan, 1, low=0, high=5) == 1
    assert number("7", 1, low=0, high=5) == 1
    assert number(True, 1, low=0, high=5) == 1
    assert numbers({"x": 1, "z": 3}, count=3, bound=9) == (1, 0, 3)
    assert numbers([1, "2", 3], count=3, bound=9) is None
    assert numbers([1, 2], count=3, bound=9) is None
    assert numbers("no", count=3, bound=9) is None


def test_each_soul_keeps_its_colour() -> None:
    """A soul's colour is its own in every picture, and not everyone's."""
    assert own_tint("ada") == own_tint("ada")
    assert len({own_tint(str(index)) for index in range(60)}) > 8


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Plain", "Plain"),
        ("Straße № 5", "Strasse No 5"),
        ("👑", "?"),
        ("龍の King", "King"),
        ("“Quoted” — so…", '"Quoted" - so...'),
        ("ﬁre", "fire"),
    ],
)
def test_letters_that_cannot_be_drawn_are_replaced(text: str, drawn: str) -> None:
    """What the letters do not have is written with others, or left out."""
    assert spelled(text) == drawn


def test_russian_is_drawn_letter_by_letter() -> None:
    """Every Russian and Ukrainian letter has a shape of its own, capital and small."""
    for letter in "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ":
        for one in (letter, letter.upper()):
            assert spelled(one) != "?"
    alphabet = "бвгджзиклмнптфцчшщъыьэюяйё" + "БВГДЖЗИКЛМНПТФЦЧШЩЪЫЬЭЮЯЙЁ"
    shapes = {lettered(letter, 24).ink.tobytes() for letter in alphabet}
    assert len(shapes) == len(alphabet)


def test_names_are_cut_in_the_picture_alone() -> None:
    """A long name ends in an ellipsis in the picture and is whole in the words."""
    name = "A" * (LONGEST_NAME + 40)
    scene = room({}, {"it": {"display_name": name}})
    assert name in describe_scene(scene)
    assert draw_scene(scene)
