"""Three members who play the vault together, by the panel's controls or by commands."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from discord_play import Bot, press, standing_in, step_up

WISH = "A bridge of light to the keyhole platform"
PLACE = "Keyhole Platform"
TRIALS = (
    ("Flaming Ember", "Flame Pedestal"),
    ("Water Droplet", "Water Pedestal"),
    ("Gust of Wind", "Wind Pedestal"),
)


class Ways(Protocol):
    """How somebody does things."""

    async def use(self, member: Any, thing: str, target: str | None = None) -> str:
        """Use a thing, on something; what was answered."""
        ...

    async def go(self, member: Any, way: str, place: str) -> str:
        """Go through a way to a place; what was answered."""
        ...

    async def wish(self, member: Any) -> None:
        """Have the Orb's dialog opened."""
        ...


@dataclass
class Controls:
    """Everything by buttons and selects on the members' panels."""

    panels: dict[str, Any]

    async def use(self, member: Any, thing: str, target: str | None = None) -> str:
        """Step up to the target, and press what uses the thing on it."""
        panel = self.panels[member.id]
        if target is not None:
            await step_up(member, panel, target)
        await press(member, panel, thing, target or "")
        return panel.text

    async def go(self, member: Any, way: str, place: str) -> str:
        """Press what leads to the place."""
        panel = self.panels[member.id]
        await step_up(member, panel, way)
        await press(member, panel, place)
        return panel.text

    async def wish(self, member: Any) -> None:
        """Press what uses the Orb."""
        await press(member, self.panels[member.id], "Orb of Ingenuity")


class Commands:
    """Everything by slash commands."""

    async def use(self, member: Any, thing: str, target: str | None = None) -> str:
        """`/use`, with a target where there is one."""
        more = {"target": target} if target else {}
        return (await member.slash("use", artifact=thing, **more)).text

    async def go(self, member: Any, way: str, place: str) -> str:
        """`/go`, having been shown the way as a suggestion."""
        found = await member.autocomplete("go", "exit", way[:6])
        return (await member.slash("go", exit=found[0]["value"])).text

    async def wish(self, member: Any) -> None:
        """`/orb`."""
        await member.slash("orb")


@dataclass
class Party:
    """Three members in a channel, the first of whom moderates."""

    sv: Any
    channel: Any
    members: list[Any]
    ways: Ways = field(default_factory=Commands)
    panels: dict[str, Any] = field(default_factory=dict)

    @property
    def adventure(self) -> list[Callable[[], Awaitable[None]]]:
        """From the empty channel to the open vault, step by step."""
        dana, ada, ben = self.members
        return [
            self.make,
            *(lambda one=one: self.join(one) for one in self.members),
            *(
                lambda one=one, pair=pair: self.use(one, *pair)
                for one, pair in zip((ada, ben, dana), TRIALS, strict=True)
            ),
            lambda: self.wish(dana),
            lambda: self.submit(dana),
            lambda: self.accept(dana),
            *(lambda one=one: self.go(one) for one in self.members),
            lambda: self.use(dana, "Orb: A bridge"),
            lambda: self.use(dana, "Vault Key", PLACE),
        ]

    async def make(self) -> None:
        """Have the channel's world made."""
        asked = await self.members[0].slash("world create", theme="vault", wait="ack")
        await self.told(asked, "is made")

    async def join(self, member: Any) -> None:
        """Open a panel and join."""
        panel = (await member.slash("play")).original
        self.panels[member.id] = panel
        await member.click(panel, "Join")
        assert "Trial Chamber" in panel.text

    async def use(self, member: Any, thing: str, target: str | None = None) -> None:
        """Use something."""
        await self.ways.use(member, thing, target)

    async def go(self, member: Any) -> None:
        """Go on to the vault."""
        assert "Vault Approach" in await self.ways.go(member, "Sealed Stone Door", "Vault Approach")

    async def wish(self, member: Any) -> None:
        """Have the Orb ask for words."""
        await self.ways.wish(member)
        assert self.dialog(member) is not None

    async def submit(self, member: Any) -> None:
        """Give the Orb its words, and see the card."""
        dialog = self.dialog(member)
        asked = await member.submit_modal(dialog, fields={"wish": WISH}, wait="ack")
        await self.sv.until(lambda: self.card(member) or anew_on(asked), 30, "the card")
        if wanted := anew_on(asked):  # there is one like it already: have another written
            await member.click(asked.original, wanted, wait="ack")
            await self.sv.until(lambda: self.card(member), 30, "the card")

    async def accept(self, member: Any) -> None:
        """Accept the tool."""
        await member.click(self.card(member), "Accept")

    def dialog(self, member: Any) -> Any:
        """The dialog that is open for the member in this channel, None where there is none."""
        mine = [
            one
            for one in self.sv.modals
            if one.user is member.user and one.open and one.interaction.channel is self.channel
        ]
        return mine[-1] if mine else None

    def card(self, member: Any) -> Any:
        """The newest card in this channel, None before there is one."""
        mine = [
            one
            for one in member.visible(self.channel)
            if "Accept" in one.labels and one.ephemeral_for == member.id
        ]
        return mine[-1] if mine else None

    async def told(self, asked: Any, text: str) -> None:
        """Wait until an answer says something."""
        await self.sv.until(lambda: any(text in one.text for one in asked.messages), 30, text)

    async def log(self) -> list[str]:
        """Every line of the world's log, oldest first, read page by page."""
        return await lines_of(self.members[1])

    async def opened(self) -> None:
        """Wait until the channel has been told of the open vault, and the stage too."""
        await self.sv.wait_message(self.channel, "The tale ends here")
        await self.sv.wait_message(self.channel, "☑ Open the vault")


