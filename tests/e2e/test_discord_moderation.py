"""A moderator's evening on a strict stand-in for Discord: a world made, played, begun anew."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from discord_play import STANDIN, Bot, press, step_up

pytestmark = [
    pytest.mark.skipif(
        not STANDIN.is_dir(), reason=f"the Discord stand-in is not at {STANDIN.name!r}"
    ),
    pytest.mark.timeout(120),
]

WISH = "A bridge of light to the keyhole platform"


@dataclass
class Evening:
    """A server with one channel, a moderator, a member and the bot."""

    sv: Any
    channel: Any
    dana: Any
    bob: Any

    async def told(self, asked: Any, text: str) -> Any:
        """Wait until an answer says something."""
        await self.sv.until(
            lambda: any(text in one.text for one in asked.messages), 30, f"{text!r}"
        )
        return asked

    async def confirmed(self, command: str, text: str) -> Any:
        """Have the moderator confirm what ends a world, and wait until it is done."""
        await self.dana.slash(command)
        return await self.told(
            await self.dana.submit_modal(fields={"name": "adventure"}, wait="ack"), text
        )

    def assert_clean(self) -> None:
        """The bot broke no rule of Discord's and left nobody waiting."""
        self.sv.assert_clean()
        assert self.sv.stats()["failed"] == 0
        assert max(self.sv.latencies()) < 3


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncGenerator[Evening]:
    """The bot with an empty data folder, running."""
    sys.path.insert(0, str(STANDIN))
    from standin import Standin  # type: ignore[import-not-found]

    async with Standin() as sv:
        guild = sv.add_guild("Adventurers", channels=("adventure",))
        (channel,) = guild.channels.values()
        dana = guild.add_member("Dana", manage_guild=True)
        bob = guild.add_member("Bob")
        bot = Bot(sv, tmp_path)
        await bot.start()
        try:
            yield Evening(sv, channel, dana, bob)
        finally:
            await bot.stop()
            sys.path.remove(str(STANDIN))


async def play_to_the_vault(one: Evening) -> None:
    """Have the member do the whole adventure."""
    bob = one.bob
    panel = (await bob.slash("play")).original
    await bob.click(panel, panel.labels[-1])
    for element, item in (("Flame", "Ember"), ("Water", "Droplet"), ("Wind", "Gust")):
        await step_up(bob, panel, f"{element} Pedestal")
        await press(bob, panel, item, f"{element} Pedestal")
    await bob.slash("orb")
    asked = await bob.submit_modal(fields={"wish": WISH}, wait="ack")
    await one.sv.until(lambda: "Accept" in asked.original.labels, 30, "the card")
    await bob.click(asked.original, "Accept")
    await bob.slash("go", exit="Sealed Stone Door")
    await bob.slash("use", artifact="Orb: A bridge")
    opened = await bob.slash("use", artifact="Vault Key", target="Keyhole Platform")
    assert "turns three times" in opened.text


async def test_a_world_is_made_played_taken_back_and_brought_back(evening: Evening) -> None:
    """From an empty channel to the vault, back a step, anew, and back again, with no violation."""
    one, dana, sv = evening, evening.dana, evening.sv
    made = await dana.slash("world create", theme="vault", wait="ack")
    await one.told(made, "is made")
    await sv.wait_message(one.channel, "To be done")
    await play_to_the_vault(one)
    await sv.wait_message(one.channel, "☑ Open the vault")
    history = (await dana.slash("world history")).original
    assert "used Vault Key" in history.text
    await dana.click(history, "▶")
    assert "page 2" in history.text
    undone = await dana.slash("world undo", member=one.bob)
    assert "used Vault Key" in undone.text
    await sv.wait_message(one.channel, "Dana took back")
    await sv.wait_message(one.channel, "☐ Open the vault")
    await one.confirmed("world reset", "has begun anew")
    joining = await one.bob.slash("play")
    assert "Join" in joining.original.labels
    kept = (await dana.slash("world restore")).original
    options = [each["value"] for each in kept.selects[0]["options"]]
    await dana.select(kept, "Bring back …", options)
    await sv.until(lambda: "is back" in kept.text, 30, "the world")
    assert "Vault Approach" in (await one.bob.slash("play")).text
    one.assert_clean()


async def test_every_page_of_the_moderators_is_one_discord_takes(evening: Evening) -> None:
    """Settings, tools, overview, export, a demo: each is sent, pressed and refused by the rules."""
    one, dana, sv = evening, evening.dana, evening.sv
    assert "no world in this channel" in (await dana.slash("world undo")).text
    await one.told(await dana.slash("world create", wait="ack"), "is made")
    await play_to_the_vault(one)
    settings = (await dana.slash("world settings")).original
    await dana.click(settings, "orb:1:choose:picture:off")
    assert "Saved" in settings.text
    await dana.select(settings, "orb:1:choose:locale", ["en"])
    assert "**Vault**" in (await dana.slash("mod")).text
    title = (await one.bob.autocomplete("tool show", "name", "a bridge"))[0]["value"]
    assert title in (await one.bob.slash("tool list")).text
    shown = (await one.bob.slash("tool show", name=title)).original
    await one.bob.click(shown, "Ask for something like it")
    assert WISH in str(one.bob.modal.fields)
    one.bob.cancel_modal()
    await one.bob.click(shown, "Report")
    reported = await one.bob.submit_modal(fields={"reason": "too bright"})
    assert "reported" in reported.text
    assert "Disabled" in (await dana.slash("world tool disable", name=title)).text
    assert "Enabled" in (await dana.slash("world tool enable", name=title)).text
    assert "version 1" in (await dana.slash("world tool rollback", name=title, version=1)).text
    exported = await one.told(await dana.slash("world export", wait="ack"), "as a file")
    assert exported.original.files
    assert "paused" in (await dana.slash("world pause")).text
    assert "goes on" in (await dana.slash("world resume")).text
    await one.confirmed("world delete", "is ended")
    await one.told(await dana.slash("demo", speed=20.0, wait="ack"), "begins below")
    panel = await sv.wait_message(one.channel, "Demo: Vault")
    await sv.until(lambda: "The demo is over" in panel.text, 60, "the demo's end")
    one.assert_clean()
