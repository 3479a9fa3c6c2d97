"""A busy channel: two hundred actions in twenty seconds, told at Discord's pace and in full."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from discord_party import lines_of
from discord_play import STANDIN, Bot, bind, standing_in

pytestmark = [
    pytest.mark.skipif(
        not STANDIN.is_dir(), reason=f"the Discord stand-in is not at {STANDIN.name!r}"
    ),
    pytest.mark.timeout(120),
]

MEMBERS, TURNS, SECONDS = 10, 20, 20.0
WINDOW, MOST = 5.0, 5
LATEST = 10.0
REST, BACK = "goes to rest", "comes back to"

Done = dict[tuple[str, str], list[float]]
"""When each member did each of the two things."""


async def come_and_go(sv: Any, member: Any, name: str, start: float) -> Done:
    """Rest and come back again and again, evenly over the time."""
    done: Done = {(name, REST): [], (name, BACK): []}
    resting: Any = None
    for turn in range(TURNS):
        await asyncio.sleep(max(0.0, start + turn * SECONDS / TURNS - sv.clock.time()))
        deed = BACK if turn % 2 else REST
        done[name, deed].append(sv.clock.time())
        if deed == BACK:
            await member.click(resting, "Come back")
        else:
            resting = (await member.slash("leave")).original
    return done


def posted(sv: Any, channel: Any) -> list[Any]:
    """Every request by which the bot posted something in the channel."""
    path = f"/channels/{channel.id}/messages"
    return [one for one in sv.requests if one.method == "POST" and one.path.endswith(path)]


def told(posts: list[Any]) -> list[tuple[float, int]]:
    """When how many lines had been told, those folded at an embed's end among them."""
    count, found = 0, list[tuple[float, int]]()
    for one in posts:
        for embed in one.body.get("embeds") or ():
            folded = (embed.get("footer") or {"text": "and 0"})["text"]
            count += len(embed["description"].splitlines()) + int(folded.split()[1].strip(":"))
            found.append((one.started, count))
    return found


def lateness(lines: list[str], done: Done, times: list[tuple[float, int]]) -> list[float]:
    """How long after its action each line of an action was told, in seconds."""
    waiting, late = {key: list(when) for key, when in done.items()}, list[float]()
    for number, line in enumerate(lines):
        for (name, deed), when in waiting.items():
            if line.startswith(f"{name} {deed}"):
                late.append(next(at for at, count in times if count > number) - when.pop(0))
    assert not any(waiting.values())
    return late


async def test_two_hundred_actions_are_told_in_time_and_in_full(data: Path) -> None:
    """Never six messages in five seconds, none late, and every line is on the log's pages."""
    with standing_in() as standin:
        async with standin() as sv:
            guild = sv.add_guild("Adventurers", channels=("vault",))
            (channel,) = guild.channels.values()
            await bind(data, channel)
            bot = Bot(sv, data)
            await bot.start()
            members = {
                f"Player {number}": guild.add_member(f"Player {number}")
                for number in range(MEMBERS)
            }
            for one in members.values():
                await one.click((await one.slash("play")).original, "Join")
            start, apart = sv.clock.time(), SECONDS / TURNS / MEMBERS
            deeds = await asyncio.gather(
                *(
                    come_and_go(sv, one, name, start + number * apart)
                    for number, (name, one) in enumerate(members.items())
                )
            )
            lines = await lines_of(members["Player 0"])
            done = {key: when for one in deeds for key, when in one.items()}
            assert sum(map(len, done.values())) == MEMBERS * TURNS == 200
            await sv.until(lambda: told(posted(sv, channel))[-1][1] == len(lines), 20, "all lines")
            await bot.stop()
            posts = posted(sv, channel)
            times = [one.started for one in posts]
            assert all(sum(at <= one < at + WINDOW for one in times) <= MOST for at in times)
            assert max(lateness(lines, done, told(posts))) < LATEST
            assert (sv.stats()["http_429"], sv.stats()["failed"]) == (0, 0)
            sv.assert_clean()
