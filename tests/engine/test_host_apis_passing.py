"""Each host API's yes and no: what lasts a while, who is where, who has what, light, weather."""

from __future__ import annotations

import pytest
from engine_play import NOW, Play

from bot.engine.host_apis.souls import MOST_STATUSES
from bot.engine.host_apis.things import MOST_TEMPORARY
from bot.engine.world import World
from bot.values import JsonObject

BRIDGE: JsonObject = {
    "type": "light_bridge",
    "to_landmark_id": "vault_keyhole",
    "location_id": "vault_approach",
    "soul_id": "ada",
    "client_visual_config": {"color": "#ffffaa"},
}


async def test_a_temporary_object_appears_and_says_how_long(play: Play) -> None:
    """The object begins where its maker stands and its line in the log tells its duration."""
    reply = await play("host_create_temporary_object", **BRIDGE, duration=30)
    assert reply["success"] is True
    thing = play.world.temporary[reply["object_id"]]
    assert thing.from_landmark_id == "player_current_pos"
    assert thing.creator_soul_id == "ada"
    assert thing.expires_at == NOW + 30
    assert play.said == ["A light bridge appeared in Vault Approach. It will last 30s."]


async def test_a_temporary_object_has_defaults(play: Play) -> None:
    """Without soul, look or duration it is made all the same, for ten seconds."""
    reply = await play(
        "host_create_temporary_object",
        type="icy ladder",
        to_landmark_id="vault_keyhole",
        location_id="vault_approach",
    )
    thing = play.world.temporary[reply["object_id"]]
    assert (thing.duration, thing.creator_soul_id, thing.config) == (10, None, {})
    assert play.said[0].startswith("An icy ladder appeared")


@pytest.mark.parametrize(("asked", "lasts"), [(0, 1), (-5, 1), (1e6, 3600), ("20", 20)])
async def test_durations_are_bounded(play: Play, asked: float, lasts: float) -> None:
    """Too short or too long becomes the nearest that is allowed, and the reply says so."""
    reply = await play("host_create_temporary_object", **BRIDGE, duration=asked)
    assert play.world.temporary[reply["object_id"]].duration == lasts
    assert ("It lasts" in reply["message"]) is (asked != "20")


async def test_a_temporary_object_to_nowhere_says_so(play: Play) -> None:
    """An unknown landmark is no failure, but the reply tells that it leads nowhere."""
    reply = await play("host_create_temporary_object", **{**BRIDGE, "to_landmark_id": "moon"})
    assert reply["success"] is True
    assert "leads nowhere" in reply["message"]
    reply = await play("host_create_temporary_object", **{**BRIDGE, "location_id": "moon"})
    assert reply["success"] is False


async def test_temporary_objects_are_bounded_and_their_ids_new(play: Play) -> None:
    """An id is never one that is taken, and a world holds only so many."""
    reply = await play("host_create_temporary_object", **BRIDGE)
    thing = play.world.temporary[reply["object_id"]]
    number = play.world.chronicle.next_number
    play.world.temporary[f"temporary_{number}"] = thing
    reply = await play("host_create_temporary_object", **BRIDGE)
    assert reply["object_id"] == f"temporary_{number + 1}"
    for number in range(MOST_TEMPORARY):
        play.world.temporary[f"t{number}"] = thing
    assert "no more" in (await play("host_create_temporary_object", **BRIDGE))["error"]


async def test_a_temporary_object_is_removed(play: Play) -> None:
    """Removing takes it out of the world and tells everyone."""
    made = await play("host_create_temporary_object", **BRIDGE)
    reply = await play("host_remove_temporary_object", object_id=made["object_id"])
    assert reply["success"] is True
    assert play.world.temporary == {}
    assert play.said[-1] == "The light bridge is gone."
    reply = await play("host_remove_temporary_object", object_id=made["object_id"])
    assert reply["success"] is False


async def test_souls_move_and_are_listed_with_their_states(play: Play) -> None:
    """The world moves souls anywhere, and lists them with the states they are in now."""
    reply = await play("host_move_soul", soul_id="bob", to_location_id="vault_interior")
    assert reply["message"] == "Bob is now at Vault Interior."
    assert play.said == ["Bob is now in Vault Interior."]
    reply = await play("host_move_soul", soul_id="ada", to_landmark_key="mark_fire")
    assert play.world.souls["ada"].focus == "mark_fire"
    await play("host_set_soul_status", soul_id="ada", status="asleep", duration=5)
    await play("host_set_soul_status", soul_id="ada", status="asleep")
    assert play.said[1:] == ["Ada is asleep for 5 s.", "Ada is asleep."]
    listed = await play("host_list_souls_in_location", location_id="trial_chamber")
    assert listed["souls"] == [{"id": "ada", "name": "Ada", "status": ["asleep"]}]
    for argument in ({}, {"to_location_id": "moon"}, {"to_landmark_key": "moon"}):
        assert (await play("host_move_soul", soul_id="ada", **argument))["success"] is False
    for number in range(MOST_STATUSES):
        reply = await play("host_set_soul_status", soul_id="ada", status=f"s{number}")
    assert "too many states" in reply["error"]


async def test_artifacts_change_hands(play: Play) -> None:
    """A transfer takes from the one and gives to the other, once."""
    hands = {"from_soul_id": "ada", "to_soul_id": "bob", "artifact_id": "ember_01"}
    reply = await play("host_transfer_artifact", **hands)
    assert reply["message"] == "Ada gave Flaming Ember to Bob."
    assert play.world.souls["ada"].inventory == ("key_01",)
    assert play.world.souls["bob"].inventory == ("ember_01",)
    assert "does not carry" in (await play("host_transfer_artifact", **hands))["error"]
    await play("host_give_artifact_to_soul", soul_id="ada", artifact_id="ember_01")
    assert "already carries" in (await play("host_transfer_artifact", **hands))["error"]


async def test_light_and_weather_pass(play: Play) -> None:
    """A light for a time covers the usual one; a lasting one takes its place."""
    await play("host_set_light", location_id="vault_approach", value="dim")
    await play("host_set_light", location_id="vault_approach", value="bright", duration=30)
    await play("host_set_weather", location_id="vault_approach", value="fog", duration=10)
    place = play.world.locations["vault_approach"]
    assert (place.light_at(NOW), place.light_at(NOW + 30)) == ("bright", "dim")
    assert (place.weather_at(NOW), place.weather_at(NOW + 10)) == ("fog", None)
    told = await play("host_get_location_data", location_id="vault_approach")
    assert (told["light"], told["weather"]) == ("bright", "fog")
    await play("host_set_weather", location_id="vault_approach", value="clear")
    assert play.world.locations["vault_approach"].weather_at(NOW) == "clear"
    assert play.said[-2:] == [
        "The weather in Vault Approach is fog for 10 s.",
        "The weather in Vault Approach is clear.",
    ]
    assert World.from_document("w", play.world.document()).state_hash() == play.world.state_hash()
