"""The default adventure by three members in each of two servers, on a good line and a bad one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from discord_party import Club, Party, meeting
from discord_play import STANDIN

pytestmark = [
    pytest.mark.skipif(
        not STANDIN.is_dir(), reason=f"the Discord stand-in is not at {STANDIN.name!r}"
    ),
    pytest.mark.timeout(180),
]

KILLED = 12
"""The step amid which the bot is killed."""
CALLBACK, EDIT, POST = "POST /interactions/*", "PATCH /webhooks/*", "POST /channels/*"


async def play(party: Party) -> None:
    """Do the whole adventure."""
    for step in party.adventure:
        await step()
    await party.opened()


async def armed(arm: Callable[..., object], *args: Any, **more: Any) -> None:
    """Set a fault, when its time comes."""
    arm(*args, **more)


class Storm:
    """What befalls the line, and what was lost in it."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.sv, self.faults = club.sv, club.sv.faults
        self.lost: list[Any] = []

    def troubles(self) -> dict[int, list[Awaitable[object]]]:
        """What befalls each step."""
        faults = self.faults
        return {
            0: [armed(faults.fail_next, 1, 502, EDIT)],
            1: [armed(faults.drop_mid_interaction, delivered=True)],
            2: [armed(faults.drop_mid_interaction, delivered=False)],
            3: [armed(faults.duplicate_interactions, 4)],
            4: [armed(faults.fail_next, 1, 502, CALLBACK)],
            5: [armed(faults.fail_next, 1, 502, CALLBACK, when="after")],
            6: [self.begun_anew(faults.close_ws, 4009)],
            7: [faults.reconnect()],
            8: [armed(faults.fail_next, 2, 502, EDIT, when="after")],
            9: [faults.invalid_session(True)],
            10: [self.begun_anew(faults.invalid_session, False)],
            13: [armed(faults.fail_next, 1, 502, POST, when="after")],
            14: [
                armed(faults.drop_mid_interaction, delivered=True),
                armed(faults.duplicate_interactions, 2),
            ],
        }

    async def begun_anew(self, breaks: Callable[[Any], Awaitable[object]], how: Any) -> None:
        """Break the session, and wait for a new one: what falls between them is lost to Discord."""
        gateway = self.sv.gateway
        before = gateway.identifies
        await breaks(how)
        await self.sv.until(lambda: gateway.identifies > before, 30, "a new session")
        await self.sv.wait_ready()

    async def killed_amid(self, doing: list[Any]) -> None:
        """Kill the bot while something is being done, and start it again."""
        count = len(self.sv.interactions)
        tasks = [asyncio.create_task(one) for one in doing]
        await self.sv.until(lambda: len(self.sv.interactions) >= count + len(tasks), 10, "a press")
        await self.club.bot.kill()
        ended = asyncio.gather(*tasks, return_exceptions=True)
        await self.club.bot.start()
        await ended
        self.lost += self.club.lost()


async def test_the_adventure_on_a_good_line_and_on_a_bad_one(tmp_path: Path) -> None:
    """Two worlds at once reach their end without one violation; in a storm two more do.

    In the storm sockets die, events come twice or late, answers are refused or lost, sessions end
    and the bot is killed: the logs are the same as on the good line, line by line.
    """
    async with meeting(tmp_path) as club:
        sv, calm, rough = club.sv, club.parties["calm"], club.parties["storm"]
        await asyncio.gather(*(play(one) for one in calm))
        logs = [await one.log() for one in calm]
        assert logs[0] != logs[1]
        for log in logs:
            assert [one for one in log if "The tale ends here" in one] == log[-1:]
        sv.assert_clean()
        stats = sv.stats()
        assert (stats["http_429"], stats["failed"], stats["invalid_requests"]) == (0, 0, 0)
        assert stats["latency_max"] < 3

        storm = Storm(club)
        troubles = storm.troubles()
        for number, steps in enumerate(zip(*(one.adventure for one in rough), strict=True)):
            for trouble in troubles.get(number, ()):
                await trouble
            doing = [step() for step in steps]
            if number != KILLED:
                await asyncio.gather(*doing)
                continue
            await storm.killed_amid(doing)
            for party in rough:
                if sum("comes to Vault Approach" in line for line in await party.log()) < 3:
                    await party.adventure[number]()
        for one in rough:
            await one.opened()
        assert [await one.log() for one in rough] == logs
        for one in rough:
            for member in one.members:
                assert "Vault Approach" in (await member.slash("look")).text
        # Only what was on its way when the bot was killed has had no answer.
        assert club.lost() == storm.lost
        sv.assert_clean("double-ack", "deadline")
        assert sv.stats()["http_429"] == 0
