"""A hundred members of ten servers wish at once, and forty answers of a model are paid for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hall_play import opened
from yards_play import settle, wishes

from tests.hostile import DIM
from tests.model_server import ModelServer

GUILDS, MEMBERS, BUDGET = 10, 10, 40
WISHES = ("Make it dark here for a minute", "Give me all the gold in the world")
"""One that the apprentice can fulfil, and one that it cannot."""


@pytest.mark.timeout(240)
async def test_a_hundred_wishes_at_once(tmp_path: Path) -> None:
    """Forty are written by the model, the others by the apprentice or put off in words."""
    server = ModelServer(lambda name, _: DIM.replace("NAME", name), latency=0.05)
    with server.running():
        variables = {
            "OPENAI_API_BASE_URL": server.base_url,
            "ORB_DAY_REQUESTS": str(BUDGET),
            "ORB_MODEL_RETRIES": "0",
        }
        async with opened(tmp_path, **variables) as house:
            members = []
            for number in range(GUILDS):
                guild = house.ground.add_guild(f"Guild {number}", ["yard"])
                here = [guild.add_member(f"m{number}-{one}") for one in range(MEMBERS)]
                await settle(house, guild, guild.first, *here)
                members += here
            said = [WISHES[number % 2] for number in range(len(members))]
            asked = await asyncio.gather(
                *(wishes(house, one, wish) for one, wish in zip(members, said, strict=True))
            )
    assert len(server.prompts) == BUDGET
    assert [one.failed for one in asked if one.failed] == []
    texts = [one.original.text for one in asked]
    assert all(wish in text for wish, text in zip(said, texts, strict=True))
    written = [text for text in texts if "became dim" in text]
    stood_in = [text for text in texts if "The apprentice wrote it by rules" in text]
    put_off = [text for text in texts if "<t:" in text]
    assert len(written) == BUDGET
    assert stood_in
    assert put_off
    assert all("The Orb listens again" in text for text in put_off), put_off[0]
    assert all(text in (*written, *stood_in, *put_off) for text in texts)
