"""Tools the apprentice wrote, run in the real sandbox on the real host APIs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from apprentice_bench import NOW, Used, prompt, thing, use, vault, writer

from bot.engine.forging.surroundings import surroundings
from bot.engine.paths import path_exists
from bot.engine.world import HERE, World
from bot.executor.sandbox import Sandbox
from bot.values import JsonObject

PLATFORM = "keyhole_platform_landmark"


def can_cross(used: Used, *, after: float = 0.0) -> bool:
    """Whether Mira gets to the platform some seconds after the use."""
    world = used.turn.world
    soul = world.souls["soul_mira"]
    return path_exists(world, "vault_approach", HERE, PLATFORM, NOW + after, soul=soul)


def source_for(words: str, world: World | None = None) -> str:
    """What the apprentice writes for a wish of Mira's."""
    scene = surroundings(world or vault(), "soul_mira")
    return writer().answer(prompt(words, scene=scene)).content


@pytest.mark.parametrize(
    ("words", "lasts"),
    [
        ("a light bridge for 20 s", 20.0),
        ("a grappling rope", 60.0),
        ("a ladder of vines", 60.0),
        ("a pair of wings", 30.0),
        ("a frozen waterfall", 30.0),
        ("fill the chasm with sand", 60.0),
        ("a portal to the keyhole platform", 10.0),
        ("eine Brücke aus Eis", 30.0),
    ],
)
async def test_way_is_one_while_it_lasts(sandbox: Sandbox, words: str, lasts: float) -> None:
    """Each of them gets one across the chasm, and no longer than it says."""
    used = await use(source_for(words), sandbox)
    assert used.refusals == []
    assert can_cross(used, after=lasts - 1)
    assert not can_cross(used, after=lasts)


async def test_frozen_chasm_is_a_way(sandbox: Sandbox) -> None:
    """Where the chasm is an object, freezing it lets everyone pass."""
    world = vault(chasm=True)
    used = await use(source_for("freeze the chasm", world), sandbox, world=world)
    details = used.turn.world.objects["great_chasm"].details
    assert (details["frozen"], details["passable"]) == (True, True)
    assert can_cross(used, after=9999)


async def test_frozen_waterfall_reaches_across(sandbox: Sandbox) -> None:
    """A waterfall beside a declared chasm freezes, and its ice is a way for a while."""
    world = vault()
    place = world.locations["vault_approach"]
    ground: JsonObject = {"barriers": [{"name": "chasm", "between": [["way_back"], [PLATFORM]]}]}
    config: JsonObject = {**place.config, "ground_config": ground}
    world.locations[place.id] = replace(place, config=config)
    world.objects["thin_fall"] = thing("thin_fall", place.id, "waterfall")
    source = source_for("a frozen waterfall", world)
    used = await use(source, sandbox, world=world)
    elsewhere = await use(source, sandbox, world=world, place="trial_chamber")
    assert used.turn.world.objects["thin_fall"].details["frozen"] is True
    assert can_cross(used, after=29)
    assert not can_cross(used, after=30)
    assert (elsewhere.lines, elsewhere.refusals) == ([], [])


@pytest.mark.parametrize("words", ["a rope bridge", "freeze the fountain", "burn the brambles"])
@pytest.mark.parametrize("place", ["trial_chamber", "vault_interior", None])
async def test_tool_says_where_it_does_not_fit(
    sandbox: Sandbox, words: str, place: str | None
) -> None:
    """In a place without its target it says so, changes nothing and is refused nothing."""
    used = await use(source_for(words), sandbox, place=place)
    assert "made for" in used.text
    assert (used.lines, used.refusals) == ([], [])
    assert used.turn.world.temporary == {}


async def test_tool_works_for_somebody_else(sandbox: Sandbox) -> None:
    """What Mira wished for works in Bob's hands."""
    used = await use(source_for("a rope bridge"), sandbox, soul_id="soul_bob")
    assert [one.creator_soul_id for one in used.turn.world.temporary.values()] == ["soul_bob"]


async def test_effect_reaches_details_that_are_there(sandbox: Sandbox) -> None:
    """Freezing sets the world's own `is_frozen` beside `frozen`, and everyone reads of it."""
    used = await use(source_for("freeze the fountain"), sandbox)
    details = used.turn.world.objects["fountain"].details
    assert (details["frozen"], details["is_frozen"]) == (True, True)
    assert used.lines == [used.text] == ["Dry Fountain freezes over."]


async def test_effect_twice_changes_nothing(sandbox: Sandbox) -> None:
    """What is already so stays so, and the tool says it."""
    source = source_for("freeze the fountain")
    first = await use(source, sandbox)
    second = await use(source, sandbox, world=first.turn.world)
    assert second.text == "Nothing changes: Dry Fountain is like that already."
    assert second.lines == []


async def test_target_that_is_passed_goes_first(sandbox: Sandbox) -> None:
    """Used on something else than it was made for, a tool works on that."""
    used = await use(source_for("freeze the fountain"), sandbox, target="chest_01")
    assert used.text == "Iron Chest freezes over."


