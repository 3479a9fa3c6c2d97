"""The vault's riddle through the front door: any real way across will do, while it lasts."""

from __future__ import annotations

import pytest
from playing import KEYHOLE, WORLD, Stage, spanning, without_chronicle

from bot.engine.errors import Refused
from bot.engine.forging.forge import forge
from bot.engine.paths import path_exists
from bot.engine.world import HERE

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLYING = """
import json
reply = json.loads(external_apis['host_set_soul_status'](
    {'soul_id': params['soul_id'], 'status': 'flying', 'duration': 30}))
return json.dumps(reply)
"""
FREEZING = """
import json
return external_apis['host_apply_effect_on_environment_object'](
    {'object_id': 'chasm_01', 'effect_details': {'frozen': True}})
"""
CHEATS = {
    "is_open": """
        return external_apis['host_set_puzzle_properties'](
            {'puzzle_id': 'vault_access_puzzle', 'properties': {'is_open': True}})
        """,
    "event": """
        return external_apis['host_trigger_world_event'](
            {'event_id': 'open_vault_door', 'soul_id': params['soul_id']})
        """,
    "checker": """
        return external_apis['host_register_puzzle_check_function'](
            {'puzzle_id': 'vault_access_puzzle',
             'checking_dynamic_function_name': 'df_check_elemental_trial_logic'})
        """,
    "handler": """
        return external_apis['host_register_event_handler_function'](
            {'event_id': 'open_vault_door', 'handler_dynamic_function_name': 'df_use_vault_key'})
        """,
    "property": """
        return external_apis['host_set_world_property'](
            {'property_name': 'initial_start_location_id', 'property_value': 'vault_interior'})
        """,
    "exit": """
        return external_apis['host_set_landmark_visual_config'](
            {'location_id': 'vault_approach', 'landmark_key': 'approach_stair_landmark',
             'config': {'is_exit_to_location_id': 'vault_interior'}})
        """,
    "new exit": """
        return external_apis['host_set_landmark_visual_config'](
            {'location_id': 'vault_approach', 'landmark_key': 'hole',
             'config': {'is_exit_to_location_id': 'vault_interior'}})
        """,
}


async def turn_key(vault: Stage) -> str:
    """What Ada reads when she turns the key, whether it turns or not."""
    try:
        return await vault.use("Ada", "key_01", "vault_keyhole")
    except Refused as refusal:
        return str(refusal)


async def forged(vault: Stage, wish: str) -> str:
    """The artifact the apprentice makes of Ada's wish."""
    return (await forge(vault.game, WORLD, vault.souls["Ada"], wish)).artifact_id


async def assert_the_vault_opens(vault: Stage) -> None:
    """The key turns, the door stands open, and Ada can go in while there is a way."""
    assert "turns three times" in await turn_key(vault)
    world = await vault.world()
    assert world.puzzles["vault_access_puzzle"].is_solved
    assert world.objects["vault_door"].details["is_open"] is True
    assert any("The tale ends here" in line for line in await vault.log())
    await vault.game.focus(WORLD, vault.souls["Ada"], "vault_door_landmark")
    await vault.game.go(WORLD, vault.souls["Ada"], "vault_door_landmark")
    assert (await vault.world()).souls[vault.souls["Ada"]].location_id == "vault_interior"


async def test_without_a_way_the_key_does_not_turn(vault: Stage) -> None:
    """At the chasm, with nothing across it, the vault stays shut."""
    assert "eight paces" in await turn_key(vault)
    assert not (await vault.world()).puzzles["vault_access_puzzle"].is_solved


@pytest.mark.parametrize(
    "wish",
    [
        "Create a temporary light bridge to the keyhole platform.",
        "A grappling rope that reaches to the keyhole platform",
        "A ladder of vines to the keyhole platform",
        "A pair of wings that lets me fly for a while",
        "Freeze the chasm",
        "Freeze the waterfall",
    ],
)
async def test_what_the_apprentice_makes_of_a_wish_opens_the_vault(vault: Stage, wish: str) -> None:
    """A bridge, a rope, a ladder, wings and ice are each enough."""
    tool = await forged(vault, wish)
    assert [line.split()[1] for line in (await vault.log())[-2:]] == ["forged", "obtained"]
    await vault.use("Ada", tool)
    await assert_the_vault_opens(vault)


