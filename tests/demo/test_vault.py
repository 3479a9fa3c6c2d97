"""The default adventure, played with its recorded functions in the real sandbox."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.engine.actions import actions_of, targeted
from bot.engine.world import Status, TemporaryObject

if TYPE_CHECKING:
    from conftest import Play

ELEMENTS = {"fire": "ember_01", "water": "water_01", "wind": "wind_01"}


async def light_all(vault: Play) -> None:
    """Ada wakes fire and water, Ben wakes wind."""
    await vault.use("ada", "ember_01", "pedestal_fire")
    await vault.use("ada", "water_01", "pedestal_water")
    await vault.use("ben", "wind_01", "pedestal_wind")


def bridge(to: str = "keyhole_platform_landmark", created_at: float = 1000.0) -> TemporaryObject:
    """Something that reaches from the ledge to a landmark for 30 seconds."""
    return TemporaryObject(
        id="t",
        type="rope",
        location_id="vault_approach",
        from_landmark_id="player_current_pos",
        to_landmark_id=to,
        created_at=created_at,
        duration=30.0,
    )


async def turn_key(vault: Play) -> str:
    """Ada turns the key in the keyhole."""
    vault.put("ada", "vault_approach")
    return await vault.use("ada", "key_01", "vault_keyhole")


async def test_genesis_makes_a_whole_world(vault: Play) -> None:
    """Every exit leads somewhere, every target exists, and 5 to 8 landmarks stand in each place."""
    world = vault.world
    assert list(world.locations) == ["trial_chamber", "vault_approach", "vault_interior"]
    for place in world.locations.values():
        assert 5 <= len(place.landmarks) <= 8
        assert place.exits
        assert set(place.exits.values()) <= set(world.locations)
        targets = {mark.target_object_id for mark in place.landmarks.values()} - {None}
        assert targets == {thing.id for thing in world.objects_in(place.id)}
        seals = {mark.puzzle_id for mark in place.landmarks.values()} - {None}
        assert seals <= set(world.puzzles)
    grounds: list[Any] = [place.config["ground_config"] for place in world.locations.values()]
    assert len({ground["material_config"]["base_color_hex"] for ground in grounds}) == 3
    assert {puzzle.checker for puzzle in world.puzzles.values()} == {
        "df_check_elemental_trial_logic",
        "df_check_vault_access_logic",
    }
    assert set(world.handlers) == {"elemental_trial_success", "open_vault_door"}


async def test_the_recipe_describes_what_genesis_makes(vault: Play) -> None:
    """The description a model gets names every id, landmark and name of the recorded world."""
    command = vault.recipe.description_of("df_genesis_engine")
    assert command is not None
    told = command.description
    world = vault.world
    for table in (world.locations, world.objects, world.artifacts, world.puzzles, world.handlers):
        assert not [key for key in table if key not in told]
    for place in world.locations.values():
        assert json.dumps(place.description, ensure_ascii=False) in told
        assert not [mark.key for mark in place.landmarks.values() if mark.name not in told]
        assert not [mark.key for mark in place.landmarks.values() if mark.key not in told]
    for name, value in world.properties.items():
        assert f"{name}: {json.dumps(value, ensure_ascii=False)}" in told


async def test_the_tool_prompt_has_its_two_slots(vault: Play) -> None:
    """The template can be filled in by name, and has no other braces."""
    template = str(vault.world.properties["tool_creation_prompt_template"])
    filled = template.format(description="a ladder", api_list="- host_x")
    assert "a ladder" in filled
    assert "- host_x" in filled


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("pedestal", ELEMENTS)
async def test_a_pedestal_wakes_for_its_own_element(
    vault: Play, element: str, pedestal: str
) -> None:
    """The right element wakes it and is recorded; another changes nothing and says which it is."""
    text = await vault.use("ada", ELEMENTS[element], f"pedestal_{pedestal}")
    details = vault.world.objects[f"pedestal_{pedestal}"].details
    assert details["is_active"] is (element == pedestal)
    assert details.get("lit_by") == ("Ada" if element == pedestal else None)
    assert ("made for" in text) is (element != pedestal)
    assert bool(vault.lines) is (element == pedestal)


async def test_a_pedestal_that_is_awake_needs_nothing(vault: Play) -> None:
    """The second ember has no effect, and the first one's giver is named."""
    await vault.use("ada", "ember_01", "pedestal_fire")
    before = vault.world.state_hash()
    text = await vault.use("ben", "ember_01", "pedestal_fire")
    assert "awake already, by the hand of Ada" in text
    assert vault.world.state_hash() == before


