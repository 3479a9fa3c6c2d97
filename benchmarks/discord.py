"""How soon members are answered in Discord: a real bot process, a strict stand-in, many at once.

`python -m benchmarks.discord [--standin PATH] [--rounds N]` lets 1, 10 and 50 members press at the
same moment, and then 50 within one second, buttons and commands mixed, while in another channel
a model that takes 20 s writes a tool all the time. It prints how long the first response took and
how long the final content, which differ where the bot said first that the answer will come.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.pressing import Player, Pressed, forge, joined, light
from tests.e2e.discord_play import ROOT, STANDIN, Bot, bind, make_worlds
from tests.model_server import ModelServer, from_folder

CROWDS = ((1, 0.0), (10, 0.0), (50, 0.0), (50, 1.0))
"""How many members press, and within how many seconds."""
ROUNDS = 12
WARM = 3
"""Rounds that are not counted, in which caches fill and connections open."""
PAUSE = 0.5
"""Seconds between two rounds."""
SLOW = 20.0
"""How long the model takes, in seconds."""
TOOL = '''
def TOOL_NAME(params):
    """Says a word."""
    return 'A word.'
'''


@dataclass
class Figures:
    """What one crowd met with, in milliseconds where it is time."""

    crowd: str
    presses: list[Pressed]
    lag: float
    bot: float
    standin: float

    @property
    def cells(self) -> list[str]:
        """The row of the table."""
        first = sorted(one.first * 1000 for one in self.presses)
        final = sorted(one.final * 1000 for one in self.presses)
        deferred = sum(one.is_deferred for one in self.presses)
        return [
            self.crowd,
            str(len(first)),
            *(f"{at(first, share):.0f}" for share in (0.5, 0.99, 1.0)),
            *(f"{at(final, share):.0f}" for share in (0.5, 0.99, 1.0)),
            str(deferred),
            f"{self.lag * 1000:.0f}",
            f"{self.bot * 1000 / len(first):.1f}",
            f"{self.standin * 1000 / len(first):.1f}",
        ]


HEAD = (
    "members", "presses", "first: median", "p99", "max", "content: median", "p99", "max",
    "deferred", "stand-in's own lag", "bot's CPU a press", "stand-in's",
)  # fmt: skip


def at(values: Sequence[float], share: float) -> float:
    """The value below which that share of sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))]


def cpu_of(pid: int) -> float:
    """Seconds of processor time a process has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def floor(standin: Path, count: int, rounds: int) -> Figures:
    """What a bot that only says pong meets with: most of it is the stand-in's and the machine's."""
    with standing_in(standin) as make:
        async with make() as sv:
            guild = sv.add_guild("Adventurers", channels=("one",))
            members = [guild.add_member(f"Player {number}") for number in range(count)]
            home = str(standin / "tests" / "bot")
            bot = await sv.spawn_bot("samplebot", cwd=home, python=sys.executable)
            await sv.wait_commands("ping")
            await sv.wait_ready()
            presses: list[Pressed] = []
            begun = 0.0
            for number in range(WARM + rounds):
                if number == WARM:
                    presses.clear()
                    sv.loop_lag, begun = 0.0, time.process_time()
                said = await asyncio.gather(*(one.slash("ping") for one in members))
                presses += [Pressed(one.latency, one.latency, is_deferred=False) for one in said]
                await asyncio.sleep(PAUSE)
            used = time.process_time() - begun
            await bot.stop()
            return Figures(f"{count}, only pong", presses, lag=sv.loop_lag, bot=0, standin=used)


@dataclass
class Table:
    """The stand-in with both channels, the bot, and those who play."""

    sv: Any
    bot: Bot
    channel: Any
    forge: Any
    guild: Any
    players: list[Player] = field(default_factory=list[Player])

    async def seat(self, count: int) -> None:
        """Let so many members join; the first does the trial, so that the way is open."""
        for number in range(count):
            member = self.guild.add_member(f"Player {number}").goto(self.channel)
            panel = await joined(member)
            if number == 0:
                await light(member, panel)
            rng = random.Random(number)  # noqa: S311 - what is pressed is no secret
            self.players.append(Player(member, panel, rng))

    async def measured(self, count: int, within: float, rounds: int) -> Figures:
        """Let so many press at once, so many times."""
        await self._rounds(count, within, WARM)
        self.sv.loop_lag = 0.0
        bot, standin = cpu_of(self.bot.pid), time.process_time()
        presses = await self._rounds(count, within, rounds)
        spread = f" within {within:.0f} s" if within else ""
        return Figures(
            f"{count}{spread}",
            presses,
            lag=self.sv.loop_lag,
            bot=cpu_of(self.bot.pid) - bot,
            standin=time.process_time() - standin,
        )

    async def _rounds(self, count: int, within: float, rounds: int) -> list[Pressed]:
        presses: list[Pressed] = []
        for _ in range(rounds):
            later = [within * number / count for number in range(count)]
            pairs = zip(self.players, later, strict=False)
            presses += await asyncio.gather(*(pressed_later(*pair) for pair in pairs))
            await asyncio.sleep(PAUSE)
        return presses


async def pressed_later(player: Player, seconds: float) -> Pressed:
    """A press some time from now."""
    await asyncio.sleep(seconds)
    return await player.press()


@contextlib.contextmanager
def standing_in(standin: Path) -> Iterator[Any]:
    """The stand-in's class, importable while the block lasts."""
    sys.path.insert(0, str(standin))
    try:
        yield importlib.import_module("standin").Standin
    finally:
        sys.path.remove(str(standin))


