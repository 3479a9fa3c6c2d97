"""Tools of a model in Discord: those they are used on are asked, and who waits for one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.e2e.discord_play import ROOT, STANDIN, step_up
from tests.e2e.discord_table import Table, card_of, light_pedestals
from tests.model_server import ModelServer, from_folder

pytestmark = [
    pytest.mark.skipif(
        not STANDIN.is_dir(), reason=f"the Discord stand-in is not at {STANDIN.name!r}"
    ),
    pytest.mark.timeout(180),
]

CALLING = '''
def TOOL_NAME(params):
    """Brings everybody who is here to the Vault Approach."""
    import json
    here = json.loads(external_apis['host_list_souls_in_location'](
        {'location_id': params['location_id']}))
    for soul in here['souls']:
        reply = json.loads(external_apis['host_move_soul'](
            {'soul_id': soul['id'], 'to_location_id': 'vault_approach'}))
        if not reply['success'] and soul['id'] != params['soul_id']:
            return json.dumps({'error': reply['error']})
    return 'The floor tilts.'
'''


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """A model that writes one tool, whatever is wished."""
    server = ModelServer(from_folder(ROOT / "demo" / "vault" / "functions", CALLING))
    with server.running() as running:
        yield running


async def test_a_tool_asks_those_it_is_used_on(table: Table, model: ModelServer) -> None:
    """The other member is asked in the channel, nobody else can answer, agreeing carries it out."""
    await table.restart(OPENAI_API_BASE_URL=model.base_url, OPENAI_LLM_MODEL="test")
    ada, panel = await table.joined("Ada")
    ben, bens = await table.joined("Ben")
    eve, _ = await table.joined("Eve")
    await eve.slash("leave")
    await light_pedestals(ada, panel)
    await ada.slash("orb")
    await ada.submit_modal(fields={"wish": "Bring everybody here to the other side"})
    await ada.click(await card_of(table.sv, ada), "Accept")
    used = await ada.slash("use", artifact="Orb: Bring")
    assert "You asked Ben" in used.text
    question = await table.sv.wait_message(table.vault, "Do you agree?")
    assert "somebody else" in (await eve.click(question, "Accept")).text
    assert "Do you agree?" in (await ben.slash("consent")).text
    await ben.click(question, "Accept")
    assert question.labels == []
    await ben.click(bens, "Look again")
    assert "Vault Approach" in bens.text
    table.assert_clean()


async def test_a_slow_model_delays_nobody_and_may_come_very_late(
    table: Table, model: ModelServer
) -> None:
    """While it writes others play; after a quarter of an hour the card comes into the channel."""
    await table.restart(OPENAI_API_BASE_URL=model.base_url, OPENAI_LLM_MODEL="test")
    ada, panel = await table.joined("Ada")
    ben, bens = await table.joined("Ben")
    await light_pedestals(ada, panel)
    model.latency = 4.0
    await ada.slash("orb")
    wished = await ada.submit_modal(fields={"wish": "Bring everybody here"}, wait="ack")
    assert wished.original.loading or "thinking" in wished.text
    started = asyncio.get_running_loop().time()
    await step_up(ben, bens, "Wind Pedestal")
    await ada.slash("orb")
    busy = await ada.submit_modal(fields={"wish": "Something else"})
    assert "still at work" in busy.text
    assert asyncio.get_running_loop().time() - started < 2
    table.sv.clock.advance(901)
    card = await table.sv.wait_message(table.vault, "The Orb shows you a tool")
    assert "somebody else's" in (await ben.click(card, "Accept")).text
    done = await ada.click(card, "Accept")
    assert "Orb: Bring everybody" in done.text
    table.sv.assert_clean("expired")