async def test_an_element_does_nothing_to_other_things(vault: Play) -> None:
    """A brazier takes no element."""
    assert await vault.use("ada", "ember_01", "brazier_01") == "Nothing here takes an element."


async def test_who_completes_the_trial_has_the_orb(vault: Play) -> None:
    """Two players share the trial; the door opens, and the last to wake a pedestal has the Orb."""
    assert not vault.world.puzzles["elemental_trial"].is_solved
    await light_all(vault)
    world = vault.world
    assert world.puzzles["elemental_trial"].is_solved
    assert world.objects["sealed_door"].details["is_open"] is True
    assert "orb_01" in world.souls["ben"].inventory
    assert "orb_01" not in world.souls["ada"].inventory
    assert "Ben obtained Orb of Ingenuity." in vault.lines


async def test_the_basin_gives_each_hand_one_orb(vault: Play) -> None:
    """Before the trial it is dry; after it, water, wind and fire in this order give an Orb."""
    assert "dry" in await vault.use("ada", "water_01", "echo_basin")
    await light_all(vault)
    assert "yours has had it" in await vault.use("ben", "water_01", "echo_basin")
    assert "answers" in await vault.use("ada", "water_01", "echo_basin")
    assert "ripples die" in await vault.use("ada", "ember_01", "echo_basin")
    for item in ("water_01", "wind_01", "ember_01"):
        text = await vault.use("ada", item, "echo_basin")
    assert "an Orb of your own" in text
    assert "orb_echo_ada" in vault.world.souls["ada"].inventory
    assert "yours has had it" in await vault.use("ada", "water_01", "echo_basin")
    assert await vault.use("ada", "orb_echo_ada") == "EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION"


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        (
            "Create a temporary light bridge to the keyhole platform.",
            "Orb: Create a temporary light bridge",
        ),
        ("A pair\nof wings!", "Orb: A pair of wings"),
        ("", "Orb: A nameless tool"),
        ("x" * 90, f"Orb: {'x' * 60}"),
    ],
)
async def test_a_tool_is_named_after_its_wish(vault: Play, wish: str, name: str) -> None:
    """The new artifact carries the function, the maker's name and the first words of the wish."""
    params: dict[str, Any] = {
        "soul_id": "ada",
        "catalyst_artifact_id": "orb_01",
        "newly_created_tool_function_name": "df_tool",
        "user_provided_description": wish,
    }
    reply = json.loads(await vault.run("df_system_finalize_orb_charging", "ada", params))
    artifact = vault.world.artifacts[reply["new_artifact_id"]]
    assert artifact.name == name
    assert artifact.function_name == "df_tool"
    assert artifact.properties["maker_name"] == "Ada"
    assert artifact.id in vault.world.souls["ada"].inventory
    assert vault.lines == [f"Ada obtained {name}."]


async def test_a_tool_can_be_used_anywhere_and_on_anything(vault: Play) -> None:
    """The rules of a new tool offer it without a target, and pass the target where there is one."""
    params: dict[str, Any] = {
        "soul_id": "ada",
        "catalyst_artifact_id": "orb_01",
        "newly_created_tool_function_name": "df_tool",
        "user_provided_description": "a feather",
    }
    reply = json.loads(await vault.run("df_system_finalize_orb_charging", "ada", params))
    tool = vault.world.artifacts[reply["new_artifact_id"]]
    ada, hall = vault.world.souls["ada"], vault.world.locations["trial_chamber"]
    standing = replace(ada, focus="brazier_landmark")
    assert targeted(hall, ada, tool, {}) == {}
    assert targeted(hall, standing, tool, {}) == {"target_env_object_id": "brazier_01"}
    labels = [one.label for one in actions_of(hall, standing, usable=(tool,), open_exits={})]
    assert labels[:2] == ["Use Orb: a feather", "Use Orb: a feather on Iron Brazier"]


async def test_no_tool_comes_of_no_function(vault: Play) -> None:
    """Without a function, or for nobody, the reply is an error."""
    name = "df_system_finalize_orb_charging"
    assert "error" in json.loads(await vault.run(name, "ada", {"soul_id": "ada"}))
    nobody: dict[str, Any] = {"soul_id": "x", "newly_created_tool_function_name": "df_tool"}
    assert "error" in json.loads(await vault.run(name, "ada", nobody))