def anew_on(asked: Any) -> str:
    """The control by which a tool is written though there is one like it, empty without one."""
    buttons = asked.original.buttons if asked.original else []
    ids = [str(one.get("custom_id", "")) for one in buttons]
    return next((one for one in ids if one.startswith("orb:1:anew")), "")


async def lines_of(reader: Any) -> list[str]:
    """Every line of the log of the channel a member is in, oldest first, read page by page."""
    pages: list[list[str]] = []
    page = (await reader.slash("log")).original
    while True:
        pages.insert(0, re.findall(r"^<t:\d+:t> (.*)$", page.text, re.MULTILINE))
        if "▶" not in page.labels or page.find("▶").get("disabled"):
            return [line for one in pages for line in one]
        await reader.click(page, "▶")


@dataclass
class Club:
    """Two servers, one member in both, each with two channels; the bot as a process."""

    sv: Any
    bot: Bot
    parties: dict[str, list[Party]]

    def lost(self) -> list[Any]:
        """The interactions nobody was answered to."""
        return [one for one in self.sv.interactions.values() if one.failed]


@asynccontextmanager
async def meeting(folder: Path) -> AsyncGenerator[Club]:
    """Two servers with three members each; in `calm` and in `storm` nothing has happened yet."""
    with standing_in() as standin:
        async with standin() as sv:
            first = sv.add_guild("Adventurers", channels=("calm", "storm"))
            second = sv.add_guild("Explorers", channels=("calm", "storm"))
            dana = first.add_member("Dana", manage_guild=True)
            also_dana = second.add_member(dana.user, manage_guild=True)
            groups = (
                [dana, first.add_member("Ada"), first.add_member("Ben", locale="en-GB")],
                [also_dana, second.add_member("Cleo"), second.add_member("Finn")],
            )
            parties: dict[str, list[Party]] = {"calm": [], "storm": []}
            for guild, members in zip((first, second), groups, strict=True):
                for channel in guild.channels.values():
                    here = [type(one)(sv, one.gm, channel) for one in members]
                    party = Party(sv, channel, here)
                    parties[channel.name].append(party)
            for one, _ in parties.values():
                one.ways = Controls(one.panels)
            bot = Bot(sv, folder)
            await bot.start()
            try:
                yield Club(sv, bot, parties)
            finally:
                await bot.stop()
