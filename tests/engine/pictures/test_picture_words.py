"""The alt text: it says what the picture shows, and fits."""

from __future__ import annotations

from typing import Any

from picture_play import BRIDGE, LIT, NOW, conjured, room, seen

from bot.engine.pictures import LONGEST, describe_map, describe_scene
from bot.engine.pictures.wording import fitting
from bot.engine.world import HERE, World


def test_everything_drawn_is_named(vault_world: World) -> None:
    """Every landmark, soul and temporary object of a place is in its alt text."""
    things = (conjured("light_bridge", config=BRIDGE), conjured("spirit_wolf", HERE, HERE))
    scene = seen(vault_world, "vault_approach", temporary=things, statuses=("asleep",))
    text = describe_scene(scene)
    names = [one.name for one in (*scene.landmarks, *scene.others)] + [scene.name, "Ada"]
    assert [name for name in names if name not in text] == []
    assert "light bridge from Broken Bridge Post to Keyhole Platform" in text
    assert "spirit wolf at where you stand" in text
    assert "Ben (asleep)" in text
    assert len(text) <= LONGEST


def test_states_are_said(vault_world: World) -> None:
    """Focus, glow, ways, light and weather are said as they are drawn."""
    text = describe_scene(
        seen(
            vault_world,
            focus="pedestal_fire_landmark",
            light="dim",
            weather="rain",
            updates={"pedestal_fire": LIT},
        )
    )
    assert "Flame Pedestal (right before you, glowing)" in text
    assert "Sealed Stone Door (sealed way to Vault Approach)" in text
    assert "Light: dim. Weather: rain." in text


def test_it_is_said_in_russian(vault_world: World) -> None:
    """A locale with phrases of its own gets them, a region of it too; any other gets English."""
    scene = seen(vault_world, light="dim")
    assert describe_scene(scene, "ru") == describe_scene(scene, "ru-RU")
    assert "Свет: dim." in describe_scene(scene, "ru")
    assert describe_scene(scene, "xx") == describe_scene(scene)


def test_an_empty_place_is_said_to_be_empty() -> None:
    """Where there is nothing, the words say so."""
    assert describe_scene(room({}, {})) == "Here. Here are: Ada (you). There is nothing else."
    text = describe_scene(room({}, {}, exits={"north": "elsewhere", "gate": ""}))
    assert "Ways out: north (sealed way to elsewhere), gate (sealed way)." in text


def test_a_crowded_place_still_fits() -> None:
    """Sixty long names are shortened, then counted, never cut off in the middle of the text."""
    marks: dict[str, Any] = {f"m{i}": {"display_name": f"{i} " + "long " * 60} for i in range(60)}
    text = describe_scene(room({}, marks))
    assert len(text) <= LONGEST
    assert "0 long" in text
    assert "and 20 more" in text


def test_nothing_makes_it_longer_than_allowed() -> None:
    """Even where counting does not help, the text has at most a thousand characters."""
    statuses = {f"k{i}": {"display_name": "n" * 300} for i in range(8)}
    scene = room({}, statuses, light="l" * 5000, weather="w" * 5000)
    assert len(describe_scene(scene)) <= LONGEST
    assert fitting(lambda _limit, _most: "x" * 2000) == "x" * (LONGEST - 1) + "…"


def test_the_map_names_places_souls_and_ways(vault_world: World) -> None:
    """The map's words say where one is, who is with one, and which ways are open."""
    text = describe_map(vault_world, "ada", NOW)
    assert "Map of The Lampwright's Vault." in text
    assert "Trial Chamber (you are here, with Ada, Ben, sealed to Vault Approach)" in text
    assert "Карта" in describe_map(vault_world, "ada", NOW, "ru")