async def test_the_key_turns_only_where_it_fits(vault: Play) -> None:
    """Elsewhere, in something else, and out of reach, the key changes nothing."""
    before = vault.world.state_hash()
    assert "no lock" in await vault.use("ada", "key_01", "vault_keyhole")
    assert "eight paces" in await turn_key(vault)
    assert "one lock only" in await vault.use("ada", "key_01", "near_post")
    vault.put("ada", "trial_chamber")
    assert vault.world.state_hash() == before


def make_chasm(vault: Play, key: str) -> None:
    """Set one of the chasm's details."""
    chasm = vault.world.objects["chasm_01"]
    details = {**chasm.details, key: True}
    vault.world.objects["chasm_01"] = replace(chasm, details=details)


def make_fly(vault: Play, status: str) -> None:
    """Put Ada into a state for a minute."""
    ada = vault.world.souls["ada"]
    state = Status(name=status, until=1060.0)
    vault.world.souls["ada"] = replace(ada, statuses=(state,))


@pytest.mark.parametrize(
    "way",
    [
        "keyhole_platform_landmark",
        "far_post_landmark",
        "frozen",
        "filled",
        "solid",
        "overgrown",
        "flying",
        "winged",
    ],
)
async def test_every_real_way_across_is_enough(vault: Play, way: str) -> None:
    """A thing that reaches the far rim, a chasm that is none any more, or wings: each will do."""
    if way.endswith("_landmark"):
        vault.world.temporary["t"] = bridge(way)
    elif way in ("flying", "winged"):
        make_fly(vault, way)
    else:
        make_chasm(vault, way)
    assert "turns three times" in await turn_key(vault)
    assert vault.world.puzzles["vault_access_puzzle"].is_solved


async def test_a_way_that_is_gone_is_none(vault: Play) -> None:
    """A bridge whose time is over, and one that stays on this side, are not enough."""
    vault.world.temporary["t"] = bridge(created_at=900.0)
    assert "eight paces" in await turn_key(vault)
    vault.world.temporary["t"] = bridge("near_post_landmark")
    assert "eight paces" in await turn_key(vault)


async def test_the_vault_opens_with_a_closing_scene(vault: Play) -> None:
    """The log tells who brought what and who turned the key; the key has nothing left to do."""
    await light_all(vault)
    vault.world.temporary["t"] = bridge()
    await turn_key(vault)
    world = vault.world
    assert world.objects["vault_keyhole"].details["turned_by"] == "Ada"
    assert world.objects["vault_door"].details["is_open"] is True
    assert vault.lines[2] == (
        "So it will be told: Ada brought the fire and the water, Ben the wind; Ada turned the key."
    )
    assert "The tale ends here" in vault.lines[-1]
    before = world.state_hash()
    assert "already open" in await turn_key(vault)
    assert vault.world.state_hash() == before


@pytest.mark.parametrize(
    ("bringers", "told"),
    [
        (("Ada",) * 3, "Ada brought the fire, the water and the wind, and turned the key."),
        (("Ben",) * 3, "Ben brought the fire, the water and the wind; Ada turned the key."),
        (("",) * 3, "told: Ada turned the key."),
    ],
)
async def test_the_closing_scene_names_everybody_once(
    vault: Play, bringers: tuple[str, ...], told: str
) -> None:
    """Whoever brought several things is told of in one go."""
    await light_all(vault)
    for element, name in zip(("fire", "water", "wind"), bringers, strict=True):
        pedestal = vault.world.objects[f"pedestal_{element}"]
        details = {**pedestal.details, "lit_by": name}
        vault.world.objects[pedestal.id] = replace(pedestal, details=details)
    vault.world.temporary["t"] = bridge()
    await turn_key(vault)
    assert told in vault.lines[2]


@pytest.mark.parametrize(
    ("function", "puzzle"),
    [
        ("df_handle_elemental_trial_success", "elemental_trial"),
        ("df_handle_open_vault_door", "vault_access_puzzle"),
    ],
)
async def test_a_handler_with_a_tools_rights_changes_nothing(
    vault: Play, function: str, puzzle: str
) -> None:
    """An event that a player's tool triggers by itself opens nothing and gives nothing."""
    vault.players.add(function)
    before = vault.world.state_hash()
    assert "error" in json.loads(await vault.run(function, "ada", {"soul_id": "ada"}))
    assert vault.world.state_hash() == before
    assert vault.lines == []
    assert not vault.world.puzzles[puzzle].is_solved
