"""The whole bot in this process on a playground: a hall for each test, with a world in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import App, open_app, services_of
from bot.cogs.client import OrbBot
from bot.cogs.gallery import Gallery
from bot.cogs.redirect import redirect
from bot.engine.clock import SystemClock
from bot.engine.pictures import describe_chart, draw_chart
from bot.engine.world import World
from bot.settings import Settings
from playground.driver import (
    DrivenChannel,
    DrivenGuild,
    DrivenInteraction,
    DrivenMember,
    DrivenMessage,
    Playground,
)
from playground.server.interactions import COMMAND, SUBMIT

ROOT = Path(__file__).resolve().parents[2]
WISH = "A bridge of light across the chasm to the keyhole that holds for half a minute"


@dataclass
class Hall:
    """A server of its own: a moderator, a member, two channels, and the bot."""

    ground: Playground
    app: App
    bot: OrbBot
    guild: DrivenGuild
    ada: DrivenMember
    ben: DrivenMember
    channel: DrivenChannel
    other: DrivenChannel

    async def world_id(self, channel: DrivenChannel | None = None) -> str | None:
        """The id of the world a channel holds."""
        found = await self.bot.services.channels.find((channel or self.channel).id)
        return found.world_id if found else None

    async def world(self) -> World:
        """The first channel's world."""
        return await self.app.game.world(str(await self.world_id()))

    async def create(self, **options: Any) -> DrivenInteraction:
        """Have the moderator make a world."""
        return await self.told(self.ada.send_slash("world create", options), "is made")

    async def told(self, asked: DrivenInteraction, text: str) -> DrivenInteraction:
        """Wait until an answer says something."""
        await asked.acknowledged()
        try:
            await self.ground.until(lambda: text in text_of(asked), 15)
        except TimeoutError:
            raise AssertionError(f"no {text!r} in {text_of(asked)!r}") from None
        return asked

    async def joined(self, member: DrivenMember) -> DrivenMessage:
        """Let a member join; their panel."""
        panel = (await member.slash("play")).original
        if "Join" in panel.buttons:
            await member.click(panel, "Join")
        return panel

    async def with_orb(self, member: DrivenMember) -> DrivenMessage:
        """Have a member do the Elemental Trial, so that they carry the Orb; their panel."""
        panel = await self.joined(member)
        for element, item in (("Flame", "Ember"), ("Water", "Droplet"), ("Wind", "Gust")):
            await step_up(member, panel, f"{element} Pedestal")
            wanted = [one for one in panel.buttons if item in one and f"{element} Pedestal" in one]
            await member.click(panel, wanted[0])
        return panel

    async def forged(self, member: DrivenMember, wish: str = WISH) -> DrivenMessage:
        """Have a member with the Orb make a tool; the card it came from."""
        await member.slash("orb")
        asked = await member.send_submit({"wish": wish}).acknowledged()
        card = asked.original
        await self.ground.until(lambda: "Accept" in card.buttons, 30, "the card")
        await member.click(card, "Accept")
        return card

    def forge(self, member: DrivenMember, name: str, *path: str) -> DrivenInteraction:
        """A command the member's client would not send, as only a forger could."""
        server = self.ground.server
        scopes = server.local.state.commands.values()
        (command,) = [one for scope in scopes for one in scope if one["name"] == name]
        options: list[Any] = []
        for kind, inner in zip((1, 2), reversed(path), strict=False):
            options = [{"type": kind, "name": inner, "options": options}]
        data = {"id": command["id"], "name": name, "type": 1, "options": options}
        one = server.interactions.new(COMMAND, member.id, member.channel.id, data)
        one.name = name
        return DrivenInteraction(server, server.interactions.ask(one))

    async def press(
        self, member: DrivenMember, message: DrivenMessage, custom_id: str, *values: str
    ) -> DrivenInteraction:
        """A press of what may not be there."""
        return await member.raw_component(message, custom_id, list(values) or None)

    async def submit_raw(
        self, member: DrivenMember, custom_id: str, **fields: str
    ) -> DrivenInteraction:
        """The submission of a dialog that may never have been opened."""
        server = self.ground.server
        rows = [
            {"type": 18, "component": {"type": 4, "custom_id": key, "value": value}}
            for key, value in fields.items()
        ]
        data = {"custom_id": custom_id, "components": rows}
        one = server.interactions.new(SUBMIT, member.id, member.channel.id, data)
        one.custom_id = custom_id
        return await DrivenInteraction(server, server.interactions.ask(one)).ended()

    def moderator(self, name: str) -> DrivenMember:
        """One more moderator."""
        return self.guild.add_member(f"{name}-{self.guild.id}", "manage_guild", display=name)


async def step_up(member: DrivenMember, panel: DrivenMessage, name: str) -> DrivenInteraction:
    """Step up to a landmark, by its button or by the select it is in."""
    if f"Step up to {name}" in panel.buttons:
        return await member.click(panel, f"Step up to {name}")
    options = panel.component("Step up to …")["options"]
    codes = {one["label"]: one["value"] for one in options}
    return await member.select(panel, "Step up to …", [codes[name]])


def said(answer: DrivenInteraction) -> str:
    """Everything an interaction was answered with, which was not nothing."""
    assert answer.failed is None
    return text_of(answer)


def text_of(answer: DrivenInteraction) -> str:
    """Everything an interaction was answered with so far."""
    return "\n".join(one.text for one in answer.messages)


@dataclass
class House:
    """The playground and the bot, in which halls are furnished."""

    ground: Playground
    app: App
    bot: OrbBot
    halls: int = 0

    def hall(self) -> Hall:
        """A new server."""
        self.halls += 1
        guild = self.ground.add_guild(f"Hall {self.halls}", ["vault", "other"])
        first, other = guild.channels.values()
        ada = guild.add_member(f"Ada{self.halls}", "manage_guild", display="Ada")
        ben = guild.add_member(f"Ben{self.halls}", display="Ben")
        return Hall(self.ground, self.app, self.bot, guild, ada, ben, first, other)


@asynccontextmanager
async def opened(folder: Path, **variables: str) -> AsyncGenerator[House]:
    """A playground with the bot on it, connected; `variables` are settings by their names."""
    settings = Settings(_env_file=None, **variables)  # type: ignore[arg-type, call-arg]
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with Playground() as ground:
        redirect(ground.api_base.rsplit("/v", 1)[0], ground.gateway_url)
        try:
            async with open_app(settings, folder, clock=SystemClock(), keeps=False) as app:
                maps = Gallery(draw_chart, describe_chart, late=20.0)
                bot = OrbBot(services_of(app), folder, maps=maps)
                async with bot:
                    running = asyncio.create_task(bot.start(ground.token))
                    await ground.ready("world", "tool", "demo", "mod", "play")
                    await bot.wait_until_ready()
                    yield House(ground, app, bot)
                await asyncio.gather(running, return_exceptions=True)
        finally:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def recipe() -> bytes:
    """The bundled recipe as a file."""
    return (ROOT / "demo" / "vault" / "recipe.json").read_bytes()


def broken_recipe() -> bytes:
    """A recipe whose world can be written but not be built."""
    commands = json.loads(recipe())
    for one in commands:
        if one["name"] != "create_dynamic_function":
            one["name"] = next(
                each["args"]["new_function_name"] for each in commands if "check" in str(each)
            )
    return json.dumps(commands).encode()
