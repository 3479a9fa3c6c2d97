"""A table to play at: a bot process on a strict stand-in for Discord, a world, members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.e2e.discord_play import Bot, step_up


@dataclass
class Table:
    """A server with two channels, the first of which holds a world; members; the bot."""

    sv: Any
    bot: Bot
    vault: Any
    other: Any
    guild: Any

    def member(self, name: str, **more: Any) -> Any:
        """A new member, in the world's channel."""
        return self.guild.add_member(name, **more).goto(self.vault)

    async def joined(self, name: str, **more: Any) -> tuple[Any, Any]:
        """A new member and their panel."""
        member = self.member(name, **more)
        panel = (await member.slash("play")).original
        await member.click(panel, panel.labels[-1])
        return member, panel

    async def restart(self, **env: str) -> None:
        """Start the bot again with these variables."""
        await self.bot.stop()
        self.bot.env.update(env)
        await self.bot.start()

    def assert_clean(self) -> None:
        """The bot broke no rule of Discord's, was never told to slow down, left nobody waiting."""
        self.sv.assert_clean()
        stats = self.sv.stats()
        assert stats["http_429"] == 0
        assert stats["failed"] == 0


async def light_pedestals(member: Any, panel: Any) -> None:
    """Do the Elemental Trial by the panel's buttons."""
    for element, item in (("Flame", "Ember"), ("Water", "Droplet"), ("Wind", "Gust")):
        await step_up(member, panel, f"{element} Pedestal")
        wanted = [one for one in panel.labels if item in one and f"{element} Pedestal" in one]
        await member.click(panel, wanted[0])


async def card_of(sv: Any, member: Any) -> Any:
    """The card of the member's tool, once it is there."""

    def cards() -> list[Any]:
        return [one for one in member.ephemerals if "Accept" in one.labels]

    await sv.until(lambda: bool(cards()), 30, "the tool's card")
    return cards()[-1]
