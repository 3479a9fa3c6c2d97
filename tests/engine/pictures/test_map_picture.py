"""What a map is: its size, its bytes, what makes it another one, how places are laid out."""

from __future__ import annotations

import math
from dataclasses import replace

from picture_play import NOW, differing, opened

from bot.engine.pictures import MOST_BYTES, PictureCache, describe_map, draw_map
from bot.engine.pictures.charting import MOST_ISLES, chart_of
from bot.engine.world import Chronicle, Landmark, Location, Soul, Status, World


def realm(count: int, *, placed: bool = False) -> World:
    """A world of so many places, each leading to two more and back."""
    world = World(id="r", chronicle=Chronicle(name="Realm", seed=1))
    for index in range(count):
        goals = [goal for goal in (2 * index + 1, 2 * index + 2) if goal < count]
        exits = {f"to{goal}": str(goal) for goal in goals}
        exits |= {"back": str((index - 1) // 2)} if index else {}
        middle = [index * 10, 0, 0] if placed else None
        world.locations[str(index)] = Location(
            id=str(index),
            name=f"Place {index}",
            description="",
            exits=exits,
            landmarks={key: Landmark(key=key, config={}) for key in exits},
            config={"center_position_xyz": middle} if placed else {},
        )
    world.souls["ada"] = Soul(id="ada", name="Ada", location_id="0")
    return world


def test_a_map_is_small_and_always_the_same(vault_world: World) -> None:
    """The vault's map is a PNG of 640 by 400 within 20 kB, with equal bytes each time."""
    png = draw_map(vault_world, "ada", NOW)
    assert opened(png).size == (640, 400)
    assert len(png) <= MOST_BYTES
    assert png == draw_map(vault_world, "ada", NOW)


def test_what_changes_is_seen_on_the_map(vault_world: World) -> None:
    """Moving a soul or unsealing a way changes the map."""
    plain = draw_map(vault_world, "ada", NOW)
    moved = vault_world.draft()
    moved.souls["ben"] = replace(moved.souls["ben"], location_id="vault_interior")
    assert differing(plain, draw_map(moved, "ada", NOW)) > 60
    unsealed = vault_world.draft()
    puzzle = unsealed.puzzles["elemental_trial"]
    unsealed.puzzles["elemental_trial"] = replace(puzzle, state={"is_complete": True})
    assert differing(plain, draw_map(unsealed, "ada", NOW)) > 60
    assert "open to Vault Approach" in describe_map(unsealed, "ada", NOW)


def test_places_have_room(vault_world: World) -> None:
    """No two places of a map stand upon another, however the recipe put them."""
    for world in (vault_world, realm(7), realm(7, placed=True), realm(30)):
        isles = chart_of(world, "ada", NOW).isles
        nearest = min(
            math.dist(one.spot, other.spot) for one in isles for other in isles if one is not other
        )
        assert nearest > 0.08
        assert all(0 <= part <= 1 for isle in isles for part in isle.spot)


def test_places_with_the_same_middle_are_laid_out_by_their_ways() -> None:
    """A recipe that puts all its places at one point still gets a map one can read."""
    world = realm(4)
    for key, place in world.locations.items():
        config = {"center_position_xyz": [0, 0, 0]}
        world.locations[key] = replace(place, config={**config})
    spots = {isle.spot for isle in chart_of(world, "ada", NOW).isles}
    assert len(spots) == 4


def test_a_huge_world_shows_what_is_near() -> None:
    """A map has only so many places; the words count the others."""
    world = realm(120)
    chart = chart_of(world, "ada", NOW)
    assert len(chart.isles) == MOST_ISLES
    assert len(draw_map(world, "ada", NOW)) <= MOST_BYTES
    assert "and 84 more" in describe_map(world, "ada", NOW)


def test_ways_of_one_direction_and_to_nowhere() -> None:
    """A way without a way back is an arrow; one to the same place or to none is no road."""
    world = realm(2)
    place = world.locations["1"]
    world.locations["1"] = replace(place, exits={"self": "1", "gone": "nowhere"})
    roads = chart_of(world, "ada", NOW).roads
    assert [(road.one, road.other, road.is_both_ways) for road in roads] == [("0", "1", False)]
    assert draw_map(world, "ada", NOW) != draw_map(realm(2), "ada", NOW)


def test_invisible_souls_are_seen_by_themselves_alone() -> None:
    """The map tells nobody else where an invisible soul is."""
    world = realm(2)
    hidden = Soul(id="eve", name="Eve", location_id="1", statuses=(Status(name="invisible"),))
    world.souls["eve"] = hidden
    assert "Eve" not in describe_map(world, "ada", NOW)
    assert "Eve" in describe_map(world, "eve", NOW)


def test_a_world_without_places_has_a_map() -> None:
    """Before genesis there is nothing but the name; an unknown soul is nowhere."""
    world = World(id="w", chronicle=Chronicle(name="Unborn", seed=1))
    assert opened(draw_map(world, "ada", NOW)).size == (640, 400)
    assert describe_map(world, "ada", NOW) == "Map of Unborn."
    assert "you are here" not in describe_map(realm(3), "nobody", NOW)


def test_a_crowd_fits_on_an_island() -> None:
    """More souls than there is room for are drawn in rows, and the words name them."""
    world = realm(3)
    for index in range(14):
        world.souls[f"s{index}"] = Soul(id=f"s{index}", name=f"Soul {index}", location_id="0")
    assert draw_map(world, "ada", NOW) != draw_map(realm(3), "ada", NOW)
    assert "Soul 13" in describe_map(world, "ada", NOW)


def test_the_cache_draws_a_look_once(vault_world: World) -> None:
    """The same look is the same object again; another one is drawn; the oldest is let go."""
    cache = PictureCache(most=2)
    first = cache.map(vault_world, "ada", NOW)
    assert cache.map(vault_world, "ada", NOW + 5) is first
    cache.map(realm(2), "ada", NOW)
    cache.map(vault_world, "ada", NOW)
    cache.map(realm(3), "ada", NOW)
    assert len(cache) == 2
    assert cache.map(vault_world, "ada", NOW) is first