async def test_tool_without_target_finds_what_it_fits(sandbox: Sandbox) -> None:
    """A key for any lock opens the one locked thing, and nothing where nothing is locked."""
    source = source_for("a key that opens any lock")
    here = await use(source, sandbox)
    there = await use(source, sandbox, place="trial_chamber")
    nowhere = await use(source, sandbox, place=None)
    assert here.turn.world.objects["chest_01"].details["locked"] is False
    assert "nothing around you" in there.text
    assert (there.lines, nowhere.refusals) == ([], [])


async def test_fire_without_target_spares_exits(sandbox: Sandbox) -> None:
    """Fire for anything takes the first thing that is no exit."""
    world = vault()
    del world.objects["vault_keyhole"]
    used = await use(source_for("set fire to things", world), sandbox, world=world)
    assert used.turn.world.objects["chest_01"].details["burning"] is True
    assert "burning" not in used.turn.world.objects["vault_door"].details


async def test_protected_detail_is_told(sandbox: Sandbox) -> None:
    """What the world refuses, the player reads."""
    world = vault()
    chest = world.objects["chest_01"]
    world.objects["chest_01"] = replace(chest, details={"protected": ["unlocked", "locked"]})
    used = await use(source_for("open the chest", world), sandbox, world=world)
    assert used.text.startswith("Nothing comes of it. ")
    assert "protects" in used.text
    assert used.lines == []


async def test_others_are_asked(sandbox: Sandbox) -> None:
    """Without consent nobody is put to sleep; one's own eyes may fall shut."""
    bob = await use(source_for("put Bob to sleep"), sandbox)
    own = await use(source_for("a sleeping powder"), sandbox)
    assert "consent" in bob.text
    assert bob.turn.world.souls["soul_bob"].statuses_at(NOW) == ()
    assert "asleep" in own.turn.world.souls["soul_mira"].statuses_at(NOW)


async def test_light_and_weather_change(sandbox: Sandbox) -> None:
    """Light and weather are those of the place, for as long as was said."""
    light = await use(source_for("a lantern for 5 minutes"), sandbox)
    snow = await use(source_for("let it snow"), sandbox)
    place = light.turn.world.locations["vault_approach"]
    assert (place.light_at(NOW + 299), place.light_at(NOW + 300)) == ("bright", None)
    assert snow.turn.world.locations["vault_approach"].weather_at(NOW) == "snow"


async def test_conjured_thing_is_no_way(sandbox: Sandbox) -> None:
    """A duck beside the keyhole does not get one across."""
    used = await use(source_for("conjure a duck at the keyhole platform"), sandbox)
    assert [one.type for one in used.turn.world.temporary.values()] == ["duck"]
    assert not can_cross(used)


async def test_teleport_goes_through_exits(sandbox: Sandbox) -> None:
    """It takes one next door, stays where one is already, and says when no exit leads there."""
    source = source_for("teleport me to the trial chamber")
    used = await use(source, sandbox)
    same = await use(source, sandbox, place="trial_chamber")
    far = await use(source, sandbox, place="vault_interior")
    void = await use(source, sandbox, place=None)
    assert used.turn.world.souls["soul_mira"].location_id == "trial_chamber"
    assert same.text == "You are in Trial Chamber already."
    assert far.text == void.text
    assert far.text.startswith("No exit leads")
    assert (far.refusals, void.refusals) == ([], [])


async def test_words_are_carried(sandbox: Sandbox) -> None:
    """Everyone reads the words, with the sender's name."""
    used = await use(source_for("tell Bob that the door is open"), sandbox)
    assert used.lines == ["Mira sends word to Bob: the door is open"]


async def test_reading_lists_what_is_here(sandbox: Sandbox) -> None:
    """It tells the place, its things and their states, who is about, and the puzzles."""
    used = await use(source_for("describe everything here"), sandbox)
    assert used.text.split("\n") == [
        "Vault Approach: This is Vault Approach.",
        "Keyhole Platform",
        "Massive Vault Door",
        "Iron Chest (locked)",
        "Dry Fountain (broken)",
        "Here: Mira, Bob",
        "Vault access puzzle: not solved yet",
    ]
    assert (used.lines, used.refusals) == ([], [])


async def test_combination_runs_both(sandbox: Sandbox) -> None:
    """Both tools run, one after the other, for who uses it."""
    used = await use(source_for("combine my two tools"), sandbox)
    assert used.text == "df_user_a_1 ran for soul_mira. df_user_b_2 ran for soul_mira."


async def test_gift_changes_hands(sandbox: Sandbox) -> None:
    """What is given away is carried by the other."""
    used = await use(source_for("give Bob the vault key"), sandbox)
    again = await use(source_for("give Bob the vault key"), sandbox, world=used.turn.world)
    assert used.turn.world.souls["soul_bob"].inventory == ("key_01",)
    assert again.text.startswith("Nothing comes of it.")


async def test_dice_fall_alike_on_replay(sandbox: Sandbox) -> None:
    """Chance is the world's: the same action falls the same way."""
    source = source_for("a pair of dice")
    first, second = [(await use(source, sandbox)).text for _ in range(2)]
    assert first == second
    assert first[-2] in "123456"
