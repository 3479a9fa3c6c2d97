"""A world prepared in a data folder, and the bot as a process of its own against the stand-in."""

from __future__ import annotations

import asyncio
import functools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.app import DEMO, open_app
from bot.database import Database
from bot.engine.channels.channels import Channels
from bot.engine.clock import SystemClock
from bot.engine.files.recipe import load_recipe
from bot.engine.genesis import Genesis
from bot.settings import Settings
from tests.e2e.ready_process import ReadyProcess

ROOT = Path(__file__).resolve().parents[2]
STANDIN = ROOT.parent / "shared" / "discord-standin"
WORLD = "vault-1"
UPDATES_LATER = 6
"""The response that says no more than that the message will be edited."""


async def make_worlds(folder: Path, *worlds: str) -> None:
    """Make the vault's world under these ids in a data folder; no channel holds them."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    recipe = load_recipe(DEMO / "vault" / "recipe.json")
    async with open_app(settings, folder, clock=SystemClock(), keeps=False) as app:
        for world in worlds:
            await app.game.create_world(world, name="The Vault", seed=7)
            await Genesis(app.game, recipe).run(world)


async def bind(folder: Path, channel: Any, world: str = WORLD) -> None:
    """Let a channel hold a world of the folder."""
    database = await Database.open(Settings(_env_file=None).database(folder))  # type: ignore[call-arg]
    try:
        places = Channels(database)
        await places.new_world_id(channel.guild.id, channel.id)
        await places.bind(channel.id, world)
    finally:
        await database.close()


@contextmanager
def standing_in() -> Iterator[Any]:
    """The stand-in's class, importable while the block lasts."""
    sys.path.insert(0, str(STANDIN))
    try:
        from standin import Standin  # type: ignore[import-not-found]

        yield Standin
    finally:
        sys.path.remove(str(STANDIN))


async def step_up(member: Any, panel: Any, mark: str) -> None:
    """Step up to a landmark by the panel, by its button or in the select of many."""
    await press(member, panel, "", mark)


async def press(member: Any, panel: Any, *wanted: str) -> None:
    """Press the first button, or choose the first option, whose words have all that is wanted."""
    for label in panel.labels:
        if all(one in label for one in wanted):
            await member.click(panel, label)
            return
    for select in panel.selects:
        for option in select["options"]:
            if all(one in option["label"] for one in wanted):
                values = [option["value"]]
                await member.select(panel, select["custom_id"], values)
                return
    raise AssertionError(f"nothing like {wanted} on {panel.labels} of {panel.text!r}")


def wait_for_content() -> None:
    """Have members who pressed a control look at it when its content has come, as people do.

    Where many press at once the first response only says that it will.
    """
    from standin import StandinTimeout  # type: ignore[import-not-found]
    from standin.driver import Member  # type: ignore[import-not-found]

    pressed = Member._component  # what every control comes to
    if hasattr(pressed, "__wrapped__"):
        return

    @functools.wraps(pressed)
    async def component(self: Any, message: Any, data: Any, wait: Any, *more: Any) -> Any:
        done = await pressed(self, message, data, wait, *more)
        if wait == "done" and done.response_type == UPDATES_LATER:
            with suppress(StandinTimeout):
                await self.sv.until(lambda: done.original_edits or done.followups, 10)
        return done

    Member._component = component


class Bot:
    """The bot as a process of its own, pointed at the stand-in by its own settings."""

    def __init__(self, sv: Any, folder: Path, **env: str) -> None:
        self.sv = sv
        self.folder = folder
        self.log = folder / "bot.log"
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("ORB_")},
            "DISCORD_TOKEN": sv.token,
            "ORB_DISCORD_API": f"{sv.base}/api",
            "ORB_DISCORD_GATEWAY": sv.gateway_url,
            "ORB_DATA": str(folder),
            "ORB_LOG_LEVEL": "INFO",
            **env,
        }
        self._process: ReadyProcess | None = None

    async def start(self) -> None:
        """Start it, and wait until it has a session and its commands are registered."""
        wait_for_content()
        before = self.sv.gateway.identifies
        await self._spawn()
        gateway = self.sv.gateway
        await self.sv.until(lambda: gateway.identifies > before or self._over, 60, "the bot")
        assert not self._over, self.said
        await self.sv.wait_ready()
        await self.sv.wait_commands("play", "orb")

    async def run(self) -> int:
        """Start it and wait until it ends by itself; its exit status."""
        await self._spawn()
        assert self._process is not None
        return await asyncio.to_thread(self._process.wait, 60)

    async def _spawn(self) -> None:
        with self.log.open("ab") as out:
            self._process = await asyncio.to_thread(
                ReadyProcess,
                *("bot", "--data", str(self.folder)),
                cwd=ROOT,
                env=self.env,
                stdout=out.fileno(),
                stderr=out.fileno(),
            )

    async def stop(self) -> int:
        """Ask it to end; its exit status."""
        assert self._process is not None
        if not self._over:
            self._process.terminate()
        try:
            return await asyncio.to_thread(self._process.wait, 20)
        except TimeoutError:
            self._process.kill()
            raise AssertionError(f"the bot did not end:\n{self.said}") from None

    async def kill(self) -> None:
        """End it without a word."""
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.wait, 20)

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def said(self) -> str:
        """What it logged."""
        return self.log.read_text("utf-8", "replace")

    @property
    def _over(self) -> bool:
        return self._process is not None and self._process.returncode is not None