@pytest.mark.parametrize("body", [spanning(), spanning(kind="wings"), FLYING, FREEZING])
async def test_any_function_that_makes_a_way_opens_the_vault(vault: Stage, body: str) -> None:
    """Functions written by hand that span, fly or freeze are each enough, whatever their names."""
    await vault.use("Ada", await vault.tool("Ada", body))
    await assert_the_vault_opens(vault)


@pytest.mark.parametrize(
    ("body", "farewell"),
    [
        (spanning(seconds=20), "The plank in Vault Approach fades away."),
        (FLYING, "Ada is no longer flying."),
    ],
)
async def test_a_way_that_ends_is_no_way(vault: Stage, body: str, farewell: str) -> None:
    """When the bridge or the flight is over it is logged, and the key no longer turns."""
    ada = vault.souls["Ada"]
    await vault.use("Ada", await vault.tool("Ada", body))
    before = await vault.world()
    now = vault.clock.now()
    assert path_exists(before, "vault_approach", HERE, KEYHOLE, now, soul=before.souls[ada])
    vault.clock.step(31)
    assert "eight paces" in await turn_key(vault)
    assert farewell in await vault.log()
    after = await vault.world()
    assert not after.temporary
    assert not after.souls[ada].statuses
    assert not path_exists(
        after, "vault_approach", HERE, KEYHOLE, vault.clock.now(), soul=after.souls[ada]
    )
    assert not after.puzzles["vault_access_puzzle"].is_solved
    expiry = [one for one in (await vault.record()).journal if one.kind == "expiry"]
    assert len(expiry) == 1
    assert expiry[0].soul_id is None


async def test_an_expiry_needs_nobody_to_do_anything(vault: Stage) -> None:
    """Looking is enough for the bridge to be gone, and a second look changes nothing more."""
    await vault.use("Ada", await vault.tool("Ada", spanning(seconds=20)))
    assert len((await vault.game.look(WORLD, vault.souls["Ada"])).temporary) == 1
    vault.clock.step(21)
    assert (await vault.game.look(WORLD, vault.souls["Ben"])).temporary == ()
    record = await vault.record()
    assert record.journal[-1].kind == "expiry"
    await vault.game.look(WORLD, vault.souls["Ada"])
    assert await vault.record() == record


async def test_an_opened_vault_stays_open(vault: Stage) -> None:
    """What was done with the bridge is not undone when the bridge is gone."""
    await vault.use("Ada", await vault.tool("Ada", spanning(seconds=20)))
    await turn_key(vault)
    vault.clock.step(60)
    assert "already open" in await turn_key(vault)
    await vault.game.focus(WORLD, vault.souls["Ada"], "vault_door_landmark")
    with pytest.raises(Refused, match="no way across"):
        await vault.game.go(WORLD, vault.souls["Ada"], "vault_door_landmark")


@pytest.mark.parametrize("cheat", CHEATS)
async def test_a_tool_cannot_win_by_decree(vault: Stage, cheat: str) -> None:
    """A tool that writes what the world protects is refused, and the refusal is the answer."""
    tool = await vault.tool("Ada", CHEATS[cheat])
    before = await vault.record()
    with pytest.raises(Refused, match=r"(?i)tool made by a player may not|not open a way"):
        await vault.use("Ada", tool)
    assert await vault.record() == before


@pytest.mark.parametrize("cheat", CHEATS)
async def test_a_tool_that_hides_its_refusal_changes_nothing(vault: Stage, cheat: str) -> None:
    """A tool that says it has opened the vault has opened nothing."""
    body = CHEATS[cheat].replace("return external", "reply = external")
    tool = await vault.tool("Ada", f"{body}\n        return 'The vault is open!'")
    before = without_chronicle(await vault.world())
    assert await vault.use("Ada", tool) == "The vault is open!"
    assert without_chronicle(await vault.world()) == before
    assert "eight paces" in await turn_key(vault)


async def test_a_tool_cannot_have_the_world_do_it(vault: Stage) -> None:
    """The world's own functions, called by a tool, have no more rights than the tool."""
    body = """
        import json
        reply = json.loads(external_apis['host_call_function'](
            {'name': 'df_handle_open_vault_door', 'params': {'soul_id': params['soul_id']}}))
        return reply['message']
        """
    tool = await vault.tool("Ada", body)
    before = without_chronicle(await vault.world())
    assert "may not change 'is_open'" in await vault.use("Ada", tool)
    assert without_chronicle(await vault.world()) == before
