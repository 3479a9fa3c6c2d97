"""While hostile answers are forged in one channel, a member in another goes on playing at once."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest
from hall_play import House, opened
from yards_play import settle, wished_in, wishes

from playground.driver import DrivenMember
from tests.hostile import CANARIES, CANARIES_IN, PINGS, Case, answers
from tests.model_server import ModelServer

FORGERS = 5
SLOWEST = (
    "endless loop", "endless loop over a list that grows", "endless host calls",
    "endless recursion", "recursion through the tool itself", "memory bomb", "huge number",
    "catastrophic pattern", "huge answer", "prints without end", "hash bomb", "log storm",
    "an army of objects", "thirty kilobytes of functions without a return",
    "doubling text", "cycle without end",
    "a megabyte of fences", "deep brackets", "a chain of calls", "a long sum",
    "many nested f-strings", "many open f-strings", "many unknown host APIs",
    "JSON in JSON in JSON", "thoughts without end", "breaks out of its embed", "pings",
    "a thing with a name that pings", "refuses with a ping", "globals of a host API",
    "opens the puzzle and hides the refusal",
)  # fmt: skip
"""What takes a host longest, and what would ping or tell a secret if it could."""


def sample() -> list[Case]:
    """These of the recorded answers."""
    by_name = {case.name: case for case in answers()}
    return [by_name[name] for name in SLOWEST]


class Model:
    """Gives each wish its hostile answer, and to every repair the same again."""

    def __init__(self, cases: list[Case]) -> None:
        self._by_wish = {case.wish: case.answer for case in cases}
        self._by_name: dict[str, str] = {}

    def answer(self, name: str, prompt: str) -> str:
        """The answer to a wish, by the words of it that come first."""
        if wish := wished_in(prompt):
            self._by_name[name] = self._by_wish[wish]
        return self._by_name[name].replace("NAME", name)


async def play_on(member: DrivenMember, until: asyncio.Event) -> list[float]:
    """Look and press until the evening is over; the seconds to each first response."""
    waited: list[float] = []
    panel = (await member.slash("play")).original
    while not until.is_set():
        for press in (
            lambda: member.send_slash("look", {}),
            lambda: member.send_click(panel, "Look again"),
        ):
            begun = time.monotonic()
            await press().acknowledged(10)
            waited.append(time.monotonic() - begun)
            await asyncio.sleep(0.05)
    return waited


async def forge_all(house: House, member: DrivenMember, cases: list[Case]) -> list[str]:
    """Wish for these one after another, and use what comes of them; all that could be read."""
    read: list[str] = []
    for case in cases:
        asked = await wishes(house, member, case.wish)
        read.append(asked.original.text)
        if "Accept" in asked.original.buttons:
            await member.click(asked.original, "Accept")
            read.append(asked.original.text)
    return read


@pytest.mark.timeout(240)
async def test_who_plays_on_is_answered_within_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No first response of hers takes longer; nothing shown anywhere pings or tells a secret.

    Where others want the cores too, longer by as much as they are wanted.
    """
    for name, value in CANARIES.items():
        if name != "DATABASE_URL":
            monkeypatch.setenv(name, value)
    cases, over = sample(), asyncio.Event()
    server = ModelServer(Model(cases).answer)
    with server.running():
        variables = {
            "OPENAI_API_BASE_URL": server.base_url,
            "GEMINI_API_KEY": CANARIES["GEMINI_API_KEY"],
            "ORB_USE_SECONDS": "0.3",
            "ORB_APPRENTICE_STANDS_IN": "false",
        }
        async with opened(tmp_path, **variables) as house:
            guild = house.ground.add_guild("Siege", ["forge", "quiet"])
            forge, quiet = guild.channels.values()
            eve = guild.add_member("Eve")
            forgers = [guild.add_member(f"Forger {number}") for number in range(FORGERS)]
            await settle(house, guild, forge, *forgers)
            await settle(house, guild, quiet, eve)
            playing = asyncio.create_task(play_on(eve, over))
            shares = [cases[number::FORGERS] for number in range(FORGERS)]
            read = await asyncio.gather(
                *(forge_all(house, one, share) for one, share in zip(forgers, shares, strict=True))
            )
            over.set()
            waited = await playing
            public = [one.text for place in (forge, quiet) for one in place.messages]
            hers = [one.text for one in eve.ephemerals]
    texts = [*(text for one in read for text in one), *public, *hers]
    assert len(waited) > 20
    assert max(waited) < max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert [text[:200] for text in texts if CANARIES_IN.search(text)] == []
    assert [found[0] for text in texts if (found := PINGS.search(text))] == []
