"""The playground for tests: act as members, look at what they see, and make things go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from playground.clock import Clock
from playground.driver.looks import DrivenInteraction, DrivenMessage, DrivenModal, Failed
from playground.driver.people import AnyFile, DrivenChannel, DrivenGuild, DrivenMember
from playground.driver.process import BotProcess
from playground.server.app import TOKEN, Options, Server
from playground.server.errors import HiddenCommand, Refused
from playground.server.local import Request

Found = TypeVar("Found")

__all__ = [
    "AnyFile",
    "BotProcess",
    "DrivenChannel",
    "DrivenGuild",
    "DrivenInteraction",
    "DrivenMember",
    "DrivenMessage",
    "DrivenModal",
    "Failed",
    "HiddenCommand",
    "Playground",
    "Refused",
    "Request",
]


class Playground:
    """A Discord on a free port of 127.0.0.1, as an async context manager."""

    def __init__(
        self,
        *,
        port: int = 0,
        keep: Path | None = None,
        token: str = TOKEN,
        bot_name: str = "Orb",
        inspector_url: str | None = None,
        clock: Clock | None = None,
        privileged_intents: int = 0,
        heartbeat: float = 41.25,
    ) -> None:
        self._options = Options(port, keep, token, bot_name, inspector_url)
        self._clock = clock or Clock()
        self._privileged = privileged_intents
        self._heartbeat = heartbeat
        self._processes: list[BotProcess] = []
        self.server: Server

    async def __aenter__(self) -> Playground:
        self.server = Server(self._options, self._clock)
        self.server.local.gateway.privileged = self._privileged
        self.server.local.gateway.heartbeat = self._heartbeat
        await self.server.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for one in self._processes:
            await one.kill()
        await self.server.stop()

    @property
    def clock(self) -> Clock:
        """The time it goes by; `advance(seconds)` moves it on."""
        return self._clock

    @property
    def token(self) -> str:
        """The token that the bot has to identify with."""
        return self._options.token

    @property
    def api_base(self) -> str:
        """The address of the REST API, `http://127.0.0.1:PORT/api/v10`."""
        return self.server.api_base

    @property
    def gateway_url(self) -> str:
        """The address of the gateway, `ws://127.0.0.1:PORT/gateway`."""
        return self.server.gateway_url

    @property
    def page_url(self) -> str:
        """The address of the page, with its key."""
        return self.server.page_url

    @property
    def requests(self) -> list[Request]:
        """The bot's latest requests, the oldest first."""
        return list(self.server.local.requests)

    @property
    def refused(self) -> list[Request]:
        """Those of its latest requests that a strict server said no to, and why."""
        return [one for one in self.requests if one.status >= 400]

    @property
    def unimplemented(self) -> list[str]:
        """The requests the playground has no route for."""
        return list(self.server.local.unimplemented)

    @property
    def guilds(self) -> list[DrivenGuild]:
        """The guilds, those of a kept file too."""
        return [DrivenGuild(self.server, one) for one in self.server.local.state.guilds.values()]

    def add_guild(self, name: str, channels: Sequence[str] = ("general",)) -> DrivenGuild:
        """Make a guild with the bot and these text channels in it."""
        made = DrivenGuild(self.server, self.server.local.add_guild(name))
        for channel in channels:
            made.add_channel(channel)
        return made

    # Waiting

    async def until(
        self,
        look: Callable[[], Found | None],
        seconds: float = 5.0,
        what: str = "what was waited for",
    ) -> Found:
        """Wait until looking finds something true; it looks whenever something happens.

        Raises:
            TimeoutError: It did not come within so many seconds.
        """
        return await self.server.local.feed.until(look, seconds=seconds, what=what)

    async def connected(self, seconds: float = 10.0) -> None:
        """Wait until the bot is connected."""
        gateway = self.server.local.gateway
        await self.until(lambda: gateway.connected, seconds, "the bot's connection")

    async def commands(self, *names: str, seconds: float = 10.0) -> None:
        """Wait until the bot has registered these commands (`"world"`, not `"world create"`)."""
        state = self.server.local.state

        def there() -> bool:
            have = {one["name"] for scope in state.commands.values() for one in scope}
            return set(names) <= have

        await self.until(there, seconds, f"the commands {names}")

    async def ready(self, *commands: str, seconds: float = 10.0) -> None:
        """Wait until the bot is connected and has registered these commands."""
        await self.connected(seconds)
        await self.commands(*commands, seconds=seconds)

    # Faults

    def drop_connection(self) -> None:
        """Cut the bot's gateway connections, as a broken line does; it may resume."""
        for one in self.server.local.gateway.connections():
            one.drop()

    def close(self, code: int) -> None:
        """Close the bot's gateway connections with a close code."""
        for one in self.server.local.gateway.connections():
            one.close(code)

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (op 7)."""
        for one in self.server.local.gateway.connections():
            one.send({"op": 7, "d": None})

    def invalid_session(self, *, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid (op 9)."""
        self.server.local.gateway.invalidate(resumable=resumable)

    def deliver_twice(self) -> None:
        """Deliver the next interaction twice."""
        self.server.local.gateway.copies = 2

    def fail_next(
        self, status: int = 502, route: str = "*", *, times: int = 1, when: str = "before"
    ) -> None:
        """Answer the next requests to a route (`POST /interactions/*`) with a status.

        `when` is `before` (nothing happened) or `after` (it took effect, the answer was lost).
        """
        self.server.faults.fail_next(status, route, times=times, when=when)

    # Bots in processes of their own

    async def spawn(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        *,
        cwd: Path | None = None,
    ) -> BotProcess:
        """Start a bot; `{api}`, `{gateway}` and `{token}` in command and env are filled in."""
        words = {"{api}": self.api_base, "{gateway}": self.gateway_url, "{token}": self.token}

        def filled(text: str) -> str:
            for word, value in words.items():
                text = text.replace(word, value)
            return text

        one = BotProcess(
            [filled(each) for each in command],
            {key: filled(value) for key, value in (env or {}).items()},
            cwd,
        )
        self._processes.append(one)
        await one.start()
        return one

    async def gone(self, seconds: float = 10.0) -> None:
        """Wait until no bot is connected."""
        gateway = self.server.local.gateway
        await self.until(lambda: not gateway.connected, seconds, "the bot's leaving")
        await asyncio.sleep(0)