@asynccontextmanager
async def table(standin: Path, folder: Path) -> AsyncGenerator[Table]:
    """A running bot, and a forge in which a slow model is at work."""
    model = ModelServer(from_folder(ROOT / "demo" / "vault" / "functions", TOOL))
    with model.running(), standing_in(standin) as make:
        async with make() as sv:
            guild = sv.add_guild("Adventurers", channels=("vault", "forge"))
            vault, other = guild.channels.values()
            await make_worlds(folder, "vault-1", "forge-1")
            await bind(folder, vault, "vault-1")
            await bind(folder, other, "forge-1")
            env = {"OPENAI_API_BASE_URL": model.base_url, "OPENAI_LLM_MODEL": "slow"}
            bot = Bot(sv, folder, ORB_LOG_LEVEL="WARNING", **env)
            await bot.start()
            model.latency = SLOW
            smith = guild.add_member("Smith").goto(other)
            forging = asyncio.create_task(forge(smith))
            try:
                await sv.until(lambda: model.at_once > 0, 30, "the forge")
                yield Table(sv, bot, vault, other, guild)
                assert not forging.done(), forging
            finally:
                forging.cancel()
                await asyncio.gather(forging, return_exceptions=True)
                await bot.stop()


async def run(standin: Path, rounds: int) -> None:
    """Measure every crowd, print, and say what Discord would have refused."""
    with tempfile.TemporaryDirectory() as name:
        async with table(standin, Path(name)) as seated:
            await seated.seat(max(count for count, _ in CROWDS))
            print(f"| {' | '.join(HEAD)} |")
            print("|" + "---|" * len(HEAD))
            for count, within in CROWDS:
                figures = await seated.measured(count, within, rounds)
                print(f"| {' | '.join(figures.cells)} |", flush=True)
            if (standin / "tests" / "bot" / "samplebot").is_dir():
                least = await floor(standin, max(count for count, _ in CROWDS), rounds)
                print(f"| {' | '.join(least.cells)} |")
            stats = seated.sv.stats()
            print(f"\n429s: {stats['http_429']}; unanswered: {stats['failed']}; "
                  f"rules broken: {stats['violations']}")  # fmt: skip
            for error in seated.sv.errors():
                print(error)


def main() -> int:
    """Read the command line, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--standin", type=Path, default=STANDIN, help="where the stand-in is")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds that are counted")
    given = parser.parse_args()
    if not (given.standin / "standin").is_dir():
        print(f"There is no stand-in for Discord at {str(given.standin)!r}.", file=sys.stderr)
        return 2
    asyncio.run(run(given.standin.resolve(), given.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
